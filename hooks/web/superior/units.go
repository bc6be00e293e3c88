package superior

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
	"motcua/hooks/service/sheet"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// column is a column of the table of units.
type column struct {
	key    string // of its words, and its name in the address
	figure casework.Figure
	of     func(figures.Figures) int
	late   bool
	wide   bool
}

// columns stand in the order in which a dossier passes.
var columns = []column{
	{key: "prior", figure: casework.FigurePrior, of: func(f figures.Figures) int { return f.Prior }, wide: true},
	{key: "new", figure: casework.FigureNew, of: figures.Figures.New},
	{key: "early", figure: casework.FigureEarly, of: func(f figures.Figures) int { return f.Early }},
	{key: "on_time", figure: casework.FigureOnTime, of: func(f figures.Figures) int { return f.OnTime }},
	{key: "late", figure: casework.FigureLate, of: func(f figures.Figures) int { return f.Late }, late: true},
	{key: "rate"},
	{key: "in_time", figure: casework.FigureInTime, of: figures.Figures.InTime},
	{key: "overdue", figure: casework.FigureOverdue, of: func(f figures.Figures) int { return f.Overdue }, late: true},
	{key: "oldest"},
	{key: "again", figure: casework.FigureAgain, of: func(f figures.Figures) int { return f.Again }, late: true},
	{key: "demanded", figure: casework.FigureDemanded, of: func(f figures.Figures) int { return f.Demanded }, late: true},
}

// head is the head of a column: a link that sorts by it.
type head struct {
	Label, Href string
	Sort        string // aria-sort
	Mark        string
	Wide        bool
}

// unitLine is one unit of the table.
type unitLine struct {
	Name, Href string
	Only       string // says that not all sectors were counted
	Numbers    []number
	Rate       string
	InHand     []number
	Oldest     string
	OldestDay  string
	OldestHref string
	Marks      []number // what was asked too much
}

// unitsPage is the table of units.
type unitsPage struct {
	frame
	First  head
	Heads  []head
	Lines  []unitLine
	Total  *unitLine
	Notes  []string
	Broken bool
	Form   string
}

// units answers with the table of units.
func (p pages) units(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	a := read(q, p.Desk.Now())
	page := unitsPage{Notes: append(report.Footnotes()[1:], report.MarkNote()), Form: a.address(form)}
	var err error
	if page.frame, err = p.frame(e, by, a, home, "superior.title"); err != nil {
		return err
	}
	t, err := p.Report.ByUnit(e.App, by, a.query())
	if wrong(err) {
		code, err := page.refused(err)
		if err != nil {
			return err
		}
		return httpx.Render(e, code, "superior/units", page)
	}
	if err != nil {
		return err
	}
	page.said(t.Period.From, t.Period.To, t.Period.At, t.Top)
	page.XLSX, page.Broken = a.address(home+".xlsx"), !t.Adds()
	by1, down := q.Get("xep"), q.Get("chieu") == "giam"
	order(t.Rows, by1, down)
	page.heads(a, by1, down)
	for _, r := range t.Rows {
		x := a
		x.unit = r.Unit.Code
		l := line(x, r, "1")
		l.Name, l.Href = r.Unit.ShortName, x.address(form)
		if r.Only != nil {
			l.Only = templates.Text("superior.only_sectors", map[string]string{"names": strings.Join(r.Only, ", ")})
		}
		page.Lines = append(page.Lines, l)
	}
	if len(t.Rows) > 1 {
		total := line(a, t.Sum(), "")
		page.Total = &total
	}
	return httpx.Render(e, ok, "superior/units", page)
}

// line turns a row of figures into numbers that lead to their rows. alone is
// "1" for a unit without what lies below it.
func line(a asked, r report.Row, alone string) unitLine {
	var l unitLine
	for _, c := range columns {
		if c.of == nil {
			continue
		}
		n := number{N: c.of(r.Figures), Label: templates.Text("superior.col."+c.key, nil), Late: c.late, Wide: c.wide}
		if n.N != 0 {
			n.Href = rowsOf(a, c.figure, alone)
		}
		switch {
		case c.figure.Marks():
			l.Marks = append(l.Marks, n)
		case c.figure == casework.FigureInTime || c.figure == casework.FigureOverdue:
			l.InHand = append(l.InHand, n)
		default:
			l.Numbers = append(l.Numbers, n)
		}
	}
	l.Rate = rate(r.Figures)
	if r.OldestDay != "" {
		l.OldestDay = templates.ShortDay(r.OldestDay)
		l.Oldest = templates.Text("superior.oldest_days", map[string]string{"n": templates.Number(r.OldestDays)})
		l.OldestHref = rowsOf(a, casework.FigureOverdue, alone)
	}
	return l
}

func rowsOf(a asked, f casework.Figure, alone string) string {
	more := []string{"so", string(f)}
	if alone != "" {
		more = append(more, "rieng", alone)
	}
	return a.address(rows, more...)
}

// rate says the share not late: “98,5 %”. A share that is not whole is never
// rounded up to all.
func rate(f figures.Figures) string {
	r, ok := f.Rate()
	if !ok {
		return ""
	}
	if r == 10000 {
		return "100 %"
	}
	return strconv.Itoa(r/100) + "," + strconv.Itoa(r/10%10) + " %"
}

// heads makes the heads: pressing one sorts by it, pressing again turns it.
func (u *unitsPage) heads(a asked, by string, down bool) {
	make1 := func(key string, wide bool) head {
		h := head{Label: templates.Text("superior.col."+key, nil), Wide: wide}
		way := "giam"
		if key == "unit" {
			way = ""
		}
		if by == key || by == "" && key == "unit" {
			h.Sort, h.Mark = "ascending", "▲"
			if down {
				h.Sort, h.Mark, way = "descending", "▼", ""
			} else {
				way = "giam"
			}
		}
		more := []string{"xep", key}
		if way != "" {
			more = append(more, "chieu", way)
		}
		h.Href = a.address(home, more...)
		return h
	}
	u.First = make1("unit", false)
	for _, c := range columns {
		u.Heads = append(u.Heads, make1(c.key, c.wide))
	}
}

// order sorts by a column; units of the same number stay in the order of names.
func order(list []report.Row, by string, down bool) {
	value := func(r report.Row) int {
		for _, c := range columns {
			switch {
			case c.key != by:
			case c.of != nil:
				return c.of(r.Figures)
			case by == "rate":
				if n, ok := r.Rate(); ok {
					return n
				}
				return -1
			case by == "oldest":
				return r.OldestDays
			}
		}
		return 0
	}
	name := func(r report.Row) string { return nameKey(r.Unit) }
	slices.SortStableFunc(list, func(x, y report.Row) int { return strings.Compare(name(x), name(y)) })
	slices.SortStableFunc(list, func(x, y report.Row) int {
		n := value(x) - value(y)
		if by == "unit" && down {
			n = strings.Compare(name(x), name(y))
		}
		if down {
			return -n
		}
		return n
	})
}

// nameKey sorts a unit by its own name, behind the word for its kind (xã,
// phường, đặc khu).
func nameKey(u org.Unit) string {
	name := identity.Fold(u.ShortName)
	for _, kind := range []string{"xa ", "phuong ", "dac khu ", "thi tran ", "tinh ", "thanh pho "} {
		if own, ok := strings.CutPrefix(name, kind); ok {
			return own
		}
	}
	return name
}

// unitsXLSX is the same table as a workbook.
func (p pages) unitsXLSX(e *core.RequestEvent, by access.Actor) error {
	return p.workbook(e, by, report.Communes, "theo-don-vi")
}

// workbook sends a named report as XLSX. It is built before the first byte
// leaves, so that a failure is a page and not half a file.
func (p pages) workbook(e *core.RequestEvent, by access.Actor, name, file string) error {
	a := read(e.Request.URL.Query(), p.Desk.Now())
	r, err := p.Report.Make(e.App, by, name, a.query())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, *r.Sheet); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="`+file+"-"+r.From+"-"+r.To+`.xlsx"`)
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes())
}
