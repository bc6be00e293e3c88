package paper

import "time"

// The verdicts of a step, after domain/deadline.
var verdicts = map[string]string{"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}

// Control follows a dossier from hand to hand: Thông tư 03/2025/TT-VPCP, Phụ
// lục I, Mẫu số 06. When the work is electronic its trace fills the form by
// itself.
type Control struct {
	Matter
	Joint    string // cơ quan phối hợp giải quyết
	Rows     []Handover
	Now      string   // where the dossier is, when it has not ended
	Standing []string // stretches that no step answers for
}

// Handover is one passing on: who gave it to whom, when, and how the giver's
// step did against its norm.
type Handover struct {
	GaveUnit, Gave string
	TookUnit, Took string
	At             time.Time
	Step           string // of the giver
	Verdict        string // early, on_time, late; "" = no norm
	Used, Norm     int    // working minutes
	Note           string
}

// Doc is the paper.
func (x Control) Doc() Doc {
	d := x.doc(FormControl)
	d.pair("Mã hồ sơ", x.Code, "Thủ tục", x.ProcedureCode)
	d.strong("Nội dung yêu cầu giải quyết", x.Procedure)
	d.field("Cơ quan (bộ phận) giải quyết hồ sơ", dots(x.Agency, 40))
	d.field("Cơ quan phối hợp giải quyết hồ sơ", either(x.Joint, "không có"))
	d.field("Ngày nhận hồ sơ", LongMoment(x.ReceivedAt))
	d.strong("Hẹn trả kết quả", either(LongMoment(x.DueAt), "tạm dừng, chưa có ngày"))
	t := Table{Cols: []Column{{"Tên đơn vị (1. Giao, 2. Nhận)", 0.36, false}, {"Giờ, ngày giao nhận", 0.17, true},
		{"Kết quả (trước, đúng, quá hạn)", 0.21, true}, {"Ghi chú", 0.26, false}}}
	for _, r := range x.Rows {
		t.Rows = append(t.Rows, []string{"1. Giao: " + named(r.GaveUnit, r.Gave) + "\n2. Nhận: " + named(r.TookUnit, r.Took), shortClock(r.At), r.verdict(), r.note()})
	}
	if len(x.Rows) == 0 {
		t.Rows = [][]string{{"Chưa giao cho ai.", "", "", ""}}
	}
	d.add(Block{Table: &t})
	d.field("Hiện nay", x.Now)
	for _, s := range x.Standing {
		d.field("Thời gian không tính", s)
	}
	d.add(Block{Italic: true, Text: "Thời gian giải quyết từng bước tính theo giờ làm việc, một ngày là 8 giờ, so với quy trình nội bộ. Giao nhận điện tử được lưu vết tự động, không phải ký."})
	d.Signs = nil
	if x.Signer.Title != "" {
		d.Signs = []Sign{x.Signer}
	}
	return d
}

func (h Handover) verdict() string {
	if h.Norm == 0 {
		return "–"
	}
	return either(verdicts[h.Verdict], "–") + "\n" + Span(h.Used) + " / " + Span(h.Norm)
}

func (h Handover) note() string {
	if h.Note == "" {
		return h.Step
	}
	if h.Step == "" {
		return h.Note
	}
	return h.Step + "\n" + h.Note
}

func named(unit, name string) string {
	switch {
	case name == "":
		return unit
	case unit == "":
		return name
	}
	return unit + " – " + name
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func shortClock(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return Clock(at) + "\n" + ShortDay(at)
}
