package superior

import (
	"net/http"
	"net/url"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// asked is what the address asks for: a period and a unit; never a name or a
// number of a person.
type asked struct {
	from, to string // 2006-01-02, or as typed when it is no day
	unit     string
	now      time.Time
}

func read(q url.Values, now time.Time) asked {
	a := asked{from: isoDay(q.Get("tu")), to: isoDay(q.Get("den")), unit: q.Get("don-vi"), now: now}
	today, _ := calendar.Split(now)
	if a.from == "" && a.to == "" {
		a.from = today.String()[:8] + "01"
	}
	if a.to == "" {
		a.to = today.String()
	}
	return a
}

// query is the question to the office.
func (a asked) query() report.Query { return report.Query{Unit: a.unit, From: a.from, To: a.to} }

// address is path with the period, the unit, and more names and values by turns.
func (a asked) address(path string, more ...string) string {
	q := url.Values{"tu": {a.from}, "den": {a.to}}
	if a.unit != "" {
		q.Set("don-vi", a.unit)
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return path + "?" + q.Encode()
}

// isoDay turns 20/11/2026 into 2026-11-20; anything else stays as it is.
func isoDay(text string) string {
	for _, layout := range []string{"2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return text
}

// shown is a day as it stands in its box; what was typed wrongly stays.
func shown(day string) string {
	if s := templates.ShortDay(day); s != "" {
		return s
	}
	return day
}

// frame is what every page with a period shows around its table.
type frame struct {
	templates.Page
	From, To  string // as typed
	Said      string // the period as words
	Where     string // unit, or the whole scope
	AsOf      time.Time
	Here      string // address of this page without its question
	Presets   []preset
	UnitList  []templates.Option
	Hidden    []pair // what else the form must carry
	Unit      string
	XLSX      string
	PrintHref string
}

type pair struct{ Name, Value string }

// preset is a period at one click.
type preset struct {
	Label, Href string
	On          bool
}

func (p pages) frame(e *core.RequestEvent, by access.Actor, a asked, here, title string) (frame, error) {
	f := frame{Page: p.r.Page(e, by, templates.Text(title, nil)), From: shown(a.from), To: shown(a.to), Here: here, Unit: a.unit}
	f.Presets = a.presets(here)
	_, units, err := p.Report.Units(e.App, by, "")
	if err != nil {
		return f, err
	}
	return f, f.offer(units)
}

// offer fills the choice of units; one alone is no choice.
func (f *frame) offer(units []org.Unit) error {
	if len(units) > 1 {
		f.UnitList = append(f.UnitList, templates.Option{Label: templates.Text("superior.all_units", nil)})
	}
	for _, u := range units {
		if u.Kind == "office" || u.Kind == "hamlet" {
			continue
		}
		f.UnitList = append(f.UnitList, templates.Option{Value: u.Code, Label: u.ShortName, Chosen: u.Code == f.Unit})
	}
	if len(f.UnitList) == 1 {
		f.UnitList = nil
	}
	return nil
}

// said fills in what the answer is about.
func (f *frame) said(from, to string, asOf time.Time, top org.Unit) {
	f.AsOf = asOf
	f.Said = templates.Text("superior.period", map[string]string{"from": templates.ShortDay(from), "to": templates.ShortDay(to)})
	if from == to {
		f.Said = templates.Text("superior.period_day", map[string]string{"day": templates.Day(from)})
	}
	f.Where = templates.Text("superior.everywhere", nil)
	if top.ID != "" {
		f.Where = top.ShortName
	}
}

// presets are this month, last month, this quarter and this year.
func (a asked) presets(here string) []preset {
	now := a.now.In(calendar.Location)
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, calendar.Location)
	quarter := month.AddDate(0, -(int(now.Month())-1)%3, 0)
	var out []preset
	add := func(key string, from, to time.Time) {
		x := a
		x.from, x.to = from.Format(time.DateOnly), to.Format(time.DateOnly)
		out = append(out, preset{templates.Text(key, nil), x.address(here), x.from == a.from && x.to == a.to})
	}
	add("superior.today", now, now)
	add("superior.this_month", month, now)
	add("superior.last_month", month.AddDate(0, -1, 0), month.AddDate(0, 0, -1))
	add("superior.this_quarter", quarter, now)
	add("superior.this_year", time.Date(now.Year(), 1, 1, 0, 0, 0, 0, calendar.Location), now)
	return out
}

// fields are the names of the inputs behind the fields of a period.
var fields = map[string]string{"from": "tu", "to": "den", "as_of": "den"}

// refused turns what is wrong with a period into the sentences of its page.
func (f *frame) refused(err error) (int, error) {
	said, code, err := httpx.Say(err)
	if err != nil {
		return 0, err
	}
	for i := range said {
		if name, ok := fields[said[i].Field]; ok {
			said[i].Field = name
		}
	}
	f.Problems = said
	return code, nil
}

// wrong reports whether err is about the period typed, which the page shows
// again; anything else goes to the boundary.
func wrong(err error) bool {
	list, ok := problem.In(err)
	return ok && list[0].Kind == problem.Invalid && fields[list[0].Field] != ""
}

// number is one number of a table and where its rows are.
type number struct {
	N     int
	Href  string // "" for nought: there is nothing to see
	Label string
	Late  bool
	Wide  bool // hidden first where the screen is narrow
}

const ok = http.StatusOK
