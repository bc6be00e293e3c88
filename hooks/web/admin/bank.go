package admin

import (
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// bankPath is the page of the account that fees are transferred to.
const bankPath = "/quan-tri/tai-khoan"

// bankPage is the account of a unit, and a change that waits for the second
// person.
type bankPage struct {
	templates.Page
	Unit    org.Unit
	Choose  chooser
	Query   string // names the unit in the addresses of the forms
	Now     []templates.Term
	Asked   []templates.Term // nil = nothing waits
	Remove  bool             // what waits takes the account away
	Stamp   string
	May     bool // confirm it
	Drop    bool
	Propose bool
	In      money.Bank
	Banks   []templates.Option
	Letters string
	Series  string
}

// bindBank enters the routes: administrators propose, another of them or the
// leader confirms.
func (p office) bindBank(r *httpx.Router) {
	runs, second := httpx.Staff(access.UnitAdmin), httpx.Staff(access.UnitAdmin, access.Leader)
	r.GET(bankPath, second, p.bank)
	r.POST(bankPath, runs, p.proposeBank)
	r.POST(bankPath+"/xac-nhan", second, p.decideBank(p.Org.ConfirmBank, "done.bank_confirmed"))
	r.POST(bankPath+"/bo", second, p.decideBank(p.Org.DropBank, "done.bank_dropped"))
	r.POST(bankPath+"/ky-hieu", runs, p.letterReceipts)
}

func (p office) bank(e *core.RequestEvent, by access.Actor) error {
	return p.showBank(e, by, nil, nil)
}

// showBank draws the page; typed is what was sent, wrong what is wrong with it.
func (p office) showBank(e *core.RequestEvent, by access.Actor, typed url.Values, wrong error) error {
	may := func(path string) bool { return by.Administers(path) || by.Has(access.Leader) && by.Works(path) }
	u, choose, err := p.pick(e, by, e.Request.URL.Query().Get("don-vi"), bankPath, nil, may)
	if err != nil {
		return err
	}
	page := bankPage{Page: p.r.Page(e, by, templates.Text("admin.bank", nil)), Unit: u, Choose: choose, Query: "?don-vi=" + u.Code, Propose: by.Administers(u.Path),
		Letters: u.Settings.Receipts, Series: money.Series(u.Settings.Receipts, p.today()), In: u.Bank}
	code, err := said(&page.Page, wrong)
	if err != nil {
		return err
	}
	if typed != nil {
		page.In = bankInput(typed)
		page.Letters = typed.Get("letters")
	}
	if !u.Bank.Zero() {
		page.Now = bankTerms(u.Bank)
	}
	if a := u.BankAsked; a != nil {
		page.Remove, page.Stamp, page.May = a.Bank.Zero(), a.Stamp(), u.MayConfirmBank(by)
		page.Drop = page.May || a.By == by.ID
		if !page.Remove {
			page.Asked = bankTerms(a.Bank)
		}
		page.Asked = append(page.Asked, templates.Term{Name: templates.Text("admin.bank_asked_by", nil), Value: a.ByName + ", " + templates.Moment(a.At)})
	}
	page.Banks = []templates.Option{{Label: templates.Text("admin.bank_choose", nil)}}
	for _, b := range money.Banks {
		page.Banks = append(page.Banks, templates.Option{Value: b.BIN, Label: b.Name + " (" + b.BIN + ")", Chosen: b.BIN == page.In.BIN})
	}
	return httpx.Render(e, code, "admin/bank", page)
}

func bankTerms(b money.Bank) []templates.Term {
	return []templates.Term{{Name: templates.Text("admin.bank_bin", nil), Value: b.Name() + " (" + b.BIN + ")"},
		{Name: templates.Text("admin.bank_account", nil), Value: b.Account, Code: true}, {Name: templates.Text("admin.bank_holder", nil), Value: b.Holder}}
}

func bankInput(form url.Values) money.Bank {
	return money.Bank{BIN: form.Get("bin"), Account: form.Get("account"), Holder: form.Get("holder")}
}

// bankUnit is the code of the unit in the address of a form.
func bankUnit(e *core.RequestEvent) string { return e.Request.URL.Query().Get("don-vi") }

func (p office) bankDone(e *core.RequestEvent, key string) error {
	to := bankPath
	if code := bankUnit(e); code != "" {
		to += "?" + url.Values{"don-vi": {code}}.Encode()
	}
	return doneAt(e, key, to)
}

func (p office) proposeBank(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := bankInput(form)
	if form.Has("remove") {
		in = money.Bank{}
	} else if in.Zero() {
		in.Holder = " " // an empty form is a form to mend, no wish to have no account
	}
	if _, err := p.Org.ProposeBank(e.App, by, bankUnit(e), in); err != nil {
		return p.showBank(e, by, form, err)
	}
	return p.bankDone(e, "done.bank_proposed")
}

// decideBank confirms what waits, or takes it away.
func (p office) decideBank(do func(app core.App, by access.Actor, code, stamp string) (org.Unit, error), key string) httpx.Handler {
	return func(e *core.RequestEvent, by access.Actor) error {
		form, err := httpx.Form(e)
		if err != nil {
			return err
		}
		if _, err := do(e.App, by, bankUnit(e), form.Get("stamp")); err != nil {
			return p.showBank(e, by, nil, err)
		}
		return p.bankDone(e, key)
	}
}

func (p office) letterReceipts(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	code := bankUnit(e)
	if code == "" {
		u, err := p.Org.BankUnit(e.App, by, "")
		if err != nil {
			return err
		}
		code = u.Code
	}
	if _, err := p.Org.SetReceiptLetters(e.App, by, code, strings.TrimSpace(form.Get("letters"))); err != nil {
		return p.showBank(e, by, form, err)
	}
	return p.bankDone(e, "done.receipts_lettered")
}
