package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who stands in for whom during leave. The giver's name and title are kept as
// they were, because papers signed under it keep them.
func init() {
	m.Register(func(app core.App) error {
		staff, err := app.FindCollectionByNameOrId("staff")
		if err != nil {
			return err
		}
		deputies := base("deputies",
			required("unit_path"), to("giver", staff), required("giver_name"), text("giver_title"), to("taker", staff),
			many("roles", "clerk", "officer", "leader", "cashier"),
			required("start_day"), required("end_day"), required("ground"),
			moment("made_at"), text("made_by"), moment("withdrawn_at"), text("withdrawn_by"))
		deputies.AddIndex("idx_deputies_taker", false, "taker, end_day", "withdrawn_at = ''")
		deputies.AddIndex("idx_deputies_giver", false, "giver, end_day", "withdrawn_at = ''")
		deputies.AddIndex("idx_deputies_unit", false, "unit_path, end_day", "")
		return app.Save(deputies)
	}, nil)
}
