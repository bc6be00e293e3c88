package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Visits, and the ways to find what lies at the desk: originals that are held,
// what was given back, and people by their telephone.
func init() {
	m.Register(func(app core.App) error {
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		dossiers.Fields.Add(text("visit"))
		dossiers.AddIndex("idx_dossiers_visit", false, "visit", "visit != ''")
		dossiers.AddIndex("idx_dossiers_held", false, "unit_path, received_at, id", "held != '' AND held != 'null' AND held != '[]'")
		dossiers.AddIndex("idx_dossiers_delegate", false, "delegate", "delegate != ''")
		events, err := app.FindCollectionByNameOrId("dossier_events")
		if err != nil {
			return err
		}
		events.AddIndex("idx_events_back", false, "unit, at", "kind = 'give_back'")
		persons, err := app.FindCollectionByNameOrId("persons")
		if err != nil {
			return err
		}
		persons.AddIndex("idx_persons_phone", false, "phone, unit_path", "phone != ''")
		return saveAll(app, dossiers, events, persons)
	}, nil)
}
