package casework

import (
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Forward hands the dossier to the next step of its flow.
func (d *Desk) Forward(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.Forward)
}

// StepBack gives the dossier back to the step before.
func (d *Desk) StepBack(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.StepBack)
}

// Assign gives the dossier to another person of its step.
func (d *Desk) Assign(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.Assign)
}

// Propose hands the dossier to whoever signs.
func (d *Desk) Propose(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.Propose)
}

// Approve passes a dossier on to another leader for signature.
func (d *Desk) Approve(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.Approve)
}

// SendBack gives what was proposed back to be done again.
func (d *Desk) SendBack(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.SendBack)
}

// Reassign gives the dossier to a colleague of the same step.
func (d *Desk) Reassign(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (Case, error) {
	return d.move(app, by, code, seen, in, dossier.Dossier.Reassign)
}

// Recall takes a hand-over back.
func (d *Desk) Recall(app core.App, by access.Actor, code string, seen int, in dossier.RemarkInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		events, err := d.events(tx, c.ID)
		if err != nil {
			return decided{}, err
		}
		e, err := c.Recall(by, at, events, in)
		if err == nil && e.Data.Holder != "" {
			if to, err := d.Org.StaffByID(tx, e.Data.Holder); err == nil { // somebody who left has no name to show
				e.Data.ToName = to.Name
			}
		}
		return decided{e, note("note", in.Note)}, err
	})
}

type mover func(d dossier.Dossier, by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in dossier.MoveInput) (dossier.Event, error)

func (d *Desk) move(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput, decide mover) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		to, err := d.Org.StaffByID(tx, in.To)
		if err != nil && !isNotFound(err) {
			return decided{}, err
		}
		if err := d.colleagues(tx, c, in); err != nil {
			return decided{}, err
		}
		e, err := decide(c.Dossier, by, at, c.Flow(), to, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// colleagues refuses to name people of another unit beside the holder.
func (d *Desk) colleagues(tx core.App, c Case, in dossier.MoveInput) error {
	var bad problem.List
	for field, ids := range map[string][]string{"cooperating": in.Cooperating, "watching": in.Watching} {
		for _, id := range ids {
			who, err := d.Org.StaffByID(tx, id)
			if err != nil && !isNotFound(err) {
				return err
			}
			if err != nil || !who.Works(c.UnitPath) {
				bad.Add(field, dossier.KeyNoSuchStaff)
			}
		}
	}
	return bad.Err()
}

// note is a detail of one value; nil when there is none, so that nothing is
// kept beside the chain.
func note(name, text string) dossier.Detail {
	if text == "" {
		return nil
	}
	return dossier.Detail{name: text}
}

// Receivers lists who a dossier may be handed to by an act, and the step it
// would reach. The list is empty when the flow has no such step.
func (d *Desk) Receivers(app core.App, c Case, act dossier.Act) (procedure.Step, []access.Actor, error) {
	flow := c.Flow()
	var step procedure.Step
	var ok bool
	switch act {
	case dossier.Forward, dossier.Propose:
		step, ok = c.StepAfter(flow)
		ok = ok && (act == dossier.Forward || access.Role(step.Role) == access.Leader)
	case dossier.StepBack, dossier.SendBack:
		step, ok = c.StepBefore(flow)
	case dossier.Reassign, dossier.Approve:
		step, ok = c.StepNow(flow)
	case dossier.Assign:
		step, ok = c.StepNow(flow)
		if ok && access.Role(step.Role) == access.Clerk {
			step, ok = c.StepAfter(flow)
		}
	default:
		return step, nil, problem.Problem{Kind: problem.NotFound, Key: dossier.KeyUnknownAct}
	}
	if !ok {
		return step, nil, nil
	}
	list, err := d.Org.StaffOf(app, c.UnitPath, access.Role(step.Role))
	if act == dossier.Reassign || act == dossier.Approve {
		list = slices.DeleteFunc(list, func(a access.Actor) bool { return a.ID == c.Holder })
	}
	return step, list, err
}
