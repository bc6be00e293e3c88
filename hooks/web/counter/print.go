package counter

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// receiptPage is the receipt on the screen, with buttons that stay there.
type receiptPage struct {
	templates.Page
	Receipt paper.Receipt
	Size    string // A5 or A4
	Code    string
	PrintAs string // marks this print, so that a reload prints no second one; "" = do not print
	May     bool   // print again
	Visit   string // cover of the dossiers handed in together; "" when there is one alone
}

func receiptPath(code string) string { return "/mot-cua/ho-so/" + code + "/phieu" }

// size is the paper size asked for: A5 as the form is, or A4.
func size(asked string) string {
	if asked == "A4" {
		return asked
	}
	return "A5"
}

func (d desk) receipt(e *core.RequestEvent, by access.Actor) error {
	c, r, err := d.asked(e, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	p := receiptPage{Page: d.r.Page(e, by, r.Title()), Receipt: r, Size: size(q.Get("kho")), Code: c.Code, May: by.Has(access.Clerk)}
	if p.Visit, err = d.cover(e, by, c); err != nil {
		return err
	}
	if q.Get("in") == "1" {
		p.PrintAs = c.Code + " " + strconv.Itoa(r.Reprint) + p.Size
	}
	return httpx.Render(e, http.StatusOK, "paper/receipt", p)
}

// receiptFile is the receipt as a PDF file; mat-sau=1 prints the reckoning of
// the due date on the back.
func (d desk) receiptFile(e *core.RequestEvent, by access.Actor) error {
	c, r, err := d.asked(e, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	r.Back = q.Get("mat-sau") == "1"
	var b bytes.Buffer
	if err := r.PDF(&b, size(q.Get("kho"))); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `inline; filename="`+c.Code+`.pdf"`)
	return e.Blob(http.StatusOK, "application/pdf", b.Bytes())
}

// print keeps one more copy of the receipt and leads to the page that prints it.
func (d desk) print(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	c, r, err := d.asked(e, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	kho := size(form.Get("kho"))
	_, _, err = d.Desk.Issue(e.App, by, c.Code, casework.Issue{Form: paper.FormReceipt, Number: r.Number, Draw: func(p casework.Print) ([]byte, error) {
		copied := r
		copied.Reprint, copied.ReprintAt = p.Copy-1, p.At
		var b bytes.Buffer
		err := copied.PDF(&b, kho)
		return b.Bytes(), err
	}})
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, receiptPath(c.Code)+"?in=1&kho="+kho)
}
