package cashier

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/paper"
	"motcua/hooks/service/sheet"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// paperPage is the printed cash book.
type paperPage struct {
	templates.Page
	Book paper.CashBook
	Back string
}

// asked is the period of an address: ngay, or tu and den; today without any.
func (p pages) asked(e *core.RequestEvent) (from, to string) {
	q := e.Request.URL.Query()
	if day := isoDay(q.Get("ngay")); day != "" {
		return day, day
	}
	from, to = isoDay(q.Get("tu")), isoDay(q.Get("den"))
	if from == "" {
		from = p.Till.Today()
	}
	if to == "" {
		to = max(from, p.Till.Today())
	}
	return from, to
}

// bookPaper is the cash book on A4.
func (p pages) bookPaper(e *core.RequestEvent, by access.Actor) error {
	from, to := p.asked(e)
	b, err := p.Till.Period(e.App, by, from, to)
	if err != nil {
		return err
	}
	out := paper.CashBook{Place: b.Unit.Place, From: dayAt(from), To: dayAt(to), PrintedAt: p.Desk.Now(), PrintedBy: by.Name, Receipts: b.Sum.Receipts, Voids: b.Sum.Voids,
		Taken: b.Sum.Taken, Voided: b.Sum.Voided, Cash: b.Sum.Cash, BankQR: b.Sum.BankQR, Portal: b.Sum.Portal, Total: b.Sum.Total}
	out.Parent, out.Unit = b.Unit.Letterhead()
	for i, r := range allRows(b) {
		note := r.Tag.Word
		if r.Note != "" {
			note += ": " + r.Note
		}
		out.Rows = append(out.Rows, paper.CashRow{No: i + 1, Number: r.Number, At: r.At, Payer: r.Payer, Codes: strings.Join(r.Codes, ", "), Mode: r.Mode, Amount: r.Amount, Note: note})
	}
	if c := b.Closed; c != nil {
		out.Closed = &paper.CashClosed{Counted: c.Counted, Difference: c.Difference, Reason: c.Reason, Name: c.Name, At: c.At}
	}
	return httpx.Render(e, http.StatusOK, "paper/cashbook", paperPage{Page: p.r.Page(e, by, out.Title()), Book: out, Back: bookAt(to)})
}

func allRows(b cashier.Book) []bookRow {
	var out []bookRow
	for _, r := range b.Receipts {
		out = append(out, rowOf(r, false))
	}
	for _, r := range b.Late {
		out = append(out, rowOf(r, true))
	}
	return out
}

// dayAt is the opening of a day that was read already.
func dayAt(day string) time.Time {
	d, _ := calendar.ParseDate(day)
	return d.At(0)
}

// bookXLSX is the cash book as a sheet, a line for each fee. It is built
// before the first byte leaves, so that a failure is a page and not half a file.
func (p pages) bookXLSX(e *core.RequestEvent, by access.Actor) error {
	from, to := p.asked(e)
	b, err := p.Till.Period(e.App, by, from, to)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, b.Sheet()); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="so-thu-phi-`+from+"-"+to+`.xlsx"`)
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", out.Bytes())
}
