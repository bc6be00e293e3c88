package cashier

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/cashier"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// mostDebts is how many dossiers the list shows.
const mostDebts = 100

// debtRow is one dossier that owes something.
type debtRow struct {
	httpx.Row
	Take   string // address of its taking; "" for whoever only reads
	Fees   []string
	Total  int64
	Open   bool // an amount is still to be typed
	TickID string
}

// homePage is what is not paid yet, and the day so far.
type homePage struct {
	templates.Page
	Day      string
	Sum      money.Day
	Closed   bool
	Earlier  string // an earlier day that waits for its closing
	Rows     []debtRow
	Count    string
	Searched bool
	May      bool
	Empty    templates.Empty
	Bank     string // page of an account that waits for this person's confirmation; "" = none
}

func (p pages) home(e *core.RequestEvent, by access.Actor) error { return p.list(e, by, "") }

// find takes a scanned or typed text to the dossier it names, or narrows the
// list. People's names are posted, never in an address.
func (p pages) find(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(form.Get("q"))
	if text == "" {
		return e.Redirect(http.StatusSeeOther, pathHome)
	}
	found, lines, err := p.Desk.Locate(e.App, by, text)
	if err != nil {
		return err
	}
	if found == "" && len(lines) == 1 {
		found = lines[0].Code
	}
	switch {
	case found != "" && by.Has(access.Cashier):
		return e.Redirect(http.StatusSeeOther, takePath(found))
	case found != "":
		return e.Redirect(http.StatusSeeOther, "/ho-so/"+found)
	}
	if s := code.Scan(text); s.Kind == code.Citizen && len(lines) > 0 { // one person's card: all of theirs at once
		codes := url.Values{}
		for _, l := range lines {
			if l.Code != "" && l.State.Open() {
				codes.Add("ma", l.Code)
			}
		}
		if len(codes["ma"]) > 0 && by.Has(access.Cashier) {
			return e.Redirect(http.StatusSeeOther, pathTake+"?"+codes.Encode())
		}
	}
	return p.list(e, by, text)
}

func takePath(codes ...string) string { return pathTake + "?" + url.Values{"ma": codes}.Encode() }

func (p pages) list(e *core.RequestEvent, by access.Actor, words string) error {
	page := homePage{Page: p.page(e, by, templates.Text("cashier.page.title", nil)), Day: p.Till.Today(), May: by.Has(access.Cashier), Searched: words != ""}
	page.Query = words
	book, err := p.Till.Day(e.App, by, page.Day)
	if err != nil {
		return err
	}
	page.Sum, page.Closed, page.Earlier = book.Sum, book.Closed != nil, book.Earlier
	if book.Unit.MayConfirmBank(by) {
		page.Bank = "/quan-tri/tai-khoan?don-vi=" + book.Unit.Code
	}
	debts, more, err := p.Till.Debts(e.App, by, words, mostDebts)
	if err != nil {
		return err
	}
	if page.Rows, err = p.rows(e, by, debts); err != nil {
		return err
	}
	args := map[string]string{"n": templates.Number(len(debts))}
	page.Count = templates.Text("cashier.page.count", args)
	if more {
		page.Count = templates.Text("cashier.page.count_more", args)
	}
	page.Empty = templates.Empty{Title: templates.Text("cashier.page.empty", nil), Text: templates.Text("cashier.page.empty_text", nil)}
	if page.Searched {
		page.Empty = templates.Empty{Title: templates.Text("cashier.page.none", nil), Text: templates.Text("cashier.page.none_text", nil), Href: pathHome, Action: templates.Text("cashier.page.all", nil)}
	}
	return httpx.Render(e, http.StatusOK, "cashier/home", page)
}

func (p pages) rows(e *core.RequestEvent, by access.Actor, debts []cashier.Debt) ([]debtRow, error) {
	out := make([]debtRow, len(debts))
	now := p.Desk.Now()
	cals := httpx.Calendars(e, p.Org)
	for i, d := range debts {
		cal, err := cals(d.Unit)
		if err != nil {
			return nil, err
		}
		r := debtRow{Row: httpx.Row{Href: httpx.DossierPath(d.Dossier), Code: d.Code, Name: d.ApplicantName, Procedure: d.ProcedureName, ReceivedAt: d.ReceivedAt,
			Tag: httpx.Tag(d.Dossier, cal, now)}, Total: d.Total, TickID: "ma-" + number(i)}
		if by.Has(access.Cashier) {
			r.Take = takePath(d.Code)
		}
		for _, x := range d.Owed {
			r.Fees = append(r.Fees, owedTitle(x))
			r.Open = r.Open || !x.Known
		}
		out[i] = r
	}
	return out, nil
}
