package dossier

import (
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
// does not have (409).
func (d Dossier) Permit(act Act, by access.Actor) error {
	r, ok := RuleOf(act)
	if !ok {
		return problem.Problem{Kind: problem.NotFound, Key: KeyUnknownAct}.With("act", string(act))
	}
	if !by.Works(d.UnitPath) || !by.HasAny(r.Who...) {
		return problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}.With("act", string(act))
	}
	if !r.leaves(d.State) {
		return problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed}.With("act", string(act)).With("state", string(d.State))
	}
	if r.Holder && d.Holder != "" && d.Holder != by.ID && !by.Has(access.Leader) {
		return problem.Problem{Kind: problem.Forbidden, Key: KeyHeldByOther}.With("act", string(act))
	}
	return nil
}

// Allowed lists the acts that by may do now, in the order of the table.
func (d Dossier) Allowed(by access.Actor) []Act {
	var out []Act
	for _, r := range Acts {
		if d.Permit(r.Act, by) == nil {
			out = append(out, r.Act)
		}
	}
	return out
}

// event starts the event of an act.
func (d Dossier) event(act Act, by access.Actor) Event {
	return Event{Unit: d.Unit, Dossier: d.ID, Kind: act, Actor: by.ID, ActorName: by.Name}
}

// words checks a text a person must or may write.
func words(l *problem.List, field, text string, required bool) {
	switch {
	case required && text == "":
		l.Add(field, KeyRequired)
	case len([]rune(text)) > maxWords:
		l.Add(field, KeyTooLong)
	}
}
