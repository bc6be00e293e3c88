package casework

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
	Gone    bool     `json:"gone,omitempty"` // there are events and no row at all
}

// Rebuild folds the events of every dossier and compares the result with its
// row; with write it puts the row right. A row that is gone is made again from
// its events; what only the row held (the answers of the form) stays lost and
// has to come from a backup. progress is called after each dossier.
func (d *Desk) Rebuild(app core.App, write bool, progress func(done, all int)) ([]Difference, error) {
	var ids []string
	if err := app.DB().NewQuery("SELECT id FROM dossiers UNION SELECT dossier FROM dossier_events ORDER BY 1").Column(&ids); err != nil {
		return nil, fmt.Errorf("list dossiers: %w", err)
	}
	var out []Difference
	for i, id := range ids {
		diff, err := d.rebuildOne(app, id, write)
		if err != nil {
			return out, err
		}
		if len(diff.Columns) > 0 || diff.Gone {
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
		err = tx.DB().Select("*").From("dossiers").Where(dbx.HashExp{"id": id}).One(&r)
		if errors.Is(err, sql.ErrNoRows) {
			diff = Difference{Dossier: id, Code: folded.Code, Columns: []string{}, Gone: true}
			if write {
				return d.bringBack(tx, folded)
			}
			return nil
		}
		if err != nil {
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
		parts, err := partsDiffer(tx, folded)
		if err != nil {
			return err
		}
		differs := len(diff.Columns) > 0
		if parts {
			diff.Columns = append(diff.Columns, "dossier_parts")
		}
		sort.Strings(diff.Columns)
		if write && parts {
			if err := fileParts(tx, dossier.Dossier{}, folded); err != nil {
				return err
			}
		}
		if write && differs {
			return update(tx, kept, folded)
		}
		return nil
	})
	return diff, err
}

// bringBack makes the row of a dossier again from its events and from what
// other tables know.
func (d *Desk) bringBack(tx core.App, gone dossier.Dossier) error {
	var names []string
	for _, id := range []string{gone.Applicant, gone.Submitter, gone.Delegate} {
		who, err := d.Person(tx, id)
		if err != nil && !errors.Is(err, sql.ErrNoRows) { // a person may be gone too
			return err
		}
		if !slices.Contains(names, who.Name) { // one who submits for themselves
			names = append(names, who.Name)
		}
	}
	if err := insert(tx, gone, extra{trackHash: d.Vault.Mac("token", d.TrackToken(gone.ID)), fold: searchFold(gone.Code, gone.Ref, names...)}); err != nil {
		return err
	}
	return fileParts(tx, dossier.Dossier{}, gone)
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
const rowsShape = "3"

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
