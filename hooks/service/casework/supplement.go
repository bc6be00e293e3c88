package casework

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/paper"
)

// RequestSupplement asks the citizen for what is missing; the clock pauses.
// Who demands a paper that no published list asks for is refused, and the
// attempt is counted.
func (d *Desk) RequestSupplement(app core.App, by access.Actor, code string, seen int, in dossier.SupplementInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		if err := c.Permit(dossier.RequestSupplement, by); err != nil {
			return decided{}, err
		}
		if err := d.onlyPublished(tx, by, c, in); err != nil {
			return decided{}, err
		}
		no, err := supplementNumber(tx, c, at)
		if err != nil {
			return decided{}, err
		}
		e, err := c.RequestSupplement(by, at, no, c.Due, in)
		return decided{event: e}, err
	})
}

// supplementNumber takes the next number of a request (Mẫu số 02).
func supplementNumber(tx core.App, c Case, at time.Time) (string, error) {
	return paperNumber(tx, c.UnitRow, paper.FormSupplement, at)
}

// onlyPublished refuses a demand for a paper outside the published list. The
// refused act leaves no event, so the count is written once its transaction is
// over. At the desk there may be no dossier yet: the page brings the attempt
// back with what it sends next (docs/decisions/0065-demands-at-the-desk.md).
func (d *Desk) onlyPublished(tx core.App, by access.Actor, c Case, in dossier.SupplementInput) error {
	known := publishedPapers(c)
	refused := in.CheckPublished(known)
	if refused == nil || c.Seq == 0 {
		return refused
	}
	tx.TxInfo().OnComplete(func(failed error) error {
		if failed == nil {
			return nil // the caller went on without it
		}
		_, err := d.actOn(d.App, func(tx core.App) (Case, error) { return d.find(tx, dbx.HashExp{"id": c.ID}) }, 0,
			func(_ core.App, now Case, at time.Time) (decided, error) {
				return decided{event: now.DemandRefused(by, at, in.Foreign(known))}, nil
			})
		return err
	})
	return refused
}

// publishedPapers are the keys of what may be asked of the citizen: the papers
// of the case and the declaration itself.
func publishedPapers(c Case) []string {
	known := []string{formPaper}
	for _, p := range c.Version.Body.Papers(c.Dossier.Case) {
		known = append(known, p.Key)
	}
	return known
}

// formPaper stands for what the citizen declared, where a request asks to put
// the declaration right rather than a paper.
const formPaper = "form"

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

// after computes the appointment as it will stand once e has happened. While
// another pause is still open there is none, and what was promised first stays.
func (c Case) after(e dossier.Event) (dossier.Due, error) {
	e.Dossier, e.Unit, e.Seq = c.ID, c.Unit, c.Seq
	due := c.Due
	c.Dossier = c.Apply(e)
	if c.Stands() {
		return due.Stopped(), nil
	}
	return c.due()
}
