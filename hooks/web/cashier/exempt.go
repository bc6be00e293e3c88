package cashier

import (
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// exemptPage asks on what ground and by which proof a fee is not paid.
type exemptPage struct {
	templates.Page
	Code, Name, Procedure, Href, Back string
	Fee, Title                        string
	Amount                            int64 // 0 = not known yet
	Exemption, Proof                  templates.Field
}

func exemptPath(code, fee string) string {
	return pathExempt + "?" + url.Values{"ma": {code}, "khoan": {fee}}.Encode()
}

func (p pages) askExempt(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	return p.showExempt(e, by, url.Values{"ma": {q.Get("ma")}, "fee": {q.Get("khoan")}}, http.StatusOK, nil)
}

func (p pages) showExempt(e *core.RequestEvent, by access.Actor, form url.Values, status int, wrong []templates.Problem) error {
	x, err := p.Till.Exemptible(e.App, by, form.Get("ma"), form.Get("fee"))
	if err != nil {
		return err
	}
	person, err := p.Desk.Person(e.App, x.Applicant)
	if err != nil {
		return err
	}
	page := exemptPage{Page: p.page(e, by, templates.Text("exempt.title", nil)), Code: x.Code, Name: person.Name, Procedure: x.Version.Body.Name,
		Href: httpx.DossierPath(x.Dossier), Back: takePath(x.Code), Fee: x.Fee.Fee, Title: owedTitle(x.Fee), Amount: x.Fee.Amount}
	page.Problems = wrong
	page.Exemption = page.Page.Field("exemption", "exempt.which", form.Get("exemption"))
	page.Exemption.Need = true
	for _, o := range x.Exemptions {
		hint := o.Ground
		if o.Proof != "" {
			hint = templates.Text("exempt.hint", map[string]string{"proof": o.Proof, "ground": o.Ground})
		}
		page.Exemption.Options = append(page.Exemption.Options, templates.Option{Value: o.Key, Label: o.Title, Hint: hint})
	}
	page.Proof = page.Page.Field("proof", "exempt.proof", form.Get("proof"))
	page.Proof.Need, page.Proof.Rows, page.Proof.Hint = true, 2, templates.Text("exempt.proof_hint", nil)
	return httpx.Render(e, status, "cashier/exempt", page)
}

// exempt records it, once however often the form is sent, and goes on taking
// what is left.
func (p pages) exempt(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := casework.ExemptInput{ExemptInput: dossier.ExemptInput{Fee: form.Get("fee"), Exemption: form.Get("exemption"), Proof: strings.TrimSpace(form.Get("proof"))}}
	if m := e.Request.MultipartForm; m != nil && len(m.File["file"]) > 0 && m.File["file"][0].Size > 0 {
		h := m.File["file"][0]
		f, err := h.Open()
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // read only: nothing is lost
		in.File = &casework.Upload{Name: h.Filename, Body: f}
	}
	body := maps.Clone(form)
	delete(body, "one_time")
	_, err = p.Desk.Once(e.App, by.ID, form.Get("one_time"), []byte(pathExempt+"\n"+body.Encode()), func(tx core.App) (casework.Answer, error) {
		return casework.Answer{Status: http.StatusSeeOther}, p.Till.Exempt(tx, by, form.Get("ma"), in)
	})
	if err == nil {
		httpx.Done(e, "done.exempt_fee")
		return e.Redirect(http.StatusSeeOther, takePath(form.Get("ma")))
	}
	said, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	return p.showExempt(e, by, form, status, said)
}
