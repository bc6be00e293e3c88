package pb_migrations

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Counters become running totals, what is in hand gets counters of its own,
// and a stint knows from which day it is late: no question sums a history any
// more (docs/decisions/figures.md). All three are caches of dossier_events;
// they are emptied here and made anew at the next start.
func init() {
	m.Register(func(app core.App) error {
		units, err := app.FindCollectionByNameOrId("units")
		if err != nil {
			return err
		}
		figures, err := app.FindCollectionByNameOrId("figures")
		if err != nil {
			return err
		}
		stints, err := app.FindCollectionByNameOrId("dossier_stints")
		if err != nil {
			return err
		}
		for _, q := range []string{"DELETE FROM figures", "DELETE FROM dossier_stints"} {
			if _, err := app.DB().NewQuery(q).Execute(); err != nil {
				return err
			}
		}
		if _, err := app.DB().Delete("parameters", dbx.HashExp{"name": "figures_made"}).Execute(); err != nil {
			return err
		}
		figures.Fields.RemoveByName("grain")
		stocks := base("stocks", to("unit", units), text("sector"), text("span"), number("open"), number("paused"))
		span := text("span")
		span.Id = figures.Fields.GetByName("span").GetId()
		figures.Fields.Add(span) // "" is where every series begins
		for _, c := range []*core.Collection{figures, stocks} {
			c.RemoveIndex("idx_figures_key")
			c.AddIndex("idx_"+c.Name+"_span", true, "unit, sector, span", "")
			c.AddIndex("idx_"+c.Name+"_series", true, "unit, sector", "span = ''")
		}
		stints.Fields.Add(text("late_from"), flag("late_long"))
		stints.AddIndex("idx_stints_late_open", false, "unit, late_from, sector, due_unit, due_at, due_day", "to_day = '' AND late_from != ''")
		stints.AddIndex("idx_stints_late", false, "unit, late_from, to_day, sector, due_unit, due_at, due_day", "late_from != '' AND to_day != '' AND late_long = FALSE")
		stints.AddIndex("idx_stints_late_long", false, "unit, to_day, late_from, sector, due_unit, due_at, due_day", "late_long = TRUE")
		return saveAll(app, figures, stocks, stints)
	}, nil)
}
