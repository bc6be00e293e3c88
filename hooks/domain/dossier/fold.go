package dossier

import (
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
	if d.ID == "" {
		d.ID, d.Unit, d.State = e.Dossier, e.Unit, Draft
	}
	d.Seq = e.Seq
	v := e.Data
	if r, ok := RuleOf(e.Kind); ok && r.To != "" {
		d.State = r.To
		d.Waiting = WaitNone
	}
	if v.Due != nil {
		d.Due = *v.Due
	}
	switch e.Kind {
	case Submit:
		d = d.named(v)
		d.SubmittedAt = e.At
		d.Papers, d.Fees, d.ResultChannel = v.Papers, v.Fees, v.ResultChannel
	case Receive:
		d = d.named(v)
		d.Code, d.ReceivedAt, d.ReceivedBasis = v.Code, v.ReceivedAt, v.Basis
		d.Papers, d.Fees, d.ResultChannel = v.Papers, v.Fees, v.ResultChannel
		d.Step, d.Holder, d.Limit = v.Step, v.Holder, v.Limit
	case Forward, Assign, StepBack:
		d.Step, d.Holder = v.Step, v.Holder
		if v.Outcome != "" {
			d.Waiting = WaitSignature
		}
	case RequestSupplement:
		d.Waiting = WaitCitizen
		d.Supplements++
		d = d.pause(e.At, "supplement", v.Slip)
	case AskPayment:
		d.Waiting = WaitPayment
		if v.Due != nil && v.Due.Paused {
			d = d.pause(e.At, "payment", v.Slip)
		}
	case AnswerSupplement:
		d.Papers = merge(d.Papers, v.Papers)
		d.Restart = v.Restart
		d = d.resume(e.At)
	case SettlePayment:
		d = d.resume(e.At)
	case Extend:
		d.Extensions = append(clip(d.Extensions), deadline.Extended{By: *v.By, Ground: v.Slip})
	case Resolve:
		d.Outcome, d.ResolvedAt, d.Holder, d.ResultNumber = v.Outcome, e.At, "", v.ResultNumber
	case Shelve:
		d.Shelf = v.Shelf
		if v.ResultNumber != "" {
			d.ResultNumber = v.ResultNumber
		}
	case Return:
		d.ReturnedAt, d.ClosedAt, d.Shelf = e.At, e.At, ""
	case Decline, Withdraw, Stop:
		d.ClosedAt, d.Holder = e.At, ""
		d = d.resume(e.At)
	}
	return d
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

// resume closes the open pause, if there is one.
func (d Dossier) resume(at time.Time) Dossier {
	n := len(d.Pauses)
	if n == 0 || !d.Pauses[n-1].To.IsZero() {
		return d
	}
	d.Pauses = append([]deadline.Pause(nil), d.Pauses...)
	d.Pauses[n-1].To = at
	return d
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
				continue next
			}
		}
		out = append(out, p)
	}
	return out
}
