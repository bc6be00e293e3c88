package superior

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// reasonPage asks why a dossier is opened; it shows nothing personal.
type reasonPage struct {
	templates.Page
	Code, Action, Reason string
	Procedure, Unit      string
	State                string
	Tag                  templates.Tag
}

// reason asks, or leads on when the reason of this visit was given already.
func (p pages) reason(e *core.RequestEvent, by access.Actor) error {
	c, err := p.Desk.Find(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	may, err := p.Org.MayOpen(e.App, by, whose(c))
	if err != nil {
		return err
	}
	if may {
		return e.Redirect(http.StatusSeeOther, httpx.DossierPath(c.Dossier))
	}
	return httpx.Render(e, ok, "superior/reason", p.reasonPage(e, by, c))
}

// giveReason writes the reason down and opens the dossier.
func (p pages) giveReason(e *core.RequestEvent, by access.Actor) error {
	c, err := p.Desk.Find(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	typed, err := httpx.Form(e)
	if err != nil {
		return err
	}
	var in org.ReasonInput
	if err := httpx.Bind(typed, &in); err != nil {
		return err
	}
	if by.Supervises(c.UnitPath) {
		err = p.Org.GiveReason(e.App, by, whose(c), in)
	}
	if err == nil {
		return e.Redirect(http.StatusSeeOther, httpx.DossierPath(c.Dossier))
	}
	said, code, err := httpx.Say(err)
	if err != nil {
		return err
	}
	page := p.reasonPage(e, by, c)
	page.Problems, page.Reason = said, in.Reason
	return httpx.Render(e, code, "superior/reason", page)
}

func (p pages) reasonPage(e *core.RequestEvent, by access.Actor, c casework.Case) reasonPage {
	return reasonPage{Page: p.r.Page(e, by, templates.Text("superior.reason.title", nil)), Code: c.Code, Action: visit + e.Request.PathValue("code"),
		Procedure: c.Version.Body.Name, Unit: c.UnitRow.Name, State: templates.Text("state."+string(c.State), nil), Tag: httpx.Tag(c.Dossier, c.Cal, p.Desk.Now())}
}

func whose(c casework.Case) org.Whose {
	return org.Whose{Dossier: c.ID, Unit: c.Unit, UnitPath: c.UnitPath}
}
