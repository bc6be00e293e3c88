// Package account is the door to one's own session: signing in and out.
package account

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
	"motcua/hooks/service/seed"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Door binds the routes of this door.
type Door struct {
	Org  *org.Office
	Demo bool
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	r.GET("/dang-nhap", httpx.Anyone(), func(e *core.RequestEvent, by access.Actor) error { return d.show(e, r, by) })
	r.POST("/dang-nhap", httpx.Anyone(), func(e *core.RequestEvent, by access.Actor) error { return d.signIn(e, r) })
	r.POST("/tai-khoan/phim-tat", httpx.Staff(), r.Keys)
	r.POST("/dang-xuat", httpx.Anyone(), func(e *core.RequestEvent, by access.Actor) error {
		r.SignOut(e)
		return e.Redirect(http.StatusSeeOther, "/dang-nhap")
	})
}

func (d Door) show(e *core.RequestEvent, r *httpx.Router, by access.Actor) error {
	to := e.Request.URL.Query().Get("tiep")
	if by.Signed() {
		return e.Redirect(http.StatusSeeOther, after(to, by))
	}
	p, err := d.page(e, r, to)
	if err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "account/sign-in", p)
}

// signInPage is the sign-in page; in the demo it names the accounts.
type signInPage struct {
	httpx.SignInPage
	Accounts []org.Account
	Password string
}

func (d Door) page(e *core.RequestEvent, r *httpx.Router, to string) (signInPage, error) {
	p := signInPage{SignInPage: httpx.SignInPage{Page: r.Page(e, access.Actor{}, templates.Text("account.sign_in.title", nil)), To: to}}
	if !d.Demo {
		return p, nil
	}
	var err error
	p.Password = seed.Password
	p.Accounts, err = d.Org.Accounts(e.App)
	return p, err
}

func (d Door) signIn(e *core.RequestEvent, r *httpx.Router) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	to, held := form.Get("to"), httpx.HeldOf(form)
	rec, err := d.Org.SignIn(e.App, form.Get("email"), form.Get("password"), e.RemoteIP())
	if err != nil {
		said, code, err := httpx.Say(err)
		if err != nil {
			return err
		}
		p, err := d.page(e, r, to)
		if err != nil {
			return err
		}
		p.Email, p.Held, p.Problems = form.Get("email"), httpx.HoldAgain(held), said
		return httpx.Render(e, code, "account/sign-in", p)
	}
	by, err := d.Org.Actor(e.App, rec)
	if err != nil {
		return err
	}
	r.SignIn(e, rec)
	if len(held) > 0 {
		p := resumePage{Page: r.Page(e, by, templates.Text("account.resume.title", nil)), To: after(to, by), Held: held}
		return httpx.Render(e, http.StatusOK, "account/resume", p)
	}
	return e.Redirect(http.StatusSeeOther, after(to, by))
}

// resumePage sends the form on that waited behind the sign-in page.
type resumePage struct {
	templates.Page
	To   string
	Held []httpx.Held
}

// after is where a person goes who has signed in: back, or to the own first page.
func after(to string, by access.Actor) string {
	if to = httpx.Local(to); to == "/" || strings.HasPrefix(to, "/dang-") {
		return httpx.Home(by)
	}
	return to
}
