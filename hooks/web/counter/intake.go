package counter

import (
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

// Codes of what only this page may find wrong.
const (
	KeyChanged   = "counter.procedure_changed" // papers on the page belong to another procedure
	KeyCheckCard = "counter.check_card"        // a card was read that may be mangled
)

// open shows an empty intake; for a paper slip of an outage with its number
// (phieu) and the time on it (luc), which name nobody; after another dossier of
// the same visitor (cung-luot) with its people.
func (d desk) open(e *core.RequestEvent, by access.Actor) error {
	t := typed{url.Values{}}
	if q := e.Request.URL.Query(); q.Get("phieu") != "" {
		t.Set("received_basis", string(dossier.PaperSlip))
		t.Set("slip", q.Get("phieu"))
		t.Set("received_at", q.Get("luc"))
	}
	if err := d.goOn(e, by, t, e.Request.URL.Query().Get("cung-luot")); err != nil {
		return err
	}
	return d.show(e, by, t, http.StatusOK, nil)
}

// receive takes a dossier in, or draws the form again: with another procedure
// (chon), with the visitor before (nguoi), or with everything that is wrong.
func (d desk) receive(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{maps.Clone(values)}
	doubtful, turned := t.readCards(), t.turned()
	switch {
	case t.Has("nguoi"):
		p, err := d.Desk.LastReceived(e.App, by)
		if err != nil {
			return err
		}
		if p.ID != "" {
			t.put(applicant, p, true)
		}
		return d.show(e, by, t, http.StatusOK, nil)
	case t.Has("chon"):
		return d.show(e, by, t, http.StatusOK, nil)
	case turned:
		return d.refuse(e, by, t, problem.Of("procedure", KeyChanged))
	case doubtful:
		return d.refuse(e, by, t, problem.Of("applicant.identity_number", KeyCheckCard))
	case t.Has("huong-dan"), t.Has("tu-choi"):
		return d.turn(e, by, t, t.Has("huong-dan"))
	}
	next, err := d.take(e, by, t)
	if err != nil {
		return d.refuse(e, by, t, err)
	}
	if code, ours := strings.CutPrefix(next, "/mot-cua"); ours && t.Has("chua-in") { // it can still be undone: nobody holds a paper yet
		httpx.Done(e, "done.receive_unprinted")
		return e.Redirect(http.StatusSeeOther, strings.TrimSuffix(code, "/phieu?in=1"))
	}
	return e.Redirect(http.StatusSeeOther, next)
}

// take receives the dossier once, however often the form is sent, and tells
// the page to go on with.
func (d desk) take(e *core.RequestEvent, by access.Actor, t typed) (string, error) {
	v, err := d.version(e, by, t)
	if err != nil {
		return "", err
	}
	body := maps.Clone(t.Values)
	delete(body, "one_time")
	answer, err := d.Desk.Once(e.App, by.ID, t.Get("one_time"), []byte(body.Encode()), func(tx core.App) (casework.Answer, error) {
		got, err := d.Desk.Receive(tx, by, t.input(v))
		return casework.Answer{Status: http.StatusSeeOther, Body: arrival(got)}, err
	})
	return answer.Body, err
}

// version is the procedure chosen on the form; the zero version when there is
// none that this unit offers.
func (d desk) version(e *core.RequestEvent, by access.Actor, t typed) (procedure.Version, error) {
	unit, err := d.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return procedure.Version{}, err
	}
	offer, err := d.Catalog.Offer(e.App, unit.ID, t.text("procedure"), d.today())
	if _, is := problem.In(err); is {
		return procedure.Version{}, nil // the service says so, together with all the rest
	}
	return offer.Version.Body, err
}

// refuse draws the form again with what is wrong; another error goes on.
func (d desk) refuse(e *core.RequestEvent, by access.Actor, t typed, err error) error {
	if _, _, fatal := httpx.Say(err); fatal != nil {
		return fatal
	}
	list, _ := problem.In(err)
	_, code, _ := httpx.Say(err) // asked above
	return d.show(e, by, t, code, list)
}

func (d desk) show(e *core.RequestEvent, by access.Actor, t typed, code int, list problem.List) error {
	v, err := d.view(e, by, t, list)
	if err != nil {
		return err
	}
	return httpx.Render(e, code, "counter/intake", v)
}
