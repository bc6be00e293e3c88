package health

import (
	"context"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/backup"
)

// Pulse says that the server lives and whether it is ready for work. It holds
// nothing about anybody and costs one row.
type Pulse struct {
	Status   string `json:"status"` // ok, or down when not ready
	Live     bool   `json:"live"`
	Ready    bool   `json:"ready"`
	Database string `json:"database"` // ok or down
	Disk     string `json:"disk"`     // ok, low, tight: no more files are taken, or full: nothing is
}

// patience is how long the writing connection may be busy.
const patience = 3 * time.Second

// Pulse asks the connection that writes, for that is what work needs.
func (d *Doctor) Pulse(app core.App) Pulse {
	p := Pulse{Status: "ok", Live: true, Ready: true, Database: "ok", Disk: "ok"}
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	var n int
	db, ok := app.NonconcurrentDB().(*dbx.DB)
	if !ok || db.NewQuery("SELECT 1").WithContext(ctx).Row(&n) != nil {
		p.Status, p.Ready, p.Database = "down", false, "down"
	}
	if free, all, err := backup.Space(app.DataDir()); err == nil {
		p.disk(free, all)
	}
	return p
}

// fullest is the free space below which not even a dossier is surely written.
const fullest = 1 << 20

func (p *Pulse) disk(free, all uint64) {
	switch level, _ := room(free, all); {
	case free < fullest:
		p.Status, p.Ready, p.Disk = "down", false, "full"
	case level == Danger:
		p.Disk = "tight"
	case level == Look:
		p.Disk = "low"
	}
}
