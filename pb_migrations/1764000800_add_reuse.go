package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Papers of the same person used again: a row of reuse names the file of the
// earlier dossier whose bytes it shows; a scanned result names the number it
// was issued under, so that a replaced one is told from the one that counts.
func init() {
	m.Register(func(app core.App) error {
		files, err := app.FindCollectionByNameOrId("dossier_files")
		if err != nil {
			return err
		}
		files.Fields.Add(to("reuse_of", files), number("pages"), text("result_number"))
		files.AddIndex("idx_files_reuse", false, "reuse_of", "reuse_of != ''")
		return app.Save(files)
	}, nil)
}
