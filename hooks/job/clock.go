package job

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
)

// at enters work that the clock does; when is a cron line in the office's time.
// Work that fails is noted: nobody waits for it.
func at(app core.App, when, name, what string, work func(core.App) error) {
	app.Cron().SetTimezone(calendar.Location)
	app.Cron().MustAdd(name, when, func() {
		if err := work(app); err != nil {
			app.Logger().Error("work of the clock failed", "what", what, "error", err.Error())
		}
	})
}
