// Package hands is what lies at the desk and goes from hand to hand: the
// citizens' originals, the results that wait on the shelves, and the dossiers
// that one visitor handed in together. It decides nothing about a dossier.
package hands

import (
	"bytes"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Addresses of this door.
const (
	pathCustody = "/mot-cua/ban-chinh"
	pathReady   = "/mot-cua/ket-qua"
	pathVisit   = "/mot-cua/luot"
)

// Door binds the routes of this door.
type Door struct {
	Desk *casework.Desk
	Org  *org.Office
}

type hands struct {
	Door
	r *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	h := hands{d, r}
	clerk, people := httpx.Staff(access.Clerk), httpx.Staff(access.Clerk, access.Officer, access.Leader)
	r.GET(pathCustody, people, h.custody)
	r.POST(pathCustody, people, h.custodyOf)
	r.POST(pathCustody+"/phieu", clerk, h.custodySlip)
	r.GET(pathCustody+"/in", people, h.custodyPaper)
	r.GET(pathCustody+".xlsx", people, h.custodyXLSX)

	r.GET(pathReady, people, h.ready)
	r.GET(pathReady+"/in", people, h.readyPaper)
	r.POST(pathReady+"/{code}", clerk, h.shelve)
	r.POST(pathReady+"/nguoi", clerk, h.who)
	r.POST(pathTogether, clerk, h.collect)
	r.POST(pathTogether+"/lam", clerk, h.handOver)
	r.GET(pathTogether+"/phieu", clerk, h.togetherSlip)

	r.GET(pathVisit+"/{code}", people, h.visit)
	r.GET(pathVisit+"/{code}/phieu.pdf", people, h.visitFile)
}

// sheetPage is a sheet on the screen, with buttons that stay there.
type sheetPage struct {
	templates.Page
	Sheet     paper.Sheet
	Back, PDF string
}

// sheet begins a paper of the actor's unit.
func (h hands) sheet(e *core.RequestEvent, by access.Actor, heading string) (paper.Sheet, error) {
	unit, err := h.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return paper.Sheet{}, err
	}
	s := paper.Sheet{Place: unit.Place, Heading: heading, At: h.Desk.Now(), By: by.Name}
	s.Parent, s.Unit = unit.Letterhead()
	return s, nil
}

func (h hands) print(e *core.RequestEvent, by access.Actor, s paper.Sheet, back, pdf string) error {
	return httpx.Render(e, http.StatusOK, "paper/sheet", sheetPage{Page: h.r.Page(e, by, s.Title()), Sheet: s, Back: back, PDF: pdf})
}

func (h hands) file(e *core.RequestEvent, s paper.Sheet, name string) error {
	var b bytes.Buffer
	if err := s.PDF(&b); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `inline; filename="`+name+`.pdf"`)
	return e.Blob(http.StatusOK, "application/pdf", b.Bytes())
}

// columns reads the heads of a table: key and share by turns.
func columns(prefix string, of ...column) []paper.SheetColumn {
	out := make([]paper.SheetColumn, len(of))
	for i, c := range of {
		out[i] = paper.SheetColumn{Head: templates.Text(prefix+c.key, nil), Share: c.share, Mid: c.mid}
	}
	return out
}

type column struct {
	key   string
	share int
	mid   bool
}
