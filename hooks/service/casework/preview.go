package casework

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// Preview is what the intake page shows before anything is written.
type Preview struct {
	Unit   org.Unit
	Offer  catalog.Offer
	Chosen procedure.Case
	Papers []procedure.Component
	Fees   []dossier.FeeLine
	Due    deadline.Result
}

// Preview computes papers, fees and the appointment of an intake as it stands
// at this moment; what is still missing is not a problem yet.
func (d *Desk) Preview(app core.App, by access.Actor, in ReceiveInput) (Preview, error) {
	at := d.now()
	unit, err := d.intakeUnit(app, by, in.Unit)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Unit: unit}
	if p.Offer, err = d.Catalog.Offer(app, unit.ID, strings.TrimSpace(in.Procedure), officeDay(at)); err != nil {
		return p, err
	}
	cal, err := d.Org.Calendar(app, unit)
	if err != nil {
		return p, err
	}
	v := p.Offer.Version.Body
	channel := in.Channel
	if channel == "" {
		channel = procedure.Desk
	}
	if p.Chosen, err = v.CaseOf(in.Case, in.Answers); err != nil {
		return p, err
	}
	p.Papers = v.Papers(p.Chosen.Key)
	if fees, err := feesOf(v, channel, p.Chosen.Key, in, p.Offer.LocalFees); err == nil {
		p.Fees = lines(fees, in.Fee.Deferred)
	}
	q, err := p.Offer.Rule().Query(string(channel), p.Chosen.Key, in.Answers)
	if err != nil {
		return p, err
	}
	q.Received = at
	if t, err := parseMoment(in.ReceivedAt); err == nil && (in.ReceivedBasis == dossier.Postmark || in.ReceivedBasis == dossier.PaperSlip) {
		q.Received = t
		if in.ReceivedBasis == dossier.Postmark {
			q.OutsideHours = deadline.AsReceived
		}
	}
	p.Due, err = compute(cal, q)
	return p, err
}

// Twin returns the code of an open dossier of the same person and procedure in
// the actor's unit, "" when there is none; the desk warns before a second one.
func (d *Desk) Twin(app core.App, by access.Actor, number, procedureCode string) (string, error) {
	var codes []string
	err := ofPeople(app, by, isApplicant, "p.identity_hash", d.Vault.Mac("identity", number)).Select("d.code").
		AndWhere(dbx.HashExp{"d.procedure": procedureCode}).
		AndWhere(dbx.In("d.state", "submitted", "received", "processing", "supplementing", "payment_due")).
		OrderBy("d.received_at DESC").Limit(1).Column(&codes)
	if err != nil || number == "" || len(codes) == 0 {
		return "", err
	}
	return codes[0], nil
}
