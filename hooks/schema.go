package hooks

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// KeyNewer says that a later version of the program has worked in this folder.
const KeyNewer = "start.newer"

// refuseNewer refuses a folder whose database knows a migration that this
// program does not: an older program would write what the newer cannot read.
func refuseNewer(app core.App) error {
	if !app.HasTable(core.DefaultMigrationsTable) {
		return nil
	}
	var applied []string
	if err := app.DB().Select("file").From(core.DefaultMigrationsTable).Column(&applied); err != nil {
		return fmt.Errorf("list migrations: %w", err)
	}
	var known []string
	for _, list := range []core.MigrationsList{core.SystemMigrations, core.AppMigrations} {
		for _, m := range list.Items() {
			known = append(known, m.File)
		}
	}
	last := slices.Max(append(known, ""))
	for _, file := range applied {
		if !slices.Contains(known, file) && file > last {
			return problem.Problem{Kind: problem.Conflict, Key: KeyNewer}
		}
	}
	return nil
}
