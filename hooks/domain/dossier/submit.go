package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// ReceptionLimit is how long the office may take to receive, guide back or
// decline what was filed online (Nghị định 118/2025/NĐ-CP: 8 giờ làm việc).
var ReceptionLimit = deadline.Limit{N: 8, Unit: deadline.WorkingHour}

// Reception is the clock that runs between filing and receipt.
func Reception(at time.Time) deadline.Query {
	return deadline.Query{Received: at, Limit: ReceptionLimit}
}

// Submit files a dossier from afar (nộp trực tuyến): by the citizen, who has no
// account, or by a clerk who helps. It has a reference but no code yet; due is
// the end of the reception clock.
func (d Dossier) Submit(by access.Actor, at time.Time, in Intake, due Due) (Event, error) {
	if by.Signed() && (!by.Works(in.UnitPath) && !by.Works(in.PlaceReceived.Path) || !by.Has(access.Clerk)) {
		return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}.With("act", string(Submit))
	}
	if d.State != "" && d.State != Draft {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed}.With("act", string(Submit)).With("state", string(d.State))
	}
	var bad problem.List
	if !in.Version.Offers(in.Channel) {
		bad.Add("channel", KeyChannelNotOffered)
	}
	bad = append(bad, in.CheckPapers()...)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Submit, by)
	e.At, e.Unit = at, in.Unit
	e.Data = Data{
		Ref: in.Ref, UnitPath: in.UnitPath, Procedure: in.Version.Code, Version: in.VersionID, Case: in.Case, Channel: in.Channel,
		Applicant: in.Applicant, Submitter: in.Submitter, Delegate: in.Delegate, Papers: in.Papers, Fees: in.Fees,
		ResultChannel: in.ResultChannel, Due: &due, ActorUnit: (Dossier{Unit: in.Unit, UnitPath: in.UnitPath}).from(by),
	}
	if in.PlaceReceived.Unit != "" {
		e.Data.PlaceReceived = &in.PlaceReceived
	}
	if in.PlaceReturn.Unit != "" {
		e.Data.PlaceReturn = &in.PlaceReturn
	}
	return e, nil
}
