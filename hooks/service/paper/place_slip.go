package paper

import (
	"time"

	"motcua/hooks/domain/code"
)

// PlaceSlip is what the citizen takes home from a desk that took a dossier in
// for another unit (Giấy xác nhận nhận hộ). No circular has a form for it; it
// promises no day of its own and takes the place of no receipt.
type PlaceSlip struct {
	Above, Own, Place string // letterhead of the desk
	Here              string // the desk's unit
	Competent, Phone  string
	ReturnAt          string
	Ref, TrackURL     string
	Procedure         string
	Applicant         string
	Papers            []Component
	FiledAt           time.Time
	AcceptBy          time.Time // until when the competent unit accepts it; zero = it has
	Clerk             string
}

// Doc is the paper.
func (x PlaceSlip) Doc() Doc {
	d := Doc{Head: Head{Above: x.Above, Own: x.Own, Place: x.Place, At: x.FiledAt, Unnumbered: true}, Title: "Giấy xác nhận nhận hộ hồ sơ", Ref: code.FormatRef(x.Ref)}
	d.strong("Mã tra cứu", code.FormatRef(x.Ref))
	d.strong("Người nộp hồ sơ", x.Applicant)
	d.strong("Nội dung yêu cầu giải quyết", x.Procedure)
	d.field("Nơi nhận hộ", x.Here)
	d.strong("Nơi có thẩm quyền giải quyết", x.Competent)
	d.field("Điện thoại nơi có thẩm quyền", x.Phone)
	d.strong("Nơi trả kết quả", x.ReturnAt)
	d.field("Thời điểm nhận hộ", LongMoment(x.FiledAt))
	if !x.AcceptBy.IsZero() {
		d.strong("Nơi có thẩm quyền trả lời việc tiếp nhận chậm nhất", LongMoment(x.AcceptBy))
	}
	if len(x.Papers) > 0 {
		t := Table{Cols: []Column{{"TT", 0.08, true}, {"Giấy tờ đã nộp", 0.6, false}, {"Bản chính", 0.16, true}, {"Bản sao", 0.16, true}}}
		for i, c := range x.Papers {
			t.Rows = append(t.Rows, []string{count(i + 1), c.Title, count(c.Originals), count(c.Copies)})
		}
		d.add(Block{Table: &t})
	}
	d.add(Block{Italic: true, Text: "Giấy này không thay giấy tiếp nhận hồ sơ và hẹn trả kết quả. Thời hạn giải quyết tính từ khi nơi có thẩm quyền tiếp nhận; " +
		"mã hồ sơ và ngày hẹn xem bằng mã QR hoặc mã tra cứu và 4 số cuối điện thoại đã khai."})
	d.Signs = []Sign{{Title: "NGƯỜI NỘP HỒ SƠ", Note: HandNote, Name: x.Applicant}, {Title: "NGƯỜI NHẬN HỘ HỒ SƠ", Note: HandNote, Name: x.Clerk}}
	if x.TrackURL != "" {
		d.Code = &Code{URL: x.TrackURL, Caption: "Xem hồ sơ đến đâu"}
	}
	return d
}
