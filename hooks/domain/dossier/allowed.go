package dossier

import (
	"slices"
	"strings"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what may be refused about an act, whatever the act.
const (
	KeyUnknownAct  = "dossier.unknown_act"
	KeyNotAllowed  = "dossier.act_not_allowed" // not in this state
	KeyNotYours    = "dossier.act_not_yours"   // not by this role or unit
	KeyHeldByOther = "dossier.held_by_other"   // somebody else holds it
	KeyRequired    = "required"                // an input is missing
	KeyTooLong     = "too_long"                // longer than maxWords letters
	maxWords       = 2000                      // letters of a reason, note or ground
)

// Permit refuses an act that by may not do (403) or that the dossier's state
// does not have (409); the latter says what by may do instead.
func (d Dossier) Permit(act Act, by access.Actor) error {
	r, ok := RuleOf(act)
	if !ok {
		return problem.Problem{Kind: problem.NotFound, Key: KeyUnknownAct}.With("act", string(act))
	}
	if r.Job && by.ID == access.System.ID {
		return d.stands(r)
	}
	if !d.worksOn(act, by) || !by.HasAny(r.Who...) {
		return problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}.With("act", string(act))
	}
	if err := d.stands(r); err != nil {
		return problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed}.With("act", string(act)).With("state", string(d.State)).With("allowed", d.instead(by))
	}
	if d.withOther(r, by) {
		return problem.Problem{Kind: problem.Forbidden, Key: KeyHeldByOther}.With("act", string(act))
	}
	return nil
}

// withOther reports whether somebody else holds what only its holder may do.
func (d Dossier) withOther(r Rule, by access.Actor) bool {
	return r.Holder && d.Holder != "" && d.Holder != by.ID && !by.StandsFor(d.Holder) && !by.Has(access.Leader)
}

// stands refuses an act that the dossier, as it stands, does not have.
func (d Dossier) stands(r Rule) error {
	if r.leaves(d.State) && d.ready(r.Act) {
		return nil
	}
	return problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed}.With("act", string(r.Act)).With("state", string(d.State))
}

// ready reports whether what an act follows on has happened. Only what the row
// itself says is asked here; what needs a clock or other rows is asked by the
// act.
func (d Dossier) ready(act Act) bool {
	switch act {
	case AnswerGuide:
		return d.Waiting == WaitCitizen
	case Remind:
		return d.Waiting == WaitCitizen && d.LimitDay != "" && d.RemindedAt.IsZero()
	case Lapse:
		return d.LimitDay != "" && !d.RemindedAt.IsZero()
	case Approve, SendBack:
		return d.Waiting == WaitSignature
	case Acknowledge:
		return slices.ContainsFunc(d.Parts, func(p Part) bool { return p.Open() && p.TakenAt.IsZero() })
	case AnswerConsult:
		return slices.ContainsFunc(d.Parts, Part.Open)
	case PassOn:
		return d.PlaceReceived.Unit != ""
	case RequestCorrection:
		return d.Correction == nil
	case CorrectIntake:
		return d.Correction != nil
	case CorrectResult:
		return d.ResultState == Issued
	case GiveBack:
		return len(d.Held) > 0
	}
	return true
}

// Allowed lists the acts that by may do now, in the order of the table.
func (d Dossier) Allowed(by access.Actor) []Act {
	var out []Act
	for _, r := range Acts {
		if d.worksOn(r.Act, by) && by.HasAny(r.Who...) && d.stands(r) == nil && !d.withOther(r, by) {
			out = append(out, r.Act)
		}
	}
	return out
}

// instead is Allowed as the argument of a refusal: "forward,assign".
func (d Dossier) instead(by access.Actor) string {
	var out []string
	for _, act := range d.Allowed(by) {
		out = append(out, string(act))
	}
	return strings.Join(out, ",")
}

// event starts the event of an act. Who acts in a colleague's place says so.
func (d Dossier) event(act Act, by access.Actor) Event {
	e := Event{Unit: d.Unit, Dossier: d.ID, Kind: act, Actor: by.ID, ActorName: by.Name}
	if r, ok := RuleOf(act); ok {
		holder := ""
		if r.Holder || d.Waiting == WaitSignature && signs(act) {
			holder = d.Holder
		}
		e.OnBehalfOf = by.Behalf(holder, r.Who...)
	}
	return e
}

// signs tells the acts that answer what was laid before a leader: done by the
// leader's deputy they are done in the leader's place.
func signs(act Act) bool { return act == Resolve || act == Approve || act == SendBack }

// words checks a text a person must or may write.
func words(l *problem.List, field, text string, required bool) {
	switch {
	case required && text == "":
		l.Add(field, KeyRequired)
	case len([]rune(text)) > maxWords:
		l.Add(field, KeyTooLong)
	}
}
