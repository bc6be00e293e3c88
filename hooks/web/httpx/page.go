package httpx

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/templates"
)

// bare is the page data of a page that knows nobody.
func (r *Router) bare(e *core.RequestEvent) templates.Page {
	size := ""
	if c, err := e.Request.Cookie("co_chu"); err == nil && (c.Value == "large" || c.Value == "larger") {
		size = c.Value
	}
	return templates.Page{TextSize: size, Demo: r.Demo, Path: e.Request.URL.Path}
}

// Page is the page data of whoever is signed in: name, navigation, and a fresh
// one-time key for the form.
func (r *Router) Page(e *core.RequestEvent, by access.Actor, title string) templates.Page {
	p := r.bare(e)
	p.Title = title
	p.OneTime = reference() + reference()
	flash(e, &p)
	if !by.Signed() {
		return p
	}
	unit, err := r.Office.UnitByID(e.App, by.Unit)
	if err == nil { // a name in the header is not worth failing a page for
		p.User = &templates.User{Name: by.Name, Title: by.Title, Unit: unit.ShortName, Initials: initials(by.Name)}
	}
	p.Nav = nav(by, p.Path)
	_, err = e.Request.Cookie(keysCookie + by.ID)
	p.KeysOff = err == nil
	return p
}

// keysCookie, with the id of the account behind it, says that this person wants
// no single keys (WCAG 2.1.4): people share the desk's PC.
const keysCookie = "phim_tat_"

// Keys switches the single keys of one person off or on again.
func (r *Router) Keys(e *core.RequestEvent, by access.Actor) error {
	form, err := Form(e)
	if err != nil {
		return err
	}
	c := &http.Cookie{Name: keysCookie + by.ID, Value: "off", Path: "/", MaxAge: 365 * 86400, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if form.Get("keys") != "off" {
		c.MaxAge = -1
	}
	e.SetCookie(c)
	return e.Redirect(http.StatusSeeOther, Local(form.Get("back")))
}

// nav lists the doors the actor may open; the order is the day's.
func nav(by access.Actor, path string) []templates.NavItem {
	var out []templates.NavItem
	add := func(href, key, letter string, roles ...access.Role) {
		if len(roles) == 0 || by.HasAny(roles...) {
			current := path == href || href != "/mot-cua" && href != "/cap-tren" && strings.HasPrefix(path, href+"/")
			out = append(out, templates.NavItem{Href: href, Label: templates.Text(key, nil), Current: current, Key: letter})
		}
	}
	add("/mot-cua", "nav.desk", "h", access.Clerk, access.Cashier)
	add("/mot-cua/tiep-nhan", "nav.receive", "", access.Clerk)
	add("/mot-cua/chung-thuc", "nav.certify", "", access.Clerk)
	add("/mot-cua/can-bao", "nav.calls", "", access.Clerk)
	add("/mot-cua/ket-qua", "nav.ready", "", access.Clerk)
	add("/mot-cua/ban-chinh", "nav.custody", "", access.Clerk)
	add("/thu-ngan", "nav.cashier", "", access.Cashier, access.Leader)
	add("/xu-ly", "nav.officer", "x", access.Officer, access.Leader)
	add("/lanh-dao", "nav.leader", "", access.Leader)
	add("/lanh-dao/chung-thuc", "nav.certify_sign", "", access.Leader)
	add("/mot-cua/ban-giao", "nav.handover", "", access.Clerk, access.Officer, access.Leader)
	add("/mot-cua/phieu-giay", "nav.outage", "", access.Clerk, access.Leader)
	add("/cap-tren", "nav.superior", "", access.Superior, access.Inspector)
	add("/cap-tren/ii-06a", "nav.report", "", access.Superior, access.Inspector, access.Leader, access.UnitAdmin, access.ProcedureAdmin)
	add("/phoi-hop", "nav.parts", "", access.Clerk, access.Officer, access.Leader)
	add("/nhan-ho", "nav.places", "", access.Clerk)
	add("/mot-cua/so-theo-doi", "nav.register", "b")
	add("/quan-tri/suc-khoe", "nav.health", "", access.UnitAdmin)
	add("/quan-tri/thu-tuc", "nav.procedures", "", access.ProcedureAdmin, access.UnitAdmin)
	add("/quan-tri", "nav.admin", "", access.UnitAdmin, access.ProcedureAdmin)
	return nearest(out)
}

// nearest leaves only the entry marked that lies nearest to the page.
func nearest(list []templates.NavItem) []templates.NavItem {
	best := -1
	for i, x := range list {
		if x.Current && (best < 0 || len(x.Href) > len(list[best].Href)) {
			best = i
		}
	}
	for i := range list {
		list[i].Current = i == best
	}
	return list
}

// Home is the first page of whoever signed in.
func Home(by access.Actor) string {
	switch {
	case by.Has(access.Clerk):
		return "/mot-cua"
	case by.Has(access.Cashier):
		return "/thu-ngan"
	case by.Has(access.Leader):
		return "/lanh-dao"
	case by.Has(access.Officer):
		return "/xu-ly"
	case by.HasAny(access.Superior, access.Inspector):
		return "/cap-tren"
	case by.HasAny(access.UnitAdmin, access.ProcedureAdmin):
		return "/quan-tri"
	}
	return "/mot-cua/so-theo-doi"
}

func initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first, last := []rune(words[0])[:1], []rune(words[len(words)-1])[:1]
	if len(words) == 1 {
		return string(last)
	}
	return string(first) + string(last)
}

// Render answers with a page.
func Render(e *core.RequestEvent, code int, name string, data any) error {
	var b bytes.Buffer
	if err := templates.Render(&b, name, data); err != nil {
		return err
	}
	AllowStyle(e, name)
	return e.HTML(code, b.String())
}

// Say turns the problems of an input into the sentences of its page, all at
// once, and tells the status to answer with. Any other error comes back.
func Say(err error) ([]templates.Problem, int, error) {
	list, ok := problem.In(err)
	if !ok {
		return nil, 0, err
	}
	switch list[0].Kind {
	case problem.Invalid, problem.Conflict, problem.TooMany:
	default:
		return nil, 0, err
	}
	out := make([]templates.Problem, len(list))
	for i, p := range list {
		out[i] = templates.Problem{Field: p.Field, Message: templates.Text(p.Key, p.Args)}
	}
	return out, status[list[0].Kind], nil
}

// TextSize keeps the reader's text size in a cookie.
func (r *Router) TextSize(e *core.RequestEvent, _ access.Actor) error {
	if err := e.Request.ParseForm(); err != nil {
		return problem.Problem{Kind: problem.Invalid, Key: KeyBadInput}
	}
	e.SetCookie(&http.Cookie{Name: "co_chu", Value: e.Request.PostForm.Get("size"), Path: "/", MaxAge: 365 * 86400, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return e.Redirect(http.StatusSeeOther, Local(e.Request.PostForm.Get("back")))
}

// Local keeps a way back inside this site: a path, never another host.
func Local(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return "/"
	}
	return path
}
