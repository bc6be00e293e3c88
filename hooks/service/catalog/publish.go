package catalog

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
)

// Publish writes v as the next version of its procedure, in force from
// v.EffectiveFrom, after the static check. The same body again changes
// nothing. It reports whether a version was written.
func (c *Catalog) Publish(app core.App, v procedure.Version, by string, at time.Time) (bool, error) {
	if err := v.Check(calendar.National()).Err(); err != nil {
		return false, fmt.Errorf("check procedure %s: %w", v.Code, err)
	}
	wrote := false
	err := app.RunInTransaction(func(tx core.App) error {
		p, err := saveProcedure(tx, v)
		if err != nil {
			return err
		}
		last, err := lastVersion(tx, v.Code)
		if err != nil {
			return err
		}
		if last != nil && last.GetString("sha256") == v.SHA256() {
			return nil
		}
		col, err := tx.FindCachedCollectionByNameOrId("procedure_versions")
		if err != nil {
			return fmt.Errorf("find procedure versions: %w", err)
		}
		r := core.NewRecord(col)
		r.Load(map[string]any{
			"procedure": p.Id, "code": v.Code, "no": 1, "state": "published", "effective_from": v.EffectiveFrom,
			"body": string(v.Canonical()), "schema": v.Schema, "sha256": v.SHA256(), "decision": v.Decision,
			"published_by": by, "published_at": at,
		})
		if last != nil {
			r.Set("no", last.GetInt("no")+1)
		}
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save version of %s: %w", v.Code, err)
		}
		wrote = true
		return nil
	})
	return wrote, err
}

func saveProcedure(tx core.App, v procedure.Version) (*core.Record, error) {
	r, err := tx.FindFirstRecordByData("procedures", "code", v.Code)
	if errors.Is(err, sql.ErrNoRows) {
		col, err := tx.FindCachedCollectionByNameOrId("procedures")
		if err != nil {
			return nil, fmt.Errorf("find procedures: %w", err)
		}
		r = core.NewRecord(col)
		r.Set("code", v.Code)
	} else if err != nil {
		return nil, fmt.Errorf("find procedure %s: %w", v.Code, err)
	}
	r.Load(map[string]any{"name": v.Name, "name_fold": identity.Fold(v.Name), "sector": v.Sector, "synonyms": v.Synonyms, "state": "live"})
	if err := tx.Save(r); err != nil {
		return nil, fmt.Errorf("save procedure %s: %w", v.Code, err)
	}
	return r, nil
}

func lastVersion(tx core.App, code string) (*core.Record, error) {
	r := &core.Record{}
	err := tx.RecordQuery("procedure_versions").AndWhere(dbx.HashExp{"code": code}).AndWhere(dbx.Not(dbx.HashExp{"state": "draft"})).OrderBy("no DESC").Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find last version of %s: %w", code, err)
	}
	return r, nil
}

// SetOffering makes a unit offer a procedure over the channels.
func (c *Catalog) SetOffering(app core.App, unit, unitPath, code string, channels []procedure.Channel, at time.Time) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, err := tx.FindFirstRecordByData("procedures", "code", code)
		if err != nil {
			return fmt.Errorf("find procedure %s: %w", code, err)
		}
		r := &core.Record{}
		err = tx.RecordQuery("offerings").AndWhere(dbx.HashExp{"procedure": p.Id, "unit": unit}).Limit(1).One(r)
		if errors.Is(err, sql.ErrNoRows) {
			col, err := tx.FindCachedCollectionByNameOrId("offerings")
			if err != nil {
				return fmt.Errorf("find offerings: %w", err)
			}
			r = core.NewRecord(col)
		} else if err != nil {
			return fmt.Errorf("find offering of %s: %w", code, err)
		}
		names := make([]string, len(channels))
		for i, ch := range channels {
			names[i] = string(ch)
		}
		r.Load(map[string]any{"procedure": p.Id, "unit": unit, "unit_path": unitPath, "channels": names, "active": true, "posted_at": at})
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save offering of %s: %w", code, err)
		}
		return nil
	})
}
