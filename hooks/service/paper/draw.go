package paper

import (
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/liberation/liberationmonobold"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
)

const (
	serif = "LiberationSerif"
	mono  = "LiberationMono"
	mm    = 25.4 / 72 // one point in millimetres
)

// sheet lays text on pages. Lengths are millimetres, type sizes points. While
// dry it only moves y, so that a layout can be tried before it is drawn.
type sheet struct {
	pdf    *fpdf.Fpdf
	w, h   float64
	margin float64
	foot   float64 // kept free at the bottom for the foot line
	pt     float64 // size of the body
	y      float64
	dry    bool
	carry  func() // draws what every further page of a table begins with
}

// span is a stretch of text in one style: "" regular, "B" bold, "I" italic.
type span struct{ style, text string }

func newSheet(w, h, margin float64) *sheet {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: w, Ht: h}})
	pdf.AddUTF8FontFromBytes(serif, "", liberationserifregular.TTF)
	pdf.AddUTF8FontFromBytes(serif, "B", liberationserifbold.TTF)
	pdf.AddUTF8FontFromBytes(serif, "I", liberationserifitalic.TTF)
	pdf.AddUTF8FontFromBytes(mono, "B", liberationmonobold.TTF)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(margin, margin, margin)
	pdf.SetCellMargin(0)
	pdf.SetLineWidth(0.2)
	pdf.SetCatalogSort(true)
	pdf.SetLang("vi-VN")
	return &sheet{pdf: pdf, w: w, h: h, margin: margin}
}

// width between the margins.
func (s *sheet) width() float64 { return s.w - 2*s.margin }

// bottom is the last y that text may reach.
func (s *sheet) bottom() float64 { return s.h - s.margin - s.foot }

// leading of a type size: room for the stacked marks of Ấ and Ữ.
func leading(pt float64) float64 { return pt * mm * 1.19 }

func (s *sheet) newPage() {
	if !s.dry {
		s.pdf.AddPage()
	}
	s.y = s.margin
}

// need starts another page when height does not fit on this one; a dry sheet
// has one endless page.
func (s *sheet) need(height float64) {
	if !s.dry && s.y+height > s.bottom()+0.01 {
		s.newPage()
		if s.carry != nil {
			s.carry()
		}
	}
}

func (s *sheet) measure(style string, pt float64, text string) float64 {
	s.pdf.SetFont(serif, style, pt)
	return s.pdf.GetStringWidth(text)
}

// put writes one line with its top at y; align is L, C or R within w.
func (s *sheet) put(x, y, w float64, style string, pt float64, align, text string) {
	if s.dry || text == "" {
		return
	}
	s.pdf.SetFont(serif, style, pt)
	switch align {
	case "C":
		x += (w - s.pdf.GetStringWidth(text)) / 2
	case "R":
		x += w - s.pdf.GetStringWidth(text)
	}
	s.pdf.Text(x, y+pt*mm*0.93, text)
}

// para writes wrapped text of one style at x within w and moves y below it.
// Centred lines are made about equally long.
func (s *sheet) para(x, w float64, style string, pt float64, align, text string) {
	lines := s.wrap(w, pt, span{style, text})
	for narrow := w * 0.98; align == "C" && len(lines) > 1 && narrow > w/2; narrow *= 0.98 {
		tried := s.wrap(narrow, pt, span{style, text})
		if len(tried) > len(lines) {
			break
		}
		lines = tried
	}
	for _, l := range lines {
		s.need(leading(pt))
		s.put(x, s.y, w, style, pt, align, lineText(l))
		s.y += leading(pt)
	}
}

// flow writes wrapped text of several styles, left, and moves y below it.
func (s *sheet) flow(x, w, pt float64, spans ...span) {
	for _, l := range s.wrap(w, pt, spans...) {
		s.need(leading(pt))
		at := x
		for _, p := range l {
			s.put(at, s.y, w, p.style, pt, "L", p.text)
			at += s.measure(p.style, pt, p.text)
		}
		s.y += leading(pt)
	}
}

// wrap breaks spans into lines no wider than w, between words, or within a
// word that is wider than a line.
func (s *sheet) wrap(w, pt float64, spans ...span) [][]span {
	lines, used := [][]span{nil}, 0.0
	add := func(style, text string) {
		last := &lines[len(lines)-1]
		if n := len(*last); n > 0 && (*last)[n-1].style == style {
			(*last)[n-1].text += text
		} else {
			*last = append(*last, span{style, text})
		}
		used += s.measure(style, pt, text)
	}
	feed := func() { lines, used = append(lines, nil), 0 }
	for i, sp := range spans {
		for j, word := range strings.Fields(clean(sp.text)) {
			if used > 0 && (i > 0 || j > 0) {
				if used+s.measure(sp.style, pt, " "+word) <= w {
					add(sp.style, " "+word)
					continue
				}
				feed()
			}
			for s.measure(sp.style, pt, word) > w {
				head := s.head(sp.style, pt, word, w)
				add(sp.style, head)
				word = word[len(head):]
				feed()
			}
			add(sp.style, word)
		}
	}
	return lines
}

// head is the longest beginning of a word that fits, a letter at least.
func (s *sheet) head(style string, pt float64, word string, w float64) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && s.measure(style, pt, word[:next]) > w {
			break
		}
		end = next
	}
	return word[:end]
}

func lineText(spans []span) string {
	var b strings.Builder
	for _, sp := range spans {
		b.WriteString(sp.text)
	}
	return b.String()
}

// rule draws a line.
func (s *sheet) rule(x1, y1, x2, y2 float64) {
	if !s.dry {
		s.pdf.Line(x1, y1, x2, y2)
	}
}

// modules draws a code of w millimetres, quiet zone included; the modules of a
// bar code are barH high. Rectangles overlap by a hair so that no printer
// leaves white between them.
func (s *sheet) modules(m Matrix, x, y, w, barH float64) {
	if s.dry {
		return
	}
	unit := w / float64(m.W)
	high := unit
	if m.H == 1 {
		high = barH
	}
	s.pdf.SetFillColor(0, 0, 0)
	for _, r := range m.runs {
		s.pdf.Rect(x+float64(r.x)*unit, y+float64(r.y)*unit, float64(r.n)*unit, high, "F")
	}
}
