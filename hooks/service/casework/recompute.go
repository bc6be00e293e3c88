package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/org"
)

// Shift is one open dossier whose appointment a change of the calendar moves.
type Shift struct {
	ID, Code  string
	Procedure string // name
	Old, New  time.Time
	due       dossier.Due
}

// Shifts lists the open dossiers of the unit that a calendar would move from
// the appointment counted by the present one, by their appointment. A stopped
// clock has no date to move.
func (d *Desk) Shifts(app core.App, unit org.Unit, next *calendar.Calendar) ([]Shift, error) {
	now, err := d.Org.Calendar(app, unit)
	if err != nil {
		return nil, err
	}
	var ids []string
	err = app.DB().Select("id").From("dossiers").Where(dbx.HashExp{"unit": unit.ID}).
		AndWhere(dbx.In("state", string(dossier.Received), string(dossier.Processing), string(dossier.Supplementing), string(dossier.PaymentDue))).
		AndWhere(dbx.NewExp("closed_at = '' AND due_at != '' AND due_paused = FALSE")).OrderBy("due_at", "id").Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list open dossiers of %s: %w", unit.Code, err)
	}
	var out []Shift
	for _, id := range ids {
		c, err := d.find(app, dbx.HashExp{"id": id})
		if err != nil {
			return nil, err
		}
		s, moved, err := c.shift(now, next)
		if err != nil {
			return nil, err
		}
		if moved {
			out = append(out, s)
		}
	}
	return out, nil
}

// shift counts the appointment by both calendars.
func (c Case) shift(now, next *calendar.Calendar) (Shift, bool, error) {
	q, err := c.Dossier.Clock(c.Rule, c.Answers)
	if err != nil {
		return Shift{}, false, fmt.Errorf("read deadline rule of %s: %w", c.Procedure, err)
	}
	before, err := compute(now, q)
	if err != nil {
		return Shift{}, false, err
	}
	after, err := compute(next, q)
	if err != nil {
		return Shift{}, false, err
	}
	if before.Due.Equal(after.Due) || after.Paused || c.Due.At.Equal(after.Due) {
		return Shift{}, false, nil
	}
	return Shift{ID: c.ID, Code: c.Code, Procedure: c.Version.Body.Name, Old: c.Due.At, New: after.Due, due: kept(after, c.Limit.Unit)}, true, nil
}

// Recompute writes the new appointments down, one named event a dossier, in
// the transaction that changes the calendar. The date that was printed stays
// the original one.
func (d *Desk) Recompute(tx core.App, by access.Actor, list []Shift, ground string) error {
	for _, s := range list {
		c, err := d.find(tx, dbx.HashExp{"id": s.ID})
		if err != nil {
			return err
		}
		e, err := c.Recounted(by, d.now(), s.due, ground)
		if err != nil {
			return err
		}
		if _, err := d.write(tx, c, decided{event: e}); err != nil {
			return err
		}
	}
	return nil
}
