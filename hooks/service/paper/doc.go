package paper

import (
	"strconv"
	"time"
)

// Doc is a paper as a value: everything it says, in the order in which it is
// read. It is laid out twice, as a PDF and by templates/paper/_doc.html, so
// that both say the same words.
type Doc struct {
	Head
	Form   Form
	Title  string
	Under  []string // lines under the title, in italics
	Blocks []Block
	Signs  []Sign // left to right
	Code   *Code  // to be scanned; nil = none
	Ref    string // in the foot: mã hồ sơ or mã thủ tục

	Reprint   int // 0 the first print, 1 the first reprint …
	ReprintAt time.Time
}

// Block is one piece of the body: a table, a numbered list, a labelled value
// (two on one line when there is a second) or a paragraph.
type Block struct {
	Text   string
	Italic bool
	Strong bool   // the paragraph or the value stands out
	Head   string // a heading of a part

	Label, Value   string
	Label2, Value2 string

	Items []string
	Table *Table
}

// Table is a ruled table. Widths are parts of the width of the page.
type Table struct {
	Cols []Column
	Rows [][]string // a line break in a cell begins another line
}

// Column of a table; Number stands its cells in the middle.
type Column struct {
	Title  string
	Width  float64
	Number bool
}

// Cell of a table with how it stands.
type Cell struct {
	Text   string
	Number bool
}

// Lines are the rows, each cell with how it stands.
func (t Table) Lines() [][]Cell {
	out := make([][]Cell, len(t.Rows))
	for i, r := range t.Rows {
		for j, text := range r {
			out[i] = append(out[i], Cell{text, t.Cols[j].Number})
		}
	}
	return out
}

// Sign is the place of one signature. The electronic form carries the digital
// signature at the same place (Thông tư 03/2025/TT-VPCP).
type Sign struct {
	Title string
	Note  string
	Mark  string // line of a digital signature, "" on paper
	Name  string
}

// Code is a QR code with the words under it.
type Code struct {
	URL     string
	Caption string
}

// Place is what stands beside each other at the end of a paper: a signature or
// the code.
type Place struct {
	Sign *Sign
	Code *Code
}

// Places are the signatures with the code left of a single one and between
// two, so that it takes no line.
func (d Doc) Places() []Place {
	var out []Place
	at := min(len(d.Signs)-1, 1)
	for i := range d.Signs {
		if i == max(at, 0) && d.Code != nil {
			out = append(out, Place{Code: d.Code})
		}
		out = append(out, Place{Sign: &d.Signs[i]})
	}
	if len(d.Signs) == 0 && d.Code != nil {
		out = append(out, Place{Code: d.Code})
	}
	return out
}

// Matrix of the code.
func (c Code) Matrix() (Matrix, error) { return QR(c.URL) }

// HandNote says how a citizen signs.
const HandNote = "(Ký và ghi rõ họ tên)"

// OfficeNote says how the office signs, and where the electronic form bears
// its digital signature.
const OfficeNote = "(Ký, ghi rõ họ tên; bản điện tử: ký số tại đây)"

// SealNote is OfficeNote for whoever signs for the whole office.
const SealNote = "(Ký, ghi rõ họ tên, đóng dấu; bản điện tử: ký số tại đây)"

// Footed reports whether anything stands at the foot of the page.
func (d Doc) Footed() bool { return d.Form.Basis != "" || d.ReprintLine() != "" || d.Ref != "" }

// TitleLine is the title in capitals.
func (d Doc) TitleLine() string { return upper(d.Title) }

// ReprintLine marks a paper printed again; "" on the first print.
func (d Doc) ReprintLine() string { return reprintLine(d.Reprint, d.ReprintAt) }

func reprintLine(n int, at time.Time) string {
	if n == 0 {
		return ""
	}
	return "In lại lần " + strconv.Itoa(n) + ", lúc " + LongMoment(at)
}

// Name of the file and of the page, without anything personal.
func (d Doc) Name() string {
	if d.Ref == "" {
		return d.Title
	}
	return d.Title + " " + d.Ref
}

func (d *Doc) add(b ...Block) { d.Blocks = append(d.Blocks, b...) }

// field adds a labelled value; an empty one leaves the line out.
func (d *Doc) field(label, value string) {
	if value != "" {
		d.add(Block{Label: label, Value: value})
	}
}

func (d *Doc) strong(label, value string) {
	if value != "" {
		d.add(Block{Label: label, Value: value, Strong: true})
	}
}

// pair adds two values on one line.
func (d *Doc) pair(label, value, label2, value2 string) {
	switch {
	case value == "":
		d.field(label2, value2)
	case value2 == "":
		d.field(label, value)
	default:
		d.add(Block{Label: label, Value: value, Label2: label2, Value2: value2})
	}
}

func (d *Doc) text(s string) {
	if s != "" {
		d.add(Block{Text: s})
	}
}
