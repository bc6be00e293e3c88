package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The parts that other units do for a dossier, so that a partner finds its own
// (a cache of events, like the row of a dossier), and the places that take a
// dossier in or hand its result over for the competent unit. An offering names
// the units it receives for, and those that may receive for it.
func init() {
	m.Register(func(app core.App) error {
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		dossiers.Fields.Add(text("place_received"), text("place_received_path"), text("place_return"), text("place_return_path"))
		dossiers.AddIndex("idx_dossiers_place_received", false, "place_received_path, submitted_at, id", "place_received_path != ''")
		dossiers.AddIndex("idx_dossiers_place_return", false, "place_return_path, state, resolved_at, id", "place_return_path != ''")
		if err := app.Save(dossiers); err != nil {
			return err
		}

		parts := base("dossier_parts",
			to("dossier", dossiers), required("unit"), required("unit_path"), required("part_key"), required("to_unit"), required("to_path"),
			one("state", "sent", "taken", "answered", "ended"), flag("linked"), text("subject"), text("slip"),
			moment("sent_at"), moment("due_at"), text("due_day"), moment("taken_at"), moment("answered_at"))
		parts.AddIndex("idx_parts_key", true, "dossier, part_key", "")
		parts.AddIndex("idx_parts_due", false, "to_path, state, due_at, id", "")
		parts.AddIndex("idx_parts_answered", false, "to_path, state, answered_at, id", "")
		if err := app.Save(parts); err != nil {
			return err
		}

		files, err := app.FindCollectionByNameOrId("dossier_files")
		if err != nil {
			return err
		}
		origin, ok := files.Fields.GetByName("origin").(*core.SelectField)
		if !ok {
			return fmt.Errorf("dossier_files.origin is no choice")
		}
		origin.Values = append(origin.Values, "partner")

		offerings, err := app.FindCollectionByNameOrId("offerings")
		if err != nil {
			return err
		}
		receives, ok := offerings.Fields.GetByName("receives_for").(*core.RelationField)
		if !ok {
			return fmt.Errorf("offerings.receives_for is no relation")
		}
		receives.MaxSelect = 500 // was one; nothing wrote it yet
		offerings.Fields.Add(&core.RelationField{Name: "received_by", CollectionId: receives.CollectionId, MaxSelect: 500})
		return saveAll(app, files, offerings)
	}, nil)
}
