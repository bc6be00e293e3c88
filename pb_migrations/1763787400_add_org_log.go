package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		log := base("org_log",
			moment("at"), text("actor"), required("actor_name"), required("unit_path"),
			required("kind"), required("about"), text("detail"))
		log.AddIndex("idx_org_log_unit", false, "unit_path, at", "")
		return saveAll(app, log)
	}, nil)
}
