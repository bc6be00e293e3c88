// Package counter is the desk (Bộ phận Một cửa): the day's work, taking
// dossiers in and printing their receipts. What happens to a dossier
// afterwards is the business of the other doors.
package counter

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
)

// Addresses of this door.
const (
	pathDesk   = "/mot-cua"
	pathIntake = "/mot-cua/tiep-nhan"
)

// Door binds the routes of this door.
type Door struct {
	Desk    *casework.Desk
	Org     *org.Office
	Catalog *catalog.Catalog
	Till    *cashier.Office
}

// desk is the door while it serves: with the router that makes its pages.
type desk struct {
	Door
	r *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	k := desk{d, r}
	clerk := httpx.Staff(access.Clerk)
	r.GET(pathDesk, httpx.Staff(access.Clerk, access.Cashier), k.home)
	r.GET(pathIntake, clerk, k.open)
	r.POST(pathIntake, clerk, k.receive)
	r.GET(pathIntake+"/thu-tuc", clerk, k.suggest)
	r.POST(pathIntake+"/nguoi", clerk, k.person)
	r.POST(pathIntake+"/xem-truoc", clerk, k.preview)
	r.POST(pathGuide, clerk, k.guide)
	r.POST(pathDecline, clerk, k.declineHere)
	// Who may see a receipt is a question of the dossier's unit: for everyone
	// else there is no such paper.
	r.GET("/mot-cua/ho-so/{code}/phieu", httpx.Staff(), k.receipt)
	r.GET("/mot-cua/ho-so/{code}/phieu.pdf", httpx.Staff(), k.receiptFile)
	r.POST("/mot-cua/ho-so/{code}/in", clerk, k.print)
	r.GET("/mot-cua/in-giay-hen", clerk, k.receipts)
}

// today is the office day, 2006-01-02.
func (d desk) today() string { return d.Desk.Now().In(calendar.Location).Format(time.DateOnly) }
