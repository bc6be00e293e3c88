// Package public is the door of whoever is not signed in: a commune's pages
// for its people, the state of a dossier behind its receipt, and the pulse of
// the server. Nothing personal is shown here.
package public

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/pb_public"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
	Till    *cashier.Office
	Demo    bool
}

// door is the door of one server: what it needs, and the pages it remembers.
type door struct {
	Door
	r       *httpx.Router
	pages   shelf
	used    popular
	figures figures
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	static := pb_public.Handler()
	r.GET("/static/{path...}", httpx.Anyone(), func(e *core.RequestEvent, _ access.Actor) error {
		static.ServeHTTP(e.Response, e.Request)
		return nil
	})
	x := &door{Door: d, r: r}
	r.GET("/{$}", httpx.Anyone(), x.home)
	r.GET("/tra-cuu", httpx.Anyone(), x.ask)
	r.POST("/tra-cuu", httpx.Anyone(), x.look)
	r.GET("/t/{code}", httpx.Anyone(), x.follow)
	r.GET("/kiem-tra/{token}", httpx.Anyone(), x.genuine)
	r.UnitGET("/{unit}", httpx.Anyone(), x.unit)
	r.UnitGET("/{unit}/thu-tuc", httpx.Anyone(), x.find)
	r.UnitGET("/{unit}/thu-tuc/{code}", httpx.Anyone(), x.procedure)
	r.UnitGET("/{unit}/cong-khai", httpx.Anyone(), x.quality)
	r.POST("/co-chu", httpx.Anyone(), r.TextSize)
}
