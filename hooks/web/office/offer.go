package office

import (
	"net/url"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// offer puts the acts onto the page that this person may do now, and nothing
// else. What was typed for an act that is no longer possible is kept apart.
func (p pages) offer(e *core.RequestEvent, by access.Actor, c casework.Case, now time.Time, back sent, page *dossierPage) error {
	allowed := c.Allowed(by)
	primary := false
	for _, a := range acts {
		may := slices.Contains(allowed, a.act)
		if !may && back.act != a.act {
			continue
		}
		f, err := p.form(e, by, c, now, a, back, *page)
		if err != nil {
			return err
		}
		switch {
		case !may:
			page.Kept = &f
		case !primary && f.Why == "" && usual(c.Dossier, a.act):
			primary, f.Primary, f.Open = true, true, true
			page.Acts = append(page.Acts, f)
		default:
			page.More = append(page.More, f)
		}
	}
	return nil
}

// form builds the form of one act, with what was typed when it comes back.
func (p pages) form(e *core.RequestEvent, by access.Actor, c casework.Case, now time.Time, a act, back sent, page dossierPage) (form, error) {
	name := "act." + string(a.act)
	f := asking{by: by, page: page.Page, act: a.act, c: c, now: now, form: form{
		Act: string(a.act), At: page.Href + "/" + a.path, Seen: c.Seq, OneTime: page.OneTime, Key: a.key, Danger: a.danger,
		Title: templates.Text(name+".title", nil), Button: templates.Text(name+".button", nil),
	}}
	if back.act == a.act {
		f.in, f.Open = back.in, true
	}
	f.known = func() ([]string, error) { return p.collectors(e.App, c) }
	f.who = func(act dossier.Act) (string, []templates.Option, bool, error) {
		step, people, err := p.Desk.Receivers(e.App, c, act)
		var list []templates.Option
		for _, x := range people {
			if x.ID != c.Holder || act != dossier.Assign {
				list = append(list, templates.Option{Value: x.ID, Label: joined(" – ", x.Name, x.Title)})
			}
		}
		return step.Title, list, access.Role(step.Role) == access.Leader, err
	}
	err := a.ask(&f)
	return f.form, err
}

// named puts the act in front of the fields that its problems are about, as
// the inputs of the page are called.
func named(a dossier.Act, list []templates.Problem) []templates.Problem {
	for i, x := range list {
		if x.Field != "" {
			list[i].Field = string(a) + "." + x.Field
		}
	}
	return list
}

// pathOf is the address of the dossier in a request.
func pathOf(code string) string { return "/ho-so/" + url.PathEscape(code) }
