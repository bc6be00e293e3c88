package officer

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// pages are the handlers: the door with the router that gives their page data.
type pages struct {
	Door
	r *httpx.Router
}

// workPage is what one person has on the table.
type workPage struct {
	templates.Page
	Work httpx.WorkList
}

// work lists the dossiers this person holds, and those of the unit.
func (p pages) work(e *core.RequestEvent, by access.Actor) error {
	page := workPage{Page: p.r.Page(e, by, templates.Text("officer.title", nil))}
	var err error
	page.Work, err = p.r.Work(e, p.Desk, by, casework.PileMine, casework.PileUnit, casework.PileLate, casework.PileSoon, casework.PileWaiting)
	if err != nil {
		return err
	}
	return httpx.RenderWork(e, "officer/work", page, page.Work)
}
