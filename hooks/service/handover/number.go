package handover

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
)

// Named is the number that a typed text names, and the slip of the actor's unit
// that has it: number "" when the text names no slip, id "" when there is none
// or it is not the actor's to see.
func (o *Office) Named(app core.App, by access.Actor, text string) (number, id string, err error) {
	no, year, ok := handover.ParseNumber(text, o.now().In(calendar.Location).Year())
	if !ok {
		return "", "", nil
	}
	number = handover.Slip{No: no, Year: year}.Number()
	if !by.HasAny(access.Clerk, access.Officer, access.Leader) {
		return number, "", nil
	}
	unit, err := o.unit(app, by)
	if _, is := problem.In(err); is {
		return number, "", nil
	}
	if err != nil {
		return number, "", err
	}
	list, err := o.list(app, unit, dbx.HashExp{"year": year, "no": no}, 1)
	if err != nil || len(list) == 0 {
		return number, "", err
	}
	return number, list[0].ID, nil
}

// Fault is a number of a slip that is not in the book exactly once, or that the
// series never gave. None, as long as nobody writes into the database by hand.
type Fault struct {
	Unit   string // record id
	Number string // "BG-12/2026"
	Times  int    // how often it is there: 0 = gone
}

// Faults proves the series of every unit and year: each number given stands on
// one slip, voided ones as well, and no slip has another.
func (o *Office) Faults(app core.App) ([]Fault, error) {
	type at struct {
		unit string
		year int
	}
	var rows []struct {
		Unit  string `db:"unit"`
		Year  int    `db:"year"`
		No    int    `db:"no"`
		Times int    `db:"times"`
	}
	err := app.DB().Select("unit", "year", "no", "COUNT(*) AS times").From("handovers").GroupBy("unit", "year", "no").OrderBy("unit", "year", "no").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read numbers of slips: %w", err)
	}
	have := map[at]map[int]int{}
	for _, r := range rows {
		k := at{r.Unit, r.Year}
		if have[k] == nil {
			have[k] = map[int]int{}
		}
		have[k][r.No] = r.Times
	}
	given, err := o.Desk.SlipsGiven(app)
	if err != nil {
		return nil, err
	}
	var out []Fault
	last := map[at]int{}
	for _, g := range given {
		k := at{g.Unit, g.Year}
		last[k] = g.Last
		for no := 1; no <= g.Last; no++ {
			if n := have[k][no]; n != 1 {
				out = append(out, Fault{g.Unit, handover.Slip{No: no, Year: g.Year}.Number(), n})
			}
		}
	}
	for _, r := range rows {
		if r.No < 1 || r.No > last[at{r.Unit, r.Year}] {
			out = append(out, Fault{r.Unit, handover.Slip{No: r.No, Year: r.Year}.Number(), r.Times})
		}
	}
	return out, nil
}
