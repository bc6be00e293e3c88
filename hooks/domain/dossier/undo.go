package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what undoing may get wrong.
const (
	KeyUndoLate    = "dossier.undo_too_late"
	KeyUndoPrinted = "dossier.undo_printed"
)

// UndoFor is how long a wrong entry can be undone.
const UndoFor = time.Minute

// ReasonVoid marks a dossier that was entered by mistake.
const ReasonVoid = "void"

// Voided reports whether the whole entry was a mistake and was undone: there
// is no appointment any more, and no receipt of it is printed.
func (d Dossier) Voided() bool {
	return d.State == Stopped && len(d.Voids) > 0 && d.Voids[len(d.Voids)-1].Ground == ReasonVoid
}

// Undo voids an entry made by mistake: within a minute, by whoever made it,
// and only while no receipt of it was printed. Its numbers stay used and say
// so. events are all of the dossier, oldest first.
func (d Dossier) Undo(by access.Actor, at time.Time, events []Event) (Event, error) {
	if err := d.Permit(Undo, by); err != nil {
		return Event{}, err
	}
	last := events[len(events)-1]
	switch {
	case last.Kind == Printed:
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyUndoPrinted}
	case last.Kind != Receive || at.Sub(last.At) > UndoFor:
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyUndoLate}
	case last.Actor != by.ID:
		return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}.With("act", string(Undo))
	}
	e := d.event(Undo, by)
	e.At, e.Data = at, Data{Reason: ReasonVoid, VoidNo: d.ReceiptNo}
	return e, nil
}
