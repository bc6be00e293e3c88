package cashier

import (
	"net/http"
	"net/url"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/cashier"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// bookRow is one line of the book of a day.
type bookRow struct {
	Href, Number, Mode, Payer string
	At                        time.Time
	Codes                     []string
	Amount                    int64 // negative for the void of an earlier day
	Tag                       templates.Tag
	Note                      string
}

// bookPage is the cash book of a day and its closing.
type bookPage struct {
	templates.Page
	Day, Prev, Next string
	Shown           string // the day as it stands in its box
	Rows            []bookRow
	Sum             money.Day
	Closed          *cashier.Closing
	Short           int64 // of Closed, as a positive sum
	Over            int64
	Earlier         string
	Count           bool // the day can be closed by this person now
	Counted, Reason string
	Print, XLSX     string
	Empty           templates.Empty
}

// book shows one day; ngay is its day, today without one.
func (p pages) book(e *core.RequestEvent, by access.Actor) error {
	day := isoDay(e.Request.URL.Query().Get("ngay"))
	if day == "" {
		day = p.Till.Today()
	}
	return p.showBook(e, by, day, nil, http.StatusOK, nil)
}

func (p pages) showBook(e *core.RequestEvent, by access.Actor, day string, form url.Values, status int, wrong []templates.Problem) error {
	page := bookPage{Page: p.page(e, by, templates.Text("cashier.page.book", nil)), Day: day, Shown: templates.ShortDay(day), Counted: form.Get("counted"), Reason: form.Get("reason")}
	page.Problems = wrong
	b, err := p.Till.Day(e.App, by, day)
	if list, is := problem.In(err); is && list[0].Kind == problem.Invalid { // no day: today's book under the words about it
		page.Problems, _, _ = httpx.Say(problem.Of("ngay", cashier.KeyDay)) // an invalid input always has words
		page.Shown, page.Day, status = day, p.Till.Today(), http.StatusUnprocessableEntity
		b, err = p.Till.Day(e.App, by, page.Day)
	}
	if err != nil {
		return err
	}
	page.fill(b)
	page.Count = by.Has(access.Cashier) && b.Closed == nil && b.Earlier == "" && page.Day <= p.Till.Today()
	return httpx.Render(e, status, "cashier/book", page)
}

func (page *bookPage) fill(b cashier.Book) {
	page.Sum, page.Closed, page.Earlier = b.Sum, b.Closed, b.Earlier
	if b.Closed != nil {
		page.Over, page.Short = max(b.Closed.Difference, 0), max(-b.Closed.Difference, 0)
	}
	for _, r := range b.Receipts {
		page.Rows = append(page.Rows, rowOf(r, false))
	}
	for _, r := range b.Late {
		page.Rows = append(page.Rows, rowOf(r, true))
	}
	if at, ok := calendar.ParseDate(page.Day); ok {
		page.Prev, page.Next = bookAt((at - 1).String()), bookAt((at + 1).String())
	}
	page.Print = pathBook + "/in?ngay=" + page.Day
	page.XLSX = pathBook + ".xlsx?tu=" + page.Day + "&den=" + page.Day
	page.Empty = templates.Empty{Title: templates.Text("cashier.page.book_empty", nil)}
}

func bookAt(day string) string { return pathBook + "?ngay=" + day }

// rowOf is a receipt in the book; late is the line that takes off what an
// earlier, closed day holds.
func rowOf(r cashier.Receipt, late bool) bookRow {
	row := bookRow{Href: pathReceipt + r.ID, Number: r.Number, Mode: modeText(r.Mode), Payer: r.Payer, At: r.TakenAt, Amount: r.Amount}
	for _, l := range r.Lines {
		if len(row.Codes) == 0 || row.Codes[len(row.Codes)-1] != l.Code {
			row.Codes = append(row.Codes, l.Code)
		}
	}
	switch {
	case late:
		row.At, row.Amount = r.Void.At, -r.Amount
		row.Tag = templates.Tag{Word: templates.Text("cashier.page.void_of", map[string]string{"day": templates.ShortDay(r.Day)}), Tone: "late"}
		row.Note = r.Void.Reason
	case r.Late():
		row.Tag = templates.Tag{Word: templates.Text("cashier.page.void_on", map[string]string{"day": templates.ShortDay(r.Void.Day)}), Tone: "wait"}
		row.Note = r.Void.Reason
	case r.Void != nil:
		row.Tag = templates.Tag{Word: templates.Text("cashier.page.void", nil), Tone: "late"}
		row.Note = r.Void.Reason
	}
	return row
}

// close ends the day (chốt sổ).
func (p pages) close(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	day := form.Get("day")
	in := cashier.CloseInput{Day: day, Reason: form.Get("reason")}
	if n, ok := money.Parse(form.Get("counted")); ok {
		in.Counted = &n
	}
	if n, ok := money.Parse(form.Get("seen")); ok {
		in.Seen = &n
	}
	if _, err = p.Till.Close(e.App, by, in); err == nil {
		httpx.Done(e, "done.cash_day")
		return e.Redirect(http.StatusSeeOther, bookAt(day))
	}
	list, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	if _, bad := time.Parse(time.DateOnly, day); bad != nil {
		day = p.Till.Today()
	}
	return p.showBook(e, by, day, form, status, list)
}

// isoDay turns 20/11/2026 into 2026-11-20; anything else stays as it is.
func isoDay(text string) string {
	for _, layout := range []string{"2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return text
}
