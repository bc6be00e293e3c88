package paper

import "time"

// NewAppointment is another day: after a supplement, a payment or a change of the
// calendar the clock goes on, and the slip says until when and why (phiếu hẹn
// lại).
type NewAppointment struct {
	Matter
	Why   string // what made the clock go on, in words
	NewAt time.Time
	Paper string // number of the paper that had stopped the clock, "" = none
	Limit string
	Anew  bool // the count began anew
	Got   []Component
	Trace []TraceLine
}

// Doc is the paper.
func (x NewAppointment) Doc() Doc {
	d := x.doc(FormAppointment)
	x.who(&d, "Hồ sơ của", false)
	d.field("Mã hồ sơ", dots(x.Code, 30))
	d.strong("Nội dung yêu cầu giải quyết", x.procedureLine())
	d.field("Thời gian nhận hồ sơ", LongMoment(x.ReceivedAt))
	d.field("Hẹn trả kết quả trước đây", LongMoment(x.DueAt))
	why := x.Why
	if x.Paper != "" {
		why += " (phiếu số " + x.Paper + ")"
	}
	d.field("Lý do hẹn lại", dots(why, 40))
	if len(x.Got) > 0 {
		t := Table{Cols: []Column{{"TT", 0.08, true}, {"Giấy tờ đã nhận bổ sung", 0.6, false}, {"Bản chính", 0.16, true}, {"Bản sao", 0.16, true}}}
		for i, c := range x.Got {
			t.Rows = append(t.Rows, []string{count(i + 1), c.Title, count(c.Originals), count(c.Copies)})
		}
		d.add(Block{Table: &t})
	}
	d.strong("Thời gian trả kết quả mới", either(LongMoment(x.NewAt), "tạm dừng, sẽ báo sau"))
	if len(x.Trace) > 0 {
		d.add(Block{Head: "Vì sao ngày này?"})
		d.field("Thời gian giải quyết", x.Limit)
		if x.Anew {
			d.text("Thời hạn được tính lại từ đầu, theo quy định của thủ tục.")
		}
		t := Table{Cols: []Column{{"Ngày", 0.22, true}, {"Cách tính", 0.78, false}}}
		for _, l := range x.Trace {
			t.Rows = append(t.Rows, []string{l.Day, l.Text})
		}
		d.add(Block{Table: &t})
	}
	d.text("Giấy tiếp nhận hồ sơ đã cấp vẫn có giá trị; mang cả hai khi đến nhận kết quả.")
	x.scan(&d)
	return d
}
