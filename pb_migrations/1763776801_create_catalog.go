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
		procedures := base("procedures",
			required("code"), required("name"), text("name_fold"), text("sector"),
			to("owner", units), blob("synonyms"), one("state", "draft", "live", "closing", "closed"))
		procedures.AddIndex("idx_procedures_code", true, "code", "")
		if err := app.Save(procedures); err != nil {
			return err
		}
		versions := base("procedure_versions",
			to("procedure", procedures), required("code"), number("no"),
			one("state", "draft", "checked", "published", "withdrawn"),
			required("effective_from"), text("effective_to"), blob("body"), number("schema"),
			required("sha256"), text("decision"), text("published_by"), moment("published_at"))
		versions.AddIndex("idx_versions_no", true, "procedure, no", "")
		versions.AddIndex("idx_versions_in_force", false, "code, state, effective_from", "")
		offerings := base("offerings",
			to("procedure", procedures), to("unit", units), required("unit_path"),
			many("channels", "desk", "online", "post", "kiosk", "mobile"),
			to("receives_for", units), blob("local_limit"), blob("local_fees"), flag("active"), moment("posted_at"))
		offerings.AddIndex("idx_offerings_pair", true, "procedure, unit", "")
		offerings.AddIndex("idx_offerings_unit", false, "unit, active", "")
		return saveAll(app, versions, offerings)
	}, nil)
}
