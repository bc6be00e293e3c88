// Package httpx is what every door shares: the list of routes with who may
// pass, the session of a page, and how an error becomes an answer. It has no
// page and no rule of its own.
package httpx

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/service/vault"
	"motcua/templates"
)

// Codes of what a door refuses before its page is asked.
const (
	KeySignIn    = "access.sign_in"
	KeyNotYours  = "access.not_your_page"
	KeyCrossSite = "access.cross_site"
	KeyTooLarge  = "access.too_large"
	KeyBadInput  = "access.bad_input"
)

// Gate says who may pass a route.
type Gate struct {
	open  bool
	roles []access.Role
}

// Anyone lets the public in.
func Anyone() Gate { return Gate{open: true} }

// Staff lets in staff who hold one of the roles; any staff without one.
func Staff(roles ...access.Role) Gate { return Gate{roles: roles} }

// Admits reports whether the gate lets the actor pass.
func (g Gate) Admits(a access.Actor) bool {
	return g.open || a.Signed() && (len(g.roles) == 0 || a.HasAny(g.roles...))
}

// Open reports whether the gate is open to the public.
func (g Gate) Open() bool { return g.open }

// Route is one line of the route table.
type Route struct {
	Method, Path string
	Gate         Gate
	API          bool
}

// Router is the one way for a door to bind a route: each is entered in the
// table that the access test walks.
type Router struct {
	Office *org.Office
	Vault  *vault.Vault
	Demo   bool
	Routes []Route
	se     *core.ServeEvent
	units  []unitRoute

	signedOut []func(session string)

	// Above are the lines over every list of work: what another door has to
	// tell whoever opens it. nil = none.
	Above func(e *core.RequestEvent, by access.Actor) ([]templates.Notice, error)
}

// NewRouter starts the table of a server.
func NewRouter(se *core.ServeEvent, office *org.Office, v *vault.Vault, demo bool) *Router {
	return &Router{Office: office, Vault: v, Demo: demo, se: se}
}

// Handler answers a request that the gate let pass.
type Handler func(e *core.RequestEvent, by access.Actor) error

// GET binds a page.
func (r *Router) GET(path string, g Gate, h Handler) { r.bind(http.MethodGet, path, g, h) }

// POST binds an act of a page.
func (r *Router) POST(path string, g Gate, h Handler) { r.bind(http.MethodPost, path, g, h) }

func (r *Router) bind(method, path string, g Gate, h Handler) {
	api := isAPI(path)
	r.Routes = append(r.Routes, Route{Method: method, Path: path, Gate: g, API: api})
	r.se.Router.Route(method, path, r.guarded(g, api, h))
}

// guarded lets the handler answer whoever the gate admits.
func (r *Router) guarded(g Gate, api bool, h Handler) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		by, err := r.actor(e, api)
		if err != nil {
			return err
		}
		switch {
		case g.Admits(by) && by.MustChange && !g.open && e.Request.URL.Path != PasswordPath:
			return passwordFirst(e, api)
		case g.Admits(by):
			return h(e, by)
		case by.Signed():
			return problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}
		case api:
			return e.UnauthorizedError("", problem.Problem{Kind: problem.Forbidden, Key: KeySignIn})
		}
		return signInFirst{}
	}
}

// signInFirst is the error of a page that needs somebody signed in; the
// boundary leads to the sign-in page and keeps what was typed.
type signInFirst struct{}

func (signInFirst) Error() string { return KeySignIn }

// actor finds who is asking: the cookie opens pages only, a machine shows its
// token in the Authorization header.
func (r *Router) actor(e *core.RequestEvent, api bool) (access.Actor, error) {
	if api {
		return r.Office.Actor(e.App, e.Auth)
	}
	rec, ok := r.session(e)
	if !ok {
		return access.Actor{}, nil
	}
	return r.Office.Actor(e.App, rec)
}

func isAPI(path string) bool { return strings.HasPrefix(path, "/api/") }

func isPage(path string) bool { return !isAPI(path) && !strings.HasPrefix(path, "/_/") }
