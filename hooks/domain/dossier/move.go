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
	KeyNotToSign    = "dossier.not_to_sign"
	KeySamePerson   = "dossier.same_person"
	KeyRecallLate   = "dossier.recall_too_late"
)

// MoveInput hands a dossier over: forward to the next step, back one step, or
// to another person of the same step.
type MoveInput struct {
	To      string  `form:"to" json:"to"`           // staff id of the receiver
	Note    string  `form:"note" json:"note"`       // for the receiver
	Outcome Outcome `form:"outcome" json:"outcome"` // what is proposed, when forwarded to sign (trình ký)

	Cooperating []string `json:"cooperating"` // staff ids of those who work on it too; nil = as before
	Watching    []string `json:"watching"`    // staff ids of those who are only told; nil = as before
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

// Propose hands the dossier to whoever signs, with what is proposed (trình ký).
func (d Dossier) Propose(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	next, ok := d.StepAfter(flow)
	if err := d.Permit(Propose, by); err != nil {
		return Event{}, err
	}
	if ok && access.Role(next.Role) != access.Leader {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyNotToSign}
	}
	if in.Outcome == "" {
		return Event{}, problem.Of("outcome", KeyOutcomeUnset)
	}
	return d.move(Propose, by, at, next, ok, KeyLastStep, to, in)
}

// Approve passes what a leader agrees with on to another leader for signature.
func (d Dossier) Approve(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	step, ok := d.StepNow(flow)
	if in.Outcome == "" {
		in.Outcome = d.Proposed
	}
	return d.move(Approve, by, at, step, ok, KeyLastStep, to, in)
}

// SendBack gives what was proposed back to be done again, with a note why.
func (d Dossier) SendBack(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	before, ok := d.StepBefore(flow)
	in.Outcome = ""
	return d.move(SendBack, by, at, before, ok, KeyFirstStep, to, in)
}

// Reassign gives the dossier to a colleague of the same step.
func (d Dossier) Reassign(by access.Actor, at time.Time, flow []procedure.Step, to access.Actor, in MoveInput) (Event, error) {
	step, ok := d.StepNow(flow)
	in.Outcome = d.Proposed // a colleague signs what was proposed
	return d.move(Reassign, by, at, step, ok, KeyLastStep, to, in)
}

// handOver reports whether an act is one of the acts that give a dossier to somebody.
func handOver(a Act) bool {
	switch a {
	case Forward, Propose, Approve, SendBack, Assign, Reassign, StepBack:
		return true
	}
	return false
}

// Recall takes back what was handed over by mistake, while whoever has it now
// did nothing with it; events are all of the dossier, oldest first.
func (d Dossier) Recall(by access.Actor, at time.Time, events []Event, in RemarkInput) (Event, error) {
	if err := d.Permit(Recall, by); err != nil {
		return Event{}, err
	}
	last := len(events) - 1
	for last >= 0 && (events[last].Kind == Printed || events[last].Kind == Remind) {
		last--
	}
	if last < 0 || !handOver(events[last].Kind) || events[last].Actor != by.ID {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyRecallLate}
	}
	var bad problem.List
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	before := Fold(events[:last])
	e := d.event(Recall, by)
	e.At = at
	e.Data = Data{Step: before.Step, Holder: before.Holder, StepDue: before.StepDue, Outcome: before.Proposed,
		Cooperating: append([]string{}, before.Cooperating...), Watching: append([]string{}, before.Watching...)} // not nil: that would leave whom the mistake named
	return e, nil
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
	case to.ID == d.Holder && (act == Reassign || act == Approve):
		bad.Add("to", KeySamePerson)
	}
	if in.Outcome != "" && in.Outcome != Granted && in.Outcome != Refused {
		bad.Add("outcome", KeyOutcomeUnset)
	}
	words(&bad, "note", in.Note, act == StepBack || act == SendBack || act == Reassign)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	outcome := in.Outcome
	if outcome == "" && access.Role(step.Role) == access.Leader && act != Reassign {
		outcome = Granted
	}
	e := d.event(act, by)
	e.At = at
	e.Data = Data{Step: step.Key, Holder: to.ID, ToName: to.Name, Outcome: outcome, Cooperating: in.Cooperating, Watching: in.Watching}
	return e, nil
}
