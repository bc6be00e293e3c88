package cashier

import (
	"motcua/hooks/domain/money"
	"motcua/hooks/service/sheet"
)

// ModeWords are the modes as a book names them.
var ModeWords = map[money.Mode]string{money.Cash: "Tiền mặt", money.BankQR: "Chuyển khoản", money.Portal: "Cổng dịch vụ công"}

// Sheet is the book as a table for spreadsheets: a line for each fee of each
// receipt, and a negative one for each fee of an earlier day's that was voided
// in the period. A receipt voided in the period stands with nothing.
func (b Book) Sheet() sheet.Table {
	t := sheet.Table{Title: "Sổ thu phí, lệ phí – " + b.Unit.Name, Notes: []string{"Từ ngày " + vnDay(b.From) + " đến ngày " + vnDay(b.To)}}
	t.Columns = append(t.Columns, []sheet.Column{{Title: "Ký hiệu", Width: 10}, {Title: "Quyển", Width: 8}, {Title: "Số", Width: 10}, {Title: "Ngày sổ", Width: 12}, {Title: "Lúc", Width: 18},
		{Title: "Người nộp", Width: 28}, {Title: "Mã hồ sơ", Width: 24}, {Title: "Khoản thu", Width: 40}, {Title: "Số tiền (đồng)", Width: 14}, {Title: "Hình thức", Width: 18},
		{Title: "Mã giao dịch", Width: 18}, {Title: "Người thu", Width: 24}, {Title: "Hủy ngày", Width: 12}, {Title: "Lý do hủy", Width: 30}}...)
	for _, r := range b.Receipts {
		sign := int64(1)
		if r.Void != nil && r.Void.Day <= b.To {
			sign = 0
		}
		t.Rows = append(t.Rows, rows(r, sign)...)
	}
	for _, r := range b.Late {
		t.Rows = append(t.Rows, rows(r, -1)...)
	}
	return t
}

func rows(r Receipt, sign int64) (out [][]sheet.Cell) {
	for _, l := range r.Lines {
		row := []sheet.Cell{sheet.Text(r.Series), sheet.Text(r.Book), sheet.Int(int64(r.No)), sheet.Day(r.Day), sheet.Moment(r.TakenAt), sheet.Text(r.Payer), sheet.Text(l.Code),
			sheet.Text(l.Title), sheet.Int(sign * l.Amount), sheet.Text(ModeWords[r.Mode]), sheet.Text(r.Reference), sheet.Text(r.CashierName)}
		if r.Void != nil {
			row = append(row, sheet.Day(r.Void.Day), sheet.Text(r.Void.Reason))
		}
		out = append(out, row)
	}
	return out
}
