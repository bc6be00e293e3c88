package office

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// findPage is what was found; the words looked for stand in the box alone.
type findPage struct {
	templates.Page
	Rows  []httpx.Row
	Count string
	Slip  string // why no slip of hand-over was opened
}

// mostFound is how many rows Desk.Locate gives at most.
const mostFound = 50

// slips is where the slips of hand-over are, see web/handover.
const slips = "/mot-cua/ban-giao/"

// find opens the slip or the dossier that a scanned or typed text names, or lists those it
// may mean. People's names and numbers are posted, never in an address.
func (p pages) find(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(form.Get("q"))
	var code string
	var lines []casework.Line
	number, slip, err := p.Slips.Named(e.App, by, text)
	if err != nil {
		return err
	}
	if slip != "" {
		return e.Redirect(http.StatusSeeOther, slips+slip)
	}
	if text != "" {
		if code, lines, err = p.Desk.Locate(e.App, by, text); err != nil {
			return err
		}
	}
	if code != "" {
		return e.Redirect(http.StatusSeeOther, httpx.DossierPath(dossier.Dossier{Code: code}))
	}
	page := findPage{Page: p.r.Page(e, by, templates.Text("find.title", nil))}
	if page.Query = text; number != "" {
		page.Slip = templates.Text("find.no_slip", map[string]string{"number": number})
	}
	if page.Rows, err = httpx.Rows(e, p.Org, by, lines, p.Desk.Now()); err != nil {
		return err
	}
	n := map[string]string{"n": templates.Number(len(lines))}
	page.Count = templates.Text("find.all", n)
	if len(lines) >= mostFound {
		page.Count = templates.Text("find.first", n)
	}
	return httpx.Render(e, http.StatusOK, "office/find", page)
}
