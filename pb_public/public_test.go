package pb_public

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func get(t *testing.T, method, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(b)
}

func TestAHashedAddressIsKeptForEver(t *testing.T) {
	for name, kind := range map[string]string{"css/app.css": "text/css; charset=utf-8", "js/app.js": "text/javascript; charset=utf-8", "icon/seal.svg": "image/svg+xml"} {
		res := get(t, "GET", Path(name))
		assert.Equal(t, 200, res.StatusCode, name)
		assert.Equal(t, kind, res.Header.Get("Content-Type"))
		assert.Equal(t, "nosniff", res.Header.Get("X-Content-Type-Options"))
		assert.Equal(t, "public, max-age=31536000, immutable", res.Header.Get("Cache-Control"))
		assert.NotEmpty(t, body(t, res.Body))
	}
}

func TestAnAddressOfAnOlderReleaseStillGetsAFileThatNobodyKeeps(t *testing.T) {
	res := get(t, "GET", "/static/oldhash/css/app.css")
	assert.Equal(t, 200, res.StatusCode)
	assert.Equal(t, "no-cache", res.Header.Get("Cache-Control"))
}

func TestWhatIsNotThereIs404(t *testing.T) {
	for _, path := range []string{Path("css/none.css"), "/static/x", "/static/", "/static/x/../public.go", "/static/x/css/component/button.css"} {
		assert.Equal(t, 404, get(t, "GET", path).StatusCode, path)
	}
	assert.Equal(t, 405, get(t, "POST", Path("css/app.css")).StatusCode)
}

func TestCompressedForThoseWhoAccept(t *testing.T) {
	plain := body(t, get(t, "GET", Path("css/app.css")).Body)
	res := get(t, "GET", Path("css/app.css"), "Accept-Encoding", "br, gzip;q=0.8")
	require.Equal(t, "gzip", res.Header.Get("Content-Encoding"))
	assert.Equal(t, "Accept-Encoding", res.Header.Get("Vary"))
	z, err := gzip.NewReader(res.Body)
	require.NoError(t, err)
	assert.Equal(t, plain, body(t, z))
	for _, refuse := range []string{"", "br", "gzip;q=0", "gzip; q=0.000"} {
		assert.Empty(t, get(t, "GET", Path("css/app.css"), "Accept-Encoding", refuse).Header.Get("Content-Encoding"), refuse)
	}
}

func TestTheSameFileAgainIs304(t *testing.T) {
	for _, enc := range []string{"", "gzip"} {
		first := get(t, "GET", Path("js/app.js"), "Accept-Encoding", enc)
		again := get(t, "GET", Path("js/app.js"), "Accept-Encoding", enc, "If-None-Match", first.Header.Get("ETag"))
		assert.Equal(t, 304, again.StatusCode)
		assert.Empty(t, body(t, again.Body))
	}
}

func TestHeadHasNoBody(t *testing.T) {
	res := get(t, "HEAD", Path("css/app.css"))
	assert.Equal(t, 200, res.StatusCode)
	assert.NotEmpty(t, res.Header.Get("Content-Length"))
	assert.Empty(t, body(t, res.Body))
}

// Budgets of screens.md §2, as they go over the wire.
func TestBudgets(t *testing.T) {
	for name, most := range map[string]int{"css/app.css": 9 << 10, "css/public.css": 8 << 10, "js/app.js": 15 << 10, "js/public.js": 3 << 10} {
		assert.LessOrEqual(t, len(assets[name].zipped), most, name)
	}
}
