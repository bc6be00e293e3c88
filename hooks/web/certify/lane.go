package certify

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// typed is the lane's form as it was typed.
type typed struct{ url.Values }

func (t typed) text(name string) string { return strings.TrimSpace(t.Get(name)) }

// signature reports whether the form is for signatures, not for copies.
func (t typed) signature() bool { return t.text("procedure") == law.ProcedureSignature }

// readCard puts the text of a citizen card, as a scanner types it into the
// number box, into the fields it fills.
func (t typed) readCard() {
	card, is := identity.ParseCard(t.Get("applicant.identity_number"))
	if !is {
		return
	}
	t.Set("applicant.identity_number", card.Number.Digits)
	for name, value := range map[string]string{"name": card.Name, "birth": string(card.Birth), "sex": string(card.Sex), "address": card.Address} {
		if t.text("applicant."+name) == "" {
			t.Set("applicant."+name, value)
		}
	}
}

func (t typed) input() certify.Input {
	of := func(name string) string { return t.text("applicant." + name) }
	return certify.Input{Procedure: t.text("procedure"), Document: t.text("document"), Pages: t.text("pages"), Copies: t.text("copies"),
		Manner: t.text("manner"), Bulk: t.text("bulk") == "yes", Signer: t.text("signer"), Print: t.text("receipt") == "yes",
		Applicant: casework.PersonInput{Name: of("name"), IdentityNumber: of("identity_number"), Birth: of("birth"), Sex: of("sex"), Address: of("address"), Phone: of("phone")}}
}

// put writes a known person into the form.
func (t typed) put(p casework.Person) {
	for name, value := range map[string]string{"identity_number": p.Number, "name": p.Name, "birth": identity.Birth(p.Birth).String(), "sex": p.Sex, "address": p.Address, "phone": p.Phone} {
		t.Set("applicant."+name, value)
	}
}

// lane shows an empty form; after a certification with its paper on top and
// the same person offered.
func (p pages) lane(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	t := typed{url.Values{"procedure": {law.ProcedureCopy}}}
	if q.Get("viec") == "chu-ky" {
		t.Set("procedure", law.ProcedureSignature)
	}
	var done *doneView
	if id := q.Get("xong"); id != "" {
		x, err := p.Certify.Find(e.App, by, id)
		if err != nil {
			return err
		}
		if done, err = p.doneView(e, by, x); err != nil {
			return err
		}
		person, err := p.Desk.Person(e.App, x.Applicant)
		if err != nil {
			return err
		}
		t.put(person)
		t.Set("signer", x.Signer)
		t.Set("again", "yes")
	}
	return p.show(e, by, t, http.StatusOK, nil, done)
}

// take certifies once, however often the form is sent.
func (p pages) take(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{maps.Clone(values)}
	t.readCard()
	if t.Has("nguoi") {
		person, err := p.Desk.LastReceived(e.App, by)
		if err != nil {
			return err
		}
		if person.ID != "" {
			t.put(person)
		}
		return p.show(e, by, t, http.StatusOK, nil, nil)
	}
	body := maps.Clone(t.Values)
	delete(body, "one_time")
	answer, err := p.Desk.Once(e.App, by.ID, t.Get("one_time"), []byte(lanePath+body.Encode()), func(tx core.App) (casework.Answer, error) {
		x, err := p.Certify.Certify(tx, by, t.input())
		return casework.Answer{Status: http.StatusSeeOther, Body: x.ID}, err
	})
	if err == nil {
		to := lanePath + "?xong=" + url.QueryEscape(answer.Body)
		if t.signature() {
			to += "&viec=chu-ky"
		}
		return e.Redirect(http.StatusSeeOther, to)
	}
	said, code, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	return p.show(e, by, t, code, said, nil)
}

// preview answers with the fee and the due date of what is typed so far.
func (p pages) preview(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{maps.Clone(values)}
	t.readCard()
	v := lanePage{}
	if err := p.reckon(e, by, t, &v); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := templates.Fragment(&b, "certify/lane", "lane-parts", v); err != nil {
		return err
	}
	return e.HTML(http.StatusOK, b.String())
}

// reckon fills in what follows from the form: the fee and the due date.
func (p pages) reckon(e *core.RequestEvent, by access.Actor, t typed, v *lanePage) error {
	got, err := p.Certify.Preview(e.App, by, t.input())
	if _, is := problem.In(err); err != nil && !is {
		return err
	}
	var sum int64
	known := len(got.Fees) > 0
	for _, f := range got.Fees {
		known = known && f.Known
		sum += f.Amount
	}
	if known && sum > 0 {
		v.Fee = templates.Money(sum)
	}
	if !got.Due.Due.IsZero() {
		v.Due = paper.Clock(got.Due.Due) + ", " + strings.ToLower(paper.Weekday(got.Due.Due)) + " " + paper.ShortDay(got.Due.Due)
	}
	return nil
}

// giveBack hands chosen certifications to the people who stand at the desk.
func (p pages) giveBack(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	results, err := p.Certify.ReturnMany(e.App, by, values["chon"])
	said, code, fatal := p.outcome(results, err)
	if fatal != nil {
		return fatal
	}
	if len(said) == 0 {
		httpx.Done(e, "done.certify_return")
		return e.Redirect(http.StatusSeeOther, lanePath)
	}
	return p.show(e, by, typed{url.Values{"procedure": {law.ProcedureCopy}}}, code, said, nil)
}

// outcome says what acting on many came to: nothing when all went well.
func (p pages) outcome(results []certify.Result, err error) ([]templates.Problem, int, error) {
	if err != nil {
		return httpx.Say(err)
	}
	var out []templates.Problem
	for _, r := range results {
		list, is := problem.In(r.Err)
		if !is {
			continue
		}
		why := templates.Text(list[0].Key, list[0].Args)
		if r.Entry.Number > 0 {
			why = templates.Text("certify.one_refused", map[string]string{"number": r.Entry.NumberText(), "why": why})
		}
		out = append(out, templates.Problem{Message: why})
	}
	return out, http.StatusConflict, nil
}
