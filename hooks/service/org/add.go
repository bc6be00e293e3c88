package org

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
)

// AddUnit writes a new unit below parent ("" = a root) with a calendar of its
// own, and gives it its path: the parent's path, its own code and a slash.
func (o *Office) AddUnit(app core.App, parent string, u Unit) (Unit, error) {
	err := app.RunInTransaction(func(tx core.App) error {
		above := Unit{}
		if parent != "" {
			var err error
			if above, err = o.UnitByID(tx, parent); err != nil {
				return err
			}
		}
		calendars, err := tx.FindCachedCollectionByNameOrId("calendars")
		if err != nil {
			return fmt.Errorf("find calendars: %w", err)
		}
		cal := core.NewRecord(calendars)
		cal.Load(map[string]any{"name": u.Name, "hours": u.Hours})
		if err := tx.Save(cal); err != nil {
			return fmt.Errorf("save calendar of %s: %w", u.Code, err)
		}
		units, err := tx.FindCachedCollectionByNameOrId("units")
		if err != nil {
			return fmt.Errorf("find units: %w", err)
		}
		r := core.NewRecord(units)
		u.Path, u.Parent, u.Calendar = above.Path+u.Code+"/", parent, cal.Id
		if u.ParentName == "" {
			u.ParentName = above.Name
		}
		r.Load(map[string]any{
			"code": u.Code, "name": u.Name, "short_name": u.ShortName, "kind": u.Kind, "parent": parent, "path": u.Path,
			"parent_name": u.ParentName, "identifier": u.Identifier, "address": u.Address, "place": u.Place, "phone": u.Phone,
			"email": u.Email, "calendar": cal.Id, "settings": u.Settings,
		})
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save unit %s: %w", u.Code, err)
		}
		u.ID = r.Id
		return nil
	})
	o.Forget()
	return u, err
}

// NewStaff is an account to make.
type NewStaff struct {
	Email, Password, Name, Title string
	Unit                         Unit
	Roles                        []access.Role
	Scope                        []string // unit paths seen; nil = the unit and what lies below it
}

// AddStaff writes a new active account.
func (o *Office) AddStaff(app core.App, n NewStaff) (*core.Record, error) {
	col, err := app.FindCachedCollectionByNameOrId("staff")
	if err != nil {
		return nil, fmt.Errorf("find staff: %w", err)
	}
	scope := n.Scope
	if scope == nil {
		scope = []string{n.Unit.Path}
	}
	r := core.NewRecord(col)
	r.SetEmail(n.Email)
	r.SetPassword(n.Password)
	r.SetVerified(true)
	roles := make([]string, len(n.Roles))
	for i, x := range n.Roles {
		roles[i] = string(x)
	}
	r.Load(map[string]any{"name": n.Name, "title": n.Title, "unit": n.Unit.ID, "scope": scope, "roles": roles, "active": true})
	if err := app.Save(r); err != nil {
		return nil, fmt.Errorf("save staff %s: %w", n.Email, err)
	}
	return r, nil
}
