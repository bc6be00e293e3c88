package httpx

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"motcua/hooks/domain/problem"
)

// csp forbids everything that a page of ours does not need: no inline script
// or style, nothing from elsewhere, no frame around us.
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

// MaxBody is the largest request: a file of ten megabytes and its form around it.
const MaxBody = 12 << 20

// Walls are the checks that stand before every route.
func (r *Router) Walls() []*hook.Handler[*core.RequestEvent] {
	gzip := apis.Gzip()
	compress := gzip.Func
	gzip.Func = func(e *core.RequestEvent) error {
		if strings.HasPrefix(e.Request.URL.Path, "/static/") {
			return e.Next() // compressed at start
		}
		if e.Request.URL.Path == EventsPath {
			return e.Next() // each line must leave at once
		}
		return compress(e)
	}
	return []*hook.Handler[*core.RequestEvent]{r.boundary(), r.headers(), r.operatorOnly(), r.sameSite(), gzip}
}

func (r *Router) headers() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{
		Id: "motcua-headers", Priority: apis.DefaultSecurityHeadersMiddlewarePriority + 1,
		Func: func(e *core.RequestEvent) error {
			h := e.Response.Header()
			if !strings.HasPrefix(e.Request.URL.Path, "/_/") {
				h.Set("Content-Security-Policy", csp)
			}
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Referrer-Policy", referrer(e.Request.URL.Path))
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
			if e.IsTLS() {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			if isPage(e.Request.URL.Path) && !strings.HasPrefix(e.Request.URL.Path, "/static/") {
				h.Set("Cache-Control", "no-store")
			}
			return e.Next()
		},
	}
}

// referrer keeps addresses to ourselves. A tracking address holds a secret, so
// it says nothing at all; elsewhere no-referrer would turn the Origin of our
// own forms into “null”, which nobody could tell from a foreign one.
func referrer(path string) string {
	if strings.HasPrefix(path, "/t/") {
		return "no-referrer"
	}
	return "same-origin"
}

// operatorOnly keeps PocketBase's own doors for whoever sits at the server:
// the dashboard and its REST API answer loopback only, as if they were not
// there for anyone else. Signing in staff, files and realtime stay open.
func (r *Router) operatorOnly() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{
		Id: "motcua-operator-only", Priority: apis.DefaultRateLimitMiddlewarePriority - 5,
		Func: func(e *core.RequestEvent) error {
			p := e.Request.URL.Path
			own := strings.HasPrefix(p, "/api/motcua/") || strings.HasPrefix(p, "/api/collections/staff/auth-") ||
				strings.HasPrefix(p, "/api/files") || p == "/api/realtime"
			if (strings.HasPrefix(p, "/_/") || strings.HasPrefix(p, "/api/")) && !own && !loopback(e.Request) {
				return e.NotFoundError("", nil)
			}
			return e.Next()
		},
	}
}

// sameSite refuses acts on pages that another site started.
func (r *Router) sameSite() *hook.Handler[*core.RequestEvent] {
	check := http.NewCrossOriginProtection()
	return &hook.Handler[*core.RequestEvent]{
		Id: "motcua-same-site",
		Func: func(e *core.RequestEvent) error {
			if isPage(e.Request.URL.Path) && foreign(check, e.Request) {
				return problem.Problem{Kind: problem.Forbidden, Key: KeyCrossSite}
			}
			return e.Next()
		},
	}
}

// foreign reports whether another site started the request. The standard
// library lets a request pass that has neither Origin nor Sec-Fetch-Site,
// since no browser of today sends one; such a request can only be a machine's,
// and a machine uses the API: an act on a page must say where it comes from.
func foreign(check *http.CrossOriginProtection, req *http.Request) bool {
	if check.Check(req) != nil {
		return true
	}
	safe := req.Method == http.MethodGet || req.Method == http.MethodHead || req.Method == http.MethodOptions
	return !safe && req.Header.Get("Origin") == "" && req.Header.Get("Sec-Fetch-Site") == ""
}
