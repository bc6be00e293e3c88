package cashier

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// receiptPage is a receipt on the screen, with buttons that stay there.
type receiptPage struct {
	templates.Page
	Receipt paper.CashReceipt
	ID      string
	Size    string // A5 or A4
	PrintAs string // marks this print, so that a reload prints no second one; "" = do not print
	May     bool   // take the next
	MayVoid bool
	Change  int64 // đồng to give back
	Codes   []string
	Reason  string
}

func size(asked string) string {
	if asked == "A4" {
		return asked
	}
	return "A5"
}

func (p pages) receipt(e *core.RequestEvent, by access.Actor) error {
	r, err := p.Till.Find(e.App, by, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showReceipt(e, by, r, http.StatusOK, nil, "")
}

func (p pages) showReceipt(e *core.RequestEvent, by access.Actor, r cashier.Receipt, status int, wrong []templates.Problem, reason string) error {
	c, err := p.paperOf(e, r)
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	page := receiptPage{Page: p.r.Page(e, by, c.Title()), Receipt: c, ID: r.ID, Size: size(q.Get("kho")), May: by.Has(access.Cashier), Change: r.Change(), Reason: reason}
	page.Problems, page.MayVoid = wrong, page.May && r.Void == nil
	seen := map[string]bool{}
	for _, l := range r.Lines {
		if !seen[l.Code] {
			seen[l.Code], page.Codes = true, append(page.Codes, l.Code)
		}
	}
	if q.Get("in") == "1" {
		page.PrintAs = r.ID + page.Size
	}
	return httpx.Render(e, status, "paper/cash", page)
}

// receiptFile is the receipt as a PDF file.
func (p pages) receiptFile(e *core.RequestEvent, by access.Actor) error {
	r, err := p.Till.Find(e.App, by, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	c, err := p.paperOf(e, r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := c.PDF(&b, size(e.Request.URL.Query().Get("kho"))); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `inline; filename="bien-lai-`+strings.ReplaceAll(r.Number, " ", "-")+`.pdf"`)
	return e.Blob(http.StatusOK, "application/pdf", b.Bytes())
}

// paperOf puts the receipt together as it was given.
func (p pages) paperOf(e *core.RequestEvent, r cashier.Receipt) (paper.CashReceipt, error) {
	unit, err := p.Org.UnitByID(e.App, r.Unit)
	if err != nil {
		return paper.CashReceipt{}, err
	}
	c := paper.CashReceipt{Address: unit.Address, Place: unit.Place, Series: r.Series, Book: r.Book, No: fmt.Sprintf("%07d", r.No), Payer: r.Payer,
		Mode: modeText(r.Mode), Reference: r.Reference, Given: r.Given, Change: r.Change(), TakenAt: r.TakenAt, Cashier: r.CashierName}
	c.Parent, c.Unit = unit.Letterhead()
	for i, l := range r.Lines {
		c.Lines = append(c.Lines, paper.CashLine{No: i + 1, Code: l.Code, Title: l.Title, Amount: l.Amount})
	}
	if r.Void != nil {
		c.Void = &paper.CashVoid{At: r.Void.At, Name: r.Void.Name, Reason: r.Void.Reason}
	}
	return c, nil
}

// void takes a receipt back; refused, the page comes again with its words.
func (p pages) void(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	id := e.Request.PathValue("id")
	_, err = p.Till.Void(e.App, by, id, form.Get("reason"))
	if err == nil {
		return e.Redirect(http.StatusSeeOther, pathReceipt+id)
	}
	list, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	r, err := p.Till.Find(e.App, by, id)
	if err != nil {
		return err
	}
	return p.showReceipt(e, by, r, status, list, form.Get("reason"))
}
