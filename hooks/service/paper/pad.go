package paper

import "time"

// Pad is a block of blank receipt slips for an outage (tập phiếu dự phòng),
// printed by templates/paper/_pad.html: a slip on each A4 sheet, in two parts of
// A5 that carry the same number.
type Pad struct {
	Parent, Unit string
	Phone        string
	LentTo       string
	MadeAt       time.Time
	Slips        []Slip
}

// Slip is one numbered slip.
type Slip struct{ Number string }

// Part is one half of a slip's sheet.
type Part struct {
	Slip
	Words string // whose half it is
	Keep  bool   // the half that stays to be keyed in
}

// ParentLine and UnitLine are the letterhead, in capitals.
func (p Pad) ParentLine() string { return upper(p.Parent) }

// UnitLine is the second line of the letterhead.
func (p Pad) UnitLine() string { return upper(p.Unit) }

// PhoneLine is the number to call, grouped.
func (p Pad) PhoneLine() string { return Party{Phone: p.Phone}.PhoneLine() }

// MadeLine is the day the pad was made.
func (p Pad) MadeLine() string { return ShortDay(p.MadeAt) }

// QR of the slip's number, for the scanner of whoever keys it in.
func (s Slip) QR() (Matrix, error) { return QR(s.Number) }

// Parts are the citizen's half and the office's.
func (s Slip) Parts() []Part {
	return []Part{{Slip: s, Words: "Liên 1: giao người nộp hồ sơ"}, {Slip: s, Words: "Liên 2: lưu tại quầy để nhập bù", Keep: true}}
}
