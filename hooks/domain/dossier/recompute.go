package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Recompute is the note that the appointment was counted again because the
// working calendar of the unit changed. It is no act of the table: nobody can
// ask for another date by it, only the calendar's own change writes it.
const Recompute Act = "recompute"

// Recounted writes a new appointment down after the calendar changed, with the
// ground of that change. The original appointment stays what statistics judge
// by.
func (d Dossier) Recounted(by access.Actor, at time.Time, due Due, ground string) (Event, error) {
	if !d.State.Open() {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed}.With("act", string(Recompute)).With("state", string(d.State))
	}
	var bad problem.List
	words(&bad, "ground", ground, true)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	due.OriginalAt, due.OriginalDay = d.Due.OriginalAt, d.Due.OriginalDay
	e := d.event(Recompute, by)
	e.At, e.Ground, e.Data = at, ground, Data{Due: &due}
	return e, nil
}
