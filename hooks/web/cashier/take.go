package cashier

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// mostTaken is how many dossiers one receipt may cover.
const mostTaken = 40

// feeRow is one fee that can be ticked.
type feeRow struct {
	ID, Value, Title, Stage string
	Amount                  int64
	On                      bool
	Typed                   *templates.Field // the sum is typed; nil = it is known
	Exempt                  string           // where an exemption is recorded; "" = none is published
}

// dossierRow is one dossier of the visit.
type dossierRow struct {
	Code, Name, Procedure, Href string
	Fees                        []feeRow
}

// besideRow is another dossier of the same person that owes something.
type besideRow struct {
	Code, Procedure, Href string
	Total                 int64
}

// takePage is the form of one receipt.
type takePage struct {
	templates.Page
	Dossiers []dossierRow
	Beside   []besideRow
	Total    int64
	Modes    []templates.Option
	Mode     string
	Payer    string
	Given    string
	Ref      string
	Pay      *paper.Payment
	Empty    templates.Empty
	Day      string // the book's day when today is closed already
}

// asking is a form as it was sent, or the dossiers of an address alone.
type asking struct {
	codes []string
	form  url.Values // nil = opened, not sent
}

func (p pages) open(e *core.RequestEvent, by access.Actor) error {
	return p.show(e, by, asking{codes: e.Request.URL.Query()["ma"]}, http.StatusOK, nil)
}

// take gives the receipt, once however often the form is sent. The button that
// only reckons shows the sum and the code of what is ticked now.
func (p pages) take(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	a := asking{codes: form["ma"], form: form}
	if form.Has("tinh") {
		return p.show(e, by, a, http.StatusOK, nil)
	}
	in, bad := input(form)
	if len(bad) > 0 {
		return p.refuse(e, by, a, bad)
	}
	body := maps.Clone(form)
	delete(body, "one_time")
	answer, err := p.Desk.Once(e.App, by.ID, form.Get("one_time"), []byte(pathTake+"\n"+body.Encode()), func(tx core.App) (casework.Answer, error) {
		r, err := p.Till.Take(tx, by, in)
		return casework.Answer{Status: http.StatusSeeOther, Body: r.ID}, err
	})
	if err != nil {
		return p.refuse(e, by, a, err)
	}
	return e.Redirect(http.StatusSeeOther, pathReceipt+answer.Body+"?in=1")
}

// refuse draws the form again with what is wrong; another error goes on.
func (p pages) refuse(e *core.RequestEvent, by access.Actor, a asking, wrong error) error {
	list, status, err := httpx.Say(wrong)
	if err != nil {
		return err
	}
	return p.show(e, by, a, status, list)
}

// input reads the form; sums that are none are said beside their box.
func input(form url.Values) (cashier.TakeInput, problem.List) {
	var bad problem.List
	in := cashier.TakeInput{Mode: money.Mode(form.Get("mode")), Payer: form.Get("payer"), Reference: form.Get("reference")}
	if text := strings.TrimSpace(form.Get("given")); text != "" && in.Mode == money.Cash {
		var ok bool
		if in.Given, ok = money.Parse(text); !ok {
			bad.Add("given", money.KeyGivenShape)
		}
	}
	if in.Mode == money.Cash {
		in.Reference = "" // typed before the mode was changed
	}
	for _, v := range form["line"] {
		code, fee, _ := strings.Cut(v, "|")
		pick := cashier.Pick{Code: code, Fee: fee}
		name := "amount." + code + "." + fee
		if text := strings.TrimSpace(form.Get(name)); text != "" {
			var ok bool
			if pick.Amount, ok = money.Parse(text); !ok {
				bad.Add(name, money.KeyAmountNeeded)
			}
		}
		in.Lines = append(in.Lines, pick)
	}
	if strings.TrimSpace(in.Payer) == "" {
		bad.Add("payer", money.KeyPayer)
	}
	return in, bad
}

func (p pages) show(e *core.RequestEvent, by access.Actor, a asking, status int, wrong []templates.Problem) error {
	page := takePage{Page: p.page(e, by, templates.Text("cashier.page.take", nil)), Mode: string(money.Cash)}
	page.Problems = wrong
	page.Empty = templates.Empty{Title: templates.Text("cashier.page.settled", nil), Text: templates.Text("cashier.page.settled_text", nil), Href: pathHome, Action: templates.Text("cashier.page.all", nil)}
	codes := slices.Compact(slices.Sorted(slices.Values(a.codes)))
	var first casework.Case
	for _, code := range codes[:min(len(codes), mostTaken)] {
		c, err := p.Desk.Find(e.App, by, code)
		if err != nil {
			return err
		}
		if !by.Works(c.UnitPath) {
			return problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
		}
		if first.ID == "" {
			first = c
		}
		if err := p.add(e, &page, a, c); err != nil {
			return err
		}
	}
	if first.ID != "" {
		if err := p.finish(e, by, &page, a, first); err != nil {
			return err
		}
	}
	return httpx.Render(e, status, "cashier/take", page)
}

// add enters what one dossier owes.
func (p pages) add(e *core.RequestEvent, page *takePage, a asking, c casework.Case) error {
	owed, err := p.Till.Owed(e.App, c.ID, c.State, c.Fees)
	if err != nil || len(owed) == 0 {
		return err
	}
	person, err := p.Desk.Person(e.App, c.Applicant)
	if err != nil {
		return err
	}
	if page.Payer == "" {
		page.Payer = person.Name
	}
	row := dossierRow{Code: c.Code, Name: person.Name, Procedure: c.Version.Body.Name, Href: httpx.DossierPath(c.Dossier)}
	for _, x := range owed {
		f := feeRow{ID: "line-" + c.Code + "-" + x.Fee, Value: c.Code + "|" + x.Fee, Title: owedTitle(x), Stage: stageText(x), Amount: x.Amount, On: x.Known}
		if len(cashier.Exemptions(c, x.Fee)) > 0 && !x.Duty {
			f.Exempt = exemptPath(c.Code, x.Fee)
		}
		if a.form != nil {
			f.On = slices.Contains(a.form["line"], f.Value)
		}
		if !x.Known {
			field := page.Field("amount."+c.Code+"."+x.Fee, "cashier.page.amount", a.form.Get("amount."+c.Code+"."+x.Fee))
			f.Typed = &field
			if n, ok := money.Parse(field.Value); ok && f.On {
				page.Total += n
			}
		} else if f.On {
			page.Total += x.Amount
		}
		row.Fees = append(row.Fees, f)
	}
	page.Dossiers = append(page.Dossiers, row)
	return nil
}

// finish fills in who pays and how, and what else the same person owes.
func (p pages) finish(e *core.RequestEvent, by access.Actor, page *takePage, a asking, first casework.Case) error {
	if a.form != nil {
		page.Payer, page.Given, page.Ref = a.form.Get("payer"), a.form.Get("given"), a.form.Get("reference")
		page.Mode = a.form.Get("mode")
	}
	for _, m := range money.Modes {
		page.Modes = append(page.Modes, templates.Option{Value: string(m), Label: modeText(m)})
	}
	var err error
	if page.Pay, err = cashier.Transfer(first.UnitRow, page.Total, first.Code); err != nil {
		return err
	}
	book, err := p.Till.Day(e.App, by, p.Till.Today())
	if err != nil {
		return err
	}
	if book.Closed != nil {
		page.Day = book.Closed.Day
	}
	beside, err := p.Till.Beside(e.App, by, first)
	if err != nil {
		return err
	}
	for _, b := range beside {
		if !slices.Contains(a.codes, b.Code) {
			page.Beside = append(page.Beside, besideRow{Code: b.Code, Procedure: b.ProcedureName, Total: b.Total, Href: takePath(append(slices.Clone(a.codes), b.Code)...)})
		}
	}
	return nil
}
