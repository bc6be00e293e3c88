package casework

import (
	"encoding/json"
	"fmt"
	"sort"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/org"
)

// Difference is one row that does not say what its events say.
type Difference struct {
	Dossier string   `json:"dossier"`
	Code    string   `json:"code"`
	Columns []string `json:"columns"`
}

// Rebuild folds the events of every dossier and compares the result with its
// row; with write it puts the row right. progress is called after each dossier.
func (d *Desk) Rebuild(app core.App, write bool, progress func(done, all int)) ([]Difference, error) {
	var ids []string
	if err := app.DB().Select("id").From("dossiers").OrderBy("id").Column(&ids); err != nil {
		return nil, fmt.Errorf("list dossiers: %w", err)
	}
	var out []Difference
	for i, id := range ids {
		diff, err := d.rebuildOne(app, id, write)
		if err != nil {
			return out, err
		}
		if len(diff.Columns) > 0 {
			out = append(out, diff)
		}
		progress(i+1, len(ids))
	}
	return out, nil
}

func (d *Desk) rebuildOne(app core.App, id string, write bool) (Difference, error) {
	var diff Difference
	err := app.RunInTransaction(func(tx core.App) error {
		events, err := d.events(tx, id)
		if err != nil {
			return err
		}
		folded := dossier.Fold(events)
		want, err := columns(folded)
		if err != nil {
			return err
		}
		var r row
		if err := tx.DB().Select("*").From("dossiers").Where(dbx.HashExp{"id": id}).One(&r); err != nil {
			return fmt.Errorf("load dossier %s: %w", id, err)
		}
		kept, _, err := r.dossier()
		if err != nil {
			return err
		}
		have, err := columns(kept)
		if err != nil {
			return err
		}
		diff = Difference{Dossier: id, Code: r.Code}
		for name, v := range want {
			if !same(v, have[name]) {
				diff.Columns = append(diff.Columns, name)
			}
		}
		sort.Strings(diff.Columns)
		if write && len(diff.Columns) > 0 {
			return update(tx, kept, folded)
		}
		return nil
	})
	return diff, err
}

// same compares two columns by what they hold: "null" and "[]" are one.
func same(a, b any) bool {
	x, y := fmt.Sprint(a), fmt.Sprint(b)
	if x == y {
		return true
	}
	var v, w []json.RawMessage
	return json.Unmarshal([]byte(x), &v) == nil && json.Unmarshal([]byte(y), &w) == nil && len(v) == 0 && len(w) == 0
}

// rowsShape is what the rows of this release hold; a folder with another one
// has its rows made anew from their events, once.
const rowsShape = "2"

// Refold brings the rows of an older folder up to what this release keeps.
func (d *Desk) Refold(app core.App) error {
	made, err := org.Parameter(app, "rows_shape")
	if err != nil || made == rowsShape {
		return err
	}
	if _, err := d.Rebuild(app, true, func(int, int) {}); err != nil {
		return err
	}
	return org.SetParameter(app, "rows_shape", rowsShape)
}
