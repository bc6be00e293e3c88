package admin

import (
	"cmp"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

const deputiesPath = "/quan-tri/uy-quyen"

// Deputies is the door where a leader, or whoever runs the unit, says who
// stands in during leave.
type Deputies struct {
	Org *org.Office
}

// Bind enters the routes.
func (d Deputies) Bind(r *httpx.Router) {
	p := deputies{d, r}
	may := httpx.Staff(access.UnitAdmin, access.Leader)
	r.GET(deputiesPath, may, p.show)
	r.POST(deputiesPath, may, p.add)
	r.POST(deputiesPath+"/{deputy}/thu-hoi", may, p.withdraw)
}

type deputies struct {
	Deputies
	r *httpx.Router
}

// deputyLine is one deputation of the list.
type deputyLine struct {
	org.Deputy
	RolesText string
	Tag       templates.Tag
	StopAt    string // where withdrawing is posted; "" when it is over
}

type deputiesPage struct {
	templates.Page
	Lines  []deputyLine
	In     org.DeputyInput
	Givers []templates.Option // nil for a leader: always oneself
	Takers []templates.Option
	Roles  []templates.Option
	None   templates.Empty
}

func (p deputies) show(e *core.RequestEvent, by access.Actor) error {
	return p.again(e, by, org.DeputyInput{Giver: by.ID, Roles: lendable(by), StartDay: p.Org.Today()}, nil)
}

// lendable are the roles that the actor might lend.
func lendable(by access.Actor) []string {
	var out []string
	for _, r := range access.Lendable {
		if slices.Contains(by.Roles, r) {
			out = append(out, string(r))
		}
	}
	return out
}

// again shows the page with what was typed and what was wrong with it.
func (p deputies) again(e *core.RequestEvent, by access.Actor, in org.DeputyInput, wrong error) error {
	page := deputiesPage{Page: p.r.Page(e, by, templates.Text("deputy.title", nil)), In: in,
		None: templates.Empty{Title: templates.Text("deputy.none", nil), Text: templates.Text("deputy.none_text", nil)}}
	code, err := said(&page.Page, wrong)
	if err != nil {
		return err
	}
	if err := p.people(e, by, &page); err != nil {
		return err
	}
	list, err := p.Org.Deputies(e.App, by)
	if err != nil {
		return err
	}
	today := p.Org.Today()
	for _, d := range list {
		line := deputyLine{Deputy: d, RolesText: rolesText(d.Roles), Tag: deputyTag(d, today)}
		if d.Withdrawn.IsZero() && d.EndDay >= today {
			line.StopAt = deputiesPath + "/" + d.ID + "/thu-hoi"
		}
		page.Lines = append(page.Lines, line)
	}
	return httpx.Render(e, code, "admin/deputies", page)
}

func deputyTag(d org.Deputy, today string) templates.Tag {
	switch {
	case !d.Withdrawn.IsZero():
		return templates.Tag{Word: templates.Text("deputy.withdrawn", nil), Tone: "plain"}
	case d.On(today):
		return templates.Tag{Word: templates.Text("deputy.now", nil), Tone: "ok"}
	case d.StartDay > today:
		return templates.Tag{Word: templates.Text("deputy.later", nil), Tone: "wait"}
	}
	return templates.Tag{Word: templates.Text("deputy.past", nil), Tone: "done"}
}

// people fills in who may be away and who may stand in: the staff of the unit
// who handle dossiers.
func (p deputies) people(e *core.RequestEvent, by access.Actor, page *deputiesPage) error {
	list, err := p.Org.StaffOf(e.App, by.UnitPath, "")
	if err != nil {
		return err
	}
	for _, a := range list {
		label := a.Name
		if a.Title != "" {
			label += " – " + a.Title
		}
		o := templates.Option{Value: a.ID, Label: label}
		if len(lendable(a)) == 0 {
			continue
		}
		page.Takers = append(page.Takers, o)
		if by.Administers(a.UnitPath) {
			page.Givers = append(page.Givers, o)
		}
	}
	page.Takers = append([]templates.Option{{}}, page.Takers...)
	for _, r := range access.Lendable {
		page.Roles = append(page.Roles, templates.Option{Value: string(r), Label: templates.Text("role."+string(r), nil), Chosen: slices.Contains(page.In.Roles, string(r))})
	}
	return nil
}

func (p deputies) add(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := org.DeputyInput{Giver: form.Get("giver"), Taker: form.Get("taker"), Roles: form["roles"], Ground: form.Get("ground"),
		StartDay: cmp.Or(dayOf(form, "start_day"), dayTyped(form, "start_day")), EndDay: cmp.Or(dayOf(form, "end_day"), dayTyped(form, "end_day"))}
	if in.Giver == "" {
		in.Giver = by.ID
	}
	if _, err := p.Org.AddDeputy(e.App, by, in); err != nil {
		return p.again(e, by, in, err)
	}
	return doneAt(e, "done.deputy_made", deputiesPath)
}

func (p deputies) withdraw(e *core.RequestEvent, by access.Actor) error {
	_, err := p.Org.WithdrawDeputy(e.App, by, e.Request.PathValue("deputy"))
	if list, is := problem.In(err); is && list[0].Kind == problem.Conflict {
		return p.again(e, by, org.DeputyInput{Giver: by.ID, StartDay: p.Org.Today()}, err)
	}
	if err != nil {
		return err
	}
	return doneAt(e, "done.deputy_withdrawn", deputiesPath)
}
