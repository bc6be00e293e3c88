package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what a decision and its return may get wrong.
const (
	KeyOutcome        = "dossier.outcome"
	KeyRefusalReason  = "dossier.refusal_reason"
	KeyRefusalGround  = "dossier.refusal_ground"
	KeyCollector      = "dossier.collector"
	KeyCollectorProof = "dossier.collector_proof"
	KeyHeld           = "dossier.originals_held"
	KeyFeesDue        = "dossier.fees_due"
	KeyPartOpen       = "dossier.part_open"
)

// ResolveInput is the decision (kết quả giải quyết).
type ResolveInput struct {
	Outcome      Outcome `form:"outcome" json:"outcome"`
	Reason       string  `form:"reason" json:"reason"` // coded reason of a refusal
	Ground       string  `form:"ground" json:"ground"` // legal ground of a refusal
	Note         string  `form:"note" json:"note"`     // words for the applicant; may name people
	ResultNumber string  `form:"result_number" json:"result_number"`
}

// Resolve decides: granted, or refused with a coded reason and its ground. The
// moment of the event is when the result exists; lateness is judged by it.
func (d Dossier) Resolve(by access.Actor, at time.Time, in ResolveInput) (Event, error) {
	if err := d.Permit(Resolve, by); err != nil {
		return Event{}, err
	}
	if d.waits() {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyPartOpen}
	}
	var bad problem.List
	switch in.Outcome {
	case Granted:
	case Refused:
		if in.Reason == "" {
			bad.Add("reason", KeyRefusalReason)
		}
		if in.Ground == "" {
			bad.Add("ground", KeyRefusalGround)
		}
	default:
		bad.Add("outcome", KeyOutcome)
	}
	words(&bad, "ground", in.Ground, false)
	words(&bad, "note", in.Note, false)
	words(&bad, "result_number", in.ResultNumber, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Resolve, by)
	e.At, e.Ground = at, in.Ground
	e.Data = Data{Outcome: in.Outcome, Reason: in.Reason, ResultNumber: in.ResultNumber}
	return e, nil
}

// ShelveInput puts the finished result where the desk finds it.
type ShelveInput struct {
	Shelf        string `form:"shelf" json:"shelf"`
	ResultNumber string `form:"result_number" json:"result_number"`
}

// Shelve notes the shelf place of a result.
func (d Dossier) Shelve(by access.Actor, at time.Time, in ShelveInput) (Event, error) {
	if err := d.Permit(Shelve, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "shelf", in.Shelf, true)
	words(&bad, "result_number", in.ResultNumber, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Shelve, by)
	e.At = at
	e.Data = Data{Shelf: in.Shelf, ResultNumber: in.ResultNumber, ActorUnit: d.from(by)}
	return e, nil
}

// ReturnInput is the hand-over of the result to whoever came for it.
type ReturnInput struct {
	CollectorName   string `form:"collector_name" json:"collector_name"`
	CollectorNumber string `form:"collector_number" json:"collector_number"` // identity number, checked against the card
	Checked         bool   `form:"checked" json:"checked"`                   // the clerk saw the card or the receipt
	Authority       string `form:"authority" json:"authority"`               // document of authority in words, from machines that have no record
	Note            string `form:"note" json:"note"`
	Kept            string `form:"kept" json:"kept"` // why originals of the citizen stay with the office

	Record Authority `form:"authority_record" json:"authority_record,omitzero"` // document of authority, when another person collects
}

// ReturnResult hands the result over. The collector is the applicant, the
// submitter or the delegate (known), or another person with a document of
// authority (NĐ 118/2025/NĐ-CP Điều 6.2).
func (d Dossier) ReturnResult(by access.Actor, at time.Time, known bool, in ReturnInput) (Event, error) {
	if err := d.Permit(Return, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "collector_name", in.CollectorName, true)
	if !in.Checked {
		bad.Add("checked", KeyCollector)
	}
	if !in.Record.Zero() {
		bad = append(bad, in.Record.Check("authority_record.", at)...)
	} else if !known && in.Authority == "" && in.CollectorName+in.CollectorNumber != "" { // nobody is asked for the paper of nobody
		bad.Add("authority_record.kind", KeyCollectorProof)
	}
	if len(d.Held) > 0 && in.Kept == "" {
		bad.Add("kept", KeyHeld)
	}
	words(&bad, "kept", in.Kept, false)
	words(&bad, "authority", in.Authority, false)
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Return, by)
	e.At, e.Ground = at, in.Kept
	e.Data = Data{ActorUnit: d.from(by)}
	return e, nil
}
