package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
)

// Ready is a result that waits at the desk for whoever it belongs to.
type Ready struct {
	Line
	Days int // calendar days since there was a result
}

// mostReady is how many waiting results one list holds.
const mostReady = 2000

// Ready lists the results of the actor's unit that nobody has come for since
// at least days calendar days: by shelf, those without a place first, the
// oldest first on each.
func (d *Desk) Ready(app core.App, by access.Actor, days int) ([]Ready, error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return nil, err
	}
	var out []Ready
	f := Filter{Unit: unit.Path, State: []dossier.State{dossier.Resolved}, Order: DueNext, Limit: maxPage}
	for {
		lines, next, err := d.List(app, by, f)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if r := (Ready{l, daysBetween(l.ResolvedAt, d.now())}); r.Days >= days {
				out = append(out, r)
			}
		}
		if next == "" || len(out) > mostReady {
			break
		}
		f.After = next
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Shelf != out[j].Shelf {
			return out[i].Shelf < out[j].Shelf
		}
		return out[i].ResolvedAt.Before(out[j].ResolvedAt)
	})
	return out, nil
}

// daysBetween counts calendar days of Asia/Ho_Chi_Minh.
func daysBetween(from, to time.Time) int {
	if from.IsZero() {
		return 0
	}
	a, _ := calendar.Split(from)
	b, _ := calendar.Split(to)
	return int(b.At(0).Sub(a.At(0)).Hours() / 24)
}

// NextShelves suggests where the next n results of the actor's unit go: after
// the place used last, where nothing lies, each to a place of its own.
func (d *Desk) NextShelves(app core.App, by access.Actor, n int) ([]string, error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return nil, err
	}
	var taken []string
	err = app.DB().Select("shelf").From("dossiers").Where(dbx.HashExp{"state": string(dossier.Resolved)}).
		AndWhere(scoped("unit_path", access.Scope{access.Subtree(unit.Path)})).AndWhere(dbx.NewExp("shelf != ''")).Column(&taken)
	if err != nil {
		return nil, fmt.Errorf("find the places in use: %w", err)
	}
	last, err := lastShelf(app, unit.ID)
	if err != nil {
		return nil, err
	}
	out := make([]string, n)
	for i := range out {
		last = dossier.NextShelf(last, taken)
		out[i] = last
	}
	return out, nil
}

// lastShelf is the place a unit used last; "" when it used none yet.
func lastShelf(app core.App, unit string) (string, error) {
	var r eventRow
	err := app.DB().Select("*").From("dossier_events").Where(dbx.HashExp{"unit": unit, "kind": string(dossier.Shelve)}).
		OrderBy("seq DESC").Limit(1).One(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find the place used last: %w", err)
	}
	e, err := r.event()
	return e.Data.Shelf, err
}
