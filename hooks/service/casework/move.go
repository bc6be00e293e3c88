package casework

import (
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

type mover func(d dossier.Dossier, by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in dossier.MoveInput) (dossier.Event, error)

func (d *Desk) move(app core.App, by access.Actor, code string, seen int, in dossier.MoveInput, decide mover) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		to, err := d.Org.StaffByID(tx, in.To)
		if err != nil && !isNotFound(err) {
			return decided{}, err
		}
		e, err := decide(c.Dossier, by, at, c.Flow(), to, in)
		return decided{e, note("note", in.Note)}, err
	})
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
	case dossier.Forward:
		step, ok = c.StepAfter(flow)
	case dossier.StepBack:
		step, ok = c.StepBefore(flow)
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
	return step, list, err
}
