package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/domain/report"
	"motcua/hooks/service/org"
)

// stintRow is a line of dossier_stints.
type stintRow struct {
	ID      string         `db:"id"`
	Dossier string         `db:"dossier"`
	Unit    string         `db:"unit"`
	Sector  string         `db:"sector"`
	First   bool           `db:"first"`
	Online  bool           `db:"online"`
	FromAt  types.DateTime `db:"from_at"`
	ToAt    types.DateTime `db:"to_at"`
	DueAt   types.DateTime `db:"due_at"`
	DueDay  string         `db:"due_day"`
	DueUnit string         `db:"due_unit"`
	Paused  bool           `db:"paused"`
	End     string         `db:"end"`
	Verdict string         `db:"verdict"`
}

func (r stintRow) stint() report.Stint {
	return report.Stint{First: r.First, From: r.FromAt.Time(), To: r.ToAt.Time(), Due: r.DueAt.Time(), DueDay: r.DueDay,
		DueUnit: deadline.Unit(r.DueUnit), Paused: r.Paused, End: r.End, Verdict: r.Verdict}
}

var stintColumns = []string{"id", "dossier", "unit", "sector", "first", "online", "from_at", "to_at", "due_at", "due_day", "due_unit", "paused", "end", "verdict"}

// count keeps what an event changes in the figures of reports: the stint it
// ends, the stint it begins, and, through put, the totals.
func (d *Desk) count(tx core.App, before, after dossier.Dossier, e dossier.Event, put poster) error {
	if err := d.mark(tx, before, after, e, put); err != nil {
		return err
	}
	next, begins := report.Begin(before, after, e.At)
	ends := report.Ends(before, after)
	if !begins && !ends {
		return nil
	}
	last := stintRow{Dossier: after.ID, Unit: after.Unit, Online: after.Channel == procedure.Online}
	stock := change{}
	if next.First {
		v, err := d.Catalog.Version(tx, after.Version)
		if err != nil {
			return fmt.Errorf("sector of dossier %s: %w", after.ID, err)
		}
		last.Sector = v.Body.Sector
	} else {
		err := tx.DB().Select(stintColumns...).From("dossier_stints").Where(dbx.HashExp{"dossier": after.ID}).AndWhere(dbx.NewExp("to_day = ''")).One(&last)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // a dossier whose beginning is not counted; CountAll makes all anew
		}
		if err != nil {
			return fmt.Errorf("load stint of dossier %s: %w", after.ID, err)
		}
		over := last.stint()
		over.To = e.At
		if ends {
			over = over.Finish(e.Kind, e.At)
		}
		if err := closeStint(tx, last.ID, over); err != nil {
			return err
		}
		stock.leave(over)
		if ends {
			return tally(tx, put, last, over, stock)
		}
	}
	if err := writeStint(tx, last, next); err != nil {
		return err
	}
	stock.enter(next)
	return tally(tx, put, last, next, stock)
}

// enter and leave are what a stint adds to what is in hand while it lasts.
func (c change) enter(s report.Stint) { c.stock(s, 1) }

func (c change) leave(s report.Stint) { c.stock(s, -1) }

func (c change) stock(s report.Stint, n int) {
	c["open"] += n
	if s.Paused {
		c["paused"] += n
	}
}

func closeStint(tx core.App, id string, s report.Stint) error {
	err := updateRow(tx, "dossier_stints", id, dbx.Params{"to_at": stored(s.To), "to_day": officeDay(s.To), "long": s.Long(),
		"late_from": s.LateFrom(), "late_long": s.LateLong(), "end": s.End, "verdict": s.Verdict})
	if err != nil {
		return fmt.Errorf("end stint %s: %w", id, err)
	}
	return nil
}

func writeStint(tx core.App, of stintRow, s report.Stint) error {
	err := insertRow(tx, "dossier_stints", dbx.Params{
		"id": newID(s.From), "dossier": of.Dossier, "unit": of.Unit, "sector": of.Sector, "online": of.Online, "first": s.First,
		"from_at": stored(s.From), "from_day": officeDay(s.From), "to_at": stored(s.To), "to_day": officeDay(s.To),
		"long": !s.To.IsZero() && s.Long(), "late_from": s.LateFrom(), "late_long": s.LateLong(), "due_at": stored(s.Due), "due_day": s.DueDay, "due_unit": string(s.DueUnit), "paused": s.Paused,
		"end": s.End, "verdict": s.Verdict,
	})
	if err != nil {
		return fmt.Errorf("write stint of dossier %s: %w", of.Dossier, err)
	}
	return nil
}

// tallyColumn is the counter that a receipt or an end adds to.
func tallyColumn(of stintRow, s report.Stint) string {
	switch {
	case s.End != "":
		return s.Verdict
	case of.Online:
		return "online"
	}
	return "direct"
}

// tally adds a receipt, an end or a change of the clock to the totals of its day.
func tally(tx core.App, put poster, of stintRow, s report.Stint, stock change) error {
	at, flow := s.From, change{}
	switch {
	case s.End != "":
		at = s.To
		flow[tallyColumn(of, s)]++
		if s.End != string(dossier.Resolve) {
			flow["unfinished"]++
		}
	case s.First:
		flow[tallyColumn(of, s)]++
	}
	if err := put(tx, figuresTable, of.Unit, of.Sector, officeDay(at), flow); err != nil {
		return err
	}
	return put(tx, stocksTable, of.Unit, of.Sector, officeDay(at), stock)
}

// figuresMade is the parameter that says that the figures of this folder
// follow its events.
const figuresMade = "figures_made"

// CountAll makes the figures of all dossiers from their events; without anew
// only in a folder that never had them.
func (d *Desk) CountAll(app core.App, anew bool) error {
	made, err := org.Parameter(app, figuresMade)
	if err != nil || made != "" && !anew {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		for _, table := range []string{"dossier_stints", "dossier_marks", figuresTable.name, stocksTable.name} {
			if _, err := tx.DB().Delete(table, dbx.NewExp("1 = 1")).Execute(); err != nil {
				return fmt.Errorf("empty %s: %w", table, err)
			}
		}
		var ids []string
		if err := tx.DB().Select("id").From("dossiers").Column(&ids); err != nil {
			return fmt.Errorf("list dossiers: %w", err)
		}
		all, err := chains(tx)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := d.countOne(tx, id, all, gather); err != nil {
				return err
			}
		}
		for unit, chain := range all {
			if err := counts(tx, unit, chain.upTo); err != nil {
				return err
			}
		}
		for _, t := range []running{figuresTable, stocksTable} {
			if err := sumUp(tx, t); err != nil {
				return err
			}
		}
		return org.SetParameter(tx, figuresMade, officeDay(d.now()))
	})
}

// Stints is how a dossier counts in reports, first to last; for tests and for
// whoever doubts a figure.
func (d *Desk) Stints(app core.App, id string) ([]report.Stint, error) {
	if err := d.CountUp(app); err != nil {
		return nil, err
	}
	var rows []stintRow
	if err := app.DB().Select(stintColumns...).From("dossier_stints").Where(dbx.HashExp{"dossier": id}).OrderBy("from_at", "rowid").All(&rows); err != nil {
		return nil, fmt.Errorf("load stints of dossier %s: %w", id, err)
	}
	out := make([]report.Stint, len(rows))
	for i, r := range rows {
		out[i] = r.stint()
	}
	return out, nil
}

// minuteOf is a moment in whole minutes, as lateness of hours is judged.
func minuteOf(t time.Time) string { return stored(t.Truncate(time.Minute)) }
