package paper

import (
	"time"

	"motcua/hooks/domain/money"
)

// CashReceipt is a receipt for fees (biên lai thu phí, lệ phí) with what Luật
// Phí và lệ phí 2015 and Nghị định 123/2020/NĐ-CP Điều 30 ask of one: who takes
// it, ký hiệu and số, who pays, what for, the sum in figures and in words.
type CashReceipt struct {
	Parent, Unit, Address string
	Place                 string // địa danh of the date line
	Series, Book, No      string // ký hiệu, quyển, số (seven digits)
	Payer                 string
	Lines                 []CashLine
	Mode                  string // hình thức, in words
	Reference             string // of a transfer; "" for cash
	Given, Change         int64  // đồng; Given 0 = not noted
	TakenAt               time.Time
	Cashier               string
	Void                  *CashVoid // nil while it stands
}

// CashLine is one fee of one dossier.
type CashLine struct {
	No          int
	Code, Title string
	Amount      int64 // đồng
}

// CashVoid is why a receipt no longer counts.
type CashVoid struct {
	At           time.Time
	Name, Reason string
}

// Title names the paper, without anything personal.
func (c CashReceipt) Title() string { return "Biên lai " + c.Series + " " + c.No }

// ParentLine is the first line of the letterhead, in capitals.
func (c CashReceipt) ParentLine() string { return upper(c.Parent) }

// UnitLine is the second line of the letterhead.
func (c CashReceipt) UnitLine() string { return upper(c.Unit) }

// DateLine is place and day of taking the money.
func (c CashReceipt) DateLine() string {
	return Head{Place: c.Place, At: c.TakenAt}.DateLine()
}

// Total of the lines, in đồng.
func (c CashReceipt) Total() int64 {
	var n int64
	for _, l := range c.Lines {
		n += l.Amount
	}
	return n
}

// TotalLine is the sum in figures.
func (c CashReceipt) TotalLine() string { return Money(c.Total()) }

// WordsLine is the sum in words: "Mười lăm nghìn đồng".
func (c CashReceipt) WordsLine() string { return money.Words(c.Total()) }

// ModeLine is how it was paid, with what proves it.
func (c CashReceipt) ModeLine() string {
	switch {
	case c.Reference != "":
		return c.Mode + ", mã giao dịch " + c.Reference
	case c.Given > 0:
		return c.Mode + " (khách đưa " + Money(c.Given) + ", trả lại " + Money(c.Change) + ")"
	}
	return c.Mode
}

// VoidLine says when, by whom and why it was voided; "" while it stands.
func (c CashReceipt) VoidLine() string {
	if c.Void == nil {
		return ""
	}
	return "Hủy lúc " + LongMoment(c.Void.At) + ", người hủy: " + c.Void.Name + ". Lý do: " + c.Void.Reason
}

// MoneyLine is the amount of a line.
func (l CashLine) MoneyLine() string { return Money(l.Amount) }

// Tail is Title after the words of the law, for the head of the page.
func (c CashReceipt) Tail() string {
	return "Ký hiệu: " + c.Series + " – Quyển: " + c.Book + " – Số: " + c.No
}

// CashBook is the cash book of some days on A4 (sổ thu phí, lệ phí).
type CashBook struct {
	Parent, Unit, Place string
	From, To            time.Time
	PrintedAt           time.Time
	PrintedBy           string
	Rows                []CashRow
	Receipts, Voids     int
	Taken, Voided       int64 // đồng
	Cash, BankQR        int64
	Portal, Total       int64
	Closed              *CashClosed // nil while open
}

// CashRow is one number of the book, or the void of an earlier day's.
type CashRow struct {
	No     int
	Number string
	At     time.Time
	Payer  string
	Codes  string
	Mode   string
	Amount int64 // đồng; negative for a void of an earlier day
	Note   string
}

// CashClosed is the end of a day: what was counted, and what was over or short.
type CashClosed struct {
	Counted, Difference int64
	Reason, Name        string
	At                  time.Time
}

// Title names the paper.
func (b CashBook) Title() string { return "Sổ thu phí, lệ phí" }

// Head of the cash book.
func (b CashBook) Head() Head {
	return Head{Above: b.Parent, Own: b.Unit, Place: b.Place, At: b.PrintedAt, Unnumbered: true}
}

// Period is "Ngày 20/11/2026", or from day to day.
func (b CashBook) Period() string {
	if b.From.Equal(b.To) {
		return "Ngày " + ShortDay(b.From)
	}
	return "Từ ngày " + ShortDay(b.From) + " đến ngày " + ShortDay(b.To)
}

// PrintedLine is when it was printed.
func (b CashBook) PrintedLine() string { return LongMoment(b.PrintedAt) }

// Line is one sum of the foot.
func (b CashBook) Line(n int64) string { return Money(n) }

// WordsLine is the total in words.
func (b CashBook) WordsLine() string { return money.Words(b.Total) }

// AtLine is when the money was taken.
func (r CashRow) AtLine() string { return r.At.In(Zone).Format("15:04") }

// MoneyLine is the amount without its unit, which stands in the head.
func (r CashRow) MoneyLine() string { return money.Digits(r.Amount) }

// CountedLine is the cash counted.
func (c CashClosed) CountedLine() string { return Money(c.Counted) }

// DifferenceLine is what was over or short in words.
func (c CashClosed) DifferenceLine() string {
	switch {
	case c.Difference > 0:
		return "thừa " + Money(c.Difference) + ". Lý do: " + c.Reason
	case c.Difference < 0:
		return "thiếu " + Money(-c.Difference) + ". Lý do: " + c.Reason
	}
	return "khớp với sổ"
}

// AtLine is when the day was closed.
func (c CashClosed) AtLine() string { return LongMoment(c.At) }
