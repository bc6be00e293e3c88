package certify

import (
	"fmt"
	"strconv"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// Codes of what acting on many refuses.
const (
	KeyTooMany    = "certify.too_many"
	KeyNoneChosen = "certify.none_chosen"
	KeyNotReady   = "certify.not_ready" // still with somebody before the leader
	KeyVoidReason = "certify.void_reason"
	KeyVoided     = "certify.voided"
)

// MostAtOnce is how many dossiers one press acts on.
const MostAtOnce = 200

// Task is a line with the dossier behind it.
type Task struct {
	Entry
	Name  string // of the applicant
	Case  casework.Case
	Ready bool // the leader may sign now
}

// ToSign lists what waits for a signature in the actor's unit, in the order of
// the numbers, at most MostAtOnce.
func (o *Office) ToSign(app core.App, by access.Actor) ([]Task, error) {
	unit, err := o.Desk.IntakeUnit(app, by)
	if err != nil {
		return nil, err
	}
	var rows []entryRow
	err = app.DB().Select("*").From("certifications").Where(dbx.HashExp{"unit_path": unit.Path, "state": string(Waiting)}).
		OrderBy("entered_at", "number").Limit(MostAtOnce).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list certifications to sign: %w", err)
	}
	out := make([]Task, 0, len(rows))
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		c, err := o.Desk.Find(app, by, r.Code)
		if err != nil {
			return nil, err
		}
		out = append(out, Task{Entry: r.entry(), Case: c, Ready: c.State == dossier.Processing && c.Waiting == dossier.WaitSignature})
		ids = append(ids, r.Applicant)
	}
	people, err := o.Desk.People(app, ids)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Name = people[out[i].Applicant].Name
	}
	return out, nil
}

// Result is what acting on one of many came to.
type Result struct {
	Entry Entry
	Err   error // a problem in words; nil = done
}

// SignMany signs the chosen lines, each by an act and an event of its own: one
// that is refused stops no other.
func (o *Office) SignMany(app core.App, by access.Actor, ids []string) ([]Result, error) {
	return o.each(ids, func(id string) (Entry, error) {
		e, err := o.Find(app, by, id)
		if err != nil {
			return e, err
		}
		c, err := o.Desk.Find(app, by, e.Code)
		if err == nil && c.Waiting != dossier.WaitSignature && c.State.Open() {
			err = problem.Problem{Kind: problem.Conflict, Key: KeyNotReady}
		}
		if err != nil {
			return e, err
		}
		_, err = o.Desk.Resolve(app, by, e.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: e.NumberText()})
		return e, err
	})
}

// ToReturn lists what is signed and still here, in the actor's unit.
func (o *Office) ToReturn(app core.App, by access.Actor) ([]Task, error) {
	unit, err := o.Desk.IntakeUnit(app, by)
	if err != nil {
		return nil, err
	}
	var rows []entryRow
	err = app.DB().Select("*").From("certifications").Where(dbx.HashExp{"unit_path": unit.Path, "state": string(Signed), "kind": []any{"copy", "signature"}}).
		AndWhere(dbx.NewExp("signed_at >= {:from}", dbx.Params{"from": stored(o.now().AddDate(0, 0, -recent))})).
		OrderBy("signed_at DESC", "number DESC").Limit(MostAtOnce).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list certifications to return: %w", err)
	}
	var out []Task
	for _, r := range rows {
		c, err := o.Desk.Find(app, by, r.Code)
		if err != nil {
			return nil, err
		}
		if c.State != dossier.Resolved {
			continue
		}
		p, err := o.Desk.Person(app, r.Applicant)
		if err != nil {
			return nil, err
		}
		out = append(out, Task{Entry: r.entry(), Case: c, Name: p.Name, Ready: true})
	}
	return out, nil
}

// recent is how many days back the fast lane looks for what is not collected;
// older ones are in the lists of unclaimed results.
const recent = 7

// ReturnMany hands the chosen certifications to their applicants, who stand at
// the desk; anybody else collects over the dossier's page.
func (o *Office) ReturnMany(app core.App, by access.Actor, ids []string) ([]Result, error) {
	return o.each(ids, func(id string) (Entry, error) {
		e, err := o.Find(app, by, id)
		if err != nil {
			return e, err
		}
		p, err := o.Desk.Person(app, e.Applicant)
		if err != nil {
			return e, err
		}
		_, err = o.Desk.Return(app, by, e.Code, 0, dossier.ReturnInput{CollectorName: p.Name, CollectorNumber: p.Number, Checked: true})
		return e, err
	})
}

// each does one thing to each of many; only what nobody can mend stops it.
func (o *Office) each(ids []string, do func(id string) (Entry, error)) ([]Result, error) {
	if len(ids) == 0 {
		return nil, problem.Of("chon", KeyNoneChosen)
	}
	if len(ids) > MostAtOnce {
		return nil, problem.Of("chon", KeyTooMany).With("max", strconv.Itoa(MostAtOnce))
	}
	out := make([]Result, 0, len(ids))
	for _, id := range ids {
		e, err := do(id)
		if _, is := problem.In(err); err != nil && !is {
			return out, err
		}
		out = append(out, Result{e, err})
	}
	return out, nil
}

// Annul voids a line with its reason; the number stays in the book. A line that
// waits takes its dossier with it (stopped); a signed one is declared without
// value (Thông tư 01/2020/TT-BTP Điều 7) and its dossier stays as it was.
func (o *Office) Annul(app core.App, by access.Actor, id, reason string) (Entry, error) {
	var out Entry
	err := app.RunInTransaction(func(tx core.App) error {
		e, err := o.Find(tx, by, id)
		if err != nil {
			return err
		}
		reason = identity.Tidy(reason)
		switch {
		case !by.Works(e.UnitPath) || !by.Has(access.Leader):
			return problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}
		case reason == "":
			return problem.Of("reason", KeyVoidReason)
		case len([]rune(reason)) > 500:
			return problem.Of("reason", dossier.KeyTooLong)
		case e.State == Void:
			return problem.Problem{Kind: problem.Conflict, Key: KeyVoided}
		}
		if e.State == Waiting {
			if _, err := o.Desk.Stop(tx, by, e.Code, 0, dossier.EndInput{Reason: reason, Ground: "Nghị định 23/2015/NĐ-CP Điều 13"}); err != nil {
				return err
			}
		}
		at := o.now()
		if err := void(tx, e, dossier.Event{At: at, ActorName: by.Name}, reason); err != nil {
			return err
		}
		out, _, err = one(tx, dbx.HashExp{"id": id})
		return err
	})
	return out, err
}
