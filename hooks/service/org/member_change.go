package org

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// ChangeMember changes name, title, unit and roles. The roles hold from the
// next request on.
func (o *Office) ChangeMember(app core.App, by access.Actor, id string, in MemberInput) (Member, error) {
	m, err := o.MemberByID(app, by, id)
	if err != nil {
		return m, err
	}
	unit, roles, bad := o.readMember(app, by, &in, false)
	loses := m.Has(access.UnitAdmin) && (!slices.Contains(roles, access.UnitAdmin) || unit.ID != m.Unit.ID)
	err = o.saveMember(app, by, m, "staff_changed", strings.Join(in.Roles, ", "), func(tx core.App, r *core.Record) error {
		if last, err := o.lastAdmin(tx, m); err != nil {
			return err
		} else if last && loses {
			bad.Add("roles", KeyLastAdmin)
		}
		r.Load(map[string]any{"name": in.Name, "title": in.Title, "unit": unit.ID, "roles": in.Roles})
		if unit.ID != m.Unit.ID {
			r.Set("scope", []string{unit.Path})
		}
		return bad.Err()
	})
	if err != nil {
		return m, err
	}
	return o.MemberByID(app, access.System, id)
}

// ResetMember gives an account a new password that is said once; whoever was
// signed in with the old one is out.
func (o *Office) ResetMember(app core.App, by access.Actor, id string) (Member, string, error) {
	m, err := o.MemberByID(app, by, id)
	if err != nil {
		return m, "", err
	}
	password := oneTime()
	err = o.saveMember(app, by, m, "staff_reset", "", func(_ core.App, r *core.Record) error {
		r.SetPassword(password)
		r.Set("must_change", true)
		return nil
	})
	o.tries.clear("a " + m.Email)
	return m, password, err
}

// SwitchMember disables an account, which ends its sessions and tokens, or
// enables it again. The last administrator of a unit stays, and nobody
// disables the own account.
func (o *Office) SwitchMember(app core.App, by access.Actor, id string, active bool) (Member, error) {
	m, err := o.MemberByID(app, by, id)
	if err != nil {
		return m, err
	}
	kind := "staff_enabled"
	if !active {
		kind = "staff_disabled"
	}
	err = o.saveMember(app, by, m, kind, "", func(tx core.App, r *core.Record) error {
		r.Set("active", active)
		if active {
			return nil
		}
		last, err := o.lastAdmin(tx, m)
		switch {
		case err != nil:
			return err
		case last:
			return problem.Problem{Kind: problem.Conflict, Key: KeyLastAdmin}
		case m.ID == by.ID:
			return problem.Problem{Kind: problem.Conflict, Key: KeyOwnAccount}
		}
		return nil
	})
	if err == nil {
		m.Active = active
	}
	return m, err
}

// lastAdmin reports whether the account is the only active administrator of
// its unit.
func (o *Office) lastAdmin(app core.App, m Member) (bool, error) {
	if !m.Active || !m.Has(access.UnitAdmin) {
		return false, nil
	}
	list, err := o.StaffOf(app, m.Unit.Path, access.UnitAdmin)
	if err != nil {
		return false, err
	}
	for _, a := range list {
		if a.Unit == m.Unit.ID && a.ID != m.ID {
			return false, nil
		}
	}
	return true, nil
}

func (o *Office) saveMember(app core.App, by access.Actor, m Member, kind, detail string, change func(tx core.App, r *core.Record) error) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById("staff", m.ID)
		if err != nil {
			return fmt.Errorf("find account %s: %w", m.ID, err)
		}
		if err := change(tx, r); err != nil {
			return err
		}
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save account %s: %w", m.ID, err)
		}
		return o.Write(tx, by, m.Unit.Path, kind, m.Name, detail)
	})
}
