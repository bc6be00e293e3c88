// Package api is the machine's door: the same acts as the pages, in JSON
// (English names, moments RFC 3339 with +07:00, days 2006-01-02, money whole
// đồng). It has no rule of its own; openapi.json describes every route.
package api

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
}

// root is where every route of this door begins.
const root = "/api/motcua"

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	clerk := httpx.Staff(access.Clerk)
	worker := httpx.Staff(access.Clerk, access.Officer, access.Leader, access.Cashier)
	scribe := httpx.Staff(access.Clerk, access.Officer, access.Leader)

	r.GET(root+"/openapi.json", httpx.Anyone(), d.document)
	r.GET(root+"/procedures", httpx.Anyone(), d.procedures)
	r.GET(root+"/procedures/{code}", httpx.Anyone(), d.procedure)
	r.POST(root+"/deadline", httpx.Anyone(), d.deadline)
	r.POST(root+"/track", httpx.Anyone(), d.track)

	r.POST(root+"/dossiers", clerk, d.receive)
	r.GET(root+"/dossiers", httpx.Staff(), d.list)
	r.GET(root+"/dossiers/{code}", httpx.Staff(), d.seen(d.show))
	r.GET(root+"/dossiers/{code}/events", httpx.Staff(), d.seen(d.events))
	r.GET(root+"/dossiers/{code}/deadline", httpx.Staff(), d.seen(d.due))
	r.GET(root+"/reports/{name}", httpx.Staff(append([]access.Role{access.Cashier}, reportsFor...)...), d.report)
	r.POST(root+"/receipts", httpx.Staff(access.Cashier), d.take)
	r.GET(root+"/receipts", httpx.Staff(access.Cashier, access.Leader), d.cashDay)
	r.POST(root+"/dossiers/{code}/acts/{act}", worker, d.act)
	r.POST(root+"/dossiers/{code}/exemptions", httpx.Staff(access.Cashier), d.exempt)
	r.POST(root+"/dossiers/{code}/files", scribe, d.addFile)
	r.GET(root+"/dossiers/{code}/files", worker, d.files)
	r.GET(root+"/dossiers/{code}/files/{id}", worker, d.file)
}
