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

// actGroup is the acts under one heading, closed until asked for.
type actGroup struct {
	Title string
	Forms []form
}

// notNow is an act that this person could do if the dossier stood otherwise.
type notNow struct{ Title, Why string }

// offering is everything that the acts of a page are made from.
type offering struct {
	e      *core.RequestEvent
	by     access.Actor
	c      casework.Case
	events []dossier.Event
	now    time.Time
	back   sent
}

// offer puts the acts onto the page that this person may do now, and nothing
// else. What was typed for an act that is no longer possible is kept apart.
func (p pages) offer(o offering, page *dossierPage) error {
	list := o.c.Allowed(o.by)
	allowed := func(a dossier.Act) bool { return slices.Contains(list, a) }
	next, ok := o.c.StepAfter(o.c.Flow())
	leads := ok && access.Role(next.Role) == access.Leader
	under := map[group][]form{}
	for _, a := range acts {
		may := allowed(a.act) && o.rightNow(a.act) && !covered(o.c, a.act, allowed, leads)
		if !may && o.back.act != a.act {
			continue
		}
		f, err := p.form(o, a, *page)
		if err != nil {
			return err
		}
		switch {
		case !may && !o.back.in.empty():
			page.Kept = &f
		case !may, f.Hide:
		case a.act == dossier.Undo, a.act == dossier.Recall:
			page.Quick = append(page.Quick, o.quick(f, a.act))
		case f.Why != "":
			page.Not = append(page.Not, notNow{f.Title, f.Why})
		case len(page.Acts) == 0 && usual(o.c.Dossier, a.act):
			f.Primary, f.Open = true, true
			page.Acts = append(page.Acts, f)
		default:
			under[a.group] = append(under[a.group], f)
		}
	}
	for _, g := range groups {
		if len(under[g]) > 0 {
			page.Groups = append(page.Groups, actGroup{Title: templates.Text("act.group."+string(g), nil), Forms: under[g]})
		}
	}
	return nil
}

// rightNow asks what the row alone cannot say: whether the last hand-over, or
// the entry itself, can still be taken back by this person.
func (o offering) rightNow(a dossier.Act) bool {
	var err error
	switch a {
	case dossier.Recall:
		_, err = o.c.Recall(o.by, o.now, o.events, dossier.RemarkInput{})
	case dossier.Undo:
		_, err = o.c.Undo(o.by, o.now, o.events)
	}
	return err == nil
}

// quick is what was just done, with one button to take it back.
func (o offering) quick(f form, a dossier.Act) quickForm {
	q := quickForm{form: f, Title: templates.Text("act.quick."+string(a), nil)}
	last := o.events[len(o.events)-1]
	if a == dossier.Undo {
		q.Left = int((dossier.UndoFor - o.now.Sub(last.At) + time.Second - 1) / time.Second)
		return q
	}
	for i := len(o.events) - 1; i >= 0; i-- {
		if to := o.events[i].Data.ToName; to != "" {
			q.Title = templates.Text("act.quick.recall_from", map[string]string{"name": to})
			break
		}
	}
	return q
}

// quickForm is an act that takes back what was just done.
type quickForm struct {
	form
	Title string
	Left  int // seconds in which it can still be done; 0 = no clock runs
}

// form builds the form of one act, with what was typed when it comes back.
func (p pages) form(o offering, a act, page dossierPage) (form, error) {
	name := "act." + string(a.act)
	f := asking{by: o.by, page: page.Page, act: a.act, c: o.c, now: o.now, events: o.events, p: p, app: o.e.App, form: form{
		Act: string(a.act), At: page.Href + "/" + a.path, Seen: o.c.Seq, OneTime: page.OneTime, Key: a.key, Danger: a.danger,
		Title: templates.Text(name+".title", nil), Button: templates.Text(name+".button", nil),
	}}
	if o.back.act == a.act {
		f.in, f.Open = o.back.in, true
	}
	f.known = func() ([]string, error) { return p.collectors(o.e.App, o.c) }
	f.who = func(act dossier.Act) (string, []templates.Option, bool, error) {
		step, people, err := p.Desk.Receivers(o.e.App, o.c, act)
		var list []templates.Option
		for _, x := range people {
			if x.ID != o.c.Holder || act != dossier.Assign {
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
