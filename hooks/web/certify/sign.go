package certify

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/certify"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// signPage is what waits for the leader's signature, to be signed at once.
type signPage struct {
	templates.Page
	Rows  []lineView // ready
	Rest  []lineView // still with somebody before the leader
	Most  int
	Empty templates.Empty
}

func (p pages) sign(e *core.RequestEvent, by access.Actor) error {
	return p.signing(e, by, http.StatusOK, nil)
}

func (p pages) signing(e *core.RequestEvent, by access.Actor, code int, said []templates.Problem) error {
	tasks, err := p.Certify.ToSign(e.App, by)
	if err != nil {
		return err
	}
	v := signPage{Page: p.r.Page(e, by, templates.Text("certify.sign.title", nil)), Most: certify.MostAtOnce,
		Empty: templates.Empty{Title: templates.Text("certify.sign.empty", nil), Text: templates.Text("certify.sign.empty_text", nil)}}
	v.Problems = said
	for _, t := range tasks {
		row := p.line(t.Entry, t.Name)
		if row.Ready = t.Ready; row.Ready {
			v.Rows = append(v.Rows, row)
		} else {
			v.Rest = append(v.Rest, row)
		}
	}
	return httpx.Render(e, code, "certify/sign", v)
}

// signMany signs what was chosen, or everything that the page showed.
func (p pages) signMany(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	ids := values["chon"]
	if values.Get("tat-ca") == "1" {
		ids = values["hien"]
	}
	results, err := p.Certify.SignMany(e.App, by, ids)
	said, code, fatal := p.outcome(results, err)
	if fatal != nil {
		return fatal
	}
	if len(said) == 0 {
		httpx.Done(e, "done.certify_sign")
		return e.Redirect(http.StatusSeeOther, signPath)
	}
	return p.signing(e, by, code, said)
}
