package admin

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// supervisePath is where a unit says who supervises it beside the tree.
const supervisePath = "/quan-tri/giam-sat"

// supervisionLine is one supervision of the list.
type supervisionLine struct {
	org.Supervision
	Field string // sector, or all of them
	End   string // where it is ended; "" for whoever may not
	Tag   templates.Tag
}

type supervisionsPage struct {
	templates.Page
	Lines []supervisionLine
	None  templates.Empty
	Add   string // "" for whoever decides nothing
}

// supervisions lists who supervises the units of the actor.
func (p office) supervisions(e *core.RequestEvent, by access.Actor) error {
	return p.supervisionsAgain(e, by, nil)
}

func (p office) supervisionsAgain(e *core.RequestEvent, by access.Actor, wrong error) error {
	page := supervisionsPage{Page: p.r.Page(e, by, templates.Text("admin.supervision", nil)),
		None: templates.Empty{Title: templates.Text("admin.supervision_none", nil), Text: templates.Text("admin.supervision_none_text", nil)}}
	code, err := said(&page.Page, wrong)
	if err != nil {
		return err
	}
	may, err := p.Org.Overseen(e.App, by)
	if err != nil {
		return err
	}
	if len(may) > 0 {
		page.Add = supervisePath + "/them"
		page.None.Href, page.None.Action = page.Add, templates.Text("admin.supervision_new", nil)
	}
	list, err := p.Org.Supervisions(e.App, by)
	if err != nil {
		return err
	}
	for _, s := range list {
		l := supervisionLine{Supervision: s, Field: s.Sector, Tag: p.supervisionTag(s)}
		if s.Sector == "" {
			l.Field = templates.Text("admin.supervision_all", nil)
		}
		if s.Mine {
			l.End = supervisePath + "/" + s.ID + "/ket-thuc"
		}
		page.Lines = append(page.Lines, l)
	}
	return httpx.Render(e, code, "admin/supervisions", page)
}

func (p office) supervisionTag(s org.Supervision) templates.Tag {
	switch today := p.today(); {
	case s.On(today):
		return templates.Tag{Word: templates.Text("admin.supervision_on", nil), Tone: "ok"}
	case s.From > today:
		return templates.Tag{Word: templates.Text("admin.supervision_later", nil), Tone: "wait"}
	}
	return templates.Tag{Word: templates.Text("admin.supervision_over", nil), Tone: "plain"}
}

// supervisionPage is the form of a new supervision.
type supervisionPage struct {
	templates.Page
	In                        org.SupervisionInput
	Superiors, Overs, Sectors []templates.Option
	At                        string
}

func (p office) newSupervision(e *core.RequestEvent, by access.Actor) error {
	return p.supervisionAgain(e, by, org.SupervisionInput{From: p.today()}, nil)
}

// supervisionAgain shows the form with what was typed and what is wrong.
func (p office) supervisionAgain(e *core.RequestEvent, by access.Actor, in org.SupervisionInput, wrong error) error {
	page := supervisionPage{Page: p.r.Page(e, by, templates.Text("admin.supervision_new", nil)), In: in, At: supervisePath + "/them"}
	code, err := said(&page.Page, wrong)
	if err != nil {
		return err
	}
	overs, err := p.Org.Overseen(e.App, by)
	if err != nil {
		return err
	}
	if len(overs) == 0 {
		return problem.Problem{Kind: problem.Forbidden, Key: KeyOnlyAbove}
	}
	all, err := p.Org.Tree(e.App, by)
	if err != nil {
		return err
	}
	sectors, err := p.Catalog.Sectors(e.App)
	if err != nil {
		return err
	}
	choose := []templates.Option{{Label: templates.Text("admin.supervision_choose", nil)}}
	page.Superiors, page.Overs = append(choose, unitOptions(all)...), append(choose, unitOptions(overs)...)
	page.Sectors = []templates.Option{{Label: templates.Text("admin.supervision_all", nil)}}
	for _, s := range sectors {
		page.Sectors = append(page.Sectors, templates.Option{Value: s, Label: s})
	}
	return httpx.Render(e, code, "admin/supervision", page)
}

// KeyOnlyAbove says that the unit above decides who supervises.
const KeyOnlyAbove = "admin.only_above"

// unitOptions are units to choose from.
func unitOptions(list []org.Unit) []templates.Option {
	out := make([]templates.Option, len(list))
	for i, u := range list {
		out[i] = templates.Option{Value: u.Code, Label: u.Name}
	}
	return out
}

func (p office) addSupervision(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := org.SupervisionInput{Superior: form.Get("superior"), Over: form.Get("over"), Sector: form.Get("sector"), Ground: form.Get("ground"),
		From: dayOf(form, "from"), To: dayOf(form, "to")}
	sectors, err := p.Catalog.Sectors(e.App)
	if err != nil {
		return err
	}
	if _, err := p.Org.Supervise(e.App, by, in, sectors); err != nil {
		return p.supervisionAgain(e, by, in, err)
	}
	return doneAt(e, "done.supervision_added", supervisePath)
}

func (p office) endSupervision(e *core.RequestEvent, by access.Actor) error {
	err := p.Org.EndSupervision(e.App, by, e.Request.PathValue("supervision"))
	if list, is := problem.In(err); is && list[0].Kind == problem.Conflict {
		return p.supervisionsAgain(e, by, err)
	}
	if err != nil {
		return err
	}
	return doneAt(e, "done.supervision_ended", supervisePath)
}
