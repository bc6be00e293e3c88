package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// Extend moves the appointment once more, with its reason; the original date
// is kept and statistics judge by it.
func (d *Desk) Extend(app core.App, by access.Actor, code string, seen int, in dossier.ExtendInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		limit := in.By(c.Due.Unit)
		limit.N = min(max(limit.N, 1), 365) // a wrong length is refused below; here it only must not break the count
		due, err := c.after(dossier.Event{Kind: dossier.Extend, At: at, Data: dossier.Data{By: &limit, Slip: in.Slip}})
		if err != nil {
			return decided{}, err
		}
		e, err := c.Dossier.Extend(by, at, c.Rule, due, in)
		return decided{event: e}, err
	})
}
