package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Codes of what a hand-over may get wrong.
const (
	KeyNoSuchStaff  = "dossier.no_such_staff"
	KeyNotStepRole  = "dossier.not_step_role"
	KeyLastStep     = "dossier.last_step"
	KeyFirstStep    = "dossier.first_step"
	KeyOutcomeUnset = "dossier.outcome_missing"
)

// MoveInput hands a dossier over: forward to the next step, back one step, or
// to another person of the same step.
type MoveInput struct {
	To      string  `form:"to" json:"to"`           // staff id of the receiver
	Note    string  `form:"note" json:"note"`       // for the receiver
	Outcome Outcome `form:"outcome" json:"outcome"` // what is proposed, when forwarded to sign (trình ký)
}

// StepAfter returns the step that Forward leads to: the next one of the flow
// whose role is not the desk's, since the last step, giving the result back,
// is reached through Resolve.
func (d Dossier) StepAfter(flow []procedure.Step) (procedure.Step, bool) {
	for i := d.stepIndex(flow) + 1; i < len(flow); i++ {
		if access.Role(flow[i].Role) != access.Clerk {
			return flow[i], true
		}
	}
	return procedure.Step{}, false
}

// StepBefore returns the step that StepBack leads to.
func (d Dossier) StepBefore(flow []procedure.Step) (procedure.Step, bool) {
	if i := d.stepIndex(flow); i > 0 {
		return flow[i-1], true
	}
	return procedure.Step{}, false
}

// StepNow returns the step the dossier is in.
func (d Dossier) StepNow(flow []procedure.Step) (procedure.Step, bool) {
	if i := d.stepIndex(flow); i >= 0 {
		return flow[i], true
	}
	return procedure.Step{}, false
}

func (d Dossier) stepIndex(flow []procedure.Step) int {
	for i, s := range flow {
		if s.Key == d.Step {
			return i
		}
	}
	return -1
}

// Forward hands the dossier to the next step of its flow.
func (d Dossier) Forward(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	next, ok := d.StepAfter(flow)
	return d.move(Forward, by, at, next, ok, KeyLastStep, to, in)
}

// StepBack gives the dossier back to the step before, with a note why.
func (d Dossier) StepBack(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	before, ok := d.StepBefore(flow)
	in.Outcome = ""
	return d.move(StepBack, by, at, before, ok, KeyFirstStep, to, in)
}

// Assign gives the dossier to another person of the step it is in; from the
// desk it goes to the first step behind it.
func (d Dossier) Assign(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	step, ok := d.StepNow(flow)
	if ok && access.Role(step.Role) == access.Clerk {
		step, ok = d.StepAfter(flow)
	}
	in.Outcome = ""
	return d.move(Assign, by, at, step, ok, KeyLastStep, to, in)
}

func (d Dossier) move(act Act, by access.Actor, at time.Time, step procedure.Step, ok bool, none string, to access.Actor, in MoveInput) (Event, error) {
	if err := d.Permit(act, by); err != nil {
		return Event{}, err
	}
	if !ok {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: none}
	}
	var bad problem.List
	switch {
	case in.To == "":
		bad.Add("to", KeyRequired)
	case to.ID == "" || !to.Works(d.UnitPath):
		bad.Add("to", KeyNoSuchStaff)
	case !to.Has(access.Role(step.Role)):
		bad.Add("to", KeyNotStepRole)
	}
	if in.Outcome != "" && in.Outcome != Granted && in.Outcome != Refused {
		bad.Add("outcome", KeyOutcomeUnset)
	}
	words(&bad, "note", in.Note, act == StepBack)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	outcome := in.Outcome
	if outcome == "" && access.Role(step.Role) == access.Leader {
		outcome = Granted
	}
	e := d.event(act, by)
	e.At = at
	e.Data = Data{Step: step.Key, Holder: to.ID, ToName: to.Name, Outcome: outcome}
	return e, nil
}
