// Package message is what the office tells a person about a dossier: after
// which act, by which way, in which words and how often it is tried. It sends
// nothing, stores nothing and reads no clock.
package message

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
)

// Kind says what a notice is about; each has one text a unit may change.
type Kind string

// The kinds.
const (
	Received    Kind = "received"
	GuideBack   Kind = "guide_back"
	Supplement  Kind = "supplement"
	Reminder    Kind = "reminder"
	Extended    Kind = "extended"
	Apology     Kind = "apology"
	ResultReady Kind = "result_ready"
	Stopped     Kind = "stopped"
	Declined    Kind = "declined"
	PaymentDue  Kind = "payment_due"
	Unclaimed   Kind = "unclaimed"
)

// Kinds lists every kind in the order of a dossier's life.
var Kinds = []Kind{Received, GuideBack, Declined, Supplement, Reminder, PaymentDue, Extended, Apology, Stopped, ResultReady, Unclaimed}

// Known reports whether k is one of Kinds.
func (k Kind) Known() bool {
	for _, x := range Kinds {
		if x == k {
			return true
		}
	}
	return false
}

// told are the acts that a person is told about.
var told = map[dossier.Act]Kind{
	dossier.Receive: Received, dossier.GuideBack: GuideBack, dossier.Decline: Declined,
	dossier.RequestSupplement: Supplement, dossier.Remind: Reminder, dossier.AskPayment: PaymentDue,
	dossier.Extend: Extended, dossier.Apologise: Apology, dossier.Stop: Stopped, dossier.Lapse: Stopped,
	dossier.Resolve: ResultReady,
}

// After is the kind of notice an act makes; false when it makes none.
func After(act dossier.Act) (Kind, bool) {
	k, ok := told[act]
	return k, ok
}

// overtaken are the acts after which an earlier notice that has not gone out
// yet would tell what is no longer so; nil = every kind.
var overtaken = map[dossier.Act][]Kind{
	dossier.AnswerGuide:      {GuideBack},
	dossier.AnswerSupplement: {Supplement, Reminder},
	dossier.SettlePayment:    {PaymentDue},
	dossier.Extend:           {Extended, Apology},
	dossier.Apologise:        {Apology},
	dossier.Decline:          nil,
	dossier.Stop:             nil,
	dossier.Lapse:            nil,
	dossier.Undo:             nil,
	dossier.Withdraw:         nil,
	dossier.Resolve:          nil,
	dossier.Return:           nil,
}

// Overtakes lists the kinds that an act calls off while they still wait; all
// means every kind.
func Overtakes(act dossier.Act) (kinds []Kind, all bool) {
	kinds, is := overtaken[act]
	return kinds, is && kinds == nil
}

// grace is how long a notice waits before it may go out. A wrong intake can be
// undone within a minute, and a result is often handed over at the same sitting.
var grace = map[Kind]time.Duration{Received: 90 * time.Second, ResultReady: 10 * time.Minute}

// Grace is how long a notice of this kind waits before it may go out.
func (k Kind) Grace() time.Duration { return grace[k] }

// pauses lie between one attempt to send and the next.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour}

// Backoff is how long to wait after the n-th attempt (1, 2, …) went wrong;
// false = that was the last.
func Backoff(n int) (time.Duration, bool) {
	if n < 1 || n > len(pauses) {
		return 0, false
	}
	return pauses[n-1], true
}

// Quiet reports whether a telephone should not be woken at t: from 21:00 to
// 7:00 in the office's time. Mail knows no such hours.
func Quiet(t time.Time) bool {
	h := t.In(calendar.Location).Hour()
	return h >= 21 || h < 7
}
