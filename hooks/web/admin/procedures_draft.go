package admin

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

type draftPage struct {
	templates.Page
	ID, Code, Name string
	Source, URL    string
	Left           int
	Cards          []card
	Clock          clockForm
	IsNew          bool
	Changes        []change
	From           templates.Field
	Offer          templates.Field
	At             string
}

type change struct{ Title, Before, After string }

// typed is what a form brought back; nil before anything was typed.
type typed = url.Values

func (p procedures) draft(e *core.RequestEvent, by access.Actor) error {
	page, err := p.draftPage(e, by, nil, nil)
	if err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "admin/procedures-draft", page)
}

// open loads the draft for whoever may change it.
func (p procedures) open(e *core.RequestEvent, by access.Actor) (catalogue.Reading, error) {
	read, err := p.Catalog.Draft(e.App, e.Request.PathValue("id"))
	if err != nil {
		return read, err
	}
	return read, p.Catalog.MayEdit(e.App, by, read.Version.Code)
}

func (p procedures) draftPage(e *core.RequestEvent, by access.Actor, in typed, said []templates.Problem) (*draftPage, error) {
	read, err := p.open(e, by)
	if err != nil {
		return nil, err
	}
	v, id := read.Version, e.Request.PathValue("id")
	page := &draftPage{Page: p.r.Page(e, by, v.Name), ID: id, Code: v.Code, Name: v.Name, Source: v.Source.Text, Left: len(read.Doubts), At: draftPath(id)}
	if strings.HasPrefix(v.Source.URL, "https://") {
		page.URL = v.Source.URL
	}
	for i := range said {
		said[i].Field = inputOf(said[i].Field)
	}
	page.Problems = said
	page.Cards = cards(page.Page, read, in)
	page.clock(read.Clock(), in)
	if err := p.compare(e, page, v); err != nil {
		return nil, err
	}
	page.From = page.Field("from", "procedures.publish_from", fromOf(in, p.Org.Now().In(calendar.Location).Format("2006-01-02")))
	page.From.Hint, page.From.Need = templates.Text("procedures.publish_hint", nil), true
	page.Offer = page.Field("offer", "procedures.publish_offer", "yes")
	if in != nil {
		page.Offer.Value = in.Get("offer")
	}
	return page, nil
}

// compare sets the draft beside the version in force.
func (p procedures) compare(e *core.RequestEvent, page *draftPage, v procedure.Version) error {
	list, err := p.Catalog.Versions(e.App, v.Code)
	if err != nil {
		return err
	}
	was := procedure.Version{}
	if page.IsNew = len(list) < 2; !page.IsNew {
		was = list[1].Body
	}
	v.EffectiveFrom = was.EffectiveFrom // the day is chosen below
	page.Changes = changes(was, v)
	return nil
}

func changes(was, now procedure.Version) []change {
	var out []change
	for _, c := range procedure.Diff(was, now) {
		out = append(out, change{c.Title, c.Before, c.After})
	}
	return out
}

func (p procedures) resolve(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	read, err := p.open(e, by)
	if err != nil {
		return err
	}
	list := answers(read, form)
	if len(list) == 0 {
		return p.again(e, by, form, problem.Of("", KeyNothing))
	}
	if err := p.Catalog.ResolveAll(e.App, e.Request.PathValue("id"), list); err != nil {
		return p.again(e, by, form, err)
	}
	httpx.Done(e, "done.procedure_resolve")
	return e.Redirect(http.StatusSeeOther, draftPath(e.Request.PathValue("id")))
}

// KeyNothing says that no doubt was answered.
const KeyNothing = "procedures.nothing"

// again shows the page with what was typed and what is wrong with it.
func (p procedures) again(e *core.RequestEvent, by access.Actor, form typed, err error) error {
	said, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	page, err := p.draftPage(e, by, form, said)
	if err != nil {
		return err
	}
	return httpx.Render(e, status, "admin/procedures-draft", page)
}

func (p procedures) publish(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	read, err := p.open(e, by)
	if err != nil {
		return err
	}
	in := catalog.Publishing{From: fromOf(form, ""), By: by.ID, At: p.Org.Now()}
	if form.Get("offer") == "yes" {
		in.OfferUnit, in.OfferPath = by.Unit, by.UnitPath
	}
	if err := p.Catalog.PublishDraft(e.App, e.Request.PathValue("id"), in); err != nil {
		return p.again(e, by, form, err)
	}
	httpx.Done(e, "done.procedure_publish")
	return e.Redirect(http.StatusSeeOther, proceduresPath+"/"+read.Version.Code)
}

func (p procedures) drop(e *core.RequestEvent, by access.Actor) error {
	if _, err := p.open(e, by); err != nil {
		return err
	}
	if err := p.Catalog.DropDraft(e.App, e.Request.PathValue("id")); err != nil {
		return err
	}
	httpx.Done(e, "done.procedure_drop")
	return e.Redirect(http.StatusSeeOther, proceduresPath)
}

// fromOf is the day of the three boxes as 2006-01-02, or as it was typed.
func fromOf(in typed, begin string) string {
	if in == nil || !in.Has("from_y") {
		return begin
	}
	d, m, y := in.Get("from_d"), in.Get("from_m"), in.Get("from_y")
	if _, err := strconv.Atoi(d + m + y); err != nil || len(d) > 2 || len(m) > 2 {
		return d + "/" + m + "/" + y
	}
	return y + "-" + strings.Repeat("0", 2-len(m)) + m + "-" + strings.Repeat("0", 2-len(d)) + d
}
