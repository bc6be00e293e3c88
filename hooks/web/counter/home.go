package counter

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// mostUrgent is how many dossiers stand on the desk.
const mostUrgent = 12

// homePage is the desk in the morning: four numbers and what is due first.
type homePage struct {
	templates.Page
	Counters []templates.Counter
	Rows     []httpx.Row
	New      []httpx.Row // filed online, waiting to be taken in
	Empty    templates.Empty
	May      bool // take dossiers in
	Day      time.Time
}

func (d desk) home(e *core.RequestEvent, by access.Actor) error {
	unit, err := d.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	now := d.Desk.Now()
	p := homePage{Page: d.r.Page(e, by, templates.Text("counter.home.title", nil)), May: by.Has(access.Clerk), Day: now}
	p.Empty = templates.Empty{Title: templates.Text("counter.home.empty", nil), Text: templates.Text("counter.home.empty_text", nil)}
	cal, err := d.Org.Calendar(e.App, unit)
	if err != nil {
		return err
	}
	today, _ := calendar.Split(now)
	soon := cal.On(today).Day
	if next, ok := cal.Add(today, 1); ok {
		soon = cal.On(next).Day
	}
	for _, c := range []struct {
		key, href, tone string
		filter          casework.Filter
	}{
		{"counter.count_return", register + "?trang-thai=resolved", "today", casework.Filter{State: []dossier.State{dossier.Resolved}}},
		{"counter.count_wait", register + "?trang-thai=supplementing", "wait", casework.Filter{State: []dossier.State{dossier.Supplementing}}},
		{"counter.count_due", "#can-tra", "late", casework.Filter{State: running, DueBefore: soon}},
		{"counter.count_new", "#truc-tuyen", "new", casework.Filter{State: []dossier.State{dossier.Submitted}}},
	} {
		c.filter.Unit = unit.Path
		n, err := d.Desk.Count(e.App, by, c.filter)
		if err != nil {
			return err
		}
		p.Counters = append(p.Counters, templates.Counter{Count: n, Label: templates.Text(c.key, nil), Href: c.href, Tone: c.tone})
	}
	if p.Rows, err = d.rows(e, by, casework.Filter{Unit: unit.Path, State: running, Order: casework.DueNext, Limit: mostUrgent}); err != nil {
		return err
	}
	if p.New, err = d.rows(e, by, casework.Filter{Unit: unit.Path, State: []dossier.State{dossier.Submitted}, Limit: mostUrgent}); err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "counter/home", p)
}

func (d desk) rows(e *core.RequestEvent, by access.Actor, f casework.Filter) ([]httpx.Row, error) {
	lines, _, err := d.Desk.List(e.App, by, f)
	if err != nil {
		return nil, err
	}
	return httpx.Rows(e, d.Org, by, lines, d.Desk.Now())
}

// register is the book of all dossiers, where what a number counts is listed.
const register = "/mot-cua/so-theo-doi"

// running are the states in which the office's clock runs.
var running = []dossier.State{dossier.Received, dossier.Processing}
