package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
)

// AsOf is a dossier of a list as it stood at a moment: the fold of the events
// entered until then. It is zero for a dossier that nobody knew yet.
func (d *Desk) AsOf(app core.App, id string, at time.Time) (dossier.Dossier, error) {
	events, err := d.events(app, id)
	if err != nil {
		return dossier.Dossier{}, err
	}
	var now dossier.Dossier
	for _, e := range events {
		if e.At.After(at) {
			break
		}
		now = now.Apply(e)
	}
	return now, nil
}
