package paper

import "time"

// Receipt is everything the receipt shows: Thông tư 03/2025/TT-VPCP, Phụ lục
// I, Mẫu số 01. Texts are printed as given, wrapped and never cut; an empty one
// leaves its line out, or dotted where the form wants it filled by hand.
type Receipt struct {
	Parent string // đơn vị chủ quản, e.g. "Ủy ban nhân dân xã Hòa Bình"
	Unit   string // the centre or counter, e.g. "Trung tâm Phục vụ hành chính công"
	Number string // after "Số:", e.g. "0012/TNHS-TTPVHCC"
	Phone  string // to call about the dossier
	Place  string // địa danh of the date line

	IssuedAt time.Time // of the date line

	Code     string // mã hồ sơ
	Ref      string // mã tra cứu, nine digits
	TrackURL string // what the QR says
	CheckURL string // what the second QR says: is this paper genuine? "" = none

	Office    string    // nơi tiếp nhận: desk and address
	Applicant Party     // Ông/Bà/Tổ chức
	Delegate  *Delegate // who files for them; nil when they came themselves

	Procedure     string
	ProcedureCode string
	Case          string // trường hợp; "" when there is only one

	Components []Component
	Sets       int    // số lượng hồ sơ (bộ); 0 counts as 1
	Limit      string // thời gian giải quyết theo quy định, e.g. "05 ngày làm việc"

	ReceivedAt   time.Time
	DueAt        time.Time     // zero while paused
	Paused       bool          // the clock stands: no due moment yet
	Provisional  bool          // the calendar of that time is not official yet
	Appointments []Appointment // further ones: a joint procedure, a second stage

	ResultAt string // đăng ký nhận kết quả tại: place or channel
	Fees     []Fee
	Pay      *Payment // how to pay them by transfer; nil = nothing is owed, or the unit has no account

	Book   string // vào Sổ theo dõi hồ sơ, quyển số
	BookNo string // số thứ tự

	SubmitterName string
	ClerkName     string
	Signed        string // line of the clerk's digital signature, "" on paper

	Reprint       int       // 0 the first print, 1 the first reprint …
	ReprintAt     time.Time // moment of this reprint
	ReplacesNo    string    // number of the receipt this one takes the place of
	ReplaceReason string

	Trace []TraceLine // “Vì sao ngày này?”
	Back  bool        // print the trace on the back

	Sample bool // a test print, marked as one
}

// Party is a person or an organisation on a paper.
type Party struct {
	Name           string
	IdentityNumber string // whole: the paper goes to its owner
	Address        string
	Phone          string
	Email          string
}

// Delegate files or collects for the applicant (ủy quyền).
type Delegate struct {
	Party
	Paper string // giấy tờ ủy quyền: kind, number, day
}

// Component is one paper handed in (thành phần hồ sơ).
type Component struct {
	Title             string
	Originals, Copies int
	Held              int // of the originals, how many the office took into keeping
	Note              string
}

// Fee is one line of fees; a zero amount prints its note instead.
type Fee struct {
	Title  string
	Amount int64  // đồng
	Note   string // e.g. "miễn: hộ nghèo", "thu khi trả kết quả"
}

// Appointment is a due moment besides the main one.
type Appointment struct {
	Label string
	At    time.Time
}

// TraceLine is one step of the reckoning of the due date.
type TraceLine struct {
	Day  string // as people write it: "21/11/2026"
	Text string
}
