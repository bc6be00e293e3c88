package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
)

// RequestSupplement asks the citizen for what is missing; the clock pauses.
func (d *Desk) RequestSupplement(app core.App, by access.Actor, code string, seen int, in dossier.SupplementInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		n, err := next(tx, c.Unit, "02 "+officeDay(at)[:4])
		if err != nil {
			return decided{}, err
		}
		e, err := c.RequestSupplement(by, at, fmt.Sprintf("%d/PBS", n), c.Due, in)
		return decided{event: e}, err
	})
}

// AnswerSupplement takes the citizen's answer in; the clock goes on, or begins
// anew where the version says so.
func (d *Desk) AnswerSupplement(app core.App, by access.Actor, code string, seen int, in dossier.AnswerInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		restart := c.Rule.AfterSupplement == deadline.Restart
		in.Papers = titled(c.Version.Body, c.Dossier.Case, in.Papers)
		due, err := c.after(dossier.Event{Kind: dossier.AnswerSupplement, At: at, Data: dossier.Data{Restart: restart}})
		if err != nil {
			return decided{}, err
		}
		e, err := c.AnswerSupplement(by, at, restart, due, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// after computes the appointment as it will stand once e has happened.
func (c Case) after(e dossier.Event) (dossier.Due, error) {
	e.Dossier, e.Unit, e.Seq = c.ID, c.Unit, c.Seq
	c.Dossier = c.Apply(e)
	return c.due()
}
