package leader

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// signPage is what waits for one leader.
type signPage struct {
	templates.Page
	Letters letters
	Work    httpx.WorkList
	Late    []httpx.Row // overdue in the unit, the latest first; shown below what waits for the leader
	All     string      // address of every overdue dossier, when there are more
	Own     bool        // what waits for the leader is shown
}

// mostLate is how many overdue dossiers the page shows below the leader's own.
const mostLate = 20

func (p pages) sign(e *core.RequestEvent, by access.Actor) error {
	page := signPage{Page: p.r.Page(e, by, templates.Text("leader.title", nil))}
	var err error
	if !httpx.Fragment(e) {
		if page.Letters, err = p.letters(e, by, page.Page); err != nil {
			return err
		}
	}
	page.Work, err = p.r.Work(e, p.Desk, by, casework.PileMine, casework.PileUnit, casework.PileLate, casework.PileSoon, casework.PileWaiting)
	if err != nil {
		return err
	}
	if page.Own = page.Work.Pile == casework.PileMine; page.Own && !httpx.Fragment(e) {
		lines, next, err := p.Desk.Work(e.App, by, casework.WorkAsk{Pile: casework.PileLate, Limit: mostLate})
		if err != nil {
			return err
		}
		if page.Late, err = httpx.Rows(e, p.Desk.Org, by, lines, p.Desk.Now()); err != nil {
			return err
		}
		if next != "" {
			page.All = "/lanh-dao?viec=qua-han"
		}
	}
	return httpx.RenderWork(e, "leader/sign", page, page.Work)
}
