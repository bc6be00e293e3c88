package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A draft keeps what its source left open, the source's own words behind each
// doubt, and the hash of the source, so that importing it again changes nothing.
func init() {
	m.Register(func(app core.App) error {
		versions, err := app.FindCollectionByNameOrId("procedure_versions")
		if err != nil {
			return err
		}
		versions.Fields.Add(blob("doubts"), blob("original"), text("source_sha256"), flag("generated"))
		versions.AddIndex("idx_versions_source", false, "code, source_sha256", "source_sha256 != ''")
		if err := app.Save(versions); err != nil {
			return err
		}
		procedures, err := app.FindCollectionByNameOrId("procedures")
		if err != nil {
			return err
		}
		if name, ok := procedures.Fields.GetByName("name").(*core.TextField); ok {
			name.Max = 2000 // the catalogue has names of more than 900 letters
		}
		return app.Save(procedures)
	}, nil)
}
