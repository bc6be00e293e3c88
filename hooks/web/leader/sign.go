package leader

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
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
	Rows  []httpx.Row // to be signed, nearest appointment first
	Late  []httpx.Row // overdue in the unit, the latest first
	Empty templates.Empty
	Calm  templates.Empty // nothing is overdue
	All   string          // address of every overdue dossier, when there are more
}

// mostLate is how many overdue dossiers the page shows itself.
const mostLate = 50

func (p pages) sign(e *core.RequestEvent, by access.Actor) error {
	page := signPage{Page: p.r.Page(e, by, templates.Text("leader.title", nil)),
		Empty: templates.Empty{Title: templates.Text("leader.empty.title", nil), Text: templates.Text("leader.empty.text", nil)},
		Calm:  templates.Empty{Title: templates.Text("leader.late_empty", nil)}}
	now := p.Desk.Now()
	lines, _, err := p.Desk.List(e.App, by, casework.Filter{Holder: by.ID, Waiting: string(dossier.WaitSignature),
		State: []dossier.State{dossier.Processing}, Order: casework.DueNext, Limit: 200})
	if err != nil {
		return err
	}
	if page.Rows, err = httpx.Rows(e, p.Desk.Org, by, lines, now); err != nil {
		return err
	}
	lines, next, err := p.Desk.List(e.App, by, casework.Filter{OverdueAt: now, Order: casework.DueNext, Limit: mostLate})
	if err != nil {
		return err
	}
	if next != "" {
		page.All = "/mot-cua/so-theo-doi?tre=1"
	}
	if page.Late, err = httpx.Rows(e, p.Desk.Org, by, lines, now); err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "leader/sign", page)
}
