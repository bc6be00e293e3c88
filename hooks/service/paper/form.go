package paper

import "strconv"

// Form is one printed form (mẫu phiếu) by the text that prescribes it.
type Form struct {
	No     string // "02"; the office's own papers have a word
	Series string // letters of its number: "PBS"; "" = unnumbered
	Title  string
	Basis  string // Mẫu số …, the text that prescribes it; "" = the office's own
	From   string // first day it is used, 2006-01-02
}

// The forms and papers of an office.
const (
	FormReceipt     = "01"
	FormSupplement  = "02"
	FormDecline     = "03"
	FormApology     = "04"
	FormStop        = "05"
	FormControl     = "06"
	FormRegister    = "07"
	FormResult      = "ket-qua" // thông báo kết quả, văn bản từ chối giải quyết
	FormAppointment = "hen-lai"
	FormWithdrawal  = "rut"
	FormProcess     = "quy-trinh"
	FormHandover    = "handover" // phiếu bàn giao, numbered by service/handover
)

const tt03 = "Phụ lục I, Thông tư 03/2025/TT-VPCP"

// forms are all versions of all papers. A new circular adds lines with a later
// day; the old ones stay, for papers of their time are printed by them.
var forms = []Form{
	{FormReceipt, "TNHS", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Mẫu số 01, " + tt03, "2025-09-15"},
	{FormSupplement, "PBS", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Mẫu số 02, " + tt03, "2025-09-15"},
	{FormDecline, "PTC", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Mẫu số 03, " + tt03, "2025-09-15"},
	{FormApology, "PXL", "Phiếu xin lỗi và đề nghị gia hạn thời gian trả kết quả", "Mẫu số 04, " + tt03, "2025-09-15"},
	{FormStop, "TBD", "Thông báo dừng giải quyết hồ sơ", "Mẫu số 05, " + tt03, "2025-09-15"},
	{FormControl, "PKS", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Mẫu số 06, " + tt03, "2025-09-15"},
	{FormRegister, "STD", "Sổ theo dõi hồ sơ", "Mẫu số 07, " + tt03, "2025-09-15"},
	{FormResult, "TBKQ", "Thông báo kết quả giải quyết hồ sơ", "Nghị định 118/2025/NĐ-CP; Nghị định 63/2010/NĐ-CP Điều 18", "2025-07-01"},
	{FormAppointment, "PHL", "Phiếu hẹn lại ngày trả kết quả", "Nghị định 118/2025/NĐ-CP Điều 17", "2025-07-01"},
	{FormWithdrawal, "", "Phiếu rút hồ sơ", "Nghị định 118/2025/NĐ-CP Điều 21", "2025-07-01"},
	{FormProcess, "", "Quy trình nội bộ giải quyết thủ tục hành chính", "TCVN ISO 9001:2015", "2025-07-01"},
	{FormHandover, "", "Phiếu bàn giao hồ sơ", "", "2025-07-01"},
}

// FormAt is the form of a number in force on a day, 2006-01-02; before its
// first version that one. False for a number that no paper has.
func FormAt(no, day string) (Form, bool) { return formAt(forms, no, day) }

func formAt(table []Form, no, day string) (Form, bool) {
	var found Form
	for _, f := range table {
		if f.No == no && (found.No == "" || f.From <= day && f.From >= found.From) {
			found = f
		}
	}
	return found, found.No != ""
}

// Number is the n-th number of the form in its unit and year, with the letters
// of the office behind it: "12/PBS-TTPVHCC". "" for a form without a number.
func (f Form) Number(n int, office string) string {
	if f.Series == "" {
		return ""
	}
	s := strconv.Itoa(n) + "/" + f.Series
	if office != "" {
		s += "-" + office
	}
	return s
}

// Foot of the receipt names its form.
func (r Receipt) Foot() string { return foot(FormReceipt, r.Head()) }

// Foot of the register names its form.
func (r Register) Foot() string { return foot(FormRegister, r.Head()) }

func foot(no string, h Head) string {
	day := ""
	if !h.At.IsZero() {
		day = h.At.In(Zone).Format("2006-01-02")
	}
	f, _ := FormAt(no, day)
	return f.Basis
}
