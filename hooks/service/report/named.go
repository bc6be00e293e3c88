package report

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/sheet"
)

// KeyUnknown says that there is no report of a name.
const KeyUnknown = "report.unknown"

// The reports that can be asked for by name.
const (
	II06a    = "ii06a"     // Biểu số II.06a/VPCP/KSTT: by sector
	Communes = "communes"  // by unit
	Register = "register"  // sổ theo dõi hồ sơ, Mẫu số 07
	CashBook = "cash-book" // sổ thu phí, lệ phí: the till's, by day
)

// Names lists the reports.
var Names = []string{II06a, Communes, Register, CashBook}

// Report is a report as scripts and spreadsheets get it.
type Report struct {
	Name  string       `json:"name"`
	Unit  string       `json:"unit"`
	From  string       `json:"from"`
	To    string       `json:"to"`
	AsOf  string       `json:"as_of"` // the day at whose close it looks
	Rows  any          `json:"rows"`
	Total *Line        `json:"total,omitempty"`
	Adds  *bool        `json:"adds_up,omitempty"` // received = resolved + open, in every row and in the sum
	Notes []string     `json:"notes,omitempty"`
	Sheet *sheet.Table `json:"-"`
}

// Line is one row of figures in a report.
type Line struct {
	Unit         string `json:"unit,omitempty"`
	UnitName     string `json:"unit_name,omitempty"`
	Sector       string `json:"sector,omitempty"`
	Received     int    `json:"received"`         // 3 = 4 + 5 + 6
	Online       int    `json:"received_online"`  // 4
	Direct       int    `json:"received_direct"`  // 5
	Prior        int    `json:"carried_over"`     // 6
	Resolved     int    `json:"resolved"`         // 7 = 8 + 9 + 10
	Early        int    `json:"resolved_early"`   // 8
	OnTime       int    `json:"resolved_on_time"` // 9
	Late         int    `json:"resolved_late"`    // 10
	Unfinished   int    `json:"ended_unfinished"` // of 7: withdrawn or stopped
	Open         int    `json:"open"`             // 11 = 12 + 13
	InTime       int    `json:"open_in_time"`     // 12
	Overdue      int    `json:"open_overdue"`     // 13
	Paused       int    `json:"open_paused"`      // of 11
	Again        int    `json:"supplement_again"` // dossiers asked for more a second time at the same stage
	Demanded     int    `json:"demands_refused"`  // attempts to demand a paper outside the published list
	OldestDueDay string `json:"oldest_overdue_day,omitempty"`
}

func lineOf(r Row) Line {
	f := r.Figures
	return Line{Unit: r.Unit.Code, UnitName: r.Unit.Name, Sector: r.Sector, Received: f.Received(), Online: f.Online, Direct: f.Direct, Prior: f.Prior,
		Resolved: f.Done(), Early: f.Early, OnTime: f.OnTime, Late: f.Late, Unfinished: f.Unfinished, Open: f.Open, InTime: f.InTime(), Overdue: f.Overdue,
		Paused: f.Paused, Again: f.Again, Demanded: f.Demanded, OldestDueDay: r.OldestDay}
}

// Name reads a report's name as people write it: "II.06a" is ii06a.
func Name(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	text = strings.NewReplacer(".", "", "-", "", "_", "").Replace(text)
	if text == "cashbook" {
		return CashBook
	}
	return text
}

// Make makes a report by its name.
func (o *Office) Make(app core.App, by access.Actor, name string, q Query) (Report, error) {
	switch name = Name(name); name {
	case II06a:
		t, err := o.BySector(app, by, q)
		return o.figuresOf(name, q, t, "Lĩnh vực giải quyết"), err
	case Communes:
		t, err := o.ByUnit(app, by, q)
		return o.figuresOf(name, q, t, "Đơn vị"), err
	case Register:
		return o.register(app, by, q)
	case CashBook:
		return o.cashBook(app, by, q)
	}
	return Report{}, problem.Problem{Kind: problem.NotFound, Field: "name", Key: KeyUnknown}.With("names", strings.Join(Names, ", "))
}

// footnotes say how a table of figures was counted.
var footnotes = []string{
	"Cột 3 = 4 + 5 + 6; cột 7 = 8 + 9 + 10; cột 11 = 12 + 13; cột 3 = 7 + 11.",
	"Trước hạn, đúng hạn, quá hạn tính theo ngày hẹn ban đầu; gia hạn không làm thay đổi. Thời hạn theo ngày so bằng ngày, theo giờ so bằng giờ phút.",
	"Hồ sơ đang tạm dừng chờ bổ sung hoặc chờ nộp phí tính vào “trong hạn”, trừ hồ sơ đã quá hạn trước khi tạm dừng.",
	"Hồ sơ người dân rút hoặc bị dừng tính vào “đã giải quyết” tại ngày kết thúc.",
	"Hồ sơ nhận bằng phiếu giấy hoặc theo dấu bưu điện tính vào ngày nhập vào phần mềm.",
}

// markNote says how what was asked too much is counted; it is no column of the
// statutory form.
const markNote = "“Bổ sung hơn một lần”: hồ sơ bị yêu cầu bổ sung từ lần thứ hai trong cùng một giai đoạn (trước hoặc sau khi tiếp nhận), tính một lần vào ngày yêu cầu lần hai. " +
	"“Đòi thêm giấy”: số lần đòi giấy ngoài danh mục đã công bố; phần mềm từ chối và ghi lại."

// MarkNote says how what was asked too much is counted.
func MarkNote() string { return markNote }

// Footnotes say how a table of figures was counted.
func Footnotes() []string { return append([]string(nil), footnotes...) }

func (o *Office) figuresOf(name string, q Query, t Table, first string) Report {
	adds := t.Adds()
	total := lineOf(t.Sum())
	lines := make([]Line, len(t.Rows))
	for i, r := range t.Rows {
		lines[i] = lineOf(r)
	}
	title := "Tình hình, kết quả giải quyết thủ tục hành chính theo đơn vị"
	if name == II06a {
		title = "Biểu số II.06a/VPCP/KSTT – Tình hình, kết quả giải quyết thủ tục hành chính"
	}
	s := &sheet.Table{Title: title, Notes: append([]string{place(t), periodOf(t.Period)}, footnotes...)}
	for i, head := range []string{"1. TT", "2. " + first, "3. Tiếp nhận: tổng số", "4. Tiếp nhận: trực tuyến", "5. Tiếp nhận: trực tiếp, bưu chính", "6. Tiếp nhận: từ kỳ trước",
		"7. Đã giải quyết: tổng số", "8. Đã giải quyết: trước hạn", "9. Đã giải quyết: đúng hạn", "10. Đã giải quyết: quá hạn",
		"11. Đang giải quyết: tổng số", "12. Đang giải quyết: trong hạn", "13. Đang giải quyết: quá hạn"} {
		width := 12.0
		switch i {
		case 0:
			width = 6
		case 1:
			width = 40
		}
		s.Columns = append(s.Columns, sheet.Column{Title: head, Width: width})
	}
	if name == Communes {
		for _, head := range []string{"14. Bổ sung hơn một lần (hồ sơ)", "15. Đòi thêm giấy (lần)"} {
			s.Columns = append(s.Columns, sheet.Column{Title: head, Width: 14})
		}
		s.Notes = append(s.Notes, markNote)
	}
	for i, r := range t.Rows {
		label := r.Sector
		if name == Communes {
			label = r.Unit.Name
			if r.Only != nil {
				label += " (lĩnh vực " + strings.Join(r.Only, ", ") + ")"
			}
		}
		s.Rows = append(s.Rows, cells(name, sheet.Int(int64(i+1)), label, r.Figures))
	}
	s.Rows = append(s.Rows, cells(name, sheet.Cell{}, "Tổng số", t.Total))
	return Report{Name: name, Unit: q.Unit, From: t.Period.From, To: t.Period.To, AsOf: t.Period.To, Rows: lines, Total: &total, Adds: &adds, Notes: Footnotes(), Sheet: s}
}

func cells(name string, no sheet.Cell, label string, f figures.Figures) []sheet.Cell {
	row := []sheet.Cell{no, sheet.Text(label)}
	list := []int{f.Received(), f.Online, f.Direct, f.Prior, f.Done(), f.Early, f.OnTime, f.Late, f.Open, f.InTime(), f.Overdue}
	if name == Communes {
		list = append(list, f.Again, f.Demanded)
	}
	for _, n := range list {
		row = append(row, sheet.Int(int64(n)))
	}
	return row
}

func place(t Table) string {
	if t.Top.ID == "" {
		return "Mọi đơn vị trong phạm vi quản lý"
	}
	return t.Top.Name
}

func periodOf(p figures.Period) string {
	return "Từ ngày " + dotted(p.From) + " đến hết ngày " + dotted(p.To) + ", số liệu lúc " + p.At.In(calendar.Location).Format("15:04 02/01/2006")
}

func dotted(day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return d.Format("02/01/2006")
}
