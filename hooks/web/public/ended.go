package public

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// endedPage says that a commune does not work today and who does its work. A
// dossier it took in can still be looked up; nothing else is asked for here.
type endedPage struct {
	templates.Page
	Commune    org.Unit
	Head       string
	Lead       string
	Successors []org.Unit
}

// ended answers for a commune that is switched off: its own address is still a
// page worth reading (200), the pages below it are gone (404).
func (d *door) ended(e *core.RequestEvent, unit org.Unit) error {
	day := today(d.Org.Now())
	p := endedPage{Page: d.pageOf(e, unit, shortUnit(unit)), Commune: unit}
	p.Unit.Phone, p.Unit.Address = "", "" // nobody answers there any more
	head, lead, said := "public.ended.title", "public.ended.since", unit.ValidTo
	if unit.ValidFrom > day {
		head, lead, said = "public.ended.not_yet_title", "public.ended.not_yet", unit.ValidFrom
	}
	p.Head = templates.Text(head, map[string]string{"unit": shortUnit(unit)})
	p.Lead = templates.Text(lead, map[string]string{"unit": unit.Name, "day": templates.Day(said)})
	var err error
	if p.Successors, err = d.Org.Successors(e.App, unit, day); err != nil {
		return err
	}
	code := http.StatusOK
	if e.Request.URL.Path != "/"+unit.Code {
		code = http.StatusNotFound
	}
	return httpx.Render(e, code, "public/ended", p)
}
