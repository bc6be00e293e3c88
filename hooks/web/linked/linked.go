// Package linked is the door between offices (liên thông): what other units ask
// of this one, what this one asks of others, and dossiers taken in for another
// unit. A page here shows of another unit's dossier only what its part needs.
package linked

import (
	"net/url"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
)

// Addresses of this door.
const (
	inbox  = "/phoi-hop"
	places = "/nhan-ho"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
}

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	workers := httpx.Staff(access.Clerk, access.Officer, access.Leader)
	clerk := httpx.Staff(access.Clerk)

	// the partner's side
	r.GET(inbox, workers, p.inbox)
	r.GET(inbox+"/{part}", workers, p.part)
	r.POST(inbox+"/{part}/nhan", workers, p.take)
	r.POST(inbox+"/{part}/tra-loi", workers, p.answer)
	r.GET(inbox+"/{part}/tep/{file}", workers, p.file)

	// the side that asks
	r.GET("/ho-so/{code}/lien-thong", workers, p.parts)
	r.POST("/ho-so/{code}/lien-thong/hoi", workers, p.ask)
	r.POST("/ho-so/{code}/lien-thong/mo", workers, p.open)

	// dossiers taken in for another unit, and results handed over for it
	r.GET(places, clerk, p.list)
	r.POST(places+"/tim", clerk, p.find)
	r.GET(places+"/{placed}", clerk, p.placed)
	r.GET(places+"/{placed}/phieu", clerk, p.slip)
	r.GET(places+"/{placed}/phieu.pdf", clerk, p.slipFile)
	r.POST(places+"/{placed}/in", clerk, p.print)
	r.POST(places+"/{placed}/chuyen", clerk, p.passOn)
	r.POST(places+"/{placed}/xep-ke", clerk, p.shelve)
	r.POST(places+"/{placed}/tra-ket-qua", clerk, p.handOver)
}

// today is the office day, 2006-01-02.
func (p pages) today() string { return p.Desk.Now().In(calendar.Location).Format(time.DateOnly) }

func partPath(id string) string { return inbox + "/" + url.PathEscape(id) }

func placePath(id string) string { return places + "/" + url.PathEscape(id) }

func partsPath(code string) string { return "/ho-so/" + url.PathEscape(code) + "/lien-thong" }
