package paper

import (
	"strconv"
	"time"
)

// Why a dossier ends without a result.
const (
	StopByOffice   = "stop"     // on a legal ground
	StopByLapse    = "lapse"    // the day for the supplement passed
	StopByWithdraw = "withdraw" // the applicant asked for it
)

// Stop says that a dossier is not worked on any more: Thông tư
// 03/2025/TT-VPCP, Phụ lục I, Mẫu số 05.
type Stop struct {
	Matter
	Why      string // one of the reasons above
	Reason   string
	Ground   string
	LimitDay string // the day that passed, of a lapse
	At       time.Time
	Back     []Component // giấy tờ hoàn trả
}

// Doc is the paper.
func (x Stop) Doc() Doc {
	d := x.doc(FormStop)
	d.strong("Kính gửi", dots(x.Applicant.Name, 40))
	d.field("Số định danh cá nhân/tổ chức", dots(x.Applicant.IdentityNumber, 30))
	d.field("Địa chỉ", dots(x.Applicant.Address, 60))
	d.field("Mã hồ sơ", dots(x.Code, 30))
	d.strong("Nội dung yêu cầu giải quyết", x.procedureLine())
	d.field("Thời gian nhận hồ sơ", LongMoment(x.ReceivedAt))
	d.strong("Căn cứ dừng giải quyết", x.basis())
	d.field("Lý do", dots(x.Reason, 60))
	d.field("Căn cứ pháp lý", x.Ground)
	d.text(dots(x.Agency, 40) + " thông báo dừng giải quyết hồ sơ nêu trên.")
	d.strong("Thời điểm dừng", LongMoment(x.At))
	giveBack(&d, "Giấy tờ hoàn trả", x.Back)
	d.text("Khi cần giải quyết lại, Ông/Bà/Tổ chức nộp hồ sơ mới. Cần hỏi thêm, " + x.contact())
	x.scan(&d)
	return d
}

func (x Stop) basis() string {
	switch x.Why {
	case StopByWithdraw:
		return "đề nghị rút hồ sơ của Ông/Bà/Tổ chức; hồ sơ chưa có kết quả giải quyết"
	case StopByLapse:
		s := "quá thời hạn bổ sung, hoàn thiện hồ sơ"
		if x.LimitDay != "" {
			s += " (đến hết " + longDay(x.LimitDay) + ")"
		}
		return s + " mà không nhận được giấy tờ bổ sung"
	}
	return "quyết định của " + x.Agency
}

// giveBack lists papers that go back to the citizen.
func giveBack(d *Doc, label string, list []Component) {
	if len(list) == 0 {
		d.field(label, "không có")
		return
	}
	d.text(label + ":")
	t := Table{Cols: []Column{{"TT", 0.08, true}, {"Tên giấy tờ", 0.6, false}, {"Bản chính", 0.16, true}, {"Bản sao", 0.16, true}}}
	for i, c := range list {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), c.Title, count(c.Originals), count(c.Copies)})
	}
	d.add(Block{Table: &t})
}

// Withdrawal is the slip by which the applicant takes a dossier back (phiếu rút
// hồ sơ, Nghị định 118/2025/NĐ-CP Điều 21).
type Withdrawal struct {
	Matter
	Reason string
	At     time.Time
	Back   []Component
}

// Doc is the paper.
func (x Withdrawal) Doc() Doc {
	d := x.doc(FormWithdrawal)
	d.strong("Kính gửi", dots(x.Agency, 40))
	x.who(&d, "Tôi là", true)
	d.text("Đề nghị rút hồ sơ đã nộp, khi chưa có kết quả giải quyết:")
	d.field("Mã hồ sơ", dots(x.Code, 30))
	d.strong("Nội dung yêu cầu giải quyết", x.procedureLine())
	d.field("Thời gian nhận hồ sơ", LongMoment(x.ReceivedAt))
	d.field("Thời điểm đề nghị rút", LongMoment(x.At))
	d.field("Lý do", dots(x.Reason, 60))
	giveBack(&d, "Giấy tờ nhận lại", x.Back)
	d.text("Tôi đã nhận lại đủ giấy tờ nêu trên và biết rằng hồ sơ dừng giải quyết từ thời điểm này.")
	d.Signs = []Sign{x.citizen("NGƯỜI RÚT HỒ SƠ"), x.Signer}
	return d
}
