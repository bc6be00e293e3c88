package cashier

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// Exemptible is a fee still owed with the exemptions that its procedure
// publishes.
type Exemptible struct {
	casework.Case
	Fee        Owed
	Exemptions []procedure.Exemption
}

// Exemptible finds a fee that is still owed, for the cashier of its unit; with
// nothing published there is nothing to choose, and the list is empty.
func (o *Office) Exemptible(app core.App, by access.Actor, code, fee string) (Exemptible, error) {
	p, err := o.payer(app, by, code)
	if err != nil {
		return Exemptible{}, err
	}
	i := slices.IndexFunc(p.owed, func(x Owed) bool { return x.Fee == fee && !x.Duty })
	if i < 0 {
		return Exemptible{}, problem.Problem{Kind: problem.Conflict, Field: "fee", Key: KeyPaid}.With("code", p.Code)
	}
	return Exemptible{Case: p.Case, Fee: p.owed[i], Exemptions: Exemptions(p.Case, fee)}, nil
}

// Exemptions are the published exemptions of a fee of a dossier.
func Exemptions(c casework.Case, fee string) []procedure.Exemption {
	for _, f := range c.Version.Body.Fees {
		if f.Key == fee {
			return f.Exemptions
		}
	}
	return nil
}

// Exempt records before payment that a fee need not be paid: a published
// exemption with its proof. A dossier that waited for nothing but this fee goes
// on. Once paid, a fee comes back by voiding its receipt first.
func (o *Office) Exempt(app core.App, by access.Actor, code string, in casework.ExemptInput) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, err := o.Exemptible(tx, by, code, in.Fee)
		if err != nil {
			return err
		}
		c, err := o.Desk.ExemptFee(tx, by, code, in)
		if err != nil || c.State != dossier.PaymentDue {
			return err
		}
		paid, err := o.paid(tx, []string{c.ID})
		if err != nil {
			return err
		}
		left := owed(c.State, c.Fees, paid[c.ID])
		if slices.ContainsFunc(left, func(x Owed) bool { return !x.Duty }) {
			return nil
		}
		x, _ := p.Version.Body.Exemption(in.Fee, in.Exemption)
		_, err = o.Desk.SettlePayment(tx, by, code, 0, dossier.PaymentInput{Slip: "Miễn: " + x.Title})
		return err
	})
}
