package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Indexes for statements that walked a table that grows: what was paid for a
// dossier, what one clerk certified today, slips that are not used yet.
func init() {
	m.Register(func(app core.App) error {
		for _, x := range []struct{ collection, index, columns, where string }{
			{"receipt_lines", "idx_receipt_lines_dossier", "dossier", ""},
			{"certifications", "idx_certifications_mine", "entered_by, day, entered_at", ""},
			{"slips", "idx_slips_unused", "unit_path, block, n", "state = 'unused'"},
			{"slips", "idx_slips_pads", "unit_path, block, state", ""},
		} {
			c, err := app.FindCollectionByNameOrId(x.collection)
			if err != nil {
				return err
			}
			c.AddIndex(x.index, false, x.columns, x.where)
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}
