package pb_public

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// asset is one file as it goes over the wire.
type asset struct {
	hash   string // first 9 bytes of SHA-256, base64url
	kind   string // Content-Type
	plain  []byte
	zipped []byte // nil when compressing does not pay
}

// kinds is our own table, because the system's list of types differs from
// machine to machine (Windows calls .js text/plain) and we send nosniff.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".ico": "image/x-icon",
}

func newAsset(name string, data []byte) *asset {
	sum := sha256.Sum256(data)
	a := &asset{hash: base64.RawURLEncoding.EncodeToString(sum[:9]), kind: kinds[path.Ext(name)], plain: data}
	if a.kind == "" {
		a.kind = "application/octet-stream"
	}
	if z := zip(data); len(z) < len(data)*9/10 {
		a.zipped = z
	}
	return a
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a buffer does not fail
	}
	return b.Bytes()
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request, current bool) {
	h := w.Header()
	body, tag := a.plain, `"`+a.hash+`"`
	h.Set("Content-Type", a.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	if current {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if a.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r.Header.Get("Accept-Encoding")) {
			body, tag = a.zipped, `"`+a.hash+`-gz"`
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("ETag", tag)
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(body) // the reader went away: nothing to do
}

// acceptsGzip reads Accept-Encoding as far as we need it: gzip named, and not
// refused with q=0.
func acceptsGzip(header string) bool {
	for _, part := range strings.Split(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		q = strings.ReplaceAll(q, " ", "")
		if (name == "gzip" || name == "*") && q != "q=0" && !strings.HasPrefix(q, "q=0.000") {
			return true
		}
	}
	return false
}
