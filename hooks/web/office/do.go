package office

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// do runs one act. Refused, the dossier's page comes back with the act's form
// open, everything typed in it, and what others did meanwhile.
func (p pages) do(a act) httpx.Handler {
	return func(e *core.RequestEvent, by access.Actor) error {
		posted, err := httpx.Form(e)
		if err != nil {
			return err
		}
		code := e.Request.PathValue("code")
		in := typedOf(posted, a.act)
		seen, err := strconv.Atoi(posted.Get("seen"))
		if err != nil {
			seen = 0 // sent by hand, without a page: nothing was seen
		}
		body := []byte(a.path + "\n" + code + "\n" + in.encode())
		_, err = p.Desk.Once(e.App, by.ID, posted.Get("one_time"), body, func(tx core.App) (casework.Answer, error) {
			_, err := a.run(p.Desk, tx, by, code, seen, in)
			return casework.Answer{Status: http.StatusSeeOther}, err
		})
		if err == nil {
			back := posted.Get("back")
			if back == "" {
				httpx.Done(e, "done."+string(a.act))
			} else {
				httpx.DoneWith(e, "done."+string(a.act), code)
			}
			return e.Redirect(http.StatusSeeOther, after(back, pathOf(code)))
		}
		said, status, err := httpx.Say(err)
		if err != nil {
			return err
		}
		page, err := p.page(e, by, sent{act: a.act, in: in, seen: seen, problems: named(a.act, said), status: status})
		if err != nil {
			return err
		}
		return httpx.Render(e, status, "office/dossier", page)
	}
}

// after is where an act leads: back to the list it was done from, or to the
// dossier.
func after(back, path string) string {
	if back == "" {
		return path
	}
	return httpx.Local(back)
}

// collector says whether whoever came for the result is one of the people of
// the dossier, while the clerk is still typing.
func (p pages) collector(e *core.RequestEvent, by access.Actor) error {
	posted, err := httpx.Form(e)
	if err != nil {
		return err
	}
	name, number := collectorOf(typedOf(posted, dossier.Return))
	known, err := p.Desk.MayCollect(e.App, by, e.Request.PathValue("code"), name, number)
	if err != nil {
		return err // also for an empty form: another unit's dossier is not there
	}
	match := ""
	if name != "" || number != "" {
		match = templates.Text("dossier.page.collect_no", nil)
		if known {
			match = templates.Text("dossier.page.collect_yes", nil)
		}
	}
	var b bytes.Buffer
	if err := templates.Fragment(&b, "office/dossier", "match", match); err != nil {
		return err
	}
	return e.HTML(http.StatusOK, b.String())
}
