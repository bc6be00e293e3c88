package paper

import (
	"strings"
	"time"

	"motcua/hooks/domain/certify"
)

// TestimonyForm is the form that the words of a testimony follow.
const TestimonyForm = "Mẫu lời chứng, Nghị định 23/2015/NĐ-CP (thay bởi Nghị định 280/2025/NĐ-CP)"

// Testimony is the words that certify (lời chứng): on the last page of a copy,
// or below a signature. They are printed on the citizen's own paper, or copied.
type Testimony struct {
	Kind        certify.Kind
	Fingerprint bool // điểm chỉ
	Number      int
	Series      string
	Year        int
	Volume      int
	Day         time.Time // of the certification
	Agency      string    // "Ủy ban nhân dân xã An Bình"
	Office      string    // where it is done: the one-stop centre
	Name        string    // who asked for it
	IDNumber    string
	Clerk       string // người tiếp nhận hồ sơ
	Signer      string
	SignerTitle string
}

// Title names the paper, without anything personal.
func (t Testimony) Title() string { return "Lời chứng số " + t.number() }

func (t Testimony) number() string { return certify.Number(t.Number, t.Series, t.Year, t.Volume) }

// Head is the first line.
func (t Testimony) Head() string {
	if t.Kind == certify.Copy {
		return "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"
	}
	return "CHỨNG THỰC"
}

// Before are the lines above the head: when, where and who certifies. A copy
// has none.
func (t Testimony) Before() []string {
	if t.Kind == certify.Copy {
		return nil
	}
	return []string{
		t.DateLine() + ", tại " + t.Office + ".",
		"Tôi " + orGap(t.Signer) + ", là " + strings.Trim(orGap(t.SignerTitle)+", "+t.Agency, ", ") + ".",
	}
}

// Body is what is certified about a signature (Mẫu: một người ký trong một
// giấy tờ, văn bản, tại Trung tâm Phục vụ hành chính công).
func (t Testimony) Body() string {
	if t.Kind == certify.Copy {
		return ""
	}
	did := "đã ký vào"
	if t.Fingerprint {
		did = "đã điểm chỉ vào"
	}
	return "Ông/bà " + orGap(t.Name) + ", giấy tờ tùy thân số " + orGap(t.IDNumber) +
		", cam đoan đã hiểu, tự chịu trách nhiệm về nội dung của giấy tờ, văn bản và " + did +
		" giấy tờ, văn bản này trước mặt ông/bà " + orGap(t.Clerk) + " là người tiếp nhận hồ sơ."
}

// NumberLine is number and book, as in the register.
func (t Testimony) NumberLine() string { return "Số chứng thực: " + t.number() }

// DateLine is "Ngày 20 tháng 11 năm 2026".
func (t Testimony) DateLine() string { return "N" + LongDay(t.Day)[1:] }

// SignAs are the lines above the signer's name.
func (t Testimony) SignAs() []string { return certify.SignedAs(t.SignerTitle) }

// Two reports whether the clerk signs beside the signer.
func (t Testimony) Two() bool { return t.Kind != certify.Copy }

// Text is the whole testimony as lines to be copied into another program.
func (t Testimony) Text() string {
	lines := append(t.Before(), t.Head())
	if b := t.Body(); b != "" {
		lines = append(lines, b)
	}
	lines = append(lines, t.NumberLine())
	if t.Kind == certify.Copy {
		lines = append(lines, t.DateLine())
	}
	if t.Two() {
		lines = append(lines, "NGƯỜI TIẾP NHẬN HỒ SƠ", t.Clerk)
	}
	lines = append(lines, t.SignAs()...)
	return strings.Join(append(lines, t.Signer), "\n")
}

// orGap leaves room for a hand where a word is missing.
func orGap(s string) string {
	if s = clean(s); s == "" {
		return "……………………"
	}
	return s
}
