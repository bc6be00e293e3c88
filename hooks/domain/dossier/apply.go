package dossier

import (
	"slices"
	"time"

	"motcua/hooks/domain/deadline"
)

// reception applies what happens before and at acceptance.
func (d Dossier) reception(e Event) Dossier {
	v := e.Data
	switch e.Kind {
	case Submit:
		d = d.named(v)
		d.SubmittedAt = e.At
		if v.PlaceReceived != nil {
			d.PlaceReceived = *v.PlaceReceived
		}
		if v.PlaceReturn != nil {
			d.PlaceReturn = *v.PlaceReturn
		}
		d.Papers, d.Fees, d.ResultChannel = v.Papers, v.Fees, v.ResultChannel
	case GuideBack:
		if d.Procedure == "" {
			d = d.named(v)
			d.Papers, d.Fees, d.ResultChannel = v.Papers, v.Fees, v.ResultChannel
		}
		d.Waiting, d.LimitDay, d.RemindedAt = WaitCitizen, v.LimitDay, time.Time{}
		d.Guides++
		if d.State == Submitted {
			d = d.pause(e.At, "guide", v.PaperNo)
		}
	case AnswerGuide:
		d.Papers = merge(d.Papers, v.Papers)
		d.Waiting, d.LimitDay = WaitNone, ""
		d = d.resume(e.At, "guide")
	case Receive:
		d = d.named(v)
		d.Code, d.ReceivedAt, d.ReceivedBasis = v.Code, v.ReceivedAt, v.Basis
		d.Papers, d.Fees, d.ResultChannel = v.Papers, v.Fees, v.ResultChannel
		d.Held, d.Visit = nil, v.Visit
		d = d.hold(v.Papers)
		d.Step, d.Holder, d.HeldSince, d.StepDue, d.Limit = v.Step, v.Holder, e.At, v.StepDue, v.Limit
		d.BookNo, d.ReceiptNo = v.BookNo, v.ReceiptNo
		d.Pauses, d.LimitDay = nil, "" // they stopped the clock of reception, which is over
	case Decline:
		if d.Procedure == "" {
			d = d.named(v)
		}
	}
	return d
}

// handed applies what gives a dossier to somebody.
func (d Dossier) handed(e Event) Dossier {
	v := e.Data
	if d.Holder != v.Holder || d.Step != v.Step {
		d.HeldSince = e.At
	}
	d.Step, d.Holder, d.StepDue, d.Proposed = v.Step, v.Holder, v.StepDue, v.Outcome
	if v.Cooperating != nil {
		d.Cooperating = v.Cooperating
	}
	if v.Watching != nil {
		d.Watching = v.Watching
	}
	switch {
	case v.Outcome != "":
		d.Waiting = WaitSignature
	case d.waits():
		d.Waiting = WaitPartner
	}
	return d
}

// clocked applies what stops, moves or explains the clock.
func (d Dossier) clocked(e Event) Dossier {
	v := e.Data
	switch e.Kind {
	case RequestSupplement:
		d.Waiting, d.LimitDay, d.RemindedAt = WaitCitizen, v.LimitDay, time.Time{}
		d.Supplements++
		d = d.pause(e.At, "supplement", v.Slip)
	case Remind:
		d.RemindedAt = e.At
	case AskPayment:
		d.Waiting = WaitPayment
		if v.Due != nil && v.Due.Paused {
			d = d.pause(e.At, "payment", v.Slip)
		}
	case AnswerSupplement:
		d.Papers = merge(d.Papers, v.Papers)
		d = d.hold(v.Papers)
		d.Restart, d.LimitDay = v.Restart, ""
		d = d.resume(e.At, "supplement").waiting()
	case SettlePayment:
		d.PaidAt = e.At
		d = d.resume(e.At, "payment").waiting()
	case PostPublic:
		d = d.pause(e.At, "posting", v.Slip)
		d.Pauses[len(d.Pauses)-1].To = v.Until
	case Extend:
		d.Extensions = append(clip(d.Extensions), deadline.Extended{By: *v.By, Ground: v.Slip})
	case Apologise:
		d.Apologies++
	}
	return d
}

// asked applies what passes between the office and a partner.
func (d Dossier) asked(e Event) Dossier {
	part := *e.Data.Part
	d.Parts = slices.Clone(d.Parts)
	if i := slices.IndexFunc(d.Parts, func(p Part) bool { return p.Key == part.Key }); i >= 0 {
		part.ID = d.Parts[i].ID
		d.Parts[i] = part
	} else {
		part.ID = e.ID
		d.Parts = append(d.Parts, part)
	}
	switch e.Kind {
	case Consult:
		if e.Data.Due != nil && e.Data.Due.Paused && !d.hasOpen("consult") {
			d = d.pause(e.At, "consult", part.Slip)
		}
	case AnswerConsult:
		if !d.waits() {
			d = d.resume(e.At, "consult")
		}
	}
	if d.State == Processing && d.Waiting != WaitSignature {
		d.Waiting = WaitNone
		d = d.waiting()
	}
	return d
}

// corrected applies the putting right of an intake.
func (d Dossier) corrected(e Event) Dossier {
	v := e.Data
	if e.Kind == RequestCorrection {
		want := *v.Correction
		want.Asked = e.ID
		d.Correction = &want
		return d
	}
	d.Correction = nil
	if v.Correction == nil {
		return d // the leader refused it
	}
	want := *v.Correction
	d.Procedure, d.Version, d.Case, d.Applicant = want.Procedure, want.Version, want.Case, want.Applicant
	d.Papers, d.Fees, d.Limit = want.Papers, want.Fees, want.Limit
	if want.Step != "" {
		d.Step = want.Step
	}
	if d.Submitter == "" {
		d.Submitter = want.Applicant
	}
	d.Voids = append(clip(d.Voids), Void{No: v.VoidNo, At: e.At, Ground: e.Ground})
	d.ReceiptNo = v.ReceiptNo
	return d
}

// resulted applies what is done with a result.
func (d Dossier) resulted(e Event) Dossier {
	v := e.Data
	switch e.Kind {
	case Resolve:
		d.Outcome, d.ResolvedAt, d.Holder, d.ResultNumber = v.Outcome, e.At, "", v.ResultNumber
		d.ResultState, d.StepDue, d.Correction = Issued, time.Time{}, nil
	case CorrectResult:
		d.ResultNumber, d.ResultState = v.ResultNumber, Issued
		if ResultState(v.ResultState) == Revoked {
			d.ResultState = Revoked
		}
	case Shelve:
		d.Shelf = v.Shelf
		if v.ResultNumber != "" {
			d.ResultNumber = v.ResultNumber
		}
	case Return:
		d.ReturnedAt, d.ClosedAt, d.Shelf = e.At, e.At, ""
	}
	return d
}

// closed applies an end without a result; whatever was open ends with it.
func (d Dossier) closed(e Event) Dossier {
	d.ClosedAt, d.Holder, d.StepDue, d.LimitDay, d.Correction = e.At, "", time.Time{}, "", nil
	for _, why := range []string{"guide", "supplement", "payment", "consult"} {
		d = d.resume(e.At, why)
	}
	if e.Data.VoidNo > 0 {
		d.Voids = append(clip(d.Voids), Void{No: e.Data.VoidNo, At: e.At, Ground: e.Data.Reason})
	}
	return d.giveBack(e.Data.Back)
}

// waiting says that a partner is waited for, if one is.
func (d Dossier) waiting() Dossier {
	if d.waits() {
		d.Waiting = WaitPartner
	}
	return d
}
