// Package superior is the door of whoever looks at the work from above or from
// beside: figures by unit and by sector, the rows behind each number, and one
// dossier for a reason. Nothing here acts on a dossier, and no list names a
// person.
package superior

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/web/httpx"
)

// Door binds the routes of this door.
type Door struct {
	Desk   *casework.Desk
	Org    *org.Office
	Report *report.Office
}

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// Addresses of this door.
const (
	home  = "/cap-tren"
	rows  = "/cap-tren/ho-so"
	form  = "/cap-tren/ii-06a"
	visit = "/cap-tren/xem/"
)

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	above := httpx.Staff(access.Superior, access.Inspector)
	counting := httpx.Staff(access.Superior, access.Inspector, access.Leader, access.UnitAdmin, access.ProcedureAdmin)
	r.GET(home, above, p.units)
	r.GET(home+".xlsx", above, p.unitsXLSX)
	r.GET(rows, counting, p.rows)
	r.GET(form, counting, p.form)
	r.GET(form+"/in", counting, p.formPaper)
	r.GET(form+".xlsx", counting, p.formXLSX)
	r.GET(visit+"{code}", above, p.reason)
	r.POST(visit+"{code}", above, p.giveReason)
}
