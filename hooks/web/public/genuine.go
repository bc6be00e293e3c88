package public

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// genuinePage says what a receipt must say, or that there is no such receipt.
type genuinePage struct {
	templates.Page
	Found *casework.Genuine
}

// genuine answers the second QR of a receipt.
func (d *door) genuine(e *core.RequestEvent, _ access.Actor) error {
	p := genuinePage{Page: d.r.Page(e, access.Actor{}, templates.Text("genuine.title", nil))}
	found, err := d.Desk.Genuine(e.App, e.Request.PathValue("token"))
	p.Path = "/" // “Cỡ chữ” must not carry the token on
	if _, is := problem.In(err); is {
		return httpx.Render(e, http.StatusNotFound, "public/genuine", p)
	}
	if err != nil {
		return err
	}
	unit, err := d.Org.UnitByCode(e.App, found.UnitCode)
	if err != nil {
		return err
	}
	at := p.Path
	p.Page, p.Found = d.pageOf(e, unit, templates.Text("genuine.title", nil)), &found
	p.Path = at
	return httpx.Render(e, http.StatusOK, "public/genuine", p)
}
