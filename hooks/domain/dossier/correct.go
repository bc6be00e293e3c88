package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what a correction may get wrong.
const (
	KeyNothingChanged = "dossier.nothing_to_correct"
	KeySameHand       = "dossier.correct_same_person"
	KeyResultState    = "dossier.result_state"
)

// RequestCorrection asks for what was entered wrongly at intake to be put
// right: procedure, case or applicant. Nothing changes until the leader
// confirms it.
func (d Dossier) RequestCorrection(by access.Actor, at time.Time, want Correction) (Event, error) {
	if err := d.Permit(RequestCorrection, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "reason", want.Reason, true)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	if want.Version == d.Version && want.Case == d.Case && want.Applicant == d.Applicant {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyNothingChanged}
	}
	want.By, want.ByName = by.ID, by.Name
	e := d.event(RequestCorrection, by)
	e.At, e.Ground, e.Data = at, want.Reason, Data{Correction: &want}
	return e, nil
}

// CorrectIntake confirms a correction: the old receipt is void by its number, a
// new one says why, and the appointment counts from the same receipt under the
// right rule. Whoever asked does not confirm. A refusal drops the request.
func (d Dossier) CorrectIntake(by access.Actor, at time.Time, receipt int, due Due, in CorrectInput) (Event, error) {
	if err := d.Permit(CorrectIntake, by); err != nil {
		return Event{}, err
	}
	if d.Correction.By == by.ID {
		return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeySameHand}
	}
	var bad problem.List
	words(&bad, "note", in.Note, in.Refuse)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(CorrectIntake, by)
	e.At, e.Ground = at, d.Correction.Reason
	if in.Refuse {
		return e, nil
	}
	e.Data = Data{Correction: d.Correction, ReceiptNo: receipt, VoidNo: d.ReceiptNo, Due: &due}
	return e, nil
}

// CorrectInput is the leader's word on a correction.
type CorrectInput struct {
	Refuse bool   `form:"refuse" json:"refuse"`
	Note   string `form:"note" json:"note"`
}

// ResultInput puts a given result right.
type ResultInput struct {
	State        ResultState `form:"state" json:"state"` // replaced or revoked
	Ground       string      `form:"ground" json:"ground"`
	ResultNumber string      `form:"result_number" json:"result_number"` // of the new result, when replaced
	Note         string      `form:"note" json:"note"`
}

// CorrectResult replaces or revokes a result that was given wrongly. When it
// was given stays: lateness is judged by the first.
func (d Dossier) CorrectResult(by access.Actor, at time.Time, in ResultInput) (Event, error) {
	if err := d.Permit(CorrectResult, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	if in.State != Replaced && in.State != Revoked {
		bad.Add("state", KeyResultState)
	}
	words(&bad, "ground", in.Ground, true)
	words(&bad, "result_number", in.ResultNumber, in.State == Replaced)
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	if in.State == Revoked {
		in.ResultNumber = ""
	}
	e := d.event(CorrectResult, by)
	e.At, e.Ground = at, in.Ground
	e.Data = Data{ResultState: string(in.State), Replaces: d.ResultNumber, ResultNumber: in.ResultNumber}
	return e, nil
}
