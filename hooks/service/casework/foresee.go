package casework

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// Foresee computes the appointment that somebody would get who came to the
// unit's desk now, for the page of a procedure; nothing is written.
func (d *Desk) Foresee(app core.App, unit org.Unit, offer catalog.Offer, caseKey string) (deadline.Query, deadline.Result, error) {
	cal, err := d.Org.Calendar(app, unit)
	if err != nil {
		return deadline.Query{}, deadline.Result{}, err
	}
	q, err := offer.Rule().Query(string(procedure.Desk), caseKey, nil)
	if err != nil {
		return q, deadline.Result{}, err
	}
	q.Received = d.now()
	if next := cal.NextOpen(q.Received); !next.IsZero() {
		q.Received = next // nobody is taken in while the desk is closed
	}
	res, err := compute(cal, q)
	return q, res, err
}
