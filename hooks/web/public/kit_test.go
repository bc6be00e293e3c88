package public_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
)

// phone is the number on the dossiers of these tests.
const phone = "0912340111"

// received takes in a dossier of the first commune.
func received(t *testing.T, h *apptest.House) casework.Received {
	t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.010039",
		Applicant: casework.PersonInput{Name: "Nguyễn Thị Hòa", IdentityNumber: "099190012345", Phone: phone}, Promise: "mang sau"})
	require.NoError(t, err)
	return got
}

// page asserts the status and gives the page.
func page(t *testing.T, code int, res *httptest.ResponseRecorder) string {
	t.Helper()
	require.Equal(t, code, res.Code, res.Body.String())
	body := res.Body.String()
	assert.Equal(t, 1, strings.Count(body, "<h1"), "one heading a page")
	assert.NotContains(t, body, "{public.", "a key without a sentence")
	assert.NotContains(t, body, "{track.", "a key without a sentence")
	return body
}

// inOrder asserts that the parts stand in the page one after another.
func inOrder(t *testing.T, body string, parts ...string) {
	t.Helper()
	from := 0
	for _, p := range parts {
		i := strings.Index(body[from:], p)
		require.GreaterOrEqual(t, i, 0, "%q is missing, or stands before what it should follow", p)
		from += i + len(p)
	}
}
