package dossier

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/procedure"
)

// keep notes since when the holder has the dossier and when the norm of its
// step runs out. Nobody holds a dossier that is finished.
func (d Dossier) keep(before Dossier, e Event) Dossier {
	if d.Holder != before.Holder {
		d.HeldSince = e.At
	}
	if d.Step != before.Step || !e.Data.StepDue.IsZero() {
		d.StepDue = e.Data.StepDue
	}
	if d.Holder == "" {
		d.HeldSince, d.StepDue = time.Time{}, time.Time{}
	}
	return d
}

// StepClock is when the norm of the step runs out (định mức của bước, TCVN ISO
// 9001), counted anew if e changes it; zero when e leaves it as it is. Another
// step begins its norm; another person of the same step takes over what is
// left of it; while the citizen is waited for it stands still, and goes on
// with what was left.
func (d Dossier) StepClock(e Event, flow []procedure.Step, cal *calendar.Calendar) time.Time {
	after := d.Apply(e)
	step, ok := after.StepNow(flow)
	if !ok || after.Holder == "" {
		return time.Time{}
	}
	if after.Step != d.Step {
		return normEnd(cal, after.norms(after.begun(e)), step.Norm)
	}
	if e.Data.Holder != "" { // handed on within the step, or to the one who has it
		return d.StepDue
	}
	from, to := d.pauseEnded(after, e.At)
	known := from // until when a pause whose end was known before is in StepDue already
	for _, p := range d.Pauses {
		if !p.From.After(from) {
			known = later(known, p.To)
		}
	}
	left := cal.Minutes(from, d.StepDue) - cal.Minutes(from, earlier(known, d.StepDue))
	return normEnd(cal, later(to, known), left)
}

// begun is when the step that e leads to began. A paper slip or a letter has
// lain at the desk since the moment that the citizen's own clock counts from,
// whenever it was keyed in (Mẫu số 06 says the same).
func (d Dossier) begun(e Event) time.Time {
	if e.Kind == Receive && !d.ReceivedAt.IsZero() {
		return d.ReceivedAt
	}
	return e.At
}

// norms is the moment from which a step that begins at one counts. In a pause
// with a known end (niêm yết) that is its end; in an open one it is the
// pause's beginning, since all that lies in it is given back when it ends.
func (d Dossier) norms(at time.Time) time.Time {
	for _, p := range d.Pauses {
		switch {
		case p.From.After(at):
		case p.To.IsZero():
			return p.From
		case p.To.After(at):
			at = p.To
		}
	}
	return at
}

// normEnd is when so many minutes of office hours have gone by since from, in
// UTC; zero when there are none to go.
func normEnd(cal *calendar.Calendar, from time.Time, minutes int) time.Time {
	if minutes <= 0 || from.IsZero() {
		return time.Time{}
	}
	if end := cal.After(from, minutes); !end.IsZero() {
		return end.UTC()
	}
	return time.Time{}
}

// pauseEnded is the pause that ends between d and after, or that begins with its end
// already known (niêm yết); two zero moments when there is none.
func (d Dossier) pauseEnded(after Dossier, at time.Time) (from, to time.Time) {
	n := len(after.Pauses)
	if n == 0 || after.Pauses[n-1].To.IsZero() {
		return from, to
	}
	last := after.Pauses[n-1]
	switch {
	case n > len(d.Pauses):
		return at, last.To
	case n == len(d.Pauses) && d.Pauses[n-1].To.IsZero():
		return last.From, last.To
	}
	return from, to
}

// MyClock is the moment by which whoever holds d has to be done: when the norm
// of the step runs out, or the citizen's appointment when that comes first.
// Zero while the clock stands still or there is none.
func (d Dossier) MyClock() time.Time {
	switch {
	case d.Due.Paused, d.StepDue.IsZero():
		return d.Due.At
	case !d.Due.At.IsZero() && d.Due.At.Before(d.StepDue):
		return d.Due.At
	}
	return d.StepDue
}
