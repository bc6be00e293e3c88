package dossier

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Codes of what an exemption that is recorded later may get wrong.
const (
	KeyExemption      = "dossier.exemption"       // not one that is published for this fee
	KeyExemptionProof = "dossier.exemption_proof" // Args: proof
	KeyExemptAlready  = "dossier.exempt_already"
	KeyExemptFee      = "dossier.exempt_fee" // the dossier has no such fee
)

// ExemptInput says why a fee need not be paid (miễn, giảm phí, lệ phí).
type ExemptInput struct {
	Fee       string `form:"fee" json:"fee"`
	Exemption string `form:"exemption" json:"exemption"` // key of one that the version publishes for the fee
	Proof     string `form:"proof" json:"proof"`         // what was shown: kind, number, day
}

// ExemptFee records at the till that a fee still owed need not be paid. Only an
// exemption that the procedure publishes counts (Luật Phí và lệ phí 97/2015/QH13
// Điều 10), and its proof is named. Whether the fee was paid already is the
// till's to know. The act moves nothing, so it stands in no row of Acts.
func (d Dossier) ExemptFee(by access.Actor, at time.Time, v procedure.Version, in ExemptInput) (Event, error) {
	if !by.Works(d.UnitPath) || !by.Has(access.Cashier) {
		return Event{}, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}.With("act", string(ExemptFee))
	}
	if !d.State.Open() && d.State != Resolved {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed, Args: map[string]string{"act": string(ExemptFee), "state": string(d.State)}}
	}
	i := slices.IndexFunc(d.Fees, func(f FeeLine) bool { return f.Key == in.Fee })
	if i < 0 {
		return Event{}, problem.Of("fee", KeyExemptFee)
	}
	line := d.Fees[i]
	if line.Exempt != "" {
		return Event{}, problem.Problem{Kind: problem.Conflict, Field: "fee", Key: KeyExemptAlready}
	}
	var bad problem.List
	x, ok := v.Exemption(in.Fee, in.Exemption)
	if !ok {
		bad.Add("exemption", KeyExemption)
	}
	if strings.TrimSpace(in.Proof) == "" {
		bad = append(bad, problem.Of("proof", KeyExemptionProof).With("proof", x.Proof))
	}
	words(&bad, "proof", in.Proof, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	line.Exempt, line.Amount, line.Known, line.Deferred = x.Key, 0, true, false
	e := d.event(ExemptFee, by)
	e.At, e.Ground, e.Data = at, x.Ground, Data{Fees: []FeeLine{line}}
	return e, nil
}

// exempted takes over the lines that need not be paid any more.
func (d Dossier) exempted(fees []FeeLine) Dossier {
	d.Fees = slices.Clone(d.Fees)
	for _, f := range fees {
		for i := range d.Fees {
			if d.Fees[i].Key == f.Key {
				d.Fees[i] = f
			}
		}
	}
	return d
}
