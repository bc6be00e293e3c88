package casework

import (
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// AskPayment waits for the citizen's financial duty; the clock pauses where
// the version says so.
func (d *Desk) AskPayment(app core.App, by access.Actor, code string, seen int, in dossier.PaymentInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		due := c.Due
		if slices.Contains(c.Rule.PauseOn, "payment") || c.Rule.AfterPayment.N > 0 {
			due = due.Stopped()
		}
		e, err := c.AskPayment(by, at, due, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// SettlePayment records the proof of payment.
func (d *Desk) SettlePayment(app core.App, by access.Actor, code string, seen int, in dossier.PaymentInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		due, err := c.after(dossier.Event{Kind: dossier.SettlePayment, At: at})
		if err != nil {
			return decided{}, err
		}
		e, err := c.SettlePayment(by, at, due, in)
		return decided{e, note("note", in.Note)}, err
	})
}
