package linked

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

func isNotFound(err error) bool {
	list, ok := problem.In(err)
	return ok && list[0].Kind == problem.NotFound
}

// act runs one act of a place, once however often its form is sent.
func (p pages) act(e *core.RequestEvent, by access.Actor, done string, do func(tx core.App, id string, seen int, form url.Values) error) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	x, err := p.Desk.Placed(e.App, by, e.Request.PathValue("placed"))
	if err != nil {
		return err
	}
	seen, err := strconv.Atoi(form.Get("seen"))
	if err != nil {
		seen = 0 // sent by hand, without a page: nothing was seen
	}
	key := form.Get("one_time")
	form.Del("one_time")
	_, err = p.Desk.Once(e.App, by.ID, key, []byte(e.Request.URL.Path+"\n"+form.Encode()), func(tx core.App) (casework.Answer, error) {
		return casework.Answer{Status: http.StatusSeeOther}, do(tx, x.ID, seen, form)
	})
	if err != nil {
		return p.placedAgain(e, by, form, err)
	}
	httpx.Done(e, done)
	return e.Redirect(http.StatusSeeOther, placePath(x.ID))
}

func (p pages) passOn(e *core.RequestEvent, by access.Actor) error {
	return p.act(e, by, "done.pass_on", func(tx core.App, id string, seen int, form url.Values) error {
		_, err := p.Desk.PassOn(tx, by, id, seen, dossier.PassOnInput{Slip: form.Get("slip"), Note: form.Get("note")})
		return err
	})
}

func (p pages) shelve(e *core.RequestEvent, by access.Actor) error {
	return p.act(e, by, "done.shelve", func(tx core.App, id string, seen int, form url.Values) error {
		_, err := p.Desk.Shelve(tx, by, id, seen, dossier.ShelveInput{Shelf: strings.TrimSpace(form.Get("shelf")), ResultNumber: strings.TrimSpace(form.Get("result_number"))})
		return err
	})
}

// recordOf is the document of authority on the form.
func recordOf(form url.Values) dossier.Authority {
	return httpx.ReadAuthority(func(name string) string { return form.Get("authority_record." + name) })
}

func (p pages) handOver(e *core.RequestEvent, by access.Actor) error {
	return p.act(e, by, "done.return", func(tx core.App, id string, seen int, form url.Values) error {
		_, err := p.Desk.Return(tx, by, id, seen, dossier.ReturnInput{CollectorName: form.Get("collector_name"), CollectorNumber: strings.TrimSpace(form.Get("collector_number")),
			Checked: form.Get("checked") != "", Record: recordOf(form), Kept: strings.TrimSpace(form.Get("kept")), Note: form.Get("note")})
		return err
	})
}
