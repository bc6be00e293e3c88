package casework

import (
	"errors"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
)

// Resolve decides a dossier: granted, or refused with its reason and ground.
func (d *Desk) Resolve(app core.App, by access.Actor, code string, seen int, in dossier.ResolveInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.Resolve(by, at, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// Shelve notes where the finished result lies.
func (d *Desk) Shelve(app core.App, by access.Actor, code string, seen int, in dossier.ShelveInput) (Case, error) {
	return d.actOn(app, d.placed(by, code), seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.Shelve(by, at, in)
		return decided{event: e}, err
	})
}

// Return hands the result to whoever came for it and records who it was.
func (d *Desk) Return(app core.App, by access.Actor, code string, seen int, in dossier.ReturnInput) (Case, error) {
	return d.actOn(app, d.placed(by, code), seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		if err := c.Permit(dossier.Return, by); err != nil {
			return decided{}, err
		}
		if err := d.settled(tx, c); err != nil {
			return decided{}, err
		}
		in.CollectorName, in.Record = strings.TrimSpace(in.CollectorName), in.Record.Tidy()
		number, bad := collectorNumber(in.CollectorNumber)
		known, err := d.mayCollect(tx, c, in.CollectorName, number)
		if err != nil {
			return decided{}, err
		}
		e, err := c.ReturnResult(by, at, known, in)
		if more, is := problem.In(err); is {
			return decided{}, append(bad, more...)
		}
		if err := errors.Join(err, bad.Err()); err != nil {
			return decided{}, err
		}
		detail := dossier.Detail{"collector": in.CollectorName, "authority": in.Authority, "note": in.Note}
		in.Record.Keep(detail, "authority")
		return decided{e, detail}, d.keepNumber(detail, "collector_number", number)
	})
}

// settled refuses to hand a result over while fees are unpaid.
func (d *Desk) settled(tx core.App, c Case) error {
	if d.FeesDue == nil {
		return nil
	}
	owed, err := d.FeesDue(tx, c)
	if err != nil || owed == 0 {
		return err
	}
	return problem.Problem{Kind: problem.Conflict, Key: dossier.KeyFeesDue}.With("amount", money.Digits(owed))
}

// CorrectResult replaces or revokes a result that was given wrongly.
func (d *Desk) CorrectResult(app core.App, by access.Actor, code string, seen int, in dossier.ResultInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.CorrectResult(by, at, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// collectorNumber reads the collector's identity number, which may be left out.
func collectorNumber(text string) (string, problem.List) {
	if text == "" {
		return "", nil
	}
	number, err := identity.ParseNumber(text)
	bad, _ := problem.In(err)
	for i := range bad {
		bad[i].Field = "collector_number"
	}
	return number.Digits, bad
}

// MayCollect reports whether the collector is one of the people of a dossier,
// so that the desk knows before it hands the result over.
func (d *Desk) MayCollect(app core.App, by access.Actor, code, name, number string) (bool, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return false, err
	}
	if name == "" && number == "" {
		return false, nil
	}
	if n, err := identity.ParseNumber(number); err == nil {
		number = n.Digits
	}
	return d.mayCollect(app, c, strings.TrimSpace(name), number)
}

// mayCollect reports whether the collector is one of the people of the
// dossier: by number where both sides have one, else by name without marks.
func (d *Desk) mayCollect(app core.App, c Case, name, number string) (bool, error) {
	for _, id := range []string{c.Applicant, c.Submitter, c.Delegate} {
		if id == "" {
			continue
		}
		p, err := d.Person(app, id)
		if err != nil {
			return false, err
		}
		if number != "" && p.Number != "" {
			if number == p.Number {
				return true, nil
			}
			continue
		}
		if identity.Fold(name) == identity.Fold(p.Name) {
			return true, nil
		}
	}
	return false, nil
}
