package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Lists of work: who has opened what was given to them, and the indexes by
// which each list is read in its order. The conditions stand in the queries
// word for word, or SQLite would not see that the index holds their rows.
func init() {
	m.Register(func(app core.App) error {
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		staff, err := app.FindCollectionByNameOrId("staff")
		if err != nil {
			return err
		}
		const open = "received_at != '' AND resolved_at = '' AND closed_at = ''" // no brackets: PocketBase reads indexes with a pattern
		const byMine = "(CASE WHEN step_due != '' AND (due_at = '' OR step_due < due_at) THEN step_due WHEN due_at != '' THEN due_at ELSE '9' END)"
		const byDue = "(CASE due_at WHEN '' THEN '9' ELSE due_at END)"
		dossiers.AddIndex("idx_dossiers_mine", false, "holder, "+byMine+", id", "holder != ''")
		dossiers.AddIndex("idx_dossiers_open", false, "unit, "+byDue+", id", open)
		dossiers.AddIndex("idx_dossiers_waiting", false, "unit, waiting_for, "+byDue+", id", "waiting_for != ''")
		dossiers.AddIndex("idx_dossiers_desk", false, "unit, state, "+byDue+", id", "closed_at = ''")
		if err := app.Save(dossiers); err != nil {
			return err
		}
		openings := base("openings", to("reader", staff), to("dossier", dossiers), moment("at"))
		openings.AddIndex("idx_openings_pair", true, "dossier, reader", "")
		return app.Save(openings)
	}, nil)
}
