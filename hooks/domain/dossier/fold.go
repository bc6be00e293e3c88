package dossier

import (
	"slices"
	"time"

	"motcua/hooks/domain/deadline"
)

// Fold applies events in their order and returns the dossier they make.
func Fold(events []Event) Dossier {
	var d Dossier
	for _, e := range events {
		d = d.Apply(e)
	}
	return d
}

// Apply returns d after one more event. It trusts the event: whether it was
// allowed was decided before it was written.
func (d Dossier) Apply(e Event) Dossier {
	before := d
	if d.ID == "" {
		d.ID, d.Unit, d.State = e.Dossier, e.Unit, Draft
	}
	d.Seq = e.Seq
	v := e.Data
	if r, ok := RuleOf(e.Kind); ok && r.moves(d.State) {
		d.State = r.To
		d.Waiting = WaitNone
	}
	if v.Due != nil {
		d.Due = *v.Due
	}
	switch e.Kind {
	case Submit, GuideBack, AnswerGuide, Receive, Decline:
		d = d.reception(e)
	case Forward, Propose, Approve, SendBack, Assign, Reassign, StepBack, Recall:
		d = d.handed(e)
	case RequestSupplement, AnswerSupplement, Remind, AskPayment, SettlePayment, PostPublic, Extend, Apologise:
		d = d.clocked(e)
	case Consult, Acknowledge, AnswerConsult:
		d = d.asked(e)
	case RequestCorrection, CorrectIntake:
		d = d.corrected(e)
	case Resolve, CorrectResult, Shelve, Return:
		d = d.resulted(e)
	case PassOn: // moves nothing: who has the originals on the way stands in the trail
	case GiveBack:
		d = d.giveBack(v.Back)
	case Volunteer:
		d.Papers = merge(d.Papers, v.Papers)
		d = d.hold(v.Papers)
	case ExemptFee:
		d = d.exempted(v.Fees)
	case DemandRefused:
		d.Demands++
	}
	switch e.Kind {
	case Decline, Withdraw, Stop, Lapse, Undo:
		d = d.closed(e)
	}
	return d.keep(before, e)
}

// named takes over who and what the dossier is about.
func (d Dossier) named(v Data) Dossier {
	d.UnitPath, d.Procedure, d.Version, d.Case, d.Channel = v.UnitPath, v.Procedure, v.Version, v.Case, v.Channel
	d.Applicant, d.Submitter, d.Delegate = v.Applicant, v.Submitter, v.Delegate
	if v.Ref != "" {
		d.Ref = v.Ref
	}
	return d
}

func (d Dossier) pause(at time.Time, why, slip string) Dossier {
	d.Pauses = append(clip(d.Pauses), deadline.Pause{From: at, Why: why, Slip: slip})
	return d
}

// resume closes the open pause of a kind, if there is one.
func (d Dossier) resume(at time.Time, why string) Dossier {
	d.Pauses = slices.Clone(d.Pauses)
	for i := range d.Pauses {
		if d.Pauses[i].Why == why && d.Pauses[i].To.IsZero() {
			d.Pauses[i].To = at
		}
	}
	return d
}

// Stands reports whether the clock stands still now: some pause has no end yet.
func (d Dossier) Stands() bool {
	return slices.ContainsFunc(d.Pauses, func(p deadline.Pause) bool { return p.To.IsZero() })
}

// Stopped is the appointment while the clock stands still: no date, and the
// first one kept.
func (u Due) Stopped() Due {
	u.Paused, u.At, u.Day = true, time.Time{}, ""
	return u
}

// hasOpen reports whether the clock stands still for a reason.
func (d Dossier) hasOpen(why string) bool {
	return slices.ContainsFunc(d.Pauses, func(p deadline.Pause) bool { return p.Why == why && p.To.IsZero() })
}

// clip keeps an append from writing into the array of an earlier dossier.
func clip[T any](s []T) []T { return s[:len(s):len(s)] }

// merge adds the counts of papers brought later to those already there.
func merge(have, more []Paper) []Paper {
	out := append([]Paper(nil), have...)
next:
	for _, p := range more {
		for i := range out {
			if out[i].Key == p.Key && out[i].Title == p.Title {
				out[i].Originals += p.Originals
				out[i].Copies += p.Copies
				out[i].Held += p.Held
				out[i].Reuse = append(clip(out[i].Reuse), p.Reuse...)
				continue next
			}
		}
		out = append(out, p)
	}
	return out
}
