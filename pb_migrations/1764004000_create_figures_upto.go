package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The figures of reports follow the chain of events instead of being written
// by every act: a row says up to which event of its unit they are made. So far
// every act has counted itself, so each chain is counted to its end.
func init() {
	m.Register(func(app core.App) error {
		units, err := app.FindCollectionByNameOrId("units")
		if err != nil {
			return err
		}
		c := base("figures_upto", to("unit", units), number("seq"))
		c.AddIndex("idx_figures_upto_unit", true, "unit", "")
		if err := app.Save(c); err != nil {
			return err
		}
		_, err = app.DB().NewQuery("INSERT INTO figures_upto (unit, seq) SELECT unit, MAX(seq) FROM dossier_events GROUP BY unit").Execute()
		return err
	}, nil)
}
