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
}

// Doc is the paper.
func (x Decision) Doc() Doc {
	d := x.doc(FormResult)
	if x.Refused {
		d.Title = "Thông báo từ chối giải quyết hồ sơ"
	}
	d.strong("Kính gửi", dots(x.Applicant.Name, 40))
	d.field("Số định danh cá nhân/tổ chức", dots(x.Applicant.IdentityNumber, 30))
	d.field("Địa chỉ", dots(x.Applicant.Address, 60))
	d.text("Ngày " + ShortDay(x.ReceivedAt) + ", " + dots(x.Agency, 40) + " tiếp nhận hồ sơ của Ông/Bà/Tổ chức:")
	d.field("Mã hồ sơ", dots(x.Code, 30))
	d.strong("Nội dung yêu cầu giải quyết", x.procedureLine())
	d.field("Hẹn trả kết quả", LongMoment(x.DueAt))
	if x.Refused {
		d.text("Qua thẩm định, " + dots(x.Agency, 40) + " không giải quyết hồ sơ này.")
		d.strong("Lý do", dots(x.Reason, 60))
		d.strong("Căn cứ pháp lý", dots(x.Ground, 60))
		d.field("Nội dung cụ thể", x.Note)
		d.text("Nếu không đồng ý, Ông/Bà/Tổ chức có quyền khiếu nại theo Luật Khiếu nại hoặc khởi kiện theo Luật Tố tụng hành chính.")
		giveBack(&d, "Giấy tờ trả lại", x.Back)
	} else {
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
