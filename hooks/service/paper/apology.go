package paper

import "time"

// Apology excuses a delay and says the new day: Thông tư 03/2025/TT-VPCP, Phụ
// lục I, Mẫu số 04; for an extension before the day and for an apology after it.
type Apology struct {
	Matter
	Late    bool      // the day has passed; it does not move, a day is promised
	Reason  string    // why
	NewAt   time.Time // ngày trả mới
	NewDay  string    // promised day, 2006-01-02, when there is no moment
	Counted string    // how much longer, e.g. "03 ngày làm việc"; "" = not said
}

// Doc is the paper.
func (x Apology) Doc() Doc {
	d := x.doc(FormApology)
	d.strong("Kính gửi", dots(x.Applicant.Name, 40))
	d.field("Số định danh cá nhân/tổ chức", dots(x.Applicant.IdentityNumber, 30))
	d.field("Địa chỉ", x.Applicant.Address)
	d.text("Ngày " + ShortDay(x.ReceivedAt) + ", " + dots(x.Agency, 40) + " tiếp nhận hồ sơ của Ông/Bà/Tổ chức đề nghị giải quyết thủ tục hành chính:")
	d.strong("Tên thủ tục", x.procedureLine())
	d.field("Mã hồ sơ", dots(x.Code, 30))
	d.field("Thời gian hẹn trả kết quả giải quyết hồ sơ", LongMoment(x.DueAt))
	until := "Tuy nhiên, đến nay " + dots(x.Agency, 30)
	if x.Late {
		d.text(until + " chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả.")
	} else {
		d.text(until + " chưa thể trả kết quả đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả, và đề nghị gia hạn thời gian trả kết quả.")
	}
	d.strong("Lý do", dots(x.Reason, 60))
	d.text("Chúng tôi xin lỗi Ông/Bà/Tổ chức vì sự chậm trễ này và sẽ trả kết quả như sau:")
	d.field("Thời gian gia hạn", x.Counted)
	d.strong("Ngày trả kết quả mới", dots(x.newLine(), 40))
	d.text("Mong nhận được sự thông cảm của Ông/Bà/Tổ chức. Cần hỏi thêm, " + x.contact())
	x.scan(&d)
	return d
}

func (x Apology) newLine() string {
	if !x.NewAt.IsZero() {
		return LongMoment(x.NewAt)
	}
	return longDay(x.NewDay)
}
