package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

func init() {
	m.Register(func(app core.App) error {
		calendars := base("calendars", required("name"), text("hours"), blob("complete"))
		if err := app.Save(calendars); err != nil {
			return err
		}
		days := base("calendar_days",
			to("calendar", calendars), required("day"),
			one("kind", "holiday", "substitute", "swapped_off", "makeup", "closed", "open_for_intake"),
			text("sessions"), required("reason"), text("ground"), flag("official"))
		days.AddIndex("idx_calendar_days_day", true, "calendar, day", "")

		units := base("units",
			required("code"), required("name"), text("short_name"),
			one("kind", "province", "district", "commune", "office", "hamlet", "partner"),
			required("path"), text("identifier"), text("valid_from"), text("valid_to"),
			text("address"), text("place"), text("phone"), text("email"), text("parent_name"),
			blob("bank"), blob("letterhead"), to("calendar", calendars), blob("settings"))
		units.AddIndex("idx_units_code", true, "code", "")
		units.AddIndex("idx_units_path", true, "path", "")
		if err := saveAll(app, days, units); err != nil {
			return err
		}
		// A relation to the own collection needs its id, known only after the first save.
		units.Fields.Add(to("parent", units))
		if err := app.Save(units); err != nil {
			return err
		}

		staff := core.NewAuthCollection("staff")
		staff.Fields.Add(
			required("name"), text("title"), to("unit", units), blob("scope"),
			many("roles", "clerk", "officer", "leader", "cashier", "procedure_admin", "unit_admin", "superior", "inspector"),
			flag("active"), flag("must_change"))
		staff.AuthRule = types.Pointer("active = true")
		staff.PasswordAuth.Enabled = true
		staff.PasswordAuth.IdentityFields = []string{"email"}
		staff.AuthAlert.Enabled = false
		staff.AuthToken.Duration = 12 * 3600 // seconds: a working day, then sign in again
		if p, ok := staff.Fields.GetByName("password").(*core.PasswordField); ok {
			p.Min = 12
		}
		staff.AddIndex("idx_staff_unit", false, "unit", "")
		return app.Save(staff)
	}, nil)
}
