package paper

// Decline refuses to take a dossier in: Thông tư 03/2025/TT-VPCP, Phụ lục I,
// Mẫu số 03.
type Decline struct {
	Matter
	Reason string
	Ground string
	Right  string // the agency that is competent, "" when this one is
}

// Doc is the paper.
func (x Decline) Doc() Doc {
	d := x.doc(FormDecline)
	d.field("Bộ phận tiếp nhận", x.Office)
	x.who(&d, "Tiếp nhận hồ sơ của", true)
	d.field("Mã hồ sơ (nếu có)", dots(x.Code, 30))
	d.strong("Nội dung yêu cầu giải quyết", x.procedureLine())
	d.text("Qua xem xét, " + dots(x.Office, 30) + " thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:")
	d.add(Block{Text: dots(x.Reason, 80), Strong: x.Reason != ""})
	d.field("Căn cứ", x.Ground)
	d.strong("Cơ quan có thẩm quyền giải quyết", x.Right)
	d.text("Xin thông báo để Ông/Bà/Tổ chức được biết và thực hiện. Chưa rõ nội dung nào, " + x.contact())
	d.Signs = []Sign{x.citizen("NGƯỜI NỘP HỒ SƠ"), x.Signer}
	x.scan(&d)
	return d
}
