package org

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
)

// KeyOrgLogKept refuses a change of what was written down.
const KeyOrgLogKept = "org.log_kept"

// Deed is one thing that somebody did to units, staff or calendars.
type Deed struct {
	At                  time.Time
	Who                 string
	Kind, About, Detail string // Kind is the end of the key "deed."
	UnitPath            string
}

// Write notes a deed in the transaction that does it.
func (o *Office) Write(tx core.App, by access.Actor, path, kind, about, detail string) error {
	name := by.Name
	if name == "" {
		name = by.ID
	}
	_, err := tx.DB().Insert("org_log", dbx.Params{"id": core.GenerateDefaultRandomId(), "at": o.stamp(0), "actor": by.ID, "actor_name": name,
		"unit_path": path, "kind": kind, "about": about, "detail": detail}).Execute()
	if err != nil {
		return fmt.Errorf("log %s: %w", kind, err)
	}
	return nil
}

// Deeds lists what was done in the unit at path and below it, last first.
func (o *Office) Deeds(app core.App, path string, limit int) ([]Deed, error) {
	r := access.Subtree(path)
	var rows []struct {
		At                  types.DateTime
		ActorName           string `db:"actor_name"`
		UnitPath            string `db:"unit_path"`
		Kind, About, Detail string
	}
	err := app.DB().Select("at", "actor_name", "unit_path", "kind", "about", "detail").From("org_log").
		Where(dbx.NewExp("unit_path >= {:from} AND unit_path < {:to}", dbx.Params{"from": r.From, "to": r.To})).
		OrderBy("at DESC", "rowid DESC").Limit(int64(limit)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list deeds of %s: %w", path, err)
	}
	out := make([]Deed, len(rows))
	for i, x := range rows {
		out[i] = Deed{At: x.At.Time(), Who: x.ActorName, Kind: x.Kind, About: x.About, Detail: x.Detail, UnitPath: x.UnitPath}
	}
	return out, nil
}
