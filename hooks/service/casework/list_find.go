package casework

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
)

// Locate finds what a scanned or typed text names: the code of the one dossier
// it can mean, or the dossiers of the holder of an identity number.
func (d *Desk) Locate(app core.App, by access.Actor, text string) (string, []Line, error) {
	s := code.Scan(text)
	column := map[code.Kind]string{code.Dossier: "code", code.Ref: "ref"}[s.Kind]
	switch s.Kind {
	case code.Citizen:
		list, err := d.ByNumber(app, by, s.Value)
		return "", list, err
	case code.Receipt:
		column = "code"
		if ref, err := code.ParseRef(s.Value); err == nil {
			s.Value, column = ref, "ref"
		}
	}
	if column != "" {
		c, err := d.find(app, filled(column, s.Value))
		if err == nil && by.Sees(c.UnitPath, c.Version.Body.Sector) && c.Code != "" {
			return c.Code, nil, nil
		}
		if err != nil && !isNotFound(err) {
			return "", nil, err
		}
	}
	list, _, err := d.List(app, by, Filter{Words: text})
	if len(list) == 1 && list[0].Code != "" && strings.EqualFold(list[0].Code, strings.TrimSpace(text)) {
		return list[0].Code, nil, err
	}
	return "", list, err
}

// ByNumber lists the dossiers of the holder of an identity number, newest
// first: the way to find a lost receipt at the desk.
func (d *Desk) ByNumber(app core.App, by access.Actor, number string) ([]Line, error) {
	if !by.SeesPeople() {
		return nil, nil
	}
	var ids []string
	err := ofPeople(app, by, hasPerson, "p.identity_hash", d.Vault.Mac("identity", number)).
		OrderBy("d.received_at DESC").Limit(100).Column(&ids)
	if err != nil || number == "" {
		return nil, err
	}
	var out []Line
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		c, err := d.find(app, dbx.HashExp{"id": id})
		if err != nil {
			return nil, err
		}
		p, err := d.Person(app, c.Applicant)
		if err != nil {
			return nil, err
		}
		out = append(out, Line{Dossier: c.Dossier, ProcedureName: c.Version.Body.Name, ApplicantName: p.Name, Address: p.Address, Phone: p.Phone})
	}
	return out, nil
}

// LastPerson is what the unit last wrote about the holder of a number, for
// filling in the form again; the zero Person when it has none.
func (d *Desk) LastPerson(app core.App, by access.Actor, number string) (Person, error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return Person{}, err
	}
	return d.lastPerson(app, unit.Path, number)
}

// LastReceived is the applicant of the last dossier that this clerk received,
// for taking the same visitor's next dossier.
func (d *Desk) LastReceived(app core.App, by access.Actor) (Person, error) {
	var id string
	err := app.DB().Select("d.applicant").From("dossier_events e").InnerJoin("dossiers d", dbx.NewExp("d.id = e.dossier")).
		Where(dbx.HashExp{"e.unit": by.Unit, "e.kind": "receive", "e.actor": by.ID}).OrderBy("e.seq DESC").Limit(1).Row(&id)
	if err != nil {
		return Person{}, nil //nolint:nilerr // nothing received yet
	}
	return d.Person(app, id)
}
