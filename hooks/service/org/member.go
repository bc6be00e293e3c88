package org

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what an account may get wrong.
const (
	KeyMail          = "org.email_invalid"
	KeyMailTaken     = "org.email_taken"
	KeyPersonMissing = "org.person_name_missing"
	KeyRoleMissing   = "org.role_missing"
	KeyRoleUnknown   = "org.role_unknown"
	KeyUnitUnknown   = "org.unit_unknown"
	KeyLastAdmin     = "org.last_admin"
	KeyOwnAccount    = "org.own_account"
)

var mailShape = regexp.MustCompile(`^[^\s@<>"']+@[^\s@<>"']+\.[^\s@.<>"']+$`)

// Member is one account of staff as its administrator sees it.
type Member struct {
	ID, Email, Name, Title string
	Unit                   Unit
	Roles                  []access.Role
	Active, MustChange     bool
}

// Has reports whether the member holds the role.
func (m Member) Has(r access.Role) bool { return slices.Contains(m.Roles, r) }

// MemberInput is what a person says about an account.
type MemberInput struct {
	Email string   `form:"email" json:"email"` // only when it is added
	Name  string   `form:"name" json:"name"`
	Title string   `form:"title" json:"title"`
	Unit  string   `form:"unit" json:"unit"` // code
	Roles []string `form:"roles" json:"roles"`
}

func (o *Office) member(app core.App, r *core.Record) (Member, error) {
	u, err := o.UnitByID(app, r.GetString("unit"))
	if err != nil {
		return Member{}, fmt.Errorf("unit of staff %s: %w", r.Id, err)
	}
	m := Member{ID: r.Id, Email: r.Email(), Name: r.GetString("name"), Title: r.GetString("title"), Unit: u, Active: r.GetBool("active"), MustChange: r.GetBool("must_change")}
	for _, role := range r.GetStringSlice("roles") {
		m.Roles = append(m.Roles, access.Role(role))
	}
	return m, nil
}

// Members lists the accounts of the units the actor runs, by unit and name;
// disabled ones last in their unit.
func (o *Office) Members(app core.App, by access.Actor) ([]Member, error) {
	records := []*core.Record{}
	q := app.RecordQuery("staff").InnerJoin("units u", dbx.NewExp("u.id = staff.unit"))
	if by.ID != access.System.ID {
		sub := access.Subtree(by.UnitPath)
		q = q.AndWhere(dbx.NewExp("u.path >= {:from} AND u.path < {:to}", dbx.Params{"from": sub.From, "to": sub.To}))
	}
	if err := q.OrderBy("u.path", "staff.active DESC", "staff.name").All(&records); err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	var out []Member
	for _, r := range records {
		m, err := o.member(app, r)
		if err != nil {
			return nil, err
		}
		if by.Administers(m.Unit.Path) {
			out = append(out, m)
		}
	}
	return out, nil
}

// MemberByID is one account that the actor runs; for everybody else it is not there.
func (o *Office) MemberByID(app core.App, by access.Actor, id string) (Member, error) {
	none := problem.Problem{Kind: problem.NotFound, Key: KeyStaffNotFound}
	if id == "" {
		return Member{}, none
	}
	r, err := app.FindRecordById("staff", id)
	if err != nil {
		return Member{}, none
	}
	m, err := o.member(app, r)
	if err == nil && !by.Administers(m.Unit.Path) {
		return Member{}, none
	}
	return m, err
}

// MemberByEmail is MemberByID by the address of the account.
func (o *Office) MemberByEmail(app core.App, by access.Actor, email string) (Member, error) {
	r, err := app.FindAuthRecordByEmail("staff", strings.ToLower(strings.TrimSpace(email)))
	if err != nil {
		return Member{}, problem.Problem{Kind: problem.NotFound, Field: "email", Key: KeyStaffNotFound}
	}
	return o.MemberByID(app, by, r.Id)
}

// read tidies the input, finds its unit and lists everything wrong.
func (o *Office) readMember(app core.App, by access.Actor, in *MemberInput, adding bool) (Unit, []access.Role, problem.List) {
	in.Email, in.Name, in.Title = strings.ToLower(strings.TrimSpace(in.Email)), tidy(in.Name), tidy(in.Title)
	var bad problem.List
	if adding {
		if !mailShape.MatchString(in.Email) || len(in.Email) > 200 {
			bad.Add("email", KeyMail)
		} else if _, err := app.FindAuthRecordByEmail("staff", in.Email); err == nil {
			bad.Add("email", KeyMailTaken)
		}
	}
	if in.Name == "" {
		bad.Add("name", KeyPersonMissing)
	}
	if len([]rune(in.Name)) > 200 || len([]rune(in.Title)) > 200 {
		bad.Add("name", KeyTooLong)
	}
	unit, err := o.Administered(app, by, in.Unit)
	if err != nil {
		bad.Add("unit", KeyUnitUnknown)
	}
	roles, key := readRoles(in.Roles)
	if key != "" {
		bad.Add("roles", key)
	}
	return unit, roles, bad
}

func readRoles(words []string) (out []access.Role, key string) {
	for _, w := range words {
		role := access.Role(strings.TrimSpace(w))
		if role == "" || slices.Contains(out, role) {
			continue
		}
		if !slices.Contains(access.Roles, role) {
			return nil, KeyRoleUnknown
		}
		out = append(out, role)
	}
	if len(out) == 0 {
		return nil, KeyRoleMissing
	}
	return out, ""
}

// AddMember makes an account with a password that is said once and must be
// changed at the first sign-in.
func (o *Office) AddMember(app core.App, by access.Actor, in MemberInput) (Member, string, error) {
	unit, roles, bad := o.readMember(app, by, &in, true)
	if err := bad.Err(); err != nil {
		return Member{}, "", err
	}
	password := oneTime()
	var made Member
	err := app.RunInTransaction(func(tx core.App) error {
		r, err := o.AddStaff(tx, NewStaff{Email: in.Email, Password: password, Name: in.Name, Title: in.Title, Unit: unit, Roles: roles})
		if err != nil {
			return err
		}
		r.Set("must_change", true)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save account %s: %w", r.Id, err)
		}
		if made, err = o.member(tx, r); err != nil {
			return err
		}
		return o.Write(tx, by, unit.Path, "staff_added", in.Name, strings.Join(in.Roles, ", "))
	})
	return made, password, err
}
