package casework

import (
	"fmt"
	"maps"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/report"
)

// Tally is a row of figures: of one unit, and of one sector where asked for.
type Tally struct {
	Unit, Sector string
	report.Figures
	OldestDay string // earliest original due day among the overdue; "" = none
}

// Area is a unit (record id) and the sectors of it that are asked about; nil
// sectors are all of them.
type Area struct {
	Unit    string
	Sectors []string
}

// Tallies counts the dossiers of areas over a period, by unit and, when
// bySector, by sector. What came in and went out and what was in hand are read
// from two tables of running totals that do not know each other, so that the
// check 3 = 7 + 11 says something; what was overdue is counted on the dossiers.
func (d *Desk) Tallies(app core.App, areas []Area, p report.Period, bySector bool) ([]Tally, error) {
	if err := d.CountUp(app); err != nil {
		return nil, err
	}
	t := tallier{app: app, bySector: bySector, rows: map[[2]string]*Tally{}}
	today := officeDay(d.Now())
	for _, part := range alike(areas) {
		t.part = part
		if err := t.count(p, today); err != nil {
			return nil, err
		}
	}
	out := make([]Tally, 0, len(t.order))
	for _, key := range t.order {
		out = append(out, *t.rows[key])
	}
	return out, nil
}

// part is a list of units of which the same sectors are asked about.
type part struct{ units, sectors []string }

// alike gathers areas into parts, in the order they are met.
func alike(areas []Area) []part {
	var out []part
	at := map[string]int{}
	for _, a := range areas {
		key := "all"
		if a.Sectors != nil {
			key = "of\n" + strings.Join(a.Sectors, "\n")
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key], out = i, append(out, part{sectors: a.Sectors})
		}
		out[i].units = append(out[i].units, a.Unit)
	}
	return out
}

// where is the condition that keeps a query of stints inside the part.
func (p part) where() (string, dbx.Params) {
	list, params := among("unit", "u", p.units)
	if p.sectors != nil {
		more, values := among("sector", "s", p.sectors)
		list += " AND " + more
		maps.Copy(params, values)
	}
	return list, params
}

// count adds the figures of one part.
func (t *tallier) count(p report.Period, today string) error {
	if err := t.flow(p.Before(), func(row *Tally, f report.Figures) {
		row.Figures = row.Plus(report.Figures{Prior: f.New() - f.Done(), Online: -f.Online, Direct: -f.Direct,
			Early: -f.Early, OnTime: -f.OnTime, Late: -f.Late, Unfinished: -f.Unfinished, Again: -f.Again, Demanded: -f.Demanded})
	}); err != nil {
		return err
	}
	if err := t.flow(p.To, func(row *Tally, f report.Figures) { row.Figures = row.Plus(f) }); err != nil {
		return err
	}
	if err := t.stock(p.To); err != nil {
		return err
	}
	return t.overdue(p, today)
}

// tallier gathers rows by unit and sector in the order they are met.
type tallier struct {
	app      core.App
	part     part
	bySector bool
	rows     map[[2]string]*Tally
	order    [][2]string
}

func (t *tallier) row(unit, sector string) *Tally {
	key := [2]string{unit, sector}
	if t.rows[key] == nil {
		t.rows[key] = &Tally{Unit: unit, Sector: sector}
		t.order = append(t.order, key)
	}
	return t.rows[key]
}

// standing reads every series of a running table as it stood at the close of a
// day: one row each, found by its key.
func (t *tallier) standing(table running, day string) *dbx.Query {
	list, params := among("series.unit", "u", t.part.units)
	series := "series.sector = {:whole}"
	params["whole"], params["day"] = wholeUnit, day
	switch {
	case t.part.sectors != nil:
		var values dbx.Params
		series, values = among("series.sector", "s", t.part.sectors)
		maps.Copy(params, values)
	case t.bySector:
		series = "series.sector != {:whole}"
	}
	columns := ""
	for _, c := range table.columns {
		columns += ", f." + c
	}
	return t.app.DB().NewQuery("SELECT series.unit, series.sector" + columns + " FROM " + table.name + " series CROSS JOIN " + table.name + " f " +
		"WHERE series.span = '' AND " + list + " AND " + series + " AND f.unit = series.unit AND f.sector = series.sector AND f.span = " +
		"(SELECT x.span FROM " + table.name + " x WHERE x.unit = series.unit AND x.sector = series.sector AND x.span <= {:day} ORDER BY x.span DESC LIMIT 1)").Bind(params)
}

// of is the row that a series is counted in.
func (t *tallier) of(unit, sector string) *Tally {
	if !t.bySector {
		sector = ""
	}
	return t.row(unit, sector)
}

// flow reads what came in and went out since ever until the close of a day.
func (t *tallier) flow(day string, add func(*Tally, report.Figures)) error {
	var rows []struct {
		Unit, Sector                            string
		Online, Direct, Early, Late, Unfinished int
		Again, Demanded                         int
		OnTime                                  int `db:"on_time"`
	}
	if err := t.standing(figuresTable, day).All(&rows); err != nil {
		return fmt.Errorf("read figures of %s: %w", day, err)
	}
	for _, r := range rows {
		add(t.of(r.Unit, r.Sector), report.Figures{Online: r.Online, Direct: r.Direct, Early: r.Early, OnTime: r.OnTime, Late: r.Late, Unfinished: r.Unfinished,
			Again: r.Again, Demanded: r.Demanded})
	}
	return nil
}

// stock reads what was in hand at the close of a day.
func (t *tallier) stock(day string) error {
	var rows []struct {
		Unit, Sector string
		Open, Paused int
	}
	if err := t.standing(stocksTable, day).All(&rows); err != nil {
		return fmt.Errorf("read stocks of %s: %w", day, err)
	}
	for _, r := range rows {
		row := t.of(r.Unit, r.Sector)
		row.Open += r.Open
		row.Paused += r.Paused
	}
	return nil
}

// overdue counts what was in hand and late at the end of the period.
func (t *tallier) overdue(p report.Period, today string) error {
	var rows []struct {
		Unit, Sector, Oldest string
		Overdue              int
	}
	from, params := lateOn(t.part, p.To, today)
	late, more := lateAt(p)
	maps.Copy(params, more)
	sector, group := "''", "unit"
	if t.bySector {
		sector, group = "sector", "unit, sector"
	}
	err := t.app.DB().NewQuery("SELECT unit, " + sector + " AS sector, COUNT(*) AS overdue, MIN(due_day) AS oldest FROM (" + from + ") WHERE " + late +
		" GROUP BY " + group).Bind(params).All(&rows)
	if err != nil {
		return fmt.Errorf("count overdue dossiers: %w", err)
	}
	for _, r := range rows {
		row := t.row(r.Unit, r.Sector)
		row.Overdue, row.OldestDay = r.Overdue, r.Oldest
	}
	return nil
}

// lateOn selects the stints that were in hand and overdue when a day closed,
// or that may be so at its present minute. Like openAt it looks at what is in
// hand, and for a day of the past also at short latenesses that began at most
// LongDays before it and at the few long ones.
func lateOn(of part, day, today string) (string, dbx.Params) {
	list, params := of.where()
	params["day"] = day
	const columns = "unit, sector, due_unit, due_at, due_day"
	q := "SELECT " + columns + " FROM dossier_stints WHERE to_day = '' AND late_from != '' AND " + list + " AND late_from <= {:day}"
	if day < today {
		params["back"] = report.DaysBack(day, report.LongDays)
		q += " UNION ALL SELECT " + columns + " FROM dossier_stints WHERE late_from != '' AND to_day != '' AND late_long = FALSE AND " + list +
			" AND late_from >= {:back} AND late_from <= {:day} AND to_day > {:day}" +
			" UNION ALL SELECT " + columns + " FROM dossier_stints WHERE late_long = TRUE AND " + list + " AND to_day > {:day} AND late_from <= {:day}"
	}
	return q, params
}

const openColumns = "dossier, unit, sector, from_at, from_day, to_at, due_at, due_day, due_unit, paused, verdict"

// openAt selects the stints of units in which dossiers were in hand when a day
// closed. What is in hand today lies in one small index; for a day of the past
// come those that have ended since: short ones began at most LongDays before
// it, long ones are few and have an index of their own.
func openAt(of part, day, today string) (string, dbx.Params) {
	list, params := of.where()
	params["day"] = day
	q := "SELECT " + openColumns + " FROM dossier_stints WHERE to_day = '' AND " + list + " AND from_day <= {:day}"
	if day < today {
		params["back"] = report.DaysBack(day, report.LongDays)
		q += " UNION ALL SELECT " + openColumns + " FROM dossier_stints WHERE " + list + " AND from_day >= {:back} AND from_day <= {:day} AND to_day > {:day} AND long = FALSE" +
			" UNION ALL SELECT " + openColumns + " FROM dossier_stints WHERE long = TRUE AND " + list + " AND to_day > {:day} AND from_day <= {:day}"
	}
	return q, params
}

// lateAt is report.Stint.OverdueAt as a condition.
func lateAt(p report.Period) (string, dbx.Params) {
	return "(due_at != '' AND CASE WHEN due_unit IN ('working_hour', 'clock_hour') THEN due_at < {:late_minute} ELSE due_day < {:late_day} END)",
		dbx.Params{"late_minute": minuteOf(p.At), "late_day": officeDay(p.At)}
}

// among is column IN (…), each value once and bound under a letter.
func among(column, letter string, values []string) (string, dbx.Params) {
	params := dbx.Params{}
	names := make([]string, len(values))
	for i, v := range values {
		name := fmt.Sprintf("%s%d", letter, i)
		params[name], names[i] = v, "{:"+name+"}"
	}
	return column + " IN (" + strings.Join(names, ", ") + ")", params
}
