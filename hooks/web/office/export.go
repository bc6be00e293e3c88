package office

import (
	"bytes"
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/paper"
	"motcua/hooks/service/sheet"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// The most rows of one file and of one print: beyond them the period is
// narrowed, so that an old PC can still open what it gets.
const (
	mostRows    = 50_000
	mostPrinted = 5_000
	keyTooMany  = "register.too_many"
)

// registered are the states that a dossier of the book can be in.
var registered = dossier.States[1:]

func tooMany(most int) error {
	return problem.Problem{Kind: problem.Invalid, Key: keyTooMany}.With("max", templates.Number(most))
}

func (p pages) registerXLSX(e *core.RequestEvent, by access.Actor) error {
	return p.export(e, by, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.WriteXLSX)
}

func (p pages) registerCSV(e *core.RequestEvent, by access.Actor) error {
	return p.export(e, by, "csv", "text/csv; charset=utf-8", sheet.WriteCSV)
}

// export writes the whole filter as a file. It is built before the first byte
// leaves, so that a failure is a page and not half a file.
func (p pages) export(e *core.RequestEvent, by access.Actor, ext, mime string, write func(io.Writer, sheet.Table) error) error {
	t, err := p.table(e, by)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, t); err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="so-theo-doi-`+today(p.Desk.Now())+"."+ext+`"`)
	return e.Blob(http.StatusOK, mime, b.Bytes())
}

// table is the register with the columns of Mẫu số 07.
func (p pages) table(e *core.RequestEvent, by access.Actor) (sheet.Table, error) {
	a, rows, err := p.whole(e, by, mostRows)
	if err != nil {
		return sheet.Table{}, err
	}
	t := sheet.Table{Title: templates.Text("register.title", nil), Notes: []string{p.spoken(e, by, a)}}
	for _, c := range []struct {
		key   string
		width float64
	}{{"no", 6}, {"code", 22}, {"procedure", 44}, {"name", 28}, {"address", 36}, {"phone", 14}, {"agency", 28}, {"received", 18}, {"due", 18},
		{"returned", 18}, {"result_channel", 16}, {"signed", 24}, {"state", 22}} {
		t.Columns = append(t.Columns, sheet.Column{Title: templates.Text("register."+c.key, nil), Width: c.width})
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, []sheet.Cell{sheet.Int(int64(r.No)), sheet.Text(r.Code), sheet.Text(r.Procedure), sheet.Text(r.Name), sheet.Text(r.Address),
			sheet.Text(r.Phone), sheet.Text(r.Agency.Name), sheet.Moment(r.ReceivedAt), sheet.Moment(r.DueAt), sheet.Moment(r.ReturnedAt),
			sheet.Text(r.ResultChannel), sheet.Text(r.Signed), sheet.Text(r.State)})
	}
	return t, nil
}

// whole is every row of the filter in the address.
func (p pages) whole(e *core.RequestEvent, by access.Actor, most int) (asked, []bookRow, error) {
	a := readFilter(e.Request.URL.Query())
	if len(a.said) > 0 {
		return a, nil, problem.Of(a.said[0].Field, keyBadDay)
	}
	lines, err := p.all(e, by, a, most)
	if err != nil {
		return a, nil, err
	}
	var rows []bookRow
	for at := 0; at < len(lines); at += 500 { // collectors are asked for in lists a query can hold
		part, err := p.rowsOf(e, by, lines[at:min(at+500, len(lines))], func(i int) int { return at + i + 1 })
		if err != nil {
			return a, nil, err
		}
		rows = append(rows, part...)
	}
	return a, rows, nil
}

// spoken is the filter as one sentence.
func (p pages) spoken(e *core.RequestEvent, by access.Actor, a asked) string {
	procedures, units, err := p.choices(e, by, p.Desk.Now())
	parts := a.sentence(labels(procedures), labels(units)) // without names it says their codes
	if err != nil || len(parts) == 0 {
		return templates.Text("register.all_dossiers", nil)
	}
	return templates.Text("register.said.lead", nil) + " " + joined(", ", parts...)
}

// paperPage is the printed register.
type paperPage struct {
	templates.Page
	Register paper.Register
}

// registerPaper is the register on A4 landscape.
func (p pages) registerPaper(e *core.RequestEvent, by access.Actor) error {
	a, rows, err := p.whole(e, by, mostPrinted)
	if err != nil {
		return err
	}
	unit, err := p.Org.UnitByID(e.App, by.Unit)
	if err != nil {
		return err
	}
	now := p.Desk.Now()
	book := paper.Register{Parent: unit.ParentName, Unit: unit.Name, Place: unit.Place, PrintedAt: now, PrintedBy: by.Name, From: now, To: now}
	if a.any() {
		book.Filter = p.spoken(e, by, a)
	}
	for i, r := range rows {
		if i == 0 {
			book.From = r.ReceivedAt
		}
		book.Rows = append(book.Rows, paper.RegisterRow{No: r.No, Code: r.Code, Procedure: r.Procedure, Name: r.Name, Address: r.Address, Phone: r.Phone,
			Agency: r.Agency.Name, ReceivedAt: r.ReceivedAt, DueAt: r.DueAt, ReturnedAt: r.ReturnedAt, ResultMethod: r.ResultChannel, Signed: r.Signed, Note: r.Ended})
	}
	if from, ok := calendar.ParseDate(a.from); ok {
		book.From = from.At(0)
	}
	if to, ok := calendar.ParseDate(a.to); ok {
		book.To = to.At(0)
	}
	if year := paper.ShortDay(book.From)[6:]; year == paper.ShortDay(book.To)[6:] && !by.Has(access.Superior) {
		book.Book = "01/" + year // as the receipts name it
	}
	return httpx.Render(e, http.StatusOK, "paper/register", paperPage{Page: p.r.Page(e, by, ""), Register: book})
}
