package httpx

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// unitRoute is a page of one unit, "/{unit}/thu-tuc/{code}", cut into parts.
type unitRoute struct {
	parts  []string
	handle func(e *core.RequestEvent) error
}

// UnitGET binds a page whose address begins with a unit's code. The standard
// mux refuses such a pattern beside "/t/{code}" or "/static/{path...}", since
// neither is the narrower one; so these pages share one pattern that loses to
// every other, and no unit can take the address of a door.
func (r *Router) UnitGET(path string, g Gate, h Handler) {
	if len(r.units) == 0 {
		r.se.Router.Route(http.MethodGet, "/{path...}", r.unitPage)
	}
	r.Routes = append(r.Routes, Route{Method: http.MethodGet, Path: path, Gate: g})
	r.units = append(r.units, unitRoute{strings.Split(path, "/")[1:], r.guarded(g, false, h)})
}

// unitPage finds the page of an address that no door has.
func (r *Router) unitPage(e *core.RequestEvent) error {
	path := e.Request.URL.Path
	if !isPage(path) {
		return e.NotFoundError("", nil)
	}
	parts := strings.Split(path, "/")[1:]
	for _, u := range r.units {
		if u.matches(e.Request, parts) {
			return u.handle(e)
		}
	}
	return e.NotFoundError("", nil)
}

// matches compares part by part and hands the named ones to the request.
func (u unitRoute) matches(req *http.Request, parts []string) bool {
	if len(parts) != len(u.parts) {
		return false
	}
	for i, p := range u.parts {
		if parts[i] == "" || !strings.HasPrefix(p, "{") && p != parts[i] {
			return false
		}
	}
	for i, p := range u.parts {
		if strings.HasPrefix(p, "{") {
			req.SetPathValue(strings.Trim(p, "{}"), parts[i])
		}
	}
	return true
}
