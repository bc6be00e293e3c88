package api_test

import (
	"bytes"
	"encoding/base64"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

// png is a picture of one dot.
var png, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

func upload(t *testing.T, who *apptest.Visitor, code, component, name string, body []byte, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	require.NoError(t, w.WriteField("component", component))
	part, err := w.CreateFormFile("file", name)
	require.NoError(t, err)
	_, err = part.Write(body)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	head := http.Header{"Content-Type": {w.FormDataContentType()}}
	for i := 0; i+1 < len(header); i += 2 {
		head.Set(header[i], header[i+1])
	}
	return who.Do("POST", "/api/motcua/dossiers/"+code+"/files", &b, head)
}

func TestFilesGoInAndComeOutInert(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	code := received(t, p.clerk).text("code")
	got := want(t, 201, upload(t, p.clerk, code, "declaration", "../../Tờ khai.png", png))
	assert.Equal(t, "Tờ khai.png", got.text("original_name"))
	assert.Equal(t, "image/png", got.text("mime"))
	assert.EqualValues(t, len(png), got["size"])
	assert.Len(t, got["file"], 1)
	assert.NotEmpty(t, got.text("collectionId"))
	want(t, 201, upload(t, p.officer, code, "", "thêm.png", png))
	files := want(t, 200, p.leader.Get("/api/motcua/dossiers/"+code+"/files")).items(t)
	require.Len(t, files, 2)
	rec := p.officer.Get("/api/motcua/dossiers/" + code + "/files/" + got.text("id"))
	require.Equal(t, 200, rec.Code)
	assert.Equal(t, png, rec.Body.Bytes())
	assert.Equal(t, "image/png", rec.Header().Get("Content-Type"))
	assert.Equal(t, "nosniff", rec.Header().Get("X-Content-Type-Options"))
	assert.Contains(t, rec.Header().Get("Content-Security-Policy"), "sandbox")
	assert.True(t, strings.HasPrefix(rec.Header().Get("Content-Disposition"), "attachment"))
	assert.Contains(t, rec.Header().Get("Cache-Control"), "no-store")
	assert.Equal(t, "file.not_found", want(t, 404, p.clerk.Get("/api/motcua/dossiers/"+code+"/files/nope")).code("_"))
	other := received(t, p.clerk).text("code")
	want(t, 404, p.clerk.Get("/api/motcua/dossiers/"+other+"/files/"+got.text("id")))
}

func TestFileLadder(t *testing.T) {
	h := apptest.Open(t)
	p := office(h)
	code := received(t, p.clerk).text("code")
	want(t, 401, upload(t, h.Guest(), code, "", "a.png", png))
	want(t, 403, upload(t, p.cashier, code, "", "a.png", png))
	want(t, 403, upload(t, h.As(access.Superior, 0), code, "", "a.png", png))
	want(t, 404, upload(t, h.As(access.Clerk, 1), code, "", "a.png", png))
	assert.Equal(t, "file.type", want(t, 422, upload(t, p.clerk, code, "", "a.png", []byte("<svg onload=alert(1)>"))).code("file"))
	assert.Equal(t, "file.empty", want(t, 422, upload(t, p.clerk, code, "", "a.png", nil)).code("file"))
	assert.Equal(t, "dossier.paper_unknown", want(t, 422, upload(t, p.clerk, code, "nope", "a.png", png)).code("component"))
	want(t, 422, upload(t, p.clerk, code, "", "a.png", make([]byte, 13<<20)))
	want(t, 422, p.clerk.JSON("POST", "/api/motcua/dossiers/"+code+"/files", object{}))
	want(t, 403, h.As(access.Superior, 0).Get("/api/motcua/dossiers/"+code+"/files"))
	act(t, p.clerk, code, "withdraw", object{"reason": "x"})
	want(t, 409, upload(t, p.clerk, code, "", "a.png", png))
}

func TestFileUnderOneKeyIsKeptOnce(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	code := received(t, clerk).text("code")
	one := upload(t, clerk, code, "", "a.png", png, "Idempotency-Key", "f")
	two := upload(t, clerk, code, "", "a.png", png, "Idempotency-Key", "f") // another boundary
	want(t, 201, two)
	assert.Equal(t, one.Body.String(), two.Body.String())
	want(t, 422, upload(t, clerk, code, "", "b.png", png, "Idempotency-Key", "f"))
	assert.Len(t, want(t, 200, clerk.Get("/api/motcua/dossiers/"+code+"/files")).items(t), 1)
}
