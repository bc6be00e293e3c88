// Package pb_public holds every pixel: styles, behaviours and icons, bundled
// and compressed once at start and served under addresses that carry their
// hash. It knows no page and no business.
package pb_public

import (
	"embed"
	"net/http"
	"strings"
)

//go:embed css js icon
var files embed.FS

var assets = mustLoad(files)

// Path is the hashed address of an asset: "css/app.css" gives
// "/static/<hash>/css/app.css". The hash of a name that does not exist is "-",
// which the handler answers with 404; a test finds such names in templates.
func Path(name string) string {
	a, ok := assets[name]
	if !ok {
		return "/static/-/" + name
	}
	return "/static/" + a.hash + "/" + name
}

// Has reports whether the asset exists.
func Has(name string) bool { _, ok := assets[name]; return ok }

// Handler serves /static/<hash>/<name>. An address with the hash of an older
// release (a page left open over an upgrade) is answered with today's file,
// but then nobody may keep it.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		hash, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/static/"), "/")
		a, ok := assets[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		a.serve(w, r, hash == a.hash)
	})
}
