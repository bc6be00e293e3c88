package admin

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

type passwordPage struct {
	templates.Page
	First bool // somebody else's password has to go first
	To    string
	Email string
}

// password is the page of one's own password.
func (p office) password(e *core.RequestEvent, by access.Actor) error {
	return p.passwordAgain(e, by, e.Request.URL.Query().Get("tiep"), nil)
}

func (p office) passwordAgain(e *core.RequestEvent, by access.Actor, to string, wrong error) error {
	page := passwordPage{Page: p.r.Page(e, by, templates.Text("account.password.title", nil)), First: by.MustChange, To: to}
	if r, ok := p.Org.Account(e.App, by.ID); ok {
		page.Email = r.Email() // for whatever keeps passwords in this browser
	}
	if by.MustChange {
		page.Nav = nil // nothing else opens yet
	}
	return shown(e, "admin/password", &page, &page.Page, wrong)
}

func (p office) changePassword(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := org.PasswordInput{Now: form.Get("now"), Next: form.Get("next"), Again: form.Get("again")}
	rec, err := p.Org.ChangePassword(e.App, by, in, e.RemoteIP())
	if err != nil {
		if list, is := problem.In(err); is && list[0].Kind == problem.TooMany {
			list[0].Field = "now"
			err = list
		}
		return p.passwordAgain(e, by, form.Get("to"), err)
	}
	p.r.SignIn(e, rec) // the old sessions ended with the old password, this one too
	to := httpx.Local(form.Get("to"))
	if to == "/" {
		to = httpx.Home(by)
	}
	httpx.Done(e, "done.password")
	return e.Redirect(http.StatusSeeOther, to)
}
