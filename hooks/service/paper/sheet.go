package paper

import (
	"fmt"
	"io"
	"time"
)

// Sheet is a plain list on paper: a letterhead, a title, one ruled table,
// places to sign. The desk's own papers that no circular gives a form for are
// sheets: the ledger of originals, the slip of a visit.
type Sheet struct {
	Parent, Unit string // letterhead
	Place        string
	Number       string // after "Số:"; "" leaves the line out
	Heading      string
	Under        []string // lines below the title
	Columns      []SheetColumn
	Rows         [][]string // a cell for each column
	None         string     // said when there is no row
	After        []string   // lines below the table
	Signs        []string   // who signs, from left to right
	URL          string     // what the QR says; "" = none
	URLWords     string
	At           time.Time
	By           string
	Size         string // A4 (""), A5 or A4L
}

// SheetColumn is a head, its share of the width, and how its cells stand.
type SheetColumn struct {
	Head  string
	Share int  // of the sum of all
	Mid   bool // numbers and days stand in the middle
}

// Title names the paper.
func (s Sheet) Title() string { return s.Heading }

// ParentLine is the first line of the letterhead, in capitals.
func (s Sheet) ParentLine() string { return upper(s.Parent) }

// UnitLine is the second.
func (s Sheet) UnitLine() string { return upper(s.Unit) }

// DateLine is place and day.
func (s Sheet) DateLine() string { return Head{Place: s.Place, At: s.At}.DateLine() }

// HeadLine is the title in capitals.
func (s Sheet) HeadLine() string { return upper(s.Heading) }

// PrintedLine is when it was printed.
func (s Sheet) PrintedLine() string { return LongMoment(s.At) }

// QR draws what URL says.
func (s Sheet) QR() (Matrix, error) {
	if s.URL == "" {
		return Matrix{}, nil
	}
	return QR(s.URL)
}

// Class is the size as paper.css names it.
func (s Sheet) Class() string {
	switch s.Size {
	case "A5":
		return "paper--a5"
	case "A4L":
		return "paper--a4l"
	}
	return "paper--a4 paper--dense"
}

// Cells are the rows with the way each cell stands, for the page.
func (s Sheet) Cells() [][]SheetCell {
	out := make([][]SheetCell, len(s.Rows))
	for i, row := range s.Rows {
		for j, text := range row {
			out[i] = append(out[i], SheetCell{Text: text, Mid: s.Columns[j].Mid})
		}
	}
	return out
}

// SheetCell is one cell.
type SheetCell struct {
	Text string
	Mid  bool
}

// PDF writes the sheet as a PDF, A5 or A4 upright; rows that do not fit go on
// overleaf below their heads. Errors: a QR that cannot be drawn, w itself.
func (s Sheet) PDF(w io.Writer) error {
	f := formats["A4"]
	if s.Size == "A5" {
		f = formats["A5"]
	}
	p := newPage(f)
	p.pt = f.body[len(f.body)/2]
	qr, err := s.QR()
	if err != nil {
		return fmt.Errorf("print sheet: %w", err)
	}
	p.pdf.SetTitle(s.Title(), true)
	p.pdf.SetCreator("Motcua", true)
	p.pdf.SetCreationDate(s.At.In(Zone))
	p.pdf.SetModificationDate(s.At.In(Zone))
	p.sheet.foot = leading(p.fine) * 1.4
	p.newPage()
	p.sheetHead(s, qr)
	p.sheetTable(s)
	p.sheetEnd(s)
	if err := p.pdf.Output(w); err != nil {
		return fmt.Errorf("print sheet: %w", err)
	}
	return nil
}

func (p *page) sheetHead(s Sheet, qr Matrix) {
	m, top := p.sheet.margin, p.y
	wide := p.width()
	if s.URL != "" {
		p.modules(qr, m+wide-p.qr, top, p.qr, 0)
		wide -= p.qr + 2
	}
	p.para(m, wide, "", p.letter, "C", s.ParentLine())
	p.para(m, wide, "B", p.letter, "C", s.UnitLine())
	p.para(m, wide, "I", p.letter, "C", s.DateLine())
	p.y += p.inset
	p.para(m, wide, "B", p.heads, "C", s.HeadLine())
	for _, line := range s.Under {
		p.para(m, wide, "", p.pt, "C", line)
	}
	if s.URL != "" {
		p.y = max(p.y, top+p.qr)
		p.para(m, p.width(), "I", p.letter, "R", s.URLWords)
	}
	p.y += p.inset
}

func (p *page) sheetTable(s Sheet) {
	if len(s.Rows) == 0 {
		p.para(p.sheet.margin, p.width(), "I", p.pt, "L", s.None)
		return
	}
	sum := 0
	for _, c := range s.Columns {
		sum += c.Share
	}
	var cols []column
	var heads []string
	for _, c := range s.Columns {
		align := "L"
		if c.Mid {
			align = "C"
		}
		cols = append(cols, column{c.Head, p.width() * float64(c.Share) / float64(sum), align})
		heads = append(heads, c.Head)
	}
	small := p.pt - 0.5
	p.row(cols, "B", small, heads)
	p.carry = func() { p.row(cols, "B", small, heads) }
	for _, r := range s.Rows {
		p.row(cols, "", small, r)
	}
	p.carry = nil
}

func (p *page) sheetEnd(s Sheet) {
	m := p.sheet.margin
	p.y += p.inset
	for _, line := range s.After {
		p.para(m, p.width(), "", p.pt, "L", line)
	}
	if len(s.Signs) > 0 {
		p.y += p.inset * 2
		p.need(leading(p.pt)*2 + p.sign)
		w := p.width() / float64(len(s.Signs))
		for i, who := range s.Signs {
			p.put(m+float64(i)*w, p.y, w, "B", p.pt, "C", who)
			p.put(m+float64(i)*w, p.y+leading(p.pt), w, "I", p.letter, "C", "(ký, ghi rõ họ tên)")
		}
	}
	p.y = p.sheet.h - p.sheet.margin - leading(p.fine)
	p.put(m, p.y, p.width(), "I", p.fine, "R", "In lúc "+s.PrintedLine()+", người in: "+s.By)
}
