package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Every index is a page more that an act writes, and this one a page for each
// hand-over: the list of a holder has its order in idx_dossiers_mine.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_dossiers_holder")
		return app.Save(c)
	}, nil)
}
