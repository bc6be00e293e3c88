package office

import (
	"net/http"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

const (
	registerPath = "/mot-cua/so-theo-doi"
	rowsAPage    = 50
)

// bookRow is one line of the register (sổ theo dõi hồ sơ, Mẫu số 07).
type bookRow struct {
	httpx.Row
	No             int
	Address, Phone string
	Agency         org.Unit
	ReturnedAt     time.Time
	ResultChannel  string
	Signed         string
	Ended          string
}

// registerPage is one page of the register.
type registerPage struct {
	templates.Page
	Asked      asked
	Said       []string // the filter as a sentence, part by part
	Count      string
	Shown      string
	Rows       []bookRow
	People     bool // names are shown
	States     []templates.Option
	Procedures []templates.Option
	Units      []templates.Option // only for whoever sees several
	From, To   string
	Late       bool
	First      string // the first page, from a later one
	Next       string
	Clear      string
	Print      string
	XLSX, CSV  string
}

// register shows one page of the book, the last received first. The number of
// a line is its place in the book under this filter, counted from the oldest.
func (p pages) register(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	a := readFilter(q)
	page := registerPage{Page: p.r.Page(e, by, templates.Text("register.title", nil)), Asked: a, People: by.SeesPeople(), Late: a.late,
		Clear: registerPath, Print: a.address(registerPath + "/in"), XLSX: a.address(registerPath + ".xlsx"), CSV: a.address(registerPath + ".csv")}
	page.Problems = a.said
	page.From, page.To = shown(a.from), shown(a.to)
	procedures, units, err := p.choices(e, by, p.Desk.Now())
	if err != nil {
		return err
	}
	page.Said = a.sentence(labels(procedures), labels(units))
	page.Procedures, page.States = chosen(procedures, a.procedure, "register.procedure_any"), chosen(states(), a.state, "register.state_any")
	if len(units) > 1 {
		page.Units = chosen(units, a.unit, "register.unit_any")
	}
	if len(a.said) > 0 {
		return httpx.Render(e, http.StatusUnprocessableEntity, "office/register", page)
	}
	if err := p.book(e, by, a, &page); err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "office/register", page)
}

// book fills in the rows of one page.
func (p pages) book(e *core.RequestEvent, by access.Actor, a asked, page *registerPage) error {
	f, err := p.filter(e, by, a)
	if err != nil {
		return err
	}
	total, err := p.Desk.Count(e.App, by, f)
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	f.After, f.Limit = q.Get("sau"), rowsAPage
	lines, next, err := p.Desk.List(e.App, by, f)
	if err != nil {
		return err
	}
	before, err := strconv.Atoi(q.Get("qua")) // lines on the pages before
	if err != nil || before < 0 || f.After == "" {
		before = 0
	}
	if page.Rows, err = p.rowsOf(e, by, lines, func(i int) int { return total - before - i }); err != nil {
		return err
	}
	page.Count = templates.Text("register.count", map[string]string{"n": templates.Number(total)})
	if total > len(lines) {
		page.Shown = templates.Text("register.shown", map[string]string{"n": templates.Number(total),
			"from": templates.Number(before + 1), "to": templates.Number(before + len(lines))})
	}
	if f.After != "" {
		page.First = a.address(registerPath)
	}
	if next != "" {
		page.Next = a.address(registerPath, "sau", next, "qua", strconv.Itoa(before+len(lines)))
	}
	return nil
}

// all collects every row of a filter, oldest first as the book is written.
func (p pages) all(e *core.RequestEvent, by access.Actor, a asked, most int) ([]casework.Line, error) {
	f, err := p.filter(e, by, a)
	if err != nil {
		return nil, err
	}
	f.Order, f.Limit = casework.Oldest, 500
	var out []casework.Line
	for {
		lines, next, err := p.Desk.List(e.App, by, f)
		if err != nil {
			return nil, err
		}
		out = append(out, lines...)
		if len(out) > most {
			return nil, tooMany(most)
		}
		if next == "" {
			return out, nil
		}
		f.After = next
	}
}

// shown is a day of the filter as it stands in its box.
func shown(day string) string {
	if isDay(day) {
		return templates.ShortDay(day)
	}
	return day
}

func states() []templates.Option {
	var out []templates.Option
	for _, s := range registered {
		out = append(out, templates.Option{Value: string(s), Label: templates.Text("state."+string(s), nil)})
	}
	return out
}

// chosen puts “any” first and marks what the filter names.
func chosen(list []templates.Option, value, anyKey string) []templates.Option {
	out := append([]templates.Option{{Label: templates.Text(anyKey, nil)}}, list...)
	for i := range out {
		out[i].Chosen = out[i].Value == value
	}
	return out
}
