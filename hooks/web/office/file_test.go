package office_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))))
	return b.Bytes()
}

// send posts a file as the form of the page does.
func send(t *testing.T, v *apptest.Visitor, c casework.Case, component, name string, content []byte, accept string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	require.NoError(t, w.WriteField("component", component))
	if name != "" {
		part, err := w.CreateFormFile("file", name)
		require.NoError(t, err)
		_, err = part.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	head := http.Header{"Content-Type": {w.FormDataContentType()}}
	if accept != "" {
		head.Set("Accept", accept)
	}
	return v.Do(http.MethodPost, at(c)+"/tep", &b, head)
}

func TestAFileGoesInAndComesOutAsItWas(t *testing.T) {
	h := apptest.Open(t)
	c, clerk := receive(t, h, 0, "Đào Văn Ước"), h.As(access.Clerk, 0)
	require.Equal(t, http.StatusSeeOther, send(t, clerk, c, "declaration", "tờ khai (1).png", picture(t), "").Code)
	body := clerk.Get(at(c)).Body.String()
	assert.Contains(t, body, "tờ khai (1).png")
	assert.Contains(t, body, "Đã nhận tệp.")
	files, err := h.Desk.Files(h.App, h.Actor(access.Clerk, 0), c.Code)
	require.NoError(t, err)
	require.Len(t, files, 1)
	path := at(c) + "/tep/" + files[0].ID
	got := clerk.Get(path)
	require.Equal(t, http.StatusOK, got.Code)
	assert.Equal(t, picture(t), got.Body.Bytes())
	assert.Equal(t, "image/png", got.Header().Get("Content-Type"))
	assert.True(t, strings.HasPrefix(got.Header().Get("Content-Disposition"), "inline;"))
	assert.Contains(t, got.Header().Get("Content-Security-Policy"), "sandbox; default-src 'none'")
	assert.Equal(t, "nosniff", got.Header().Get("X-Content-Type-Options"))
	assert.Equal(t, "private, no-store", got.Header().Get("Cache-Control"))
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(path).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Inspector, 0).Get(path).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(path).Code)
	assert.Equal(t, http.StatusNotFound, clerk.Get(at(c)+"/tep/khongco").Code)
	other := receive(t, h, 0, "Đào Văn Ước")
	assert.Equal(t, http.StatusNotFound, clerk.Get(at(other)+"/tep/"+files[0].ID).Code, "a file of another dossier")
}

func TestHostileFilesAreRefusedInWords(t *testing.T) {
	h := apptest.Open(t)
	c, clerk := receive(t, h, 0, "Đào Văn Ước"), h.As(access.Clerk, 0)
	for name, x := range map[string]struct {
		content []byte
		say     string
	}{
		"trang.html":     {[]byte("<!doctype html><script>alert(1)</script>"), "chỉ nhận ảnh JPG, PNG hoặc tệp PDF"},
		"anh.svg":        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "chỉ nhận ảnh JPG, PNG hoặc tệp PDF"},
		"macro.exe":      {[]byte("MZ\x90\x00"), "chỉ nhận ảnh JPG, PNG hoặc tệp PDF"},
		"giả mạo.png":    {[]byte("<html>"), "chỉ nhận ảnh JPG, PNG hoặc tệp PDF"},
		"rỗng.pdf":       {nil, "Tệp không có nội dung"},
		"dở dang.png":    {picture(t)[:20], "Tệp bị hỏng"},
		"../../../x.pdf": {[]byte("%PDF-1.4 chưa xong"), "Tệp bị hỏng"},
		"to.pdf":         {append([]byte("%PDF-"), bytes.Repeat([]byte("x"), 10<<20)...), "Tệp lớn hơn 10 MB"},
	} {
		res := send(t, clerk, c, "declaration", name, x.content, "")
		assert.Equal(t, http.StatusUnprocessableEntity, res.Code, name)
		assert.Contains(t, res.Body.String(), x.say, name)
		assert.Contains(t, res.Body.String(), `href="#file-declaration"`, name)
	}
	res := send(t, clerk, c, "declaration", "trang.html", []byte("<html>"), "application/json")
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	var said struct{ Message string }
	require.NoError(t, json.Unmarshal(res.Body.Bytes(), &said))
	assert.Contains(t, said.Message, "chỉ nhận ảnh JPG")
	assert.Equal(t, http.StatusUnprocessableEntity, send(t, clerk, c, "declaration", "", nil, "").Code)
	assert.Equal(t, http.StatusUnprocessableEntity, send(t, clerk, c, "khong-co", "a.png", picture(t), "").Code)
	assert.Equal(t, http.StatusNotFound, send(t, h.As(access.Clerk, 1), c, "", "a.png", picture(t), "").Code)
	assert.Equal(t, http.StatusForbidden, send(t, h.As(access.Superior, 0), c, "", "a.png", picture(t), "").Code)
	assert.Equal(t, http.StatusUnauthorized, send(t, h.Guest(), c, "", "a.png", picture(t), "").Code)
	files, err := h.Desk.Files(h.App, h.Actor(access.Clerk, 0), c.Code)
	require.NoError(t, err)
	assert.Empty(t, files)
	good := send(t, clerk, c, "", "a.png", picture(t), "application/json")
	assert.Equal(t, http.StatusCreated, good.Code)
	assert.Contains(t, good.Body.String(), `"component":"volunteered"`)
}
