package catalogue

import (
	"slices"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
)

// What a record of the catalogue never has and every version needs. They are
// not read but set, and the version says so.
const (
	noteFlow    = "Quy trình nội bộ bốn bước do phần mềm đặt, tổng định mức không vượt thời hạn; thay bằng quy trình của đơn vị khi có."
	noteExample = "Ví dụ kiểm tra do phần mềm tính khi nhập, theo giờ làm việc 07:00–11:30, 13:30–17:00."
	noteSource  = "Nhập từ danh mục quốc gia, ngày xác minh là ngày nhập; lời văn chưa đối chiếu văn bản gốc."
	noteStage   = "Phí, lệ phí thu khi tiếp nhận; danh mục không nói lúc thu."
)

// exampleAt is when the example is received: a Monday morning of a year whose
// calendar is official.
const exampleAt = "2026-11-02T08:00"

// Complete sets the internal flow and the examples from what is known; it is
// called again after a doubt is resolved.
func (r *Reading) Complete() {
	v := &r.Version
	v.Source.Notes = []string{noteSource, noteFlow, noteExample}
	if len(v.Fees) > 0 {
		v.Source.Notes = append(v.Source.Notes, noteStage)
	}
	v.Flow = v.DefaultFlow()
	v.Examples = nil
	for _, c := range v.Cases {
		if x, ok := r.example(c); ok {
			v.Examples = append(v.Examples, x)
		}
	}
}

func (r *Reading) example(c procedure.Case) (procedure.Example, bool) {
	v := r.Version
	if len(v.Channels) == 0 {
		return procedure.Example{}, false
	}
	x := procedure.Example{Title: "Nộp " + channelWords[v.Channels[0]] + " sáng thứ Hai: " + c.Title, Channel: v.Channels[0], Case: c.Key, Received: exampleAt, Components: []string{}}
	for _, p := range v.Form.Pages {
		for _, f := range p.Fields {
			if f.Kind == form.Number && f.Required {
				if x.Answers == nil {
					x.Answers = form.Answers{}
				}
				x.Answers[f.Key] = "1"
			}
		}
	}
	for _, p := range v.Papers(c.Key) {
		x.Components = append(x.Components, p.Key)
	}
	fees, err := v.FeesFor(x.Channel, c.Key, x.Answers, nil, nil)
	if err != nil {
		return x, false
	}
	for _, f := range fees {
		x.Fee += f.Amount
	}
	return x, r.exampleDue(&x, c.Key)
}

func (r *Reading) exampleDue(x *procedure.Example, caseKey string) bool {
	q, err := r.Version.Deadline.Query(string(x.Channel), caseKey, x.Answers)
	if err != nil {
		return false
	}
	if q.Received, err = time.ParseInLocation("2006-01-02T15:04", x.Received, calendar.Location); err != nil {
		return false
	}
	due, err := deadline.Compute(calendar.National(), q)
	if err != nil {
		return false
	}
	if !due.Due.IsZero() {
		x.Due = due.Due.In(calendar.Location).Format("2006-01-02T15:04")
	}
	return true
}

// Left are the doubts of one field.
func (r Reading) Left(field string) []Doubt {
	return slices.DeleteFunc(slices.Clone(r.Doubts), func(d Doubt) bool { return d.Field != field })
}
