package dossier

import (
	"slices"
	"strconv"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what a linked part may get wrong.
const (
	KeyNoSuchPart  = "dossier.no_such_part"
	KeyPartTaken   = "dossier.part_already_taken"
	KeyPartOwnUnit = "dossier.part_own_unit"
	KeyPartDays    = "dossier.part_days"
	KeyPartLinked  = "dossier.part_linked_only" // after the own result only linked procedures are opened
	KeyPartFile    = "dossier.part_file"        // a shared file is none of the dossier
)

// ConsultInput asks another agency for its part of a dossier (lấy ý kiến, liên
// thông).
type ConsultInput struct {
	To      string `form:"to" json:"to"`           // unit code of a partner in this system, or ""
	ToName  string `form:"to_name" json:"to_name"` // name of an agency outside it
	Subject string `form:"subject" json:"subject"` // what is asked; it travels, so it names nobody
	Slip    string `form:"slip" json:"slip"`       // number of the letter
	Days    int    `form:"days" json:"days"`       // working days for the answer
	Linked  bool   `form:"linked" json:"linked"`   // a linked procedure, not an opinion
	Wait    bool   `form:"wait" json:"wait"`       // the office does not go on before the answer
	Link    string `form:"link" json:"link"`       // key of a link of the version: names subject, agency and limit where they are left out

	Shared []string `form:"shared" json:"shared"` // ids of the files that the partner may open
}

// Consult sends a part to a partner. The partner's own deadline runs; the
// legal clock goes on, unless the rule pauses it (pauses).
func (d Dossier) Consult(by access.Actor, at time.Time, part Part, pauses bool, due Due, days int) (Event, error) {
	if err := d.Permit(Consult, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "to_name", part.ToName, true)
	words(&bad, "subject", part.Subject, true)
	words(&bad, "slip", part.Slip, false)
	if days < 1 || days > 365 {
		bad.Add("days", KeyPartDays)
	}
	if part.To == d.Unit {
		bad.Add("to", KeyPartOwnUnit)
	}
	if d.State == Resolved && !part.Linked {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyPartLinked}
	}
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	part.Key = strconv.Itoa(len(d.Parts) + 1)
	part.SentAt, part.Wait = at, part.Wait || pauses
	e := d.event(Consult, by)
	e.At = at
	e.Data = Data{Part: &part, Slip: part.Slip, Step: d.Step, Holder: d.Holder, Due: &due}
	return e, nil
}

// PartInput answers for one part.
type PartInput struct {
	Part   string `form:"part" json:"part"` // key of the part; "" = the only open one
	Agreed bool   `form:"agreed" json:"agreed"`
	Slip   string `form:"slip" json:"slip"`
	Note   string `form:"note" json:"note"` // the answer in words

	Files []string `form:"-" json:"-"` // ids of the files given back, kept before
}

// Acknowledge confirms that the partner has the part (giao – nhận).
func (d Dossier) Acknowledge(by access.Actor, at time.Time, in PartInput) (Event, error) {
	part, err := d.part(Acknowledge, by, in.Part)
	if err != nil {
		return Event{}, err
	}
	if !part.TakenAt.IsZero() {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyPartTaken}
	}
	part.TakenAt, part.TakenBy = at, by.Name
	e := d.event(Acknowledge, by)
	e.At, e.Data = at, Data{Part: &part, ActorUnit: d.from(by)}
	return e, nil
}

// AnswerConsult writes the partner's answer down: by the partner itself, or by
// whoever asked an agency outside this system.
func (d Dossier) AnswerConsult(by access.Actor, at time.Time, due Due, in PartInput) (Event, error) {
	part, err := d.part(AnswerConsult, by, in.Part)
	if err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "slip", in.Slip, false)
	words(&bad, "note", in.Note, true)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	if part.TakenAt.IsZero() {
		part.TakenAt, part.TakenBy = at, by.Name
	}
	part.AnsweredAt, part.AnsweredBy, part.Agreed = at, by.Name, in.Agreed
	e := d.event(AnswerConsult, by)
	part.Files = in.Files
	e.At, e.Data = at, Data{Part: &part, Slip: in.Slip, Due: &due, ActorUnit: d.from(by)}
	return e, nil
}

// Answered is d as it will stand when a part has its answer, to compute the
// appointment by.
func (d Dossier) Answered(key string, at time.Time) Event {
	part, _ := d.PartOf(key)
	part.AnsweredAt = at
	return Event{Kind: AnswerConsult, At: at, Data: Data{Part: &part}}
}

// PartOf is a part by its key; "" = the only open one.
func (d Dossier) PartOf(key string) (Part, bool) {
	return only(d.Parts, key)
}

func only(parts []Part, key string) (Part, bool) {
	var found []Part
	for _, p := range parts {
		if p.Key == key {
			return p, true
		}
		if p.Open() {
			found = append(found, p)
		}
	}
	if key == "" && len(found) == 1 {
		return found[0], true
	}
	return Part{}, false
}

// part permits an act on a part: the partner's staff, and for an agency
// outside this system the dossier's own.
func (d Dossier) part(act Act, by access.Actor, key string) (Part, error) {
	r, _ := RuleOf(act)
	notYours := problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}.With("act", string(act))
	if !by.HasAny(r.Who...) {
		return Part{}, notYours
	}
	if err := d.stands(r); err != nil {
		return Part{}, err
	}
	parts := d.Parts
	if !by.Works(d.UnitPath) { // a partner is told of its own parts alone
		parts = slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return !by.Works(p.ToPath) })
	}
	part, ok := only(parts, key)
	switch {
	case !ok:
		return part, problem.Problem{Kind: problem.NotFound, Key: KeyNoSuchPart}
	case part.To != "" && !by.Works(part.ToPath):
		return part, notYours
	case !part.Open():
		return part, problem.Problem{Kind: problem.Conflict, Key: KeyNotAllowed}.With("act", string(act)).With("state", string(d.State))
	}
	return part, nil
}

// waits reports whether the office waits for a partner.
func (d Dossier) waits() bool {
	return slices.ContainsFunc(d.Parts, func(p Part) bool { return p.Open() && p.Wait })
}
