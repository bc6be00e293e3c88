package officer

import (
	"net/http"
	"net/url"

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

// workPage is what one person has on the table.
type workPage struct {
	templates.Page
	Rows    []httpx.Row // nearest appointment first
	Waiting []httpx.Row // the citizen's turn
	Next    string      // address of the rest
	Empty   templates.Empty
}

// work lists the dossiers this person holds.
func (p pages) work(e *core.RequestEvent, by access.Actor) error {
	page := workPage{Page: p.r.Page(e, by, templates.Text("officer.title", nil))}
	now := p.Desk.Now()
	mine := casework.Filter{Holder: by.ID, State: []dossier.State{dossier.Received, dossier.Processing}, Order: casework.DueNext,
		After: e.Request.URL.Query().Get("sau"), Limit: 100}
	lines, next, err := p.Desk.List(e.App, by, mine)
	if err != nil {
		return err
	}
	if page.Rows, err = httpx.Rows(e, p.Desk.Org, by, lines, now); err != nil {
		return err
	}
	if next != "" {
		page.Next = "/xu-ly?sau=" + url.QueryEscape(next)
	}
	lines, _, err = p.Desk.List(e.App, by, casework.Filter{Holder: by.ID, State: []dossier.State{dossier.Supplementing, dossier.PaymentDue}, Limit: 100})
	if err != nil {
		return err
	}
	if page.Waiting, err = httpx.Rows(e, p.Desk.Org, by, lines, now); err != nil {
		return err
	}
	if page.Empty, err = p.empty(e, by); err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "officer/work", page)
}

// empty says what comes next when the table is clear: the nearest appointment
// of the unit, whoever holds it.
func (p pages) empty(e *core.RequestEvent, by access.Actor) (templates.Empty, error) {
	out := templates.Empty{Title: templates.Text("officer.empty.title", nil), Text: templates.Text("officer.empty.text", nil)}
	lines, _, err := p.Desk.List(e.App, by, casework.Filter{State: []dossier.State{dossier.Received, dossier.Processing}, Order: casework.DueNext, Limit: 1})
	if err != nil || len(lines) == 0 || lines[0].Due.At.IsZero() {
		return out, err
	}
	out.Text += " " + templates.Text("officer.empty.next", map[string]string{"moment": templates.Moment(lines[0].Due.At)})
	return out, nil
}
