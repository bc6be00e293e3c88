package paper

import "time"

// Register is the book of dossiers (sổ theo dõi hồ sơ) of a unit and a time:
// Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 07. It is printed A4 landscape
// by templates/paper/register.html.
type Register struct {
	Parent, Unit string
	Number       string // after "Số:", e.g. "01/STD-TTPVHCC"
	Place        string
	Book         string // quyển số
	Sector       string // lĩnh vực; "" for all
	Filter       string // the filter as a sentence; "" for none
	From, To     time.Time
	PrintedAt    time.Time
	PrintedBy    string
	Rows         []RegisterRow
}

// RegisterRow is one dossier. A moment that has not come is zero.
type RegisterRow struct {
	No           int // số thứ tự
	Code         string
	Procedure    string
	Name         string
	Address      string
	Phone        string
	Agency       string // cơ quan chủ trì giải quyết
	ReceivedAt   time.Time
	DueAt        time.Time
	ReturnedAt   time.Time
	ResultMethod string // phương thức nhận kết quả
	Signed       string // who received it, when not signed by hand
	Note         string // e.g. "rút hồ sơ", "tạm dừng"
}

// Title names the paper.
func (r Register) Title() string { return "Sổ theo dõi hồ sơ" }

// Period is "từ ngày 01/11/2026 đến ngày 20/11/2026".
func (r Register) Period() string {
	return "từ ngày " + ShortDay(r.From) + " đến ngày " + ShortDay(r.To)
}

// Count is the number of rows.
func (r Register) Count() int { return len(r.Rows) }

// PrintedLine is when it was printed.
func (r Register) PrintedLine() string { return LongMoment(r.PrintedAt) }

// Received, Due and Returned are moments as the columns show them.
func (r RegisterRow) Received() string { return ShortMoment(r.ReceivedAt) }

// Due is empty while the clock stands.
func (r RegisterRow) Due() string { return ShortMoment(r.DueAt) }

// Returned is empty until the result is handed over.
func (r RegisterRow) Returned() string { return ShortMoment(r.ReturnedAt) }

// PhoneLine is the number grouped.
func (r RegisterRow) PhoneLine() string { return Party{Phone: r.Phone}.PhoneLine() }
