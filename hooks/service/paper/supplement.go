package paper

// Supplement asks for what is missing or wrong, once and completely: Thông tư
// 03/2025/TT-VPCP, Phụ lục I, Mẫu số 02; before acceptance and during
// processing.
type Supplement struct {
	Matter
	Accepted bool // the dossier was received: its clock stands until the answer
	Defects  []Defect
	Reason   string // lý do; of a second request why it is needed
	Times    int    // which request it is, 1 the first
	LimitDay string // last day for the answer, 2006-01-02; "" = none
}

// Defect is one thing to mend, with the paper and the ground.
type Defect struct {
	Paper, Defect, Ground string
}

// Doc is the paper.
func (s Supplement) Doc() Doc {
	d := s.doc(FormSupplement)
	if s.Times > 1 {
		d.Under = append(d.Under, "(Yêu cầu lần thứ "+count(s.Times)+")")
	}
	if s.Accepted {
		d.field("Mã hồ sơ", s.Code)
	}
	s.who(&d, "Hồ sơ của", false)
	d.strong("Nội dung yêu cầu giải quyết", s.procedureLine())
	d.text("Yêu cầu bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:")
	t := Table{Cols: []Column{{"TT", 0.07, true}, {"Giấy tờ", 0.31, false}, {"Nội dung cần bổ sung, hoàn thiện", 0.37, false}, {"Căn cứ", 0.25, false}}}
	for i, x := range s.Defects {
		t.Rows = append(t.Rows, []string{count(i + 1), x.Paper, x.Defect, x.Ground})
	}
	d.add(Block{Table: &t})
	d.field("Lý do", dots(s.Reason, 60))
	if s.LimitDay != "" {
		d.strong("Thời hạn bổ sung", "đến hết "+longDay(s.LimitDay))
		d.text("Quá thời hạn này mà không bổ sung, hồ sơ được dừng giải quyết.")
	}
	if s.Accepted {
		d.text("Trong thời gian chờ bổ sung, thời hạn giải quyết tạm dừng; ngày trả kết quả mới được ghi trong phiếu hẹn lại khi nhận đủ giấy tờ.")
	}
	d.text("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, " + "đề nghị " + s.contact())
	s.scan(&d)
	return d
}
