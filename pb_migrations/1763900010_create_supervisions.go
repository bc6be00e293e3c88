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
		// valid_to is the last day that still counts; a row is never deleted.
		c := base("supervisions", to("superior", units), to("over", units), text("sector"), required("valid_from"), text("valid_to"), text("ground"))
		c.AddIndex("idx_supervisions_superior", false, "superior, valid_from", "")
		c.AddIndex("idx_supervisions_over", false, "over", "")
		return saveAll(app, c)
	}, nil)
}
