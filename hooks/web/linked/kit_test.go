package linked_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// The person of the dossiers here: no page of another unit may hold the name,
// unless a shared file or the hand-over needs it.
const (
	name  = "Vũ Hoàng Mộc Miên"
	phone = "0987600111"
)

var blank = []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n")

func received(t *testing.T, h *apptest.House) casework.Received {
	t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.010039", Answers: map[string]string{"kind": "head", "what": "x"},
		Applicant:  casework.PersonInput{Name: name, Phone: phone, IdentityNumber: "099188000777"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	return got
}

func file(t *testing.T, h *apptest.House, code, name string) casework.File {
	t.Helper()
	f, err := h.Desk.AddFile(h.App, h.Actor(access.Clerk, 0), code, "", name, bytes.NewReader(blank))
	require.NoError(t, err)
	return f
}

func send(t *testing.T, v *apptest.Visitor, path string, form url.Values, upload string, body []byte) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, list := range form {
		for _, x := range list {
			require.NoError(t, w.WriteField(k, x))
		}
	}
	if upload != "" {
		part, err := w.CreateFormFile("file", upload)
		require.NoError(t, err)
		_, err = part.Write(body)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return v.Do(http.MethodPost, path, &b, http.Header{"Content-Type": {w.FormDataContentType()}})
}

// clean asserts that a page has its words and none of the person.
func clean(t *testing.T, rec *httptest.ResponseRecorder, personal bool) string {
	t.Helper()
	body := rec.Body.String()
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, body)
	if !personal {
		for _, word := range []string{name, phone, "0987 600 111", "Mộc Miên"} {
			assert.NotContains(t, body, word)
		}
	}
	assert.Equal(t, 1, strings.Count(body, "<h1"))
	return body
}
