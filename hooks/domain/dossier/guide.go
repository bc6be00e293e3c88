package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// GuideBack tells the citizen, once and completely, what a dossier lacks before
// it is accepted (Mẫu số 02; NĐ 118/2025/NĐ-CP Điều 17.2.a): it has no code
// yet, and the clock of reception stands still until the answer. At the desk
// there may be no dossier yet; in then says who and what it is about.
func (d Dossier) GuideBack(by access.Actor, at time.Time, no string, due Due, in SupplementInput, begun Data) (Event, error) {
	if err := d.Permit(GuideBack, by); err != nil {
		return Event{}, err
	}
	again := d.Guides > 0
	if again && !by.Has(access.Leader) {
		return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeySecondLeader}
	}
	if err := in.check(at, again); err != nil {
		return Event{}, err
	}
	e := d.event(GuideBack, by)
	e.At, e.Ground, e.Data = at, in.Reason, begun
	e.Data.Items, e.Data.LimitDay, e.Data.PaperNo = in.Items, in.LimitDay, no
	if d.State == Submitted {
		due = due.Stopped()
		e.Data.Due = &due
	}
	return e, nil
}

// AnswerGuide brings a guided dossier back to the clerk; the clock of
// reception goes on.
func (d Dossier) AnswerGuide(by access.Actor, at time.Time, due Due, in AnswerInput) (Event, error) {
	return d.answer(AnswerGuide, by, at, due, in)
}

// Remind notes that the citizen was reminded of the last day for an answer.
func (d Dossier) Remind(by access.Actor, at time.Time, in RemarkInput) (Event, error) {
	if err := d.Permit(Remind, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "note", in.Note, false)
	e := d.event(Remind, by)
	e.At = at
	return e, bad.Err()
}
