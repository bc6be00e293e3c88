// Package casework is what the office does with dossiers: every act loads,
// decides through domain/dossier, appends its event and writes the row, in one
// transaction. It owns persons, dossiers, dossier_events, event_details,
// dossier_files, dossier_parts, number_series and idempotency.
package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/service/vault"
)

// Codes of what may be refused about a dossier as a whole.
const (
	KeyNotFound = "dossier.not_found"
	KeyChanged  = "dossier.changed_meanwhile"
	KeyKeyReuse = "dossier.idempotency_key_reused"
)

// Desk does the acts. It is safe for concurrent use.
type Desk struct {
	App     core.App // outside every transaction: for what is noted after one has failed
	Now     func() time.Time
	Random  io.Reader
	Org     *org.Office
	Catalog *catalog.Catalog
	Vault   *vault.Vault
	BaseURL func() string // address printed in QR codes, without a slash at the end

	// After is called in the act's own transaction, right after its event and
	// its row were written: what must stand or fall with the act. Landed is
	// called once the transaction is on the disk: what must never run for an
	// act that was rolled back. Both are set while the house is wired.
	After  []func(tx core.App, c Case, e dossier.Event) error
	Landed []func(app core.App, c Case, e dossier.Event)

	// Erased is called for each person who is taken out of the books, in the
	// same transaction: every office empties what it keeps of them.
	Erased []func(tx core.App, person string) error

	// FeesDue is what a dossier still owes, in đồng; nil = nothing is asked.
	FeesDue func(tx core.App, c Case) (int64, error)

	// SlipFits says what is wrong with the number of a paper slip that is keyed
	// in; nil = any number goes.
	SlipFits func(app core.App, unit org.Unit, slip string, written time.Time) (problem.List, error)

	misses misses
	pace   pace
}

// notFound is the one answer for “not there” and “not yours”.
func notFound() error { return problem.Problem{Kind: problem.NotFound, Key: KeyNotFound} }

// now is the moment of an act: UTC, whole milliseconds as the database keeps them.
func (d *Desk) now() time.Time { return d.Now().UTC().Truncate(time.Millisecond) }

// Case is a dossier with everything needed to act on it.
type Case struct {
	dossier.Dossier
	Answers form.Answers
	Version catalog.Published
	UnitRow org.Unit
	Cal     *calendar.Calendar
	Rule    deadline.Rule
}

// Find loads a dossier of the actor's scope by its code or record id.
func (d *Desk) Find(app core.App, by access.Actor, code string) (Case, error) {
	if code == "" {
		return Case{}, notFound() // filed dossiers have no code yet; "" names none of them
	}
	first, then := "code", "id"
	if !strings.Contains(code, "-") {
		first, then = then, first // no record id has a dash, most codes have
	}
	c, err := d.find(app, filled(first, code))
	if isNotFound(err) {
		c, err = d.find(app, filled(then, code))
	}
	if err != nil {
		return c, err
	}
	if !by.Sees(c.UnitPath, c.Version.Body.Sector) {
		return Case{}, notFound()
	}
	return c, nil
}

func isNotFound(err error) bool {
	list, ok := problem.In(err)
	return ok && list[0].Kind == problem.NotFound
}

func (d *Desk) find(app core.App, where dbx.Expression) (Case, error) {
	var r row
	err := app.DB().Select("*").From("dossiers").Where(where).Limit(1).One(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return Case{}, notFound()
	}
	if err != nil {
		return Case{}, fmt.Errorf("load dossier: %w", err)
	}
	var c Case
	if c.Dossier, c.Answers, err = r.dossier(); err != nil {
		return c, err
	}
	if c.Version, err = d.Catalog.Version(app, c.Dossier.Version); err != nil {
		return c, fmt.Errorf("version of dossier %s: %w", c.ID, err)
	}
	if c.UnitRow, err = d.Org.UnitByID(app, c.Unit); err != nil {
		return c, fmt.Errorf("unit of dossier %s: %w", c.ID, err)
	}
	if c.Cal, err = d.Org.Calendar(app, c.UnitRow); err != nil {
		return c, err
	}
	c.Rule = c.Version.Body.Deadline
	return c, nil
}

// Flow is the internal process of the dossier's case, within its own limit.
func (c Case) Flow() []procedure.Step {
	return procedure.Fit(c.Version.Body.Steps(c.Dossier.Case), c.Limit)
}

// Clock computes the appointment of the dossier as it stands, with its trace.
func (c Case) Clock() (deadline.Result, error) {
	q, err := c.Dossier.Clock(c.Rule, c.Answers)
	if err != nil {
		return deadline.Result{}, fmt.Errorf("read deadline rule of %s: %w", c.Procedure, err)
	}
	return compute(c.Cal, q)
}

func compute(cal *calendar.Calendar, q deadline.Query) (deadline.Result, error) {
	res, err := deadline.Compute(cal, q)
	if err != nil {
		return res, fmt.Errorf("compute appointment: %w", err)
	}
	return res, nil
}

// due computes what the row and the event keep of the appointment.
func (c Case) due() (dossier.Due, error) {
	res, err := c.Clock()
	if err != nil {
		return dossier.Due{}, err
	}
	return kept(res, c.Limit.Unit), nil
}

func kept(res deadline.Result, unit deadline.Unit) dossier.Due {
	due := dossier.Due{At: utc(res.Due), Day: res.DueDay, OriginalAt: utc(res.OriginalDue), OriginalDay: res.OriginalDay,
		Unit: unit, Provisional: res.Provisional, Paused: res.Paused}
	return due
}

func utc(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC()
}

// decided is what an act gives back to be written.
type decided struct {
	event  dossier.Event
	detail dossier.Detail
}

// write appends what was decided and brings the row up to it.
func (d *Desk) write(tx core.App, c Case, made decided) (Case, error) {
	var err error
	var e dossier.Event
	was := c.Dossier
	if c.Dossier, e, err = d.append(tx, was, c.stepped(made)); err != nil {
		return c, err
	}
	if err := update(tx, was, c.Dossier); err != nil {
		return c, err
	}
	return c, d.tell(tx, c, e)
}

// act runs one act in one transaction: load, check that nobody was faster,
// decide, append, write the row. seen is the number of the last event the
// person saw; 0 skips that check.
func (d *Desk) act(app core.App, by access.Actor, code string, seen int, decide func(tx core.App, c Case, at time.Time) (decided, error)) (Case, error) {
	return d.actOn(app, func(tx core.App) (Case, error) { return d.Find(tx, by, code) }, seen, decide)
}

// actOn is act on the dossier that find gives.
func (d *Desk) actOn(app core.App, find func(tx core.App) (Case, error), seen int, decide func(tx core.App, c Case, at time.Time) (decided, error)) (Case, error) {
	var out Case
	err := app.RunInTransaction(func(tx core.App) error {
		c, err := find(tx)
		if err != nil {
			return err
		}
		if seen != 0 && seen != c.Seq {
			return problem.Problem{Kind: problem.Conflict, Key: KeyChanged}
		}
		made, err := decide(tx, c, d.now())
		if err != nil {
			return err
		}
		out, err = d.write(tx, c, made)
		return err
	})
	return out, err
}
