package casework

import (
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// Consult asks a partner for its part of a dossier. The partner's deadline is
// counted in working days by its own calendar where it has one here.
func (d *Desk) Consult(app core.App, by access.Actor, code string, seen int, in dossier.ConsultInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		return d.consult(tx, by, c, in, at, at)
	})
}

// consult decides to send a part whose limit counts from a moment.
func (d *Desk) consult(tx core.App, by access.Actor, c Case, in dossier.ConsultInput, from, at time.Time) (decided, error) {
	limit := deadline.Limit{N: min(max(in.Days, 1), 365), Unit: deadline.WorkingDay}
	if in.Link != "" {
		var err error
		if in, limit, err = c.linked(in); err != nil {
			return decided{}, err
		}
	}
	part, err := d.partFor(tx, c, in, limit, from)
	if err != nil {
		return decided{}, err
	}
	pauses := slices.Contains(c.Rule.PauseOn, "consult") && !in.Linked
	due := c.Due
	if pauses {
		due = due.Stopped()
	}
	e, err := c.Dossier.Consult(by, at, part, pauses, due, in.Days)
	return decided{event: e}, err
}

// partFor names the partner and counts its deadline.
func (d *Desk) partFor(tx core.App, c Case, in dossier.ConsultInput, limit deadline.Limit, from time.Time) (dossier.Part, error) {
	part := dossier.Part{ToName: strings.TrimSpace(in.ToName), Subject: strings.TrimSpace(in.Subject), Slip: strings.TrimSpace(in.Slip), Linked: in.Linked, Wait: in.Wait,
		Link: in.Link}
	cal := c.Cal
	if len(in.Shared) > 0 {
		files, err := d.filesOf(tx, c.ID)
		if err != nil {
			return part, err
		}
		for _, id := range in.Shared {
			if !slices.ContainsFunc(files, func(f File) bool { return f.ID == id }) {
				return part, problem.Of("shared", dossier.KeyPartFile)
			}
			if !slices.Contains(part.Shared, id) {
				part.Shared = append(part.Shared, id)
			}
		}
	}
	if in.To != "" {
		unit, err := d.Org.UnitByCode(tx, in.To)
		if isNotFound(err) {
			return part, problem.Of("to", KeyNoPartner)
		}
		if err != nil {
			return part, err
		}
		part.To, part.ToName, part.ToPath = unit.ID, unit.Name, unit.Path
		if cal, err = d.Org.Calendar(tx, unit); err != nil {
			return part, err
		}
	}
	res, err := compute(cal, deadline.Query{Received: from, Limit: limit})
	part.DueAt, part.DueDay = utc(res.Due), res.DueDay
	return part, err
}

// KeyNoPartner says that no unit of that code works here.
const KeyNoPartner = "dossier.no_such_partner"

// Acknowledge confirms that the partner has its part.
func (d *Desk) Acknowledge(app core.App, by access.Actor, code string, seen int, in dossier.PartInput) (Case, error) {
	return d.actOn(app, d.partner(by, code), seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.Acknowledge(by, at, in)
		return decided{event: e}, err
	})
}

// AnswerConsult writes the partner's answer down.
func (d *Desk) AnswerConsult(app core.App, by access.Actor, code string, seen int, in dossier.PartInput) (Case, error) {
	return d.actOn(app, d.partner(by, code), seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		return d.answer(tx, by, c, at, in, nil)
	})
}

// partner finds a dossier of the actor's scope, or one of another unit that
// asked the actor's for a part.
func (d *Desk) partner(by access.Actor, code string) func(tx core.App) (Case, error) {
	return func(tx core.App) (Case, error) {
		c, err := d.Find(tx, by, code)
		if !isNotFound(err) || code == "" {
			return c, err
		}
		c, err = d.find(tx, filled("code", code))
		if err != nil {
			return Case{}, err
		}
		if !slices.ContainsFunc(c.Parts, func(p dossier.Part) bool { return by.Works(p.ToPath) }) {
			return Case{}, notFound()
		}
		return c, nil
	}
}
