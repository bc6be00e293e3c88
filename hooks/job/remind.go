package job

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
)

// remindAt looks once a day before the office opens, and again at noon for a
// machine that was off at night: whoever was reminded is not reminded again.
const remindAt = "47 6,12 * * *"

// Reminder tells citizens that the last day for their answer is near.
type Reminder struct {
	Desk *casework.Desk
}

// Bind enters the job.
func (r Reminder) Bind(app core.App) {
	app.Cron().SetTimezone(calendar.Location)
	app.Cron().MustAdd("motcua-remind", remindAt, func() {
		if err := r.Run(app); err != nil {
			app.Logger().Error("reminding citizens failed", "error", err.Error())
		}
	})
}

// Run reminds everybody whose last day is within two working days.
func (r Reminder) Run(app core.App) error {
	_, err := r.Desk.RemindAll(app)
	return err
}
