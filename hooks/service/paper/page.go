package paper

import "time"

// page is a sheet of one of the formats, being laid out: the pieces that every
// paper is made of.
type page struct {
	format
	*sheet
}

func newPage(f format) *page { return &page{f, newSheet(f.w, f.h, f.margin)} }

// begin names and dates the file: when it was first issued, or when this copy
// was, so that the same paper is the same bytes; and keeps room for the foot.
func (p *page) begin(title string, issued time.Time, reprint int, reprinted time.Time) {
	at := issued
	if reprint > 0 {
		at = reprinted
	}
	p.pdf.SetTitle(title, true)
	p.pdf.SetCreator("Motcua", true)
	p.pdf.SetCreationDate(at.In(Zone))
	p.pdf.SetModificationDate(at.In(Zone))
	p.foot = leading(p.fine) * 2.4
}

// field writes "label: value"; an empty value leaves the line out.
func (p *page) field(label, value string) { p.labelled(label, "", value) }

func (p *page) boldField(label, value string) { p.labelled(label, "B", value) }

func (p *page) labelled(label, style, value string) {
	if value != "" {
		p.flow(p.sheet.margin, p.width(), p.pt, span{"", label + ":"}, span{style, value})
	}
}

// pair writes two fields on one line, the second half way when both fit.
func (p *page) pair(label, value, label2, value2 string) {
	if value == "" || value2 == "" {
		p.field(label, value)
		p.field(label2, value2)
		return
	}
	first, second := label+": "+clean(value), label2+": "+clean(value2)
	column := max(p.width()*0.55, p.measure("", p.pt, first)+4)
	if column+p.measure("", p.pt, second) > p.width() {
		p.flow(p.sheet.margin, p.width(), p.pt, span{"", first})
		p.flow(p.sheet.margin, p.width(), p.pt, span{"", second})
		return
	}
	p.need(leading(p.pt))
	p.put(p.sheet.margin, p.y, column, "", p.pt, "L", first)
	p.put(p.sheet.margin+column, p.y, p.width()-column, "", p.pt, "L", second)
	p.y += leading(p.pt)
}

// dots stand for what is filled in by hand.
func dots(value string, n int) string {
	if value != "" {
		return value
	}
	return dotted[:n*len("…")/2]
}

const dotted = "………………………………………………………………………………………………………………………………"

func (p *page) heading(text string) {
	p.need(leading(p.pt+1) * 3) // never alone at the bottom
	p.para(p.sheet.margin, p.width(), "B", p.pt+1, "L", text)
	p.y += 0.5
}

func (p *page) bullet(text string) {
	p.need(leading(p.pt))
	p.put(p.sheet.margin+2, p.y, 3, "", p.pt, "L", "–")
	p.flow(p.sheet.margin+5, p.width()-5, p.pt, span{"", text})
}
