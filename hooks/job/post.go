package job

import (
	"context"
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/notice"
)

// When the outbox is looked at, and when results nobody came for are called to
// mind: in the morning, when somebody can still come the same day.
const (
	postEvery   = "* * * * *"
	remindEvery = "5 8 * * *"
	forgetEvery = "35 2 * * *"
	postJob     = "motcua-notices"
	remindJob   = "motcua-unclaimed"
	forgetJob   = "motcua-notices-forget"
)

// Post sends what waits in the outbox, once a minute, and ends with the server.
type Post struct {
	Notices *notice.Office

	mu      sync.Mutex
	stopped bool
	stop    context.CancelFunc
	ctx     context.Context //nolint:containedctx // lives as long as the server does
	running sync.WaitGroup
}

// Bind enters the jobs; the server's end ends an attempt under way and waits
// for it, so that its end is noted while the database is still open.
func (p *Post) Bind(app core.App) {
	p.ctx, p.stop = context.WithCancel(context.Background())
	cron := app.Cron()
	cron.SetTimezone(calendar.Location)
	cron.MustAdd(postJob, postEvery, func() { p.Run(app) })
	cron.MustAdd(remindJob, remindEvery, func() {
		p.do(app, "remind of results", func() error { _, err := p.Notices.Unclaimed(app); return err })
	})
	cron.MustAdd(forgetJob, forgetEvery, func() { p.do(app, "empty old notices", func() error { return p.Notices.Forget(app) }) })
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		p.Stop()
		return e.Next()
	})
}

// Run sends what is due now.
func (p *Post) Run(app core.App) {
	p.do(app, "send notices", func() error { _, err := p.Notices.Send(p.ctx, app); return err })
}

// Stop ends an attempt under way and waits for its note. Nothing begins after it.
func (p *Post) Stop() {
	p.mu.Lock()
	p.stopped = true
	p.mu.Unlock()
	p.stop()
	p.running.Wait()
}

func (p *Post) do(app core.App, what string, work func() error) {
	p.mu.Lock()
	if p.stopped {
		p.mu.Unlock()
		return
	}
	p.running.Add(1)
	p.mu.Unlock()
	defer p.running.Done()
	if err := work(); err != nil {
		app.Logger().Error("work of the outbox failed", "what", what, "error", err.Error())
	}
}
