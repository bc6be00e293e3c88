package paper

// front lays out the page that the law asks for, in its order.
func (p *printer) front() {
	p.letterhead(p.Head())
	p.title()
	p.band()
	p.particulars()
	p.components(p.shown)
	p.times()
	p.signatures()
}

// title stands below the letterhead.
func (p *printer) title() {
	m := p.sheet.margin
	p.para(m, p.width(), "B", p.heads, "C", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
	if p.Sample {
		p.para(m, p.width(), "B", p.heads+2, "C", SampleMark)
	}
	if line := p.ReplacesLine(); line != "" {
		p.para(m, p.width(), "I", p.letter, "C", "("+line+")")
	}
	p.y += p.inset * 0.6
}

// band is the boxed part that is looked at across a desk: when to come back,
// the codes for machines and the reference for the telephone.
func (p *printer) band() {
	m, top := p.sheet.margin, p.y
	module := p.qr / float64(p.qrCode.W-2*quietQR)
	side := module * float64(p.qrCode.W)
	rightW := side + 2
	leftW := p.width() - rightW
	p.y += p.inset

	p.para(m, leftW, "B", p.letter+0.5, "C", "HẸN TRẢ KẾT QUẢ")
	p.para(m, leftW, "B", p.due, "C", p.DueBig())
	p.para(m+1, leftW-2, "", p.letter+1.5, "C", p.DueSmall())
	p.y += p.inset * 0.6
	p.para(m, leftW, "", p.fine+0.5, "C", "Mã hồ sơ")
	p.y += 0.4
	unit := min(0.4, (leftW-4)/float64(p.barCode.W))
	barsW := unit * float64(p.barCode.W)
	p.modules(p.barCode, m+(leftW-barsW)/2, p.y, barsW, p.bars)
	p.y += p.bars + 0.4
	p.spelt(m, leftW, p.Code)
	left := p.y

	p.y = top + 0.5
	p.modules(p.qrCode, m+leftW+1, p.y, side, 0)
	p.y += side - 1.5
	p.para(m+leftW, rightW, "", p.fine+0.5, "C", "Mã tra cứu")
	p.para(m+leftW, rightW, "B", p.letter+2, "C", p.RefLine())
	p.y = max(left, p.y) + p.inset*0.6
	if !p.dry {
		p.pdf.Rect(m, top, p.width(), p.y-top, "D")
	}
	p.y += p.inset
}

// spelt writes the dossier code in fixed width, as large as fits up to 14 pt.
func (p *printer) spelt(x, w float64, text string) {
	pt := 14.0
	p.pdf.SetFont(mono, "B", pt)
	text = clean(text)
	if long := p.pdf.GetStringWidth(text); long > w-4 {
		pt *= (w - 4) / long
		p.pdf.SetFont(mono, "B", pt)
	}
	if !p.dry {
		p.pdf.Text(x+(w-p.pdf.GetStringWidth(text))/2, p.y+pt*mm*0.85, text)
	}
	p.y += pt * mm * 1.1
}

// particulars: where, who, what.
func (p *printer) particulars() {
	a := p.Applicant
	p.field("Nơi tiếp nhận", p.Office)
	who := "Tiếp nhận hồ sơ của Ông/Bà/Tổ chức"
	if p.Delegate != nil {
		who += " (người ủy quyền)"
	}
	p.boldField(who, a.Name)
	p.field("Số định danh cá nhân/tổ chức", dots(a.IdentityNumber, 30))
	p.field("Địa chỉ", dots(a.Address, 60))
	p.pair("Số điện thoại", dots(a.PhoneLine(), 20), "Email", a.Email)
	if d := p.Delegate; d != nil {
		p.boldField("Người được ủy quyền", d.Name)
		p.pair("Số định danh", dots(d.IdentityNumber, 20), "Số điện thoại", d.PhoneLine())
		p.pair("Địa chỉ", d.Address, "Email", d.Email)
		p.field("Giấy tờ ủy quyền", dots(d.Paper, 40))
	}
	p.boldField("Nội dung yêu cầu giải quyết", p.ProcedureLine())
}

// times: how long, from when until when, where, and what it costs.
func (p *printer) times() {
	p.pair("Thời gian giải quyết hồ sơ theo quy định là", dots(p.Limit, 20), "Số lượng hồ sơ", p.SetsLine()+" (bộ)")
	p.field("Thời gian nhận hồ sơ", p.ReceivedLine())
	p.boldField("Thời gian trả kết quả giải quyết hồ sơ", p.DueLine())
	for _, a := range p.Appointments {
		p.field(a.Label, a.AtLine())
	}
	p.field("Đăng ký nhận kết quả tại", dots(p.ResultAt, 40))
	p.fees()
	p.payment()
	p.pair("Vào Sổ theo dõi hồ sơ, Quyển số", dots(p.Book, 10), "Số thứ tự", dots(p.BookNo, 10))
	p.field("Điện thoại liên hệ", p.Phone)
}

func (p *printer) fees() {
	switch len(p.Fees) {
	case 0:
		p.field("Phí, lệ phí", "không thu")
	case 1:
		p.field("Phí, lệ phí", p.Fees[0].Line())
	default:
		spans := []span{{"", "Phí, lệ phí:"}}
		for _, f := range p.Fees {
			spans = append(spans, span{"", f.Line() + ";"})
		}
		p.flow(p.sheet.margin, p.width(), p.pt, append(spans, span{"B", "cộng " + p.FeeTotalLine()})...)
	}
}

// signatures stay together with their names.
func (p *printer) signatures() {
	m, half := p.sheet.margin, p.width()/2
	names := max(len(p.wrap(half-4, p.pt, span{"B", p.SubmitterName})), len(p.wrap(half-4, p.pt, span{"B", p.ClerkName})))
	p.y += p.signGap
	p.need(leading(p.pt)*float64(1+names) + leading(p.pt-0.5) + p.sign)
	top := p.y
	bottom := top
	for i, c := range []struct{ title, name, mark string }{
		{"NGƯỜI NỘP HỒ SƠ", p.SubmitterName, ""},
		{"NGƯỜI TIẾP NHẬN HỒ SƠ", p.ClerkName, p.Signed},
	} {
		x := m + float64(i)*half + 2
		p.y = top
		p.para(x, half-4, "B", p.pt, "C", c.title)
		p.para(x, half-4, "I", p.pt-0.5, "C", "(Ký và ghi rõ họ tên)")
		signAt := p.y
		p.para(x, half-4, "I", p.fine, "C", c.mark)
		p.y = max(p.y, signAt+p.sign)
		p.para(x, half-4, "B", p.pt, "C", c.name)
		bottom = max(bottom, p.y)
	}
	p.seal(top, leading(p.pt)+leading(p.pt-0.5)+p.sign)
	p.y = bottom
}
