package paper

import "time"

// Head is what every paper of an office begins with: whose it is left, the
// state right, number, place and day. Nghị định 30/2020/NĐ-CP, Phụ lục I.
type Head struct {
	Above  string // đơn vị chủ quản, e.g. "Ủy ban nhân dân xã Hòa Bình"
	Own    string // the centre or counter, e.g. "Trung tâm Phục vụ hành chính công"
	Number string // after "Số:", e.g. "12/PBS-TTPVHCC"; "" is dotted
	Place  string // địa danh of the date line
	At     time.Time

	Unnumbered bool // the paper has no number of its own
}

// AboveLine and OwnLine are the agency, in capitals.
func (h Head) AboveLine() string { return upper(h.Above) }

// OwnLine is the second line of the agency.
func (h Head) OwnLine() string { return upper(h.Own) }

// NumberLine is "Số: 12/PBS-TTPVHCC", dotted where the number is written by
// hand; "" for a paper without one.
func (h Head) NumberLine() string {
	if h.Unnumbered {
		return ""
	}
	return "Số: " + dots(h.Number, 14)
}

// StateLine and MottoLine name the state, as every paper does.
func (h Head) StateLine() string { return "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }

// MottoLine stands under it.
func (h Head) MottoLine() string { return "Độc lập - Tự do - Hạnh phúc" }

// DateLine is "Hòa Bình, ngày 20 tháng 11 năm 2026".
func (h Head) DateLine() string {
	if h.Place == "" {
		return LongDay(h.At)
	}
	return h.Place + ", " + LongDay(h.At)
}

// Head of the receipt.
func (r Receipt) Head() Head {
	return Head{Above: r.Parent, Own: r.Unit, Number: r.Number, Place: r.Place, At: r.IssuedAt}
}

// Head of the register.
func (r Register) Head() Head {
	return Head{Above: r.Parent, Own: r.Unit, Number: r.Number, Place: r.Place, At: r.PrintedAt}
}

// letterhead lays the head out and moves y below it.
func (p *page) letterhead(h Head) {
	m, top := p.sheet.margin, p.y
	leftW, gap := p.width()*0.44, p.width()*0.03
	rightX, rightW := m+leftW+gap, p.width()-leftW-gap

	p.para(m, leftW, "", p.letter, "C", h.AboveLine())
	p.para(m, leftW, "B", p.letter, "C", h.OwnLine())
	p.rule(m+leftW*0.34, p.y+0.5, m+leftW*0.66, p.y+0.5)
	p.y += 1.4
	if line := h.NumberLine(); line != "" {
		p.para(m, leftW, "", p.letter, "C", line)
	}
	left := p.y

	p.y = top
	p.para(rightX, rightW, "B", p.letter, "C", h.StateLine())
	p.para(rightX, rightW, "B", p.letter+0.5, "C", h.MottoLine())
	long := p.measure("B", p.letter+0.5, h.MottoLine())
	p.rule(rightX+(rightW-long)/2, p.y+0.5, rightX+(rightW+long)/2, p.y+0.5)
	p.y += 1.4
	p.para(rightX, rightW, "I", p.letter, "C", h.DateLine())
	p.y = max(left, p.y) + p.inset
}
