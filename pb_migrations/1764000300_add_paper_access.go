package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A kept paper says who may read it: the office alone, or the citizen too.
// Files made before are the office's.
func init() {
	m.Register(func(app core.App) error {
		files, err := app.FindCollectionByNameOrId("dossier_files")
		if err != nil {
			return err
		}
		files.Fields.Add(one("access", "internal", "citizen"))
		files.AddIndex("idx_files_sha256", false, "sha256", "")
		return app.Save(files)
	}, nil)
}
