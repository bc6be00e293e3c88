package superior

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/report"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// row is one dossier behind a number; it names no person.
type row struct {
	Href, Code, Ref, Procedure, Unit string
	ReceivedAt, DueAt, EndedAt       time.Time
	MarkedAt                         time.Time
	Tag                              templates.Tag
}

// rowsPage lists the dossiers behind one number.
type rowsPage struct {
	frame
	What   string // “quá hạn chưa giải quyết”
	Sector string
	Count  string
	Back   string
	Rows   []row
	Pager  templates.Pager
	Open   bool // whoever reads may open a dossier
	Marked bool // the rows are what was asked too much
}

// rows answers with the dossiers behind one number: exactly as many as it says.
func (p pages) rows(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	a := read(q, p.Desk.Now())
	ask := report.RowsAsk{Query: a.query(), Figure: casework.Figure(q.Get("so")), Alone: q.Get("rieng") != "", After: q.Get("sau")}
	more := []string{"so", string(ask.Figure)}
	if ask.Alone {
		more = append(more, "rieng", "1")
	}
	if q.Has("linh-vuc") {
		sector := q.Get("linh-vuc")
		ask.Sector = &sector
		more = append(more, "linh-vuc", sector)
	}
	page := rowsPage{Open: true}
	var err error
	if page.frame, err = p.frame(e, by, a, rows, "superior.rows.title"); err != nil {
		return err
	}
	page.UnitList = nil // the unit is part of the number
	found, err := p.Report.Behind(e.App, by, ask)
	if err != nil {
		return err
	}
	page.said(found.Period.From, found.Period.To, found.Period.At, found.Top)
	page.Marked = ask.Figure.Marks()
	page.What = templates.Text("superior.what."+string(ask.Figure), nil)
	if ask.Sector != nil {
		page.Sector = *ask.Sector
	}
	page.Count = templates.Text(countKey(ask.Figure), map[string]string{"n": templates.Number(found.Count)})
	page.Back = a.address(form)
	if ask.Sector == nil && by.HasAny(access.Superior, access.Inspector) {
		back := a
		back.unit = ""
		page.Back = back.address(home)
	}
	if ask.After != "" {
		page.Pager.PrevHref = a.address(rows, more...)
	}
	if found.Next != "" {
		page.Pager.NextHref = a.address(rows, append(more, "sau", found.Next)...)
	}
	if page.Rows, err = p.lines(e, ask.Figure, found); err != nil {
		return err
	}
	return httpx.Render(e, ok, "superior/rows", page)
}

// countKey says what a list counts: dossiers, or attempts.
func countKey(f casework.Figure) string {
	if f == casework.FigureDemanded {
		return "superior.rows.times"
	}
	return "superior.rows.count"
}

func (p pages) lines(e *core.RequestEvent, figure casework.Figure, found report.Rows) ([]row, error) {
	out := make([]row, len(found.List))
	cals := httpx.Calendars(e, p.Org)
	for i, x := range found.List {
		unit, err := p.Org.UnitByID(e.App, x.Unit)
		if err != nil {
			return nil, err
		}
		cal, err := cals(x.Unit)
		if err != nil {
			return nil, err
		}
		out[i] = row{Href: httpx.DossierPath(dossier.Dossier{ID: x.ID, Code: x.Code}), Code: x.Code, Ref: x.Ref, Procedure: x.Procedure, Unit: unit.ShortName,
			ReceivedAt: x.ReceivedAt, DueAt: x.DueAt, MarkedAt: x.MarkedAt, Tag: tagOf(x, cal, found.Period)}
		if !x.MarkedAt.IsZero() {
			out[i].Tag = templates.Tag{Tone: "done", Word: templates.Text("superior.tag."+string(figure), nil)}
		}
		if x.Verdict != "" {
			out[i].EndedAt = x.EndedAt
		}
	}
	return out, nil
}

// tagOf is how a dossier counted when the period closed.
func tagOf(x casework.Counted, cal *calendar.Calendar, p figures.Period) templates.Tag {
	s := figures.Stint{Due: x.DueAt, DueUnit: x.DueUnit}
	tag := func(tone, mark, key string, args map[string]string) templates.Tag {
		return templates.Tag{Tone: tone, Mark: mark, Word: templates.Text(key, args)}
	}
	switch {
	case x.Verdict == deadline.Late:
		return tag("done", "✗", "tag.late", nil)
	case x.Verdict == deadline.Early:
		return tag("done", "", "tag.early", nil)
	case x.Verdict != "":
		return tag("done", "", "tag.on_time", nil)
	case s.OverdueAt(p.At):
		from, _ := calendar.Split(x.DueAt)
		to, _ := calendar.Split(p.At)
		if n := cal.Count(from, to); n > 0 {
			return tag("late", "", "tag.overdue", map[string]string{"n": templates.Number(n)})
		}
		return tag("late", "", "superior.tag.overdue", nil)
	case x.Paused:
		return tag("wait", "", "superior.tag.paused", nil)
	}
	return tag("ok", "", "superior.tag.in_time", nil)
}
