package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

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
		staff, err := app.FindCollectionByNameOrId("staff")
		if err != nil {
			return err
		}
		// Both are caches of dossier_events, rebuilt from them at any time
		// (docs/decisions/figures.md).
		stints := base("dossier_stints",
			to("dossier", dossiers), to("unit", units), text("sector"), flag("first"), flag("online"),
			text("from_at"), text("from_day"), text("to_at"), text("to_day"), flag("long"),
			text("due_at"), text("due_day"), text("due_unit"), flag("paused"), text("end"), text("verdict"))
		stints.AddIndex("idx_stints_dossier", true, "dossier", "to_day = ''")
		stints.AddIndex("idx_stints_history", false, "dossier, from_at", "")
		stints.AddIndex("idx_stints_open", false, "unit, sector, due_unit, due_at, due_day, from_day, paused", "to_day = ''")
		stints.AddIndex("idx_stints_from", false, "unit, from_day, to_day", "")
		stints.AddIndex("idx_stints_long", false, "unit, to_day, from_day", "long = TRUE")
		stints.AddIndex("idx_stints_received", false, "unit, from_day, dossier", "first = TRUE")
		stints.AddIndex("idx_stints_ended", false, "unit, to_day, verdict, dossier", "verdict != ''")

		figures := base("figures",
			to("unit", units), required("grain"), required("span"), text("sector"),
			number("online"), number("direct"), number("early"), number("on_time"), number("late"), number("unfinished"))
		figures.AddIndex("idx_figures_key", true, "grain, unit, span, sector", "")

		log := base("access_log",
			to("unit", units), to("dossier", dossiers), to("staff", staff), required("staff_name"), text("staff_title"), text("staff_unit"),
			text("way"), text("reason"), moment("at"))
		log.AddIndex("idx_access_log_dossier", false, "dossier, at", "")
		log.AddIndex("idx_access_log_visit", false, "staff, dossier, at", "")
		return saveAll(app, stints, figures, log)
	}, nil)
}
