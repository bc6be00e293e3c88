package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// Decline refuses to take a submitted dossier in.
func (d *Desk) Decline(app core.App, by access.Actor, code string, seen int, in dossier.EndInput) (Case, error) {
	return d.end(app, by, code, seen, in, dossier.Dossier.Decline)
}

// Withdraw ends a dossier at the applicant's wish.
func (d *Desk) Withdraw(app core.App, by access.Actor, code string, seen int, in dossier.EndInput) (Case, error) {
	return d.end(app, by, code, seen, in, dossier.Dossier.Withdraw)
}

// Stop ends a dossier on a legal ground.
func (d *Desk) Stop(app core.App, by access.Actor, code string, seen int, in dossier.EndInput) (Case, error) {
	return d.end(app, by, code, seen, in, dossier.Dossier.Stop)
}

// Lapse stops a dossier whose citizen did not answer in time.
func (d *Desk) Lapse(app core.App, by access.Actor, code string, seen int, in dossier.EndInput) (Case, error) {
	return d.end(app, by, code, seen, in, dossier.Dossier.Lapse)
}

// Undo voids an entry made by mistake, within a minute and before its receipt
// was printed. Where that is over, it says so, rather than that something has
// changed.
func (d *Desk) Undo(app core.App, by access.Actor, code string, seen int, in dossier.RemarkInput) (Case, error) {
	undo := func(tx core.App, c Case, at time.Time) (decided, error) {
		events, err := d.events(tx, c.ID)
		if err != nil {
			return decided{}, err
		}
		e, err := c.Undo(by, at, events)
		return decided{e, note("note", in.Note)}, err
	}
	c, err := d.act(app, by, code, seen, undo)
	if list, is := problem.In(err); is && list[0].Key == KeyChanged {
		now, found := d.Find(app, by, code)
		if found != nil {
			return c, found
		}
		if _, why := undo(app, now, d.now()); why != nil {
			return c, why
		}
	}
	return c, err
}

type ender func(d dossier.Dossier, by access.Actor, at time.Time, in dossier.EndInput) (dossier.Event, error)

func (d *Desk) end(app core.App, by access.Actor, code string, seen int, in dossier.EndInput, decide ender) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := decide(c.Dossier, by, at, in)
		return decided{e, note("reason", in.Reason)}, err
	})
}
