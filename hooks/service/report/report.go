// Package report answers how the work goes: figures of units, sectors and
// subtrees for any period, the rows behind each number, and the statutory
// reports. It only reads, and owns no collection.
package report

import (
	"slices"
	"sort"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// Office answers questions about figures. It is safe for concurrent use.
type Office struct {
	Desk *casework.Desk
	Org  *org.Office
}

// Query is what a report is asked about. Days are 2006-01-02, both inside.
type Query struct {
	Unit           string // unit code, its subtree counted in; "" = the whole scope
	From, To, AsOf string
}

// Row is one line of figures.
type Row struct {
	Unit   org.Unit // of a table of units
	Sector string   // of a table of sectors
	Only   []string // sectors of the unit that were counted; nil = all
	figures.Figures
	OldestDay  string // earliest original due day among the overdue; "" = none
	OldestDays int    // working days since, by the unit's calendar
}

// Table is figures by unit or by sector with their sum.
type Table struct {
	Top    org.Unit // the unit asked about; zero for a whole scope
	Period figures.Period
	Rows   []Row
	Total  figures.Figures
}

// Adds reports whether every row and the sum satisfy 3 = 7 + 11.
func (t Table) Adds() bool {
	for _, r := range t.Rows {
		if !r.Adds() {
			return false
		}
	}
	return t.Total.Adds()
}

// Sum is the last row of the table, with the oldest of all overdue.
func (t Table) Sum() Row {
	sum := Row{Figures: t.Total}
	for _, r := range t.Rows {
		if r.OldestDay != "" && (sum.OldestDay == "" || r.OldestDay < sum.OldestDay) {
			sum.OldestDay, sum.OldestDays = r.OldestDay, r.OldestDays
		}
	}
	return sum
}

// Units are the units asked about: the subtree of a unit, or all that the actor
// may count. A unit outside it is not there.
func (o *Office) Units(app core.App, by access.Actor, code string) (org.Unit, []org.Unit, error) {
	if len(by.Scope) == 0 && len(by.Watches) == 0 {
		return org.Unit{}, nil, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitNotFound}
	}
	all, err := o.Org.Units(app, nil, "")
	all = slices.DeleteFunc(all, func(u org.Unit) bool { _, ok := by.Sectors(u.Path); return !ok })
	if err != nil || code == "" {
		return org.Unit{}, all, err
	}
	top, err := o.Org.UnitByCode(app, code)
	if err != nil {
		return top, nil, err
	}
	if _, ok := by.Sectors(top.Path); !ok {
		return top, nil, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitNotFound}
	}
	below := access.Subtree(top.Path)
	var out []org.Unit
	for _, u := range all {
		if below.Has(u.Path) {
			out = append(out, u)
		}
	}
	return top, out, nil
}

// ByUnit counts the dossiers of each unit asked about: every commune, and any
// other unit that has something to count.
func (o *Office) ByUnit(app core.App, by access.Actor, q Query) (Table, error) {
	t, units, tallies, err := o.tallies(app, by, q, false)
	if err != nil {
		return t, err
	}
	found := map[string]casework.Tally{}
	for _, x := range tallies {
		found[x.Unit] = x
	}
	for _, u := range units {
		x := found[u.ID]
		only, _ := by.Sectors(u.Path)
		if u.Kind != "commune" && x.Zero() {
			continue
		}
		r := Row{Unit: u, Only: only, Figures: x.Figures, OldestDay: x.OldestDay}
		if r.OldestDays, err = o.daysLate(app, u, x.OldestDay, t.Period); err != nil {
			return t, err
		}
		t.add(r)
	}
	return t, nil
}

// BySector counts the dossiers of all units asked about by sector (lĩnh vực).
func (o *Office) BySector(app core.App, by access.Actor, q Query) (Table, error) {
	t, _, tallies, err := o.tallies(app, by, q, true)
	if err != nil {
		return t, err
	}
	at := map[string]int{}
	var rows []Row
	for _, x := range tallies {
		if x.Zero() {
			continue
		}
		i, ok := at[x.Sector]
		if !ok {
			i = len(rows)
			at[x.Sector], rows = i, append(rows, Row{Sector: x.Sector})
		}
		rows[i].Figures = rows[i].Plus(x.Figures)
	}
	sort.Slice(rows, func(i, j int) bool { return identity.Fold(rows[i].Sector) < identity.Fold(rows[j].Sector) })
	for _, r := range rows {
		t.add(r)
	}
	return t, nil
}

func (t *Table) add(r Row) {
	t.Rows = append(t.Rows, r)
	t.Total = t.Total.Plus(r.Figures)
}

func (o *Office) tallies(app core.App, by access.Actor, q Query, bySector bool) (Table, []org.Unit, []casework.Tally, error) {
	var t Table
	var err error
	if t.Period, err = figures.NewPeriod(q.From, q.To, q.AsOf, o.Org.Now()); err != nil {
		return t, nil, nil, err
	}
	top, units, err := o.Units(app, by, q.Unit)
	if err != nil {
		return t, nil, nil, err
	}
	t.Top = top
	list, err := o.Desk.Tallies(app, areas(by, units), t.Period, bySector)
	return t, units, list, err
}

// areas are units with the sectors that the actor may count there.
func areas(by access.Actor, units []org.Unit) []casework.Area {
	var out []casework.Area
	for _, u := range units {
		if sectors, ok := by.Sectors(u.Path); ok {
			out = append(out, casework.Area{Unit: u.ID, Sectors: sectors})
		}
	}
	return out
}

// daysLate counts the working days after a due day until the report's moment.
func (o *Office) daysLate(app core.App, u org.Unit, day string, p figures.Period) (int, error) {
	from, ok := calendar.ParseDate(day)
	if !ok {
		return 0, nil
	}
	cal, err := o.Org.Calendar(app, u)
	if err != nil {
		return 0, err
	}
	to, _ := calendar.Split(p.At)
	return cal.Count(from, to), nil
}

// RowsAsk asks for the rows behind one number of a table.
type RowsAsk struct {
	Query
	Sector *string // nil = all
	Alone  bool    // the unit itself, without the subtree
	Figure casework.Figure
	After  string
}

// Rows lists the dossiers behind one number, with nothing personal in them.
type Rows struct {
	Top    org.Unit
	Period figures.Period
	List   []casework.Counted
	Count  int
	Next   string
}

// Behind lists the rows behind one number; they add up to it exactly.
func (o *Office) Behind(app core.App, by access.Actor, ask RowsAsk) (Rows, error) {
	var out Rows
	var err error
	if out.Period, err = figures.NewPeriod(ask.From, ask.To, ask.AsOf, o.Org.Now()); err != nil {
		return out, err
	}
	top, units, err := o.Units(app, by, ask.Unit)
	if err != nil {
		return out, err
	}
	out.Top = top
	if ask.Alone && ask.Unit != "" {
		units = []org.Unit{top}
	}
	out.List, out.Count, out.Next, err = o.Desk.Counted(app, casework.CountedAsk{Areas: areas(by, units), Sector: ask.Sector, Period: out.Period, Figure: ask.Figure, After: ask.After})
	return out, err
}
