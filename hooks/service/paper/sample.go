package paper

import "time"

// SampleMark stands across the head of a test print, so that nobody takes it
// for a receipt.
const SampleMark = "BẢN IN THỬ – KHÔNG CÓ GIÁ TRỊ"

// Sample is a test print of the receipt: the unit's own letterhead with made-up
// contents. It is no dossier and enters no register.
func Sample(above, own, place, office, phone, track string, at, due time.Time) Receipt {
	return Receipt{
		Sample: true, Parent: above, Unit: own, Place: place, Phone: phone, Office: office, IssuedAt: at,
		Number: "IN-THU", Code: "IN-THU-0001", Ref: "000000000", TrackURL: track,
		Applicant: Party{Name: "Nguyễn Thị Bản In Thử", IdentityNumber: "000000000000", Phone: "0900 000 000", Address: place},
		Procedure: "Bản in thử: đọc được mọi dấu Ắ Ằ Ẵ Ộ Ữ Ỹ và mã vạch là máy in đã sẵn sàng", ProcedureCode: "0.000000",
		Components: []Component{{Title: "Tờ khai (mẫu thử)", Originals: 1}, {Title: "Giấy tờ kèm theo (mẫu thử)", Copies: 2}},
		Sets:       1, Limit: "5 ngày làm việc", ReceivedAt: at, DueAt: due, ResultAt: office,
		Fees: []Fee{{Title: "Lệ phí (mẫu thử)", Amount: 15000}}, SubmitterName: "Nguyễn Thị Bản In Thử",
	}
}
