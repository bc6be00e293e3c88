package casework

import (
	"fmt"
	"io"
	"slices"
	"strings"
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

// ExemptInput is a later exemption with a scan of its proof, which may be left out.
type ExemptInput struct {
	dossier.ExemptInput
	File *Upload
}

// ExemptFee records that a fee need not be paid. The till calls it, and it alone
// knows that nobody has paid.
func (d *Desk) ExemptFee(app core.App, by access.Actor, code string, in ExemptInput) (Case, error) {
	in.Proof = strings.TrimSpace(in.Proof)
	return d.act(app, by, code, 0, func(tx core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.ExemptFee(by, at, c.Version.Body, in.ExemptInput)
		if err != nil || in.File == nil {
			return decided{e, note("exempt_proof", in.Proof)}, err
		}
		b, err := io.ReadAll(io.LimitReader(in.File.Body, MaxFileBytes+1))
		if err != nil {
			return decided{}, fmt.Errorf("read upload: %w", err)
		}
		mime, err := sniff(b)
		if err != nil {
			return decided{}, err
		}
		x, _ := c.Version.Body.Exemption(in.Fee, in.Exemption)
		_, err = d.saveFile(tx, by, c, File{Component: exemptComponent, Title: x.Title, Name: shownName(in.File.Name), Mime: mime}, b, map[string]any{"origin": "scan"})
		return decided{e, note("exempt_proof", in.Proof)}, err
	})
}

// exemptComponent is the component of the proofs of exemptions.
const exemptComponent = "exemption"
