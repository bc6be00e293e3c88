package paper

import (
	"fmt"
	"strconv"
	"strings"
)

// column of a ruled table: its head, width in mm and how its cells stand.
type column struct {
	head  string
	w     float64
	align string
}

// components rules the table of papers handed in (thành phần hồ sơ nộp): the
// first n of them, and a word about the rest.
func (p *printer) components(n int) {
	p.flow(p.sheet.margin, p.width(), p.pt, span{"", "Thành phần hồ sơ nộp gồm:"})
	if len(p.Components) == 0 {
		p.y -= leading(p.pt)
		p.put(p.sheet.margin+p.measure("", p.pt, "Thành phần hồ sơ nộp gồm: "), p.y, p.width(), "", p.pt, "L", "không có")
		p.y += leading(p.pt)
		return
	}
	p.y += 0.4
	p.rows(p.Components[:n])
	if rest := len(p.Components) - n; rest > 0 {
		text := fmt.Sprintf("… và %d giấy tờ khác (tổng cộng %d): danh sách đầy đủ ở mặt sau.", rest, len(p.Components))
		if n == 0 {
			text = fmt.Sprintf("%d giấy tờ, danh sách đầy đủ ở mặt sau.", rest)
		}
		p.para(p.sheet.margin, p.width(), "I", p.pt, "L", text)
	}
	p.y += 0.8
	if held := p.HeldLine(); held != "" {
		p.boldField(heldLabel, held)
	}
}

// heldLabel stands before the originals that stay with the office.
const heldLabel = "Bản chính cơ quan nhận giữ"

// rows rules the table of the given components.
func (p *printer) rows(list []Component) {
	if len(list) == 0 {
		return
	}
	small := p.pt - 0.5
	number := p.measure("B", small, "Bản chính") + 2
	cols := []column{{"TT", p.measure("B", small, "TT") + 2.6, "C"}, {"Tên giấy tờ", 0, "L"}, {"Bản chính", number, "C"}, {"Bản sao", number, "C"}}
	if p.HasNotes() {
		cols = append(cols, column{"Ghi chú", p.width() * 0.2, "L"})
	}
	cols[1].w = p.width()
	for i, c := range cols {
		if i != 1 {
			cols[1].w -= c.w
		}
	}
	heads := make([]string, len(cols))
	for i, c := range cols {
		heads[i] = c.head
	}
	p.row(cols, "B", small, heads)
	p.carry = func() { p.row(cols, "B", small, heads) }
	defer func() { p.carry = nil }()
	for i, c := range list {
		cells := []string{strconv.Itoa(i + 1), c.Title, count(c.Originals), count(c.Copies), c.Note}
		p.row(cols, "", small, cells[:len(cols)])
	}
}

// row rules one line of cells, as high as its highest; it is never split
// between pages. A line break in a cell begins another line.
func (p *page) row(cols []column, style string, pt float64, cells []string) {
	const pad = 0.8
	lines, high := make([][][]span, len(cols)), 1
	for i, c := range cols {
		for part := range strings.SplitSeq(cells[i], "\n") {
			lines[i] = append(lines[i], p.wrap(c.w-2*pad, pt, span{style, part})...)
		}
		high = max(high, len(lines[i]))
	}
	h := float64(high)*leading(pt) + 0.5
	p.need(h)
	x := p.sheet.margin
	for i, c := range cols {
		align := c.align
		if style == "B" {
			align = "C"
		}
		for j, l := range lines[i] {
			p.put(x+pad, p.y+0.2+float64(j)*leading(pt), c.w-2*pad, style, pt, align, lineText(l))
		}
		if !p.dry {
			p.pdf.Rect(x, p.y, c.w, h, "D")
		}
		x += c.w
	}
	p.y += h
}

// count is a number of papers; none is a dash, so that no hand adds one.
func count(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}
