package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/service/org"
)

// Quality is what a unit tells the public about its work from one day to
// another: numbers alone, nobody in them.
type Quality struct {
	Received int // taken in within the days
	OnTime   int // resolved within the days, before or on the appointment
	Late     int // resolved within the days, after the appointment
	Open     int // still owed at the moment of asking and not late
	Overdue  int // still owed and late
}

// Resolved is how many got a result.
func (q Quality) Resolved() int { return q.OnTime + q.Late }

// Quality counts the dossiers of a unit from one office day to another, both
// inside. A result is judged by the appointment first given: an extension
// does not make it on time.
func (d *Desk) Quality(app core.App, unit org.Unit, from, to string) (Quality, error) {
	var q Quality
	mine := scoped2("unit_path", access.Subtree(unit.Path))
	err := app.DB().Select("count(*)").From("dossiers").Where(mine).
		AndWhere(dbx.NewExp("received_day >= {:from} AND received_day <= {:to} AND received_at != ''", dbx.Params{"from": from, "to": to})).Row(&q.Received)
	if err != nil {
		return q, fmt.Errorf("count received dossiers: %w", err)
	}
	if err := d.judge(app, mine, from, to, &q); err != nil {
		return q, err
	}
	now := d.now()
	open := dbx.NewExp("state IN ('received', 'processing', 'supplementing', 'payment_due')")
	if err := app.DB().Select("count(*)").From("dossiers").Where(mine).AndWhere(open).Row(&q.Open); err != nil {
		return q, fmt.Errorf("count open dossiers: %w", err)
	}
	late := app.DB().Select("count(*)").From("dossiers d").Where(scoped2("d.unit_path", access.Subtree(unit.Path))).AndWhere(overdue(now))
	if err := late.Row(&q.Overdue); err != nil {
		return q, fmt.Errorf("count overdue dossiers: %w", err)
	}
	q.Open -= q.Overdue
	return q, nil
}

// judge counts the results of the days on time and late.
func (d *Desk) judge(app core.App, mine dbx.Expression, from, to string, q *Quality) error {
	first, err1 := time.ParseInLocation(time.DateOnly, from, calendar.Location)
	last, err2 := time.ParseInLocation(time.DateOnly, to, calendar.Location)
	if err1 != nil || err2 != nil {
		return fmt.Errorf("judge results from %s to %s: no days", from, to)
	}
	var rows []struct {
		Unit     string         `db:"due_unit"`
		Due      types.DateTime `db:"original_due_at"`
		Resolved types.DateTime `db:"resolved_at"`
	}
	err := app.DB().Select("due_unit", "original_due_at", "resolved_at").From("dossiers").Where(mine).
		AndWhere(dbx.NewExp("state IN ('resolved', 'returned') AND resolved_at >= {:first} AND resolved_at < {:after}",
			dbx.Params{"first": stored(first), "after": stored(last.AddDate(0, 0, 1))})).All(&rows)
	if err != nil {
		return fmt.Errorf("load results: %w", err)
	}
	for _, r := range rows {
		if deadline.Verdict(deadline.Unit(r.Unit), r.Due.Time(), r.Resolved.Time()) == deadline.Late {
			q.Late++
		} else {
			q.OnTime++
		}
	}
	return nil
}

// MostUsed lists the codes of the procedures that a unit took in most often
// since a day, most first.
func (d *Desk) MostUsed(app core.App, unit org.Unit, since string, most int) ([]string, error) {
	at, err := time.ParseInLocation(time.DateOnly, since, calendar.Location)
	if err != nil {
		return nil, fmt.Errorf("count procedures since %s: %w", since, err)
	}
	var codes []string
	err = app.DB().Select("procedure").From("dossiers").Where(scoped2("unit_path", access.Subtree(unit.Path))).
		AndWhere(dbx.NewExp("received_at >= {:since}", dbx.Params{"since": stored(at)})).
		GroupBy("procedure").OrderBy("count(*) DESC", "procedure").Limit(int64(most)).Column(&codes)
	if err != nil {
		return nil, fmt.Errorf("count procedures of %s: %w", unit.Code, err)
	}
	return codes, nil
}
