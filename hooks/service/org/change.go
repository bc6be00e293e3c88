package org

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Administered is a unit that the actor runs, by its code; for everybody else
// it is not there.
func (o *Office) Administered(app core.App, by access.Actor, code string) (Unit, error) {
	u, err := o.UnitByCode(app, code)
	if err == nil && !by.Administers(u.Path) {
		return Unit{}, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: KeyUnitNotFound}
	}
	return u, err
}

// Tree lists the units the actor runs, by path; a switched-off one too.
func (o *Office) Tree(app core.App, by access.Actor) ([]Unit, error) {
	all, err := o.Units(app, nil, "")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(u Unit) bool { return !by.Administers(u.Path) }), nil
}

// CreateUnit adds a unit below one that the actor runs. Only the operator's
// command may add a root.
func (o *Office) CreateUnit(app core.App, by access.Actor, in UnitInput) (Unit, error) {
	all, err := o.all(app)
	if err != nil {
		return Unit{}, err
	}
	bad := in.read(all, true, "")
	parent, err := o.parentOf(app, by, in.Parent)
	if list, is := problem.In(err); is {
		bad = append(bad, list...)
	} else if err != nil {
		return Unit{}, err
	}
	if err := bad.Err(); err != nil {
		return Unit{}, err
	}
	var made Unit
	err = app.RunInTransaction(func(tx core.App) error {
		var err error
		if made, err = o.AddUnit(tx, parent.ID, in.unit(Unit{Code: in.Code, Hours: in.Hours})); err != nil {
			return err
		}
		return o.Write(tx, by, made.Path, "unit_added", made.Name, made.Code)
	})
	o.Forget()
	return made, err
}

func (o *Office) parentOf(app core.App, by access.Actor, code string) (Unit, error) {
	none := problem.Of("parent", KeyParentUnknown)
	if code == "" {
		if by.ID == access.System.ID {
			return Unit{}, nil
		}
		return Unit{}, none
	}
	u, err := o.Administered(app, by, code)
	if _, is := problem.In(err); is {
		return u, none
	}
	return u, err
}

// unit lays the input over what is there already.
func (in UnitInput) unit(u Unit) Unit {
	u.Kind, u.Name, u.ShortName, u.Identifier, u.Place, u.Address, u.Phone, u.Email = in.Kind, in.Name, in.ShortName, in.Identifier, in.Place, in.Address, in.Phone, in.Email
	u.Settings.Papers = Papers{in.PaperAbove, in.PaperOwn, in.Letters, in.Signers}
	return u
}

// ChangeUnit changes the data of a unit; its code and place in the tree stay.
func (o *Office) ChangeUnit(app core.App, by access.Actor, code string, in UnitInput) (Unit, error) {
	u, err := o.Administered(app, by, code)
	if err != nil {
		return u, err
	}
	all, err := o.all(app)
	if err != nil {
		return u, err
	}
	if err := in.read(all, false, u.ID).Err(); err != nil {
		return u, err
	}
	next := in.unit(u)
	err = app.RunInTransaction(func(tx core.App) error {
		if err := saveUnit(tx, next, nil); err != nil {
			return err
		}
		for _, below := range all {
			if below.Parent == u.ID && below.ParentName == u.Name && u.Name != next.Name {
				below.ParentName = next.Name
				if err := saveUnit(tx, below, nil); err != nil {
					return err
				}
			}
		}
		return o.Write(tx, by, u.Path, "unit_changed", next.Name, changed(u, next))
	})
	o.Forget()
	return next, err
}

// changed names the fields that differ, for the log.
func changed(a, b Unit) string {
	var out []string
	for _, f := range []struct{ name, a, b string }{{"name", a.Name, b.Name}, {"short_name", a.ShortName, b.ShortName}, {"kind", a.Kind, b.Kind},
		{"identifier", a.Identifier, b.Identifier}, {"place", a.Place, b.Place}, {"address", a.Address, b.Address}, {"phone", a.Phone, b.Phone},
		{"email", a.Email, b.Email}, {"paper", fmt.Sprint(a.Settings.Papers), fmt.Sprint(b.Settings.Papers)}} {
		if f.a != f.b {
			out = append(out, f.name)
		}
	}
	return strings.Join(out, ", ")
}

func saveUnit(tx core.App, u Unit, more map[string]any) error {
	r, err := tx.FindRecordById("units", u.ID)
	if err != nil {
		return fmt.Errorf("find unit %s: %w", u.Code, err)
	}
	r.Load(map[string]any{"kind": u.Kind, "name": u.Name, "short_name": u.ShortName, "identifier": u.Identifier, "place": u.Place,
		"address": u.Address, "phone": u.Phone, "email": u.Email, "parent_name": u.ParentName, "settings": u.Settings})
	r.Load(more)
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save unit %s: %w", u.Code, err)
	}
	return nil
}

// CloseUnit switches a unit off from a day on (2006-01-02), or on again with
// "". Nothing is deleted: what it has under way stays to be finished. Nobody
// switches the unit off that they sit in. to are the codes of the units that
// take over, for its public page to name; one switched on again has none.
func (o *Office) CloseUnit(app core.App, by access.Actor, code, from string, to ...string) (Unit, error) {
	u, err := o.Administered(app, by, code)
	if err != nil {
		return u, err
	}
	if from != "" {
		if strings.HasPrefix(by.UnitPath, u.Path) {
			return u, problem.Problem{Kind: problem.Conflict, Field: "valid_to", Key: KeyUnitOwn}
		}
		if _, err := time.Parse(time.DateOnly, from); err != nil {
			return u, problem.Of("valid_to", KeyDay)
		}
		for _, code := range to {
			if next, err := o.UnitByCode(app, code); err != nil || next.ID == u.ID {
				return u, problem.Of("successor", KeySuccessor)
			}
		}
	}
	kind := "unit_closed"
	if from == "" {
		kind, to = "unit_opened", nil
	}
	u.Settings.Successors = to
	err = app.RunInTransaction(func(tx core.App) error {
		if err := saveUnit(tx, u, map[string]any{"valid_to": from}); err != nil {
			return err
		}
		return o.Write(tx, by, u.Path, kind, u.Name, from)
	})
	o.Forget()
	u.ValidTo = from
	return u, err
}
