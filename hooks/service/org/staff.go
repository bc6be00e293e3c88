package org

import (
	"encoding/json"
	"fmt"
	"sort"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

func sortUnits(list []Unit) {
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
}

// Actor turns a staff record into whoever acts. A record that is not active
// has no role and no scope.
func (o *Office) Actor(app core.App, r *core.Record) (access.Actor, error) {
	a, err := o.oneself(app, r)
	if err != nil || !a.Signed() {
		return a, err
	}
	lent, err := o.standings(app, a.ID)
	a.For = lent[a.ID]
	return a, err
}

// oneself is Actor without what colleagues lent for today.
func (o *Office) oneself(app core.App, r *core.Record) (access.Actor, error) {
	if r == nil || r.Collection().Name != "staff" || !r.GetBool("active") {
		return access.Actor{}, nil
	}
	unit, err := o.UnitByID(app, r.GetString("unit"))
	if err != nil {
		return access.Actor{}, fmt.Errorf("unit of staff %s: %w", r.Id, err)
	}
	a := access.Actor{ID: r.Id, Name: r.GetString("name"), Title: r.GetString("title"), Unit: unit.ID, UnitPath: unit.Path, MustChange: r.GetBool("must_change")}
	if a.Post, err = o.post(app, unit); err != nil {
		return access.Actor{}, err
	}
	for _, role := range r.GetStringSlice("roles") {
		a.Roles = append(a.Roles, access.Role(role))
	}
	paths, err := scopePaths(r.GetString("scope"))
	if err != nil {
		return access.Actor{}, fmt.Errorf("scope of staff %s: %w", r.Id, err)
	}
	for _, p := range paths {
		a.Scope = append(a.Scope, access.Subtree(p))
	}
	a.Watches, err = o.watches(app, a)
	return a, err
}

// post is the path of the unit that somebody of unit works for: an office
// works for the nearest unit above it that is none.
func (o *Office) post(app core.App, unit Unit) (string, error) {
	for unit.Kind == "office" && unit.Parent != "" {
		above, err := o.UnitByID(app, unit.Parent)
		if err != nil {
			return "", fmt.Errorf("unit above %s: %w", unit.Code, err)
		}
		unit = above
	}
	return unit.Path, nil
}

// scopePaths reads the unit paths a staff record may see, its subtrees
// included. Nothing written means nothing seen.
func scopePaths(raw string) ([]string, error) {
	if raw == "" || raw == "null" {
		return nil, nil
	}
	var out []string
	if err := json.Unmarshal([]byte(raw), &out); err != nil {
		return nil, fmt.Errorf("read scope: %w", err)
	}
	return out, nil
}

// StaffOf lists the active staff of the unit at path and its offices who hold
// the role ("" = any), by name.
func (o *Office) StaffOf(app core.App, path string, role access.Role) ([]access.Actor, error) {
	sub := access.Subtree(path)
	records := []*core.Record{}
	err := app.RecordQuery("staff").
		InnerJoin("units u", dbx.NewExp("u.id = staff.unit")).
		AndWhere(dbx.NewExp("staff.active = TRUE AND u.path >= {:from} AND u.path < {:to}", dbx.Params{"from": sub.From, "to": sub.To})).
		OrderBy("staff.name").All(&records)
	if err != nil {
		return nil, fmt.Errorf("list staff of %s: %w", path, err)
	}
	lent, err := o.standings(app, "")
	if err != nil {
		return nil, err
	}
	var out []access.Actor
	for _, r := range records {
		a, err := o.oneself(app, r)
		if err != nil {
			return nil, err
		}
		a.For = lent[a.ID]
		if role == "" || a.Has(role) {
			out = append(out, a)
		}
	}
	return out, nil
}

// StaffByID returns one active staff member; NotFound otherwise.
func (o *Office) StaffByID(app core.App, id string) (access.Actor, error) {
	none := problem.Problem{Kind: problem.NotFound, Key: KeyStaffNotFound}
	if id == "" {
		return access.Actor{}, none
	}
	r, err := app.FindRecordById("staff", id)
	if err != nil {
		return access.Actor{}, none
	}
	a, err := o.Actor(app, r)
	if err != nil {
		return a, err
	}
	if !a.Signed() {
		return a, none
	}
	return a, nil
}

// Account is an account as the demo's sign-in page names it.
type Account struct {
	Email string
	Roles []access.Role
	Unit  string // short name
}

// Accounts lists every active account by unit; only the demo may show it.
func (o *Office) Accounts(app core.App) ([]Account, error) {
	records := []*core.Record{}
	err := app.RecordQuery("staff").InnerJoin("units u", dbx.NewExp("u.id = staff.unit")).
		AndWhere(dbx.NewExp("staff.active = TRUE")).OrderBy("u.path", "staff.rowid").All(&records)
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	out := make([]Account, len(records))
	for i, r := range records {
		u, err := o.UnitByID(app, r.GetString("unit"))
		if err != nil {
			return nil, err
		}
		out[i] = Account{Email: r.Email(), Unit: u.ShortName}
		for _, role := range r.GetStringSlice("roles") {
			out[i].Roles = append(out[i].Roles, access.Role(role))
		}
	}
	return out, nil
}

// Account is the record of an active staff account, for its session.
func (o *Office) Account(app core.App, id string) (*core.Record, bool) {
	r, err := app.FindRecordById("staff", id)
	if err != nil || !r.GetBool("active") {
		return nil, false
	}
	return r, true
}
