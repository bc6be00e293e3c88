package paper

import (
	"fmt"
	"time"

	"motcua/hooks/domain/code"
)

// Matter is what every paper about a dossier says of it. What is empty is
// dotted where the form asks for it, else its line is left out.
type Matter struct {
	Head
	Code, Ref     string // mã hồ sơ (none before it is received), mã tra cứu
	TrackURL      string // what the QR says; "" = none
	Applicant     Party
	Procedure     string
	ProcedureCode string
	Case          string
	ReceivedAt    time.Time
	DueAt         time.Time // the appointment before this paper
	Office, Phone string    // where and whom to ask
	Agency        string    // that decides, e.g. "Ủy ban nhân dân xã Hòa Bình"

	Signer  Sign // of the office
	Copy    int  // how many times this paper was printed, this one counted; 0 and 1 are the first
	CopyAt  time.Time
	Citizen string // who signs for the citizen
}

// doc begins a paper of a form.
func (m Matter) doc(no string) Doc {
	f, _ := FormAt(no, m.day())
	d := Doc{Head: m.Head, Form: f, Title: f.Title, Ref: m.Code, Signs: []Sign{m.Signer}}
	d.Unnumbered = f.Series == ""
	if d.Ref == "" && m.Ref != "" {
		d.Ref = "Mã tra cứu " + code.FormatRef(m.Ref)
	}
	if m.Copy > 1 {
		d.Reprint, d.ReprintAt = m.Copy-1, m.CopyAt
	}
	return d
}

func (m Matter) day() string {
	if m.At.IsZero() {
		return ""
	}
	return m.At.In(Zone).Format(time.DateOnly)
}

// scan adds the code by which the dossier is followed.
func (m Matter) scan(d *Doc) {
	if m.TrackURL == "" {
		return
	}
	caption := "Quét để xem hồ sơ"
	if m.Ref != "" {
		caption += " – mã tra cứu " + code.FormatRef(m.Ref)
	}
	d.Code = &Code{URL: m.TrackURL, Caption: caption}
}

// procedureLine is what is asked for: name, case and code of the procedure.
func (m Matter) procedureLine() string {
	return Receipt{Procedure: m.Procedure, ProcedureCode: m.ProcedureCode, Case: m.Case}.ProcedureLine()
}

// who adds the lines about the applicant; number says whether the form asks for
// the identity number.
func (m Matter) who(d *Doc, label string, number bool) {
	a := m.Applicant
	d.strong(label, dots(a.Name, 40))
	if number {
		d.field("Số định danh cá nhân/tổ chức", dots(a.IdentityNumber, 30))
	}
	d.field("Địa chỉ", dots(a.Address, 60))
	d.pair("Số điện thoại", dots(a.PhoneLine(), 20), "Email", dots(a.Email, 20))
}

// contact is whom to ask, in the words of the form.
func (m Matter) contact() string {
	s := "Ông/Bà/Tổ chức liên hệ với " + dots(m.Office, 40)
	if m.Phone != "" {
		s += ", số điện thoại " + m.Phone + ","
	} else {
		s += ", số điện thoại ……………………,"
	}
	return s + " để được hướng dẫn."
}

func (m Matter) citizen(title string) Sign {
	return Sign{Title: title, Note: HandNote, Name: m.Citizen}
}

// longDay is a day 2006-01-02 as papers write it, "ngày 20 tháng 11 năm 2026".
func longDay(day string) string {
	t, err := time.ParseInLocation(time.DateOnly, day, Zone)
	if err != nil {
		return day
	}
	return LongDay(t)
}

// Span is working time in words, a day of eight hours: "1 ngày 2 giờ", "35 phút".
func Span(minutes int) string {
	if minutes < 0 {
		minutes = -minutes
	}
	days, hours, rest := minutes/480, minutes%480/60, minutes%60
	s := ""
	if days > 0 {
		s = fmt.Sprintf("%d ngày", days)
	}
	if hours > 0 {
		s += fmt.Sprintf(" %d giờ", hours)
	}
	if rest > 0 && days == 0 || s == "" {
		s += fmt.Sprintf(" %d phút", rest)
	}
	if s[0] == ' ' {
		s = s[1:]
	}
	return s
}
