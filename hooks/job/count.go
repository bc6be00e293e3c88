package job

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/casework"
)

// countEvery keeps what is still to be counted small, so that whoever opens a
// report does not wait for a day's work.
const countEvery = "* * * * *"

// Counter counts what has happened into the figures of reports.
type Counter struct {
	Desk *casework.Desk
}

// Bind enters the job.
func (c Counter) Bind(app core.App) {
	at(app, countEvery, "motcua-count", "count into the figures", c.Desk.CountUp)
}
