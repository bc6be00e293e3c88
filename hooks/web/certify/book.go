package certify

import (
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/service/sheet"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// rowsAPage is how many lines of the book a page shows; mostPrinted how many a
// print and a file hold (a volume is turned long before).
const (
	rowsAPage   = 50
	mostPrinted = 10_000
)

// bookPage is one volume of one book.
type bookPage struct {
	templates.Page
	Books    []templates.Option
	ID       string // of the volume that is shown; "" while there is none
	Heading  string
	Register number.Register
	Closed   string // when and by whom
	Tally    number.Tally
	Waiting  int
	Rows     []lineView
	People   bool
	Leader   bool
	Turn     bool // may be closed, another volume follows
	Close    bool // the year may be closed
	Begin    []templates.Option
	First    templates.Field
	Series   templates.Field
	Next     string
	Newest   string
	Print    string
	XLSX     string
	Reason   templates.Field
	Opened   string // the line whose form stands open
	Empty    templates.Empty
}

func (p pages) book(e *core.RequestEvent, by access.Actor) error {
	return p.bookOf(e, by, e.Request.URL.Query().Get("so"), http.StatusOK, nil, typed{})
}

// bookOf shows a volume; "" the newest copies' book.
func (p pages) bookOf(e *core.RequestEvent, by access.Actor, id string, code int, said []templates.Problem, t typed) error {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	all, err := p.Numbers.Registers(e.App, unit.ID)
	if err != nil {
		return err
	}
	v := bookPage{Page: p.r.Page(e, by, templates.Text("certify.book.title", nil)), People: by.SeesPeople(), Leader: by.Has(access.Leader), Opened: t.text("id"),
		Empty: templates.Empty{Title: templates.Text("certify.book.empty", nil), Text: templates.Text("certify.book.empty_text", nil)}}
	v.Problems = said
	v.First = v.Field("first", "certify.book.first", t.text("first"))
	v.First.Kind, v.First.Need = "number", true
	v.Reason = v.Field("reason", "certify.book.reason", t.text("reason"))
	v.Reason.Need = true
	v.Series = v.Field("series", "certify.book.series", t.text("series"))
	if by.HasAny(access.Clerk, access.Leader) {
		v.Series.Options = unbegun(all, p.year())
	}
	v.Books, id = choices(all, id)
	if id != "" {
		if err := p.volume(e, by, id, &v); err != nil {
			return err
		}
	}
	return httpx.Render(e, code, "certify/book", v)
}

// unbegun are the books that have no line this year yet.
func unbegun(all []number.Register, year int) []templates.Option {
	var out []templates.Option
	for _, k := range law.Kinds {
		begun := false
		for _, r := range all {
			begun = begun || r.Series == k.Series() && r.Year == year
		}
		if !begun {
			out = append(out, templates.Option{Value: k.Series(), Label: heading(k)})
		}
	}
	return out
}

func heading(k law.Kind) string { return templates.Text("certify.kind."+string(k), nil) }

// choices lists the volumes and says which is shown.
func choices(all []number.Register, id string) ([]templates.Option, string) {
	out := make([]templates.Option, len(all))
	for i, r := range all {
		k, _ := law.OfSeries(r.Series)
		out[i] = templates.Option{Value: r.ID, Label: law.Volume(r.Series, r.Year, r.Volume)}
		if !r.Open() {
			out[i].Label += " (" + templates.Text("certify.book.is_closed", nil) + ")"
		}
		out[i].Label += " · " + heading(k)
	}
	if id == "" { // the newest volume of the newest year's first book
		for _, r := range all {
			if len(all) > 0 && r.Year == all[0].Year && r.Series == all[0].Series {
				id = r.ID
			}
		}
	}
	for i := range out {
		out[i].Chosen = out[i].Value == id
	}
	return out, id
}

// volume fills in the lines of one volume.
func (p pages) volume(e *core.RequestEvent, by access.Actor, id string, v *bookPage) error {
	r, err := p.Numbers.Register(e.App, by, id)
	if err != nil {
		return err
	}
	after, err := strconv.Atoi(e.Request.URL.Query().Get("sau"))
	if err != nil || after < r.First-1 {
		after = max(r.First-1, r.Last-rowsAPage) // the newest lines first seen
	}
	lines, err := p.Certify.Lines(e.App, by, id, after, rowsAPage)
	if err != nil {
		return err
	}
	if v.Tally, v.Waiting, err = p.Certify.Tally(e.App, id); err != nil {
		return err
	}
	k, _ := law.OfSeries(r.Series)
	v.ID, v.Register, v.Heading = r.ID, r, heading(k)+", "+templates.Text("certify.book.volume", map[string]string{"volume": law.Volume(r.Series, r.Year, r.Volume)})
	v.Empty = blank(r)
	if !r.Open() {
		v.Closed = templates.Text("certify.book.closed", map[string]string{"at": paper.ShortMoment(r.ClosedAt), "by": r.ClosedBy, "title": r.ClosedTitle})
	}
	for _, l := range lines {
		v.Rows = append(v.Rows, p.line(l.Entry, l.Person.Name))
	}
	here := bookPath + "?so=" + id
	if after > r.First-1 {
		v.Newest = here + "&sau=" + strconv.Itoa(max(r.First-1, after-rowsAPage))
	}
	if after+rowsAPage < r.Last {
		v.Next = here + "&sau=" + strconv.Itoa(after+rowsAPage)
	}
	v.Print, v.XLSX = bookPath+"/in?so="+id, bookPath+".xlsx?so="+id
	v.Turn = v.Leader && r.Open() && r.Year == p.year() && v.Tally.Total > 0
	v.Close = v.Leader && r.Open() && (r.Year < p.year() || paper.ShortDay(p.Desk.Now())[:5] == "31/12")
	return nil
}

// blank is what stands in a volume without a line.
func blank(r number.Register) templates.Empty {
	key := "certify.book.blank"
	if !r.Open() {
		key = "certify.book.blank_closed"
	}
	out := templates.Empty{Title: templates.Text(key, nil), Text: templates.Text("certify.book.blank_text", map[string]string{"n": strconv.Itoa(r.First)})}
	if r.First > 1 {
		out.Text = templates.Text("certify.book.blank_goes_on", map[string]string{"n": strconv.Itoa(r.First), "last": strconv.Itoa(r.First - 1)})
	}
	return out
}

// whole is a volume with every line, for print and file.
func (p pages) whole(e *core.RequestEvent, by access.Actor) (number.Register, []certify.Line, org.Unit, error) {
	id := e.Request.URL.Query().Get("so")
	if id == "" {
		unit, err := p.Desk.IntakeUnit(e.App, by)
		if err != nil {
			return number.Register{}, nil, unit, err
		}
		all, err := p.Numbers.Registers(e.App, unit.ID)
		if err != nil || len(all) == 0 {
			return number.Register{Series: law.Copy.Series(), Year: p.year(), Volume: 1, First: 1}, nil, unit, err
		}
		_, id = choices(all, "")
	}
	r, err := p.Numbers.Register(e.App, by, id)
	if err != nil {
		return r, nil, org.Unit{}, err
	}
	unit, err := p.Org.UnitByID(e.App, r.Unit)
	if err != nil {
		return r, nil, unit, err
	}
	lines, err := p.Certify.Lines(e.App, by, id, 0, mostPrinted)
	return r, lines, unit, err
}

// rows are the lines as the printed book has them.
func (p pages) rows(lines []certify.Line) []paper.CertificationRow {
	out := make([]paper.CertificationRow, len(lines))
	for i, l := range lines {
		row := paper.CertificationRow{No: l.Number, Day: l.EnteredAt, Name: l.Person.Name, IDNumber: l.Person.Number, Document: l.Document,
			Copies: l.Copies, Fee: l.Fee, Void: l.State == certify.Void}
		if !l.SignedAt.IsZero() {
			row.Day, row.Signer, row.SignerTitle = l.SignedAt, l.SignerName, l.SignerTitle
		}
		switch l.State {
		case certify.Waiting:
			row.Note = templates.Text("certify.state.waiting", nil)
		case certify.Void:
			row.Note = templates.Text("certify.book.void_note", map[string]string{"why": p.line(l.Entry, "").Why})
		}
		out[i] = row
	}
	return out
}

// bookPaperPage is the printed book.
type bookPaperPage struct {
	templates.Page
	Book paper.CertificationBook
	Back string
}

func (p pages) bookPaper(e *core.RequestEvent, by access.Actor) error {
	r, lines, unit, err := p.whole(e, by)
	if err != nil {
		return err
	}
	k, _ := law.OfSeries(r.Series)
	b := paper.CertificationBook{Kind: k, Place: unit.Place, Series: r.Series, Year: r.Year, Volume: r.Volume, First: r.First, Last: r.Last, Rows: p.rows(lines),
		ClosedAt: r.ClosedAt, ClosedBy: r.ClosedBy, ClosedTitle: r.ClosedTitle, Total: r.Total, Voided: r.Voided, PrintedAt: p.Desk.Now(), PrintedBy: by.Name}
	b.Parent, b.Unit = unit.ParentName, unit.Name
	return httpx.Render(e, http.StatusOK, "paper/certification-book", bookPaperPage{Page: p.r.Page(e, by, b.Title()), Book: b, Back: bookPath + "?so=" + r.ID})
}

func (p pages) bookXLSX(e *core.RequestEvent, by access.Actor) error {
	r, lines, _, err := p.whole(e, by)
	if err != nil {
		return err
	}
	t := sheet.Table{Title: templates.Text("certify.book.title", nil) + " " + law.Volume(r.Series, r.Year, r.Volume)}
	for _, c := range []struct {
		key   string
		width float64
	}{{"no", 8}, {"day", 12}, {"name", 28}, {"id", 16}, {"document", 40}, {"signer", 24}, {"signer_title", 24}, {"copies", 10}, {"fee", 12}, {"note", 30}, {"code", 24}} {
		t.Columns = append(t.Columns, sheet.Column{Title: templates.Text("certify.col."+c.key, nil), Width: c.width})
	}
	for i, x := range p.rows(lines) {
		t.Rows = append(t.Rows, []sheet.Cell{sheet.Int(int64(x.No)), sheet.Day(x.Day.In(paper.Zone).Format("2006-01-02")), sheet.Text(x.Name), sheet.Text(x.IDNumber),
			sheet.Text(x.Document), sheet.Text(x.Signer), sheet.Text(x.SignerTitle), sheet.Int(int64(x.Copies)), sheet.Int(x.Fee), sheet.Text(x.Note), sheet.Text(lines[i].Code)})
	}
	return writeXLSX(e, "so-chung-thuc-"+strconv.Itoa(r.Year)+"-"+strconv.Itoa(r.Volume), t)
}

// begin opens this year's book at a number.
func (p pages) begin(e *core.RequestEvent, by access.Actor) error {
	return p.change(e, "done.certify_begin", func(t typed) (string, error) {
		unit, err := p.Desk.IntakeUnit(e.App, by)
		if err != nil {
			return "", err
		}
		if _, ok := law.OfSeries(t.text("series")); !ok {
			return "", problem.Of("series", number.KeyBookNotFound)
		}
		first, err := strconv.Atoi(t.text("first"))
		if err != nil {
			first = 0 // refused in words
		}
		r, err := p.Numbers.Begin(e.App, by, unit, t.text("series"), first)
		return r.ID, err
	}, by)
}

func (p pages) turn(e *core.RequestEvent, by access.Actor) error {
	return p.change(e, "done.certify_turn", func(t typed) (string, error) { return "", p.Certify.Turn(e.App, by, t.text("so")) }, by)
}

func (p pages) closeYear(e *core.RequestEvent, by access.Actor) error {
	return p.change(e, "done.certify_close", func(t typed) (string, error) { return t.text("so"), p.Certify.CloseYear(e.App, by, t.text("so")) }, by)
}

func (p pages) annul(e *core.RequestEvent, by access.Actor) error {
	return p.change(e, "done.certify_annul", func(t typed) (string, error) {
		x, err := p.Certify.Annul(e.App, by, t.text("id"), t.text("reason"))
		return x.Register, err
	}, by)
}

// change does one thing to a book and shows it again, with what is wrong.
func (p pages) change(e *core.RequestEvent, done string, do func(t typed) (string, error), by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{values}
	to, err := do(t)
	if err == nil {
		httpx.Done(e, done)
		if to != "" {
			to = "?so=" + to
		}
		return e.Redirect(http.StatusSeeOther, bookPath+to)
	}
	said, code, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	return p.bookOf(e, by, t.text("so"), code, said, t)
}
