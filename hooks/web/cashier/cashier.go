// Package cashier is the till's door (thu ngân): what is still to be paid,
// taking it, the receipts, the cash book of the day. It decides nothing about
// money; service/cashier does.
package cashier

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Addresses of this door.
const (
	pathHome    = "/thu-ngan"
	pathTake    = "/thu-ngan/thu"
	pathReceipt = "/thu-ngan/bien-lai/"
	pathBook    = "/thu-ngan/so"
	pathExempt  = "/thu-ngan/mien"
)

// Door binds the routes of this door.
type Door struct {
	Desk *casework.Desk
	Till *cashier.Office
	Org  *org.Office
}

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// Bind enters the routes. The leader reads the book; money is taken by whoever
// holds the cashier's role, a clerk who holds it too.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, r}
	takes, reads := httpx.Staff(access.Cashier), httpx.Staff(access.Cashier, access.Leader)
	r.GET(pathHome, reads, p.home)
	r.POST(pathHome+"/tim", reads, p.find)
	r.GET(pathTake, takes, p.open)
	r.POST(pathTake, takes, p.take)
	r.GET(pathExempt, takes, p.askExempt)
	r.POST(pathExempt, takes, p.exempt)
	r.GET(pathReceipt+"{id}", reads, p.receipt)
	r.GET(pathReceipt+"{id}/bien-lai.pdf", reads, p.receiptFile)
	r.POST(pathReceipt+"{id}/huy", takes, p.void)
	r.GET(pathBook, reads, p.book)
	r.POST(pathBook, takes, p.close)
	r.GET(pathBook+"/in", reads, p.bookPaper)
	r.GET(pathBook+".xlsx", reads, p.bookXLSX)
}

// page is the page data of this door: its search box takes scans to the till.
func (p pages) page(e *core.RequestEvent, by access.Actor, title string) templates.Page {
	out := p.r.Page(e, by, title)
	out.SearchAt = pathHome + "/tim"
	return out
}

func modeText(m money.Mode) string { return cashier.ModeWords[m] }

// owedTitle names one fee that is still to be paid.
func owedTitle(x cashier.Owed) string {
	if x.Duty {
		return templates.Text("cashier.page.duty", nil)
	}
	return x.Title
}

func stageText(x cashier.Owed) string {
	if x.Stage == procedure.Before {
		return templates.Text("cashier.page.stage_before", nil)
	}
	return templates.Text("cashier.page.stage_after", nil)
}

func number(n int) string { return strconv.Itoa(n) }
