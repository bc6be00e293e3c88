package paper

import (
	"time"

	"motcua/hooks/domain/certify"
)

// CertificationBook is a volume of a certification book (sổ chứng thực) with
// the columns of the form of Nghị định 23/2015/NĐ-CP, printed A4 landscape by
// templates/paper/certification-book.html.
type CertificationBook struct {
	Kind         certify.Kind
	Parent, Unit string
	Place        string
	Series       string
	Year, Volume int
	First, Last  int
	Rows         []CertificationRow
	ClosedAt     time.Time // zero while open
	ClosedBy     string
	ClosedTitle  string
	Total        int
	Voided       int
	PrintedAt    time.Time
	PrintedBy    string
}

// CertificationRow is one line. Void lines keep their number and say why.
type CertificationRow struct {
	No          int
	Day         time.Time // of the certification; of the number while it waits
	Name        string
	IDNumber    string
	Document    string
	Signer      string
	SignerTitle string
	Copies      int
	Fee         int64
	Note        string
	Void        bool
}

// Title names the paper.
func (b CertificationBook) Title() string { return "Sổ chứng thực " + b.VolumeLine() }

// Heading is the title as it is printed.
func (b CertificationBook) Heading() string {
	switch b.Kind {
	case certify.Signature:
		return "SỔ CHỨNG THỰC CHỮ KÝ, CHỨNG THỰC ĐIỂM CHỈ"
	case certify.Transaction:
		return "SỔ CHỨNG THỰC GIAO DỊCH"
	}
	return "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH"
}

// VolumeLine is "01/2026-SCT/BS".
func (b CertificationBook) VolumeLine() string { return certify.Volume(b.Series, b.Year, b.Volume) }

// Head of the book; its number is that of the volume, in the title.
func (b CertificationBook) Head() Head {
	return Head{Above: b.Parent, Own: b.Unit, Place: b.Place, At: b.PrintedAt, Unnumbered: true}
}

// PrintedLine is when it was printed.
func (b CertificationBook) PrintedLine() string { return LongMoment(b.PrintedAt) }

// ClosedLine is when the volume was closed; "" while it is open.
func (b CertificationBook) ClosedLine() string { return LongMoment(b.ClosedAt) }

// CopyBook reports the book of copies, whose columns are its own.
func (b CertificationBook) CopyBook() bool { return b.Kind == certify.Copy }

// Copies is how many copies or papers were certified, void lines left out.
func (b CertificationBook) Copies() (n int) {
	for _, r := range b.Rows {
		if !r.Void {
			n += r.Copies
		}
	}
	return n
}

// FeeLine is the sum of fees, void lines left out.
func (b CertificationBook) FeeLine() string {
	var sum int64
	for _, r := range b.Rows {
		if !r.Void {
			sum += r.Fee
		}
	}
	return Money(sum)
}

// SignAs are the lines above the name of who closed the book.
func (b CertificationBook) SignAs() []string { return certify.SignedAs(b.ClosedTitle) }

// DayLine is the day of a line.
func (r CertificationRow) DayLine() string { return ShortDay(r.Day) }

// FeeText is the fee of a line; "" for none.
func (r CertificationRow) FeeText() string {
	if r.Fee == 0 {
		return ""
	}
	return Money(r.Fee)
}
