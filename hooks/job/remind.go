package job

import (
	"github.com/pocketbase/pocketbase/core"

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
	at(app, remindAt, "motcua-remind", "remind citizens", r.Run)
}

// Run reminds everybody whose last day is within two working days.
func (r Reminder) Run(app core.App) error {
	_, err := r.Desk.RemindAll(app)
	return err
}
