package paper

import (
	"fmt"
	"io"
	"strconv"
)

// PDF writes the receipt for fees as a PDF of size "A5" or "A4", typefaces
// embedded, text extractable. More lines than a page holds go on overleaf with
// their heads. Errors: an unknown size, w itself.
func (c CashReceipt) PDF(w io.Writer, size string) error {
	f, ok := formats[size]
	if !ok {
		return fmt.Errorf("print receipt for fees %s: no paper size %q", c.No, size)
	}
	p := newPage(f)
	p.pt = f.body[0]
	p.pdf.SetTitle(c.Title(), true)
	p.pdf.SetCreator("Motcua", true)
	p.pdf.SetCreationDate(c.TakenAt.In(Zone))
	p.pdf.SetModificationDate(c.TakenAt.In(Zone))
	p.sheet.foot = leading(p.fine) * 1.4
	p.newPage()
	p.cashHead(c)
	p.cashLines(c)
	p.cashSigns(c)
	p.cashFeet(c)
	if err := p.pdf.Output(w); err != nil {
		return fmt.Errorf("print receipt for fees %s: %w", c.No, err)
	}
	return nil
}

// cashHead: whose receipt it is on the left, its number on the right.
func (p *page) cashHead(c CashReceipt) {
	m, top := p.sheet.margin, p.y
	leftW := p.width() * 0.56
	p.para(m, leftW, "", p.letter, "C", c.ParentLine())
	p.para(m, leftW, "B", p.letter, "C", c.UnitLine())
	p.para(m, leftW, "", p.letter, "C", c.Address)
	left := p.y
	p.y = top
	for _, line := range []string{"Ký hiệu: " + c.Series, "Quyển số: " + c.Book} {
		p.para(m+leftW+2, p.width()-leftW-2, "", p.letter+1, "R", line)
	}
	p.para(m+leftW+2, p.width()-leftW-2, "B", p.letter+3, "R", "Số: "+c.No)
	p.y = max(left, p.y) + p.inset*2
	p.para(m, p.width(), "B", p.heads+2, "C", "BIÊN LAI THU PHÍ, LỆ PHÍ")
	p.para(m, p.width(), "I", p.letter+1, "C", c.DateLine())
	if c.Void != nil {
		p.y += p.inset
		at := p.y
		p.y += 1
		p.para(m+2, p.width()-4, "B", p.heads+4, "C", "ĐÃ HỦY")
		p.para(m+2, p.width()-4, "I", p.letter+0.5, "C", c.VoidLine())
		p.y += 1
		p.pdf.Rect(m, at, p.width(), p.y-at, "D")
	}
	p.y += p.inset * 2
}

func (p *page) cashLines(c CashReceipt) {
	p.boldField("Người nộp", c.Payer)
	p.field("Hình thức", c.ModeLine())
	p.y += p.inset
	small := p.pt - 0.5
	amount, code := p.measure("B", small, "Số tiền (đồng)")+3, p.width()*0.3
	cols := []column{{"TT", p.measure("B", small, "TT") + 2.6, "C"}, {"Nội dung thu", 0, "L"}, {"Mã hồ sơ", code, "L"}, {"Số tiền (đồng)", amount, "R"}}
	cols[1].w = p.width() - cols[0].w - code - amount
	heads := []string{cols[0].head, cols[1].head, cols[2].head, cols[3].head}
	p.row(cols, "B", small, heads)
	p.carry = func() { p.row(cols, "B", small, heads) }
	for _, l := range c.Lines {
		p.row(cols, "", small, []string{strconv.Itoa(l.No), l.Title, l.Code, plain(l.Amount)})
	}
	p.carry = nil
	wide := []column{{"", p.width() - amount, "R"}, {"", amount, "R"}}
	p.row(wide, "B", small, []string{"Cộng", plain(c.Total())})
	p.y += p.inset
	p.boldField("Tổng số tiền", c.TotalLine())
	p.labelled("Viết bằng chữ", "I", c.WordsLine())
}

// plain is an amount without its unit, which stands in the head of the column.
func plain(n int64) string {
	text := Money(n)
	return text[:len(text)-len(" đồng")]
}

func (p *page) cashSigns(c CashReceipt) {
	m, half := p.sheet.margin, p.width()/2
	p.y += p.inset * 2
	p.need(leading(p.pt)*3 + leading(p.pt-0.5) + p.sign)
	top, bottom := p.y, p.y
	for i, who := range []struct{ title, name string }{{"NGƯỜI NỘP TIỀN", c.Payer}, {"NGƯỜI THU TIỀN", c.Cashier}} {
		x := m + float64(i)*half + 2
		p.y = top
		p.para(x, half-4, "B", p.pt, "C", who.title)
		p.para(x, half-4, "I", p.pt-0.5, "C", "(Ký và ghi rõ họ tên)")
		p.y += p.sign
		p.para(x, half-4, "B", p.pt, "C", who.name)
		bottom = max(bottom, p.y)
	}
	p.y = bottom
}

// cashFeet writes the foot line of every page.
func (p *page) cashFeet(c CashReceipt) {
	pages := p.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		p.pdf.SetPage(n)
		y := p.sheet.h - p.sheet.margin - leading(p.fine)
		p.rule(p.sheet.margin, y-0.6, p.sheet.w-p.sheet.margin, y-0.6)
		p.put(p.sheet.margin, y, p.width(), "I", p.fine, "L", "Giữ biên lai này để đối chiếu khi nhận kết quả")
		right := c.Tail()
		if pages > 1 {
			right += fmt.Sprintf(" – trang %d/%d", n, pages)
		}
		p.put(p.sheet.margin, y, p.width(), "", p.fine, "R", right)
	}
}
