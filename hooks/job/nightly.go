// Package job is what the clock does: work that nobody has to ask for.
package job

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/org"
)

// The night's work begins at nightHour; the cron looks every hour at a minute
// that PocketBase's own jobs leave free, so that a machine that was off at
// night catches up in the morning.
const (
	nightHour = 1
	every     = "17 * * * *"
	drillAge  = 7 * 24 * time.Hour
)

// Nightly backs the house up once a night, thins old backups out, and proves a
// copy once a week.
type Nightly struct {
	Keeper *backup.Keeper
	Org    *org.Office
}

// Bind enters the job.
func (n Nightly) Bind(app core.App) {
	at(app, every, "motcua-backup", "back up at night", n.Run)
}

// Due reports whether no backup was made since the last night began. A house
// without units has nothing to lose yet.
func (n Nightly) Due(app core.App) (bool, error) {
	if empty, err := n.Org.Empty(app); err != nil || empty {
		return false, err
	}
	all, err := backup.List(n.Keeper.Place)
	if err != nil {
		return false, err
	}
	now := n.Keeper.Now().In(calendar.Location)
	night := time.Date(now.Year(), now.Month(), now.Day(), nightHour, 0, 0, 0, calendar.Location)
	if night.After(now) {
		night = night.AddDate(0, 0, -1)
	}
	for _, b := range all {
		if b.Manifest.By == backup.ByNight && !b.Manifest.MadeAt.Before(night) {
			return false, nil
		}
	}
	return true, nil
}

// Run does the night's work when it is due.
func (n Nightly) Run(app core.App) error {
	due, err := n.Due(app)
	if err != nil || !due {
		return err
	}
	quiet := func(int64, int64) {}
	_, err = n.Keeper.Make(app, n.Keeper.Place, backup.ByNight, quiet)
	if list, ok := problem.In(err); ok && list[0].Key == backup.KeyBusy {
		return nil // somebody makes one by hand: the next hour looks again
	}
	if err == nil {
		err = n.Keeper.SealNewest()
	}
	n.Keeper.Note(err)
	if err != nil {
		return fmt.Errorf("make backup: %w", err)
	}
	if _, err := n.Keeper.Prune(n.Keeper.Place); err != nil {
		return fmt.Errorf("thin out backups: %w", err)
	}
	return n.drill()
}

// drill proves the newest copy when the last proof is a week old.
func (n Nightly) drill() error {
	last, err := backup.LastDrill(n.Keeper.Place)
	now := n.Keeper.Now()
	if err != nil || now.Sub(last.At) < drillAge && last.Whole {
		return err
	}
	v, err := backup.Check(n.Keeper.Place, func(int64, int64) {})
	if err != nil {
		return fmt.Errorf("prove backup: %w", err)
	}
	return backup.NoteDrill(v, now)
}
