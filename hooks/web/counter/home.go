package counter

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// homePage is the desk in the morning: the lists of work, each with its number.
type homePage struct {
	templates.Page
	Work httpx.WorkList
	May  bool // take dossiers in
	Day  time.Time
}

func (d desk) home(e *core.RequestEvent, by access.Actor) error {
	p := homePage{Page: d.r.Page(e, by, templates.Text("counter.home.title", nil)), May: by.Has(access.Clerk), Day: d.Desk.Now()}
	var err error
	p.Work, err = d.r.Work(e, d.Desk, by, casework.PileUnit, casework.PileMine, casework.PileLate, casework.PileSoon, casework.PileWaiting, casework.PileFiled, casework.PileReady)
	if err != nil {
		return err
	}
	return httpx.RenderWork(e, "counter/home", p, p.Work)
}
