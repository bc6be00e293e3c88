package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

// PersonInput is a person, household or organisation as it was typed.
type PersonInput struct {
	Kind           string `form:"kind" json:"kind"` // person (default), household, organisation
	Name           string `form:"name" json:"name"`
	IdentityNumber string `form:"identity_number" json:"identity_number"`
	Birth          string `form:"birth" json:"birth"` // 2006-01-02, 02/01/2006 or a year alone
	Sex            string `form:"sex" json:"sex"`
	Address        string `form:"address" json:"address"`
	Phone          string `form:"phone" json:"phone"`
	Email          string `form:"email" json:"email"`
}

// empty reports whether nothing at all was typed about the person; the kind
// alone says nothing.
func (in PersonInput) empty() bool {
	in.Kind = ""
	return in == PersonInput{}
}

// Person is a person as kept. Number is in clear here and sealed in the database.
type Person struct {
	ID      string
	Kind    string
	Name    string
	Number  string
	Birth   string
	Sex     string
	Address string
	Phone   string
	Email   string
}

// Codes of what a person's details may get wrong beside those of domain/identity.
const (
	KeyPersonKind = "person.kind"
	KeyTooLong    = "too_long"
	maxAddress    = 300
)

// parsePerson normalises what was typed; prefix names the fields of its
// problems. Name is always needed; a number only where needNumber.
func parsePerson(prefix string, in PersonInput, needNumber bool) (Person, problem.List) {
	var bad problem.List
	p := Person{Kind: in.Kind, Sex: string(identity.ParseSex(in.Sex)), Address: identity.Tidy(in.Address), Email: identity.Tidy(in.Email)}
	if p.Kind == "" {
		p.Kind = "person"
	}
	if p.Kind != "person" && p.Kind != "household" && p.Kind != "organisation" {
		bad.Add(prefix+"kind", KeyPersonKind)
	}
	take := func(field string, err error) {
		if list, ok := problem.In(err); ok {
			for _, x := range list {
				x.Field = prefix + field
				bad = append(bad, x)
			}
		}
	}
	var err error
	p.Name, err = identity.ParseName(in.Name)
	take("name", err)
	if in.IdentityNumber != "" || needNumber {
		n, err := identity.ParseNumber(in.IdentityNumber)
		take("identity_number", err)
		p.Number = n.Digits
	}
	if in.Phone != "" {
		phone, err := identity.ParsePhone(in.Phone)
		take("phone", err)
		p.Phone = string(phone)
	}
	if in.Birth != "" {
		birth, err := identity.ParseBirth(in.Birth)
		take("birth", err)
		p.Birth = string(birth)
	}
	if len([]rune(p.Address)) > maxAddress {
		bad.Add(prefix+"address", KeyTooLong)
	}
	if len(p.Email) > 200 {
		bad.Add(prefix+"email", KeyTooLong)
	}
	return p, bad
}

// savePerson returns the id of a row that says exactly this about the person:
// the last one of the same number in the unit when nothing changed, else a new
// one, so that an earlier dossier keeps what was true then.
func (d *Desk) savePerson(tx core.App, unitPath string, p Person, at time.Time) (string, error) {
	hash := d.Vault.Mac("identity", p.Number)
	if hash != "" {
		last, err := d.lastOf(tx, unitPath, hash)
		if err != nil {
			return "", err
		}
		same := last
		same.ID = ""
		if last.ID != "" && same == p {
			return last.ID, nil
		}
	}
	sealed, err := d.Vault.Seal(p.Number)
	if err != nil {
		return "", err
	}
	last4 := ""
	if len(p.Number) >= 4 {
		last4 = p.Number[len(p.Number)-4:]
	}
	id := newID(at)
	err = insertRow(tx, "persons", dbx.Params{
		"id": id, "unit_path": unitPath, "kind": p.Kind, "name": p.Name, "name_fold": identity.Fold(p.Name),
		"identity_sealed": sealed, "identity_hash": hash, "identity_last4": last4,
		"birth": p.Birth, "sex": p.Sex, "address": p.Address, "phone": p.Phone, "email": p.Email, "seen_at": stored(at),
	})
	if err != nil {
		return "", fmt.Errorf("write person: %w", err)
	}
	return id, nil
}

// keepNumber writes an identity number into the personal values of an event:
// masked for showing, whole only when unsealed.
func (d *Desk) keepNumber(x dossier.Detail, name, number string) error {
	if number == "" {
		return nil
	}
	sealed, err := d.Vault.Seal(number)
	if err != nil {
		return err
	}
	x[name], x[name+"_sealed"] = identity.Mask(number), sealed
	return nil
}

type personRow struct {
	ID      string `db:"id"`
	Kind    string `db:"kind"`
	Name    string `db:"name"`
	Sealed  string `db:"identity_sealed"`
	Birth   string `db:"birth"`
	Sex     string `db:"sex"`
	Address string `db:"address"`
	Phone   string `db:"phone"`
	Email   string `db:"email"`
}

func (d *Desk) person(r personRow) (Person, error) {
	n, err := d.Vault.Unseal(r.Sealed)
	if err != nil {
		return Person{}, fmt.Errorf("open identity of person %s: %w", r.ID, err)
	}
	return Person{ID: r.ID, Kind: r.Kind, Name: r.Name, Number: n, Birth: r.Birth, Sex: r.Sex, Address: r.Address, Phone: r.Phone, Email: r.Email}, nil
}

// Person loads one person by record id; the zero Person when id is empty.
func (d *Desk) Person(app core.App, id string) (Person, error) {
	if id == "" {
		return Person{}, nil
	}
	var r personRow
	if err := app.DB().Select("*").From("persons").Where(dbx.HashExp{"id": id}).One(&r); err != nil {
		return Person{}, fmt.Errorf("load person %s: %w", id, err)
	}
	return d.person(r)
}

// lastPerson is what the unit last wrote about the holder of a number; the
// zero Person when it has none.
func (d *Desk) lastPerson(app core.App, unitPath, number string) (Person, error) {
	return d.lastOf(app, unitPath, d.Vault.Mac("identity", number))
}

// lastOf is lastPerson by the hash of the number.
func (d *Desk) lastOf(app core.App, unitPath, hash string) (Person, error) {
	var r personRow
	err := app.DB().NewQuery("SELECT * FROM persons WHERE identity_hash = {:hash} AND identity_hash != '' AND unit_path = {:path} ORDER BY seen_at DESC, rowid DESC LIMIT 1").
		Bind(dbx.Params{"hash": hash, "path": unitPath}).One(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{}, nil
	}
	if err != nil {
		return Person{}, fmt.Errorf("find person: %w", err)
	}
	return d.person(r)
}
