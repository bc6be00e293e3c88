package casework

import (
	"fmt"

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

// Tallies counts the dossiers of units (record ids) over a period, by unit
// and, when bySector, by sector. Received and ended are sums of counters; what
// is in hand is counted on the dossiers themselves.
func (d *Desk) Tallies(app core.App, units []string, p report.Period, bySector bool) ([]Tally, error) {
	t := tallier{app: app, units: units, bySector: bySector, rows: map[[2]string]*Tally{}}
	if len(units) == 0 {
		return nil, nil
	}
	if err := t.counters(report.Cut(p.From, p.To), func(row *Tally, f report.Figures) {
		oldest := row.OldestDay
		row.Figures, row.OldestDay = row.Plus(f), oldest
	}); err != nil {
		return nil, err
	}
	if err := t.counters(report.Cut(everSince, p.Before()), func(row *Tally, f report.Figures) { row.Prior += f.New() - f.Done() }); err != nil {
		return nil, err
	}
	if err := t.open(p, officeDay(d.Now())); err != nil {
		return nil, err
	}
	out := make([]Tally, 0, len(t.order))
	for _, key := range t.order {
		out = append(out, *t.rows[key])
	}
	return out, nil
}

// everSince is the first month that can hold a dossier.
const everSince = "2000-01-01"

// tallier gathers rows by unit and sector in the order they are met.
type tallier struct {
	app      core.App
	units    []string
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

// group is the column list to group by.
func (t *tallier) group() string {
	if t.bySector {
		return "unit, sector"
	}
	return "unit"
}

func (t *tallier) sector() string {
	if t.bySector {
		return "sector"
	}
	return "'' AS sector"
}

func (t *tallier) counters(s report.Spans, add func(*Tally, report.Figures)) error {
	months := grainWhole
	if t.bySector {
		months = grainMonth
	}
	if s.FromMonth != "" {
		if err := t.sum(months, s.FromMonth, s.ToMonth, add); err != nil {
			return err
		}
	}
	for _, days := range s.Days {
		if err := t.sum(grainDay, days[0], days[1], add); err != nil {
			return err
		}
	}
	return nil
}

func (t *tallier) sum(grain, from, to string, add func(*Tally, report.Figures)) error {
	var rows []struct {
		Unit, Sector                     string
		Online, Direct, Early, Late, Cut int
		OnTime                           int `db:"on_time"`
	}
	list, params := among("unit", t.units)
	params["grain"], params["from"], params["to"] = grain, from, to
	err := t.app.DB().NewQuery("SELECT unit, " + t.sector() + ", SUM(online) AS online, SUM(direct) AS direct, SUM(early) AS early, SUM(on_time) AS on_time, " +
		"SUM(late) AS late, SUM(unfinished) AS cut FROM figures WHERE grain = {:grain} AND " + list +
		" AND span >= {:from} AND span <= {:to} GROUP BY " + t.group()).Bind(params).All(&rows)
	if err != nil {
		return fmt.Errorf("sum figures: %w", err)
	}
	for _, r := range rows {
		add(t.row(r.Unit, r.Sector), report.Figures{Online: r.Online, Direct: r.Direct, Early: r.Early, OnTime: r.OnTime, Late: r.Late, Unfinished: r.Cut})
	}
	return nil
}

// open counts what was in hand when the period closed.
func (t *tallier) open(p report.Period, today string) error {
	var rows []struct {
		Unit, Sector, Oldest  string
		Open, Overdue, Paused int
	}
	from, params := openAt(t.units, p.To, today)
	late, more := lateAt(p)
	for k, v := range more {
		params[k] = v
	}
	err := t.app.DB().NewQuery("SELECT unit, " + t.sector() + ", COUNT(*) AS open, COALESCE(SUM(" + late + "), 0) AS overdue, SUM(paused) AS paused, " +
		"COALESCE(MIN(CASE WHEN " + late + " THEN due_day END), '') AS oldest FROM (" + from + ") GROUP BY " + t.group()).Bind(params).All(&rows)
	if err != nil {
		return fmt.Errorf("count open dossiers: %w", err)
	}
	for _, r := range rows {
		row := t.row(r.Unit, r.Sector)
		row.Open, row.Overdue, row.Paused, row.OldestDay = r.Open, r.Overdue, r.Paused, r.Oldest
	}
	return nil
}

const openColumns = "dossier, unit, sector, from_at, from_day, to_at, due_at, due_day, due_unit, paused, verdict"

// openAt selects the stints of units in which dossiers were in hand when a day
// closed. What is in hand today lies in one small index; for a day of the past
// come those that have ended since: short ones began at most LongDays before
// it, long ones are few and have an index of their own.
func openAt(units []string, day, today string) (string, dbx.Params) {
	list, params := among("unit", units)
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

// among is column IN (…), each value once and bound.
func among(column string, values []string) (string, dbx.Params) {
	params := dbx.Params{}
	list := ""
	for i, v := range values {
		name := fmt.Sprintf("u%d", i)
		params[name] = v
		if i > 0 {
			list += ", "
		}
		list += "{:" + name + "}"
	}
	return column + " IN (" + list + ")", params
}
