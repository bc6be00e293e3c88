// Package org is the office itself: units, staff, sign-in and the working
// calendar of each unit. It owns units, staff, calendars, calendar_days and
// parameters; it knows no dossier and no HTTP.
package org

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
)

// Codes of what may be refused about units and staff.
const (
	KeyUnitNotFound  = "org.unit_not_found"
	KeyStaffNotFound = "org.staff_not_found"
)

// Office answers questions about units and staff. It is safe for concurrent use.
type Office struct {
	root core.App // outside every transaction
	Now  func() time.Time

	mu        sync.RWMutex
	units     map[string]Unit // by record id
	calendars map[string]*calendar.Calendar
	tries     tries
}

// New returns an office that forgets what it cached whenever a unit or a
// calendar changes.
func New(app core.App, now func() time.Time) *Office {
	o := &Office{Now: now, root: app}
	forget := func(e *core.RecordEvent) error { o.Forget(); return e.Next() }
	for _, name := range []string{"units", "calendars", "calendar_days"} {
		app.OnRecordAfterCreateSuccess(name).BindFunc(forget)
		app.OnRecordAfterUpdateSuccess(name).BindFunc(forget)
		app.OnRecordAfterDeleteSuccess(name).BindFunc(forget)
	}
	// An account that is disabled or loses a role is out within a second: its
	// sessions and tokens are signed with a key that changes here.
	app.OnRecordUpdate("staff").BindFunc(func(e *core.RecordEvent) error {
		was := e.Record.Original()
		if was.GetBool("active") && !e.Record.GetBool("active") {
			e.Record.RefreshTokenKey()
		}
		return e.Next()
	})
	return o
}

// Forget drops every cached unit and calendar.
func (o *Office) Forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.units, o.calendars = nil, nil
}

// Unit is a unit of the tree (đơn vị).
type Unit struct {
	ID         string
	Code       string
	Name       string
	ShortName  string
	Kind       string
	Path       string
	Parent     string
	ParentName string // as printed above the unit's name on papers
	Identifier string // mã định danh cơ quan, QĐ 20/2020/QĐ-TTg
	Address    string
	Place      string // địa danh on papers
	Phone      string
	Email      string
	Calendar   string
	Hours      string
	ValidFrom  string // first day the unit works, 2006-01-02; "" = since ever
	ValidTo    string // first day it no longer does; "" = open
	Settings   Settings
	Bank       money.Bank // where transfers go; confirmed by two people, see bank.go
	BankAsked  *BankAsked // a change that waits for the second of them; nil = none
}

// Settings are a unit's own choices.
type Settings struct {
	CodePattern string `json:"code_pattern,omitempty"`
	OldestDays  int    `json:"oldest_days,omitempty"` // how far back a paper slip or postmark may lie; 0 = 30 days
	Receipts    string `json:"receipts,omitempty"`    // letters of the ký hiệu of receipts; "" = AA
	Papers

	Successors []string `json:"successors,omitempty"` // codes of the units that took over when this one ended
}

// OldestDays is how many days back a claimed receipt moment may lie.
func (u Unit) OldestDays() int {
	if u.Settings.OldestDays > 0 {
		return u.Settings.OldestDays
	}
	return 30
}

// UnitByID returns a unit by its record id.
func (o *Office) UnitByID(app core.App, id string) (Unit, error) {
	all, err := o.all(app)
	if err != nil {
		return Unit{}, err
	}
	u, ok := all[id]
	if !ok {
		return Unit{}, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: KeyUnitNotFound}
	}
	return u, nil
}

// UnitByCode returns a unit by its short code.
func (o *Office) UnitByCode(app core.App, code string) (Unit, error) {
	all, err := o.all(app)
	if err != nil {
		return Unit{}, err
	}
	for _, u := range all {
		if u.Code == code {
			return u, nil
		}
	}
	return Unit{}, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: KeyUnitNotFound}
}

// Units lists the units of a scope by path; a nil scope lists them all.
func (o *Office) Units(app core.App, scope access.Scope, kind string) ([]Unit, error) {
	all, err := o.all(app)
	if err != nil {
		return nil, err
	}
	var out []Unit
	for _, u := range all {
		if (scope == nil || scope.Has(u.Path)) && (kind == "" || u.Kind == kind) {
			out = append(out, u)
		}
	}
	sortUnits(out)
	return out, nil
}

func (o *Office) all(app core.App) (map[string]Unit, error) {
	o.mu.RLock()
	have := o.units
	o.mu.RUnlock()
	if have != nil {
		return have, nil
	}
	var rows []struct {
		Id, Code, Name, Kind, Path, Parent, Identifier, Address, Place, Phone, Email, Calendar, Settings string
		ShortName                                                                                        string         `db:"short_name"`
		ParentName                                                                                       string         `db:"parent_name"`
		Hours                                                                                            sql.NullString `db:"hours"`
		Bank                                                                                             sql.NullString `db:"bank"`
		ValidFrom                                                                                        string         `db:"valid_from"`
		ValidTo                                                                                          string         `db:"valid_to"`
	}
	err := app.DB().Select("u.*", "c.hours").From("units u").
		LeftJoin("calendars c", dbx.NewExp("c.id = u.calendar")).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load units: %w", err)
	}
	out := make(map[string]Unit, len(rows))
	for _, r := range rows {
		u := Unit{ID: r.Id, Code: r.Code, Name: r.Name, ShortName: r.ShortName, Kind: r.Kind, Path: r.Path, Parent: r.Parent,
			ParentName: r.ParentName, Identifier: r.Identifier, Address: r.Address, Place: r.Place, Phone: r.Phone, Email: r.Email,
			Calendar: r.Calendar, Hours: r.Hours.String, ValidFrom: r.ValidFrom, ValidTo: r.ValidTo}
		if r.Settings != "" && r.Settings != "null" {
			if err := json.Unmarshal([]byte(r.Settings), &u.Settings); err != nil {
				return nil, fmt.Errorf("read settings of unit %s: %w", r.Code, err)
			}
		}
		if u.Bank, u.BankAsked, err = readBank(r.Bank.String); err != nil {
			return nil, fmt.Errorf("read account of unit %s: %w", r.Code, err)
		}
		out[r.Id] = u
	}
	if app.IsTransactional() {
		return out, nil // rows of a transaction that may still fail are not kept
	}
	o.mu.Lock()
	o.units = out
	o.mu.Unlock()
	return out, nil
}

// Empty reports whether the folder has no unit yet.
func (o *Office) Empty(app core.App) (bool, error) {
	all, err := o.all(app)
	return len(all) == 0, err
}

// Parameter reads one stored parameter; "" when it is not set.
func Parameter(app core.App, name string) (string, error) {
	var v string
	err := app.DB().Select("value").From("parameters").Where(dbx.HashExp{"name": name}).Row(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read parameter %s: %w", name, err)
	}
	return v, nil
}

// SetParameter writes one stored parameter.
func SetParameter(app core.App, name, value string) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindFirstRecordByData("parameters", "name", name)
		if errors.Is(err, sql.ErrNoRows) {
			c, err := tx.FindCachedCollectionByNameOrId("parameters")
			if err != nil {
				return fmt.Errorf("find parameters: %w", err)
			}
			r = core.NewRecord(c)
			r.Set("name", name)
		} else if err != nil {
			return fmt.Errorf("find parameter %s: %w", name, err)
		}
		r.Set("value", value)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save parameter %s: %w", name, err)
		}
		return nil
	})
}
