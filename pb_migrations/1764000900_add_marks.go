package pb_migrations

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What offices ask of citizens beyond what the law allows is counted beside
// the other figures (docs/decisions/0057-marks.md). All are caches of
// dossier_events, made anew at the next start.
func init() {
	m.Register(func(app core.App) error {
		units, err := app.FindCollectionByNameOrId("units")
		if err != nil {
			return err
		}
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		figures, err := app.FindCollectionByNameOrId("figures")
		if err != nil {
			return err
		}
		figures.Fields.Add(number("again"), number("demanded"))
		marks := base("dossier_marks", to("dossier", dossiers), to("unit", units), text("sector"), required("kind"), required("event"), required("at"), required("day"))
		marks.AddIndex("idx_marks_kind", false, "unit, kind, day, sector, dossier, at, event", "")
		if err := saveAll(app, figures, marks); err != nil {
			return err
		}
		_, err = app.DB().Delete("parameters", dbx.HashExp{"name": "figures_made"}).Execute()
		return err
	}, nil)
}
