package paper

// back is the other side of the sheet: the whole list of papers when the front
// could not hold it, why the date is what it is, and what to do next.
func (p *printer) back() {
	p.newPage()
	p.para(p.sheet.margin, p.width(), "B", p.letter+1, "C", "Hồ sơ "+p.Code+" (mặt sau)")
	p.y += p.inset
	if p.shown < len(p.Components) {
		p.heading("Thành phần hồ sơ nộp, danh sách đầy đủ")
		p.rows(p.Components)
		p.y += p.inset
	}
	if !p.Back {
		return
	}
	p.why()
	p.heading("Bạn cần biết")
	for _, line := range p.Advice() {
		p.bullet(line)
	}
}

// why explains the due date step by step.
func (p *printer) why() {
	p.heading("Vì sao ngày này?")
	p.field("Nhận hồ sơ", p.ReceivedLine())
	p.field("Thời gian giải quyết", p.Limit)
	day := 0.0
	for _, t := range p.Trace {
		day = max(day, p.measure("", p.pt, clean(t.Day))+3)
	}
	for _, t := range p.Trace {
		p.need(leading(p.pt))
		p.put(p.sheet.margin+2, p.y, day, "", p.pt, "L", clean(t.Day))
		p.flow(p.sheet.margin+2+day, p.width()-2-day, p.pt, span{"", t.Text})
	}
	p.boldField("Hẹn trả kết quả", p.DueLine())
	p.y += p.inset
}

// Advice is what the holder of the receipt should know, in plain words.
func (r Receipt) Advice() []string {
	advice := []string{
		"Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân. Người nhận thay mang thêm giấy ủy quyền.",
		"Xem hồ sơ đến đâu: quét mã QR ở mặt trước, hoặc nhập mã tra cứu " + r.RefLine() + " và 4 số cuối điện thoại.",
		"Mất giấy này vẫn nhận được kết quả: báo quầy tiếp nhận mã hồ sơ hoặc số định danh.",
	}
	if r.Phone != "" {
		advice = append(advice, "Cần hỏi thêm: gọi "+r.Phone+".")
	}
	return advice
}
