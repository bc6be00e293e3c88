package superior

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/service/report"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// formLine is one sector of Biểu II.06a.
type formLine struct {
	No      int
	Sector  string
	Numbers []number
}

// formPage is Biểu số II.06a/VPCP/KSTT on the screen and on paper.
type formPage struct {
	frame
	Lines  []formLine
	Total  *formLine
	Adds   bool
	Notes  []string
	Paused int
	Ended  int
	Marks  []number // what was asked too much

	Head    paper.Head // of the paper
	Printed time.Time
	By      string
}

// formColumns are columns 3 to 13 of the form.
var formColumns = []struct {
	key    string
	figure casework.Figure
	of     func(figures.Figures) int
	wide   bool
}{
	{"3", casework.FigureReceived, figures.Figures.Received, false},
	{"4", casework.FigureOnline, func(f figures.Figures) int { return f.Online }, true},
	{"5", casework.FigureDirect, func(f figures.Figures) int { return f.Direct }, true},
	{"6", casework.FigurePrior, func(f figures.Figures) int { return f.Prior }, true},
	{"7", casework.FigureDone, figures.Figures.Done, false},
	{"8", casework.FigureEarly, func(f figures.Figures) int { return f.Early }, true},
	{"9", casework.FigureOnTime, func(f figures.Figures) int { return f.OnTime }, true},
	{"10", casework.FigureLate, func(f figures.Figures) int { return f.Late }, false},
	{"11", casework.FigureOpen, func(f figures.Figures) int { return f.Open }, false},
	{"12", casework.FigureInTime, figures.Figures.InTime, true},
	{"13", casework.FigureOverdue, func(f figures.Figures) int { return f.Overdue }, false},
}

func (p pages) form(e *core.RequestEvent, by access.Actor) error {
	return p.formAs(e, by, "superior/form")
}

// formPaper is the form on A4 landscape.
func (p pages) formPaper(e *core.RequestEvent, by access.Actor) error {
	return p.formAs(e, by, "paper/ii-06a")
}

func (p pages) formAs(e *core.RequestEvent, by access.Actor, name string) error {
	a := read(e.Request.URL.Query(), p.Desk.Now())
	page := formPage{Notes: report.Footnotes(), Printed: p.Desk.Now(), By: by.Name}
	var err error
	if page.frame, err = p.frame(e, by, a, form, "superior.form.title"); err != nil {
		return err
	}
	t, err := p.Report.BySector(e.App, by, a.query())
	if wrong(err) {
		code, err := page.refused(err)
		if err != nil {
			return err
		}
		return httpx.Render(e, code, "superior/form", page)
	}
	if err != nil {
		return err
	}
	page.fill(a, t)
	unit := t.Top
	if unit.ID == "" {
		if unit, err = p.Org.UnitByID(e.App, by.Unit); err != nil {
			return err
		}
	}
	page.Head = paper.Head{Above: unit.ParentName, Own: unit.Name, Place: unit.Place, At: page.Printed, Unnumbered: true}
	return httpx.Render(e, ok, name, page)
}

func (f *formPage) fill(a asked, t report.Table) {
	f.said(t.Period.From, t.Period.To, t.Period.At, t.Top)
	f.XLSX, f.PrintHref, f.Adds = a.address(form+".xlsx"), a.address(form+"/in"), t.Adds()
	f.Paused, f.Ended = t.Total.Paused, t.Total.Unfinished
	for i, r := range t.Rows {
		sector := r.Sector
		l := formLine{No: i + 1, Sector: sector, Numbers: numbersOf(a, r.Figures, &sector)}
		if sector == "" {
			l.Sector = templates.Text("superior.form.no_sector", nil)
		}
		f.Lines = append(f.Lines, l)
	}
	f.Total = &formLine{Numbers: numbersOf(a, t.Total, nil)}
	f.Marks = line(a, report.Row{Figures: t.Total}, "").Marks
}

func numbersOf(a asked, f figures.Figures, sector *string) []number {
	var out []number
	for _, c := range formColumns {
		n := number{N: c.of(f), Label: templates.Text("superior.form.c"+c.key, nil), Wide: c.wide, Late: c.key == "10" || c.key == "13"}
		if n.N != 0 {
			more := []string{"so", string(c.figure)}
			if sector != nil {
				more = append(more, "linh-vuc", *sector)
			}
			n.Href = a.address(rows, more...)
		}
		out = append(out, n)
	}
	return out
}

func (p pages) formXLSX(e *core.RequestEvent, by access.Actor) error {
	return p.workbook(e, by, report.II06a, "ii-06a")
}
