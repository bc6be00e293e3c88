package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the whole life of a dossier adds to its row; all of it is folded from
// its events, so rows made before have nothing of it.
func init() {
	m.Register(func(app core.App) error {
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		dossiers.Fields.Add(moment("held_since"), moment("step_due"), moment("paid_at"), text("limit_day"), moment("reminded_at"),
			number("guide_count"), number("apology_count"), number("demand_count"), text("result_state"), text("proposed"), number("book_no"), number("receipt_no"),
			blob("cooperating"), blob("watching"), blob("held"), blob("voids"), blob("parts"), blob("correction"))
		if err := app.Save(dossiers); err != nil {
			return err
		}
		// A JSON column of an old row is NULL, which no reader of ours expects.
		_, err = app.DB().NewQuery("UPDATE dossiers SET cooperating = '', watching = '', held = '', voids = '', parts = '', correction = ''").Execute()
		return err
	}, nil)
}
