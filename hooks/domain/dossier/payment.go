package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// PaymentInput asks for or records a payment (nghĩa vụ tài chính).
type PaymentInput struct {
	Slip string `form:"slip" json:"slip"` // number of the notice or of the receipt that proves payment
	Note string `form:"note" json:"note"`
}

// AskPayment waits for the citizen's financial duty; due says whether the
// version pauses the clock for it.
func (d Dossier) AskPayment(by access.Actor, at time.Time, due Due, in PaymentInput) (Event, error) {
	return d.payment(AskPayment, by, at, due, in)
}

// SettlePayment records the proof of payment; the clock goes on, or the second
// appointment begins. Whoever missed the first stays late by it.
func (d Dossier) SettlePayment(by access.Actor, at time.Time, due Due, in PaymentInput) (Event, error) {
	if n := len(d.Pauses); n > 0 && d.Pauses[n-1].Why == "payment" && !d.Due.OriginalAt.IsZero() &&
		deadline.Overdue(d.Due.Unit, d.Due.OriginalAt, d.Pauses[n-1].From) {
		due.OriginalAt, due.OriginalDay = d.Due.OriginalAt, d.Due.OriginalDay
	}
	return d.payment(SettlePayment, by, at, due, in)
}

func (d Dossier) payment(act Act, by access.Actor, at time.Time, due Due, in PaymentInput) (Event, error) {
	if err := d.Permit(act, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "slip", in.Slip, true)
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(act, by)
	e.At = at
	e.Data = Data{Slip: in.Slip, Due: &due}
	return e, nil
}
