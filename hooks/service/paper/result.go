package paper

// Decision tells the applicant what was decided: the notice of a result that is
// ready, or the refusal in writing with its reason and ground (Nghị định
// 63/2010/NĐ-CP Điều 18.5).
type Decision struct {
	Matter
	Refused bool
	Result  string // what there is, e.g. "Giấy khai sinh"
	Number  string // of the result
	Reason  string // published wording of the coded reason
	Ground  string // its legal ground
	Note    string
	Where   string // where the result is had
	Fees    []Fee  // still to pay
	Back    []Component

	Corrected bool   // tells of a result that was issued before and does not hold any more
	Revoked   bool   // and no other takes its place
	Replaces  string // number of that result, "" when it had none
}

// Doc is the paper.
func (x Decision) Doc() Doc {
	d := x.doc(FormResult)
	switch {
	case x.Revoked:
		d.Title = "Thông báo thu hồi kết quả giải quyết hồ sơ"
	case x.Corrected:
		d.Title = "Thông báo thay kết quả giải quyết hồ sơ"
	case x.Refused:
		d.Title = "Thông báo từ chối giải quyết hồ sơ"
	}
	d.strong("Kính gửi", dots(x.Applicant.Name, 40))
	d.field("Số định danh cá nhân/tổ chức", dots(x.Applicant.IdentityNumber, 30))
	d.field("Địa chỉ", dots(x.Applicant.Address, 60))
	d.text("Ngày " + ShortDay(x.ReceivedAt) + ", " + dots(x.Agency, 40) + " tiếp nhận hồ sơ của Ông/Bà/Tổ chức:")
	d.field("Mã hồ sơ", dots(x.Code, 30))
	d.strong("Nội dung yêu cầu giải quyết", x.procedureLine())
	if !x.Corrected {
		d.field("Hẹn trả kết quả", LongMoment(x.DueAt))
	}
	switch {
	case x.Corrected:
		x.corrected(&d)
	case x.Refused:
		d.text("Qua thẩm định, " + dots(x.Agency, 40) + " không giải quyết hồ sơ này.")
		d.strong("Lý do", dots(x.Reason, 60))
		d.strong("Căn cứ pháp lý", dots(x.Ground, 60))
		d.field("Nội dung cụ thể", x.Note)
		d.text("Nếu không đồng ý, Ông/Bà/Tổ chức có quyền khiếu nại theo Luật Khiếu nại hoặc khởi kiện theo Luật Tố tụng hành chính.")
		giveBack(&d, "Giấy tờ trả lại", x.Back)
	default:
		d.text("Hồ sơ đã được giải quyết. Kết quả đã có:")
		d.strong("Kết quả", dots(x.Result, 40))
		d.field("Số, ký hiệu", x.Number)
		d.field("Ghi chú", x.Note)
		d.strong("Nhận kết quả tại", dots(x.Where, 40))
		for _, f := range x.Fees {
			d.field("Phí, lệ phí phải nộp khi nhận", f.Line())
		}
		d.text("Khi đến nhận, mang theo Giấy tiếp nhận hồ sơ và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền.")
	}
	d.text("Cần hỏi thêm, " + x.contact())
	x.scan(&d)
	return d
}

// corrected says which result does not hold any more, why, and what to do with
// it (a result once issued is never changed in place: replaced or revoked).
func (x Decision) corrected(d *Doc) {
	old := "Kết quả đã cấp"
	if x.Replaces != "" {
		old += " số " + x.Replaces
	}
	if x.Revoked {
		d.text(old + " bị thu hồi và không còn giá trị từ ngày của thông báo này.")
	} else {
		d.text(old + " không còn giá trị từ ngày của thông báo này và được thay bằng kết quả mới:")
		d.strong("Kết quả", dots(x.Result, 40))
		d.strong("Số, ký hiệu mới", dots(x.Number, 30))
	}
	d.strong("Căn cứ", dots(x.Ground, 60))
	d.field("Lý do", x.Note)
	if x.Revoked {
		d.text("Đề nghị Ông/Bà/Tổ chức nộp lại kết quả đã nhận tại " + dots(x.Where, 40) + ".")
		d.text("Nếu không đồng ý, Ông/Bà/Tổ chức có quyền khiếu nại theo Luật Khiếu nại hoặc khởi kiện theo Luật Tố tụng hành chính.")
		return
	}
	d.strong("Nhận kết quả mới tại", dots(x.Where, 40))
	d.text("Khi đến nhận, mang theo kết quả cũ để nộp lại và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền.")
}
