package dossier

import (
	"slices"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// EndInput ends a dossier without a result: declined, withdrawn or stopped.
type EndInput struct {
	Reason string `form:"reason" json:"reason"`
	Ground string `form:"ground" json:"ground"` // legal ground
	Agency string `form:"agency" json:"agency"` // the right agency, when this unit is not competent

	Cause    Cause `form:"cause" json:"cause"` // of Decline
	AskCause bool  `form:"-" json:"-"`         // refuse a Decline without one

	Back []Paper `json:"back"` // originals given back with it
}

// Cause is why a dossier is not taken in, as a code; the words stand beside it.
type Cause string

// The causes (Nghị định 118/2025/NĐ-CP Điều 17).
const (
	NotCompetent Cause = "not_competent" // not this unit's; the right agency is named
	Lacking      Cause = "lacking"       // papers missing or wrong after guidance
	NotEligible  Cause = "not_eligible"  // the conditions are not met
	OtherCause   Cause = "other"
)

// Causes lists them.
var Causes = []Cause{NotCompetent, Lacking, NotEligible, OtherCause}

// KeyCause refuses a cause that is none of Causes.
const KeyCause = "dossier.decline_cause"

// checkCause lists what is wrong with the coded reason.
func (in EndInput) checkCause(bad *problem.List) {
	switch {
	case in.Cause == "" && in.AskCause:
		bad.Add("cause", KeyRequired)
	case in.Cause != "" && !slices.Contains(Causes, in.Cause):
		bad.Add("cause", KeyCause)
	case in.Cause == NotCompetent && in.Agency == "":
		bad.Add("agency", KeyRequired)
	}
}

// Decline refuses to take a dossier in (Mẫu số 03).
func (d Dossier) Decline(by access.Actor, at time.Time, in EndInput) (Event, error) {
	return d.end(Decline, by, at, in, true)
}

// Withdraw ends a dossier because the applicant asks for it (NĐ 118/2025/NĐ-CP
// Điều 21), allowed while no result exists.
func (d Dossier) Withdraw(by access.Actor, at time.Time, in EndInput) (Event, error) {
	return d.end(Withdraw, by, at, in, false)
}

// Stop ends a dossier on a legal ground (Mẫu số 05).
func (d Dossier) Stop(by access.Actor, at time.Time, in EndInput) (Event, error) {
	return d.end(Stop, by, at, in, true)
}

// Lapse stops a dossier whose citizen did not answer in time and was reminded
// (Mẫu số 05).
func (d Dossier) Lapse(by access.Actor, at time.Time, in EndInput) (Event, error) {
	if err := d.Permit(Lapse, by); err != nil {
		return Event{}, err
	}
	if day := d.AnswerBy(); at.In(calendar.Location).Format(time.DateOnly) <= day {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyLapseEarly}.With("day", slashed(day))
	}
	return d.end(Lapse, by, at, in, true)
}

// AnswerBy is the last day on which the citizen may still answer: the limit
// day, or the day of a reminder that came only after it, so that nobody is
// stopped on the day he is told.
func (d Dossier) AnswerBy() string {
	if d.RemindedAt.IsZero() {
		return d.LimitDay
	}
	return max(d.LimitDay, d.RemindedAt.In(calendar.Location).Format(time.DateOnly))
}

// slashed is a day as people read it, 02/01/2006.
func slashed(day string) string {
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		return t.Format("02/01/2006")
	}
	return day
}

// KeyLapseEarly says that the citizen still has time to answer.
const KeyLapseEarly = "dossier.lapse_too_early"

func (d Dossier) end(act Act, by access.Actor, at time.Time, in EndInput, ground bool) (Event, error) {
	if err := d.Permit(act, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "reason", in.Reason, true)
	words(&bad, "ground", in.Ground, ground)
	words(&bad, "agency", in.Agency, false)
	if act == Decline {
		in.checkCause(&bad)
	}
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(act, by)
	e.At, e.Ground = at, in.Ground
	e.Data = Data{Reason: in.Agency, Cause: in.Cause, Back: in.Back}
	return e, nil
}
