package paper

import (
	"fmt"
	"io"
)

// PDF writes the paper as a PDF of size "A5" or "A4", typefaces embedded, text
// extractable. The type is as large as one page allows; a paper that cannot
// stand on one page goes on overleaf, its table with its head again. Errors:
// an unknown size, a code that cannot be drawn, w itself.
func (d Doc) PDF(w io.Writer, size string) error {
	p, err := d.fitted(size)
	if err != nil {
		return err
	}
	p.newPage()
	p.body()
	p.feet()
	if err := p.pdf.Output(w); err != nil {
		return fmt.Errorf("print %s: %w", d.Form.No, err)
	}
	return nil
}

// Density tells the HTML paper how small its type must be for one page of the
// size, as the ending of a class: "normal", "dense" or "tight". It is measured
// as the PDF is.
func (d Doc) Density(size string) string {
	p, err := d.fitted(size)
	if err != nil {
		return "tight"
	}
	switch part := p.pt / p.format.body[0]; {
	case part > 0.98 && p.slack > p.sheet.h*0.04:
		return "normal"
	case part > 0.9:
		return "dense"
	}
	return "tight"
}

// docPrinter is one paper being laid out.
type docPrinter struct {
	doc Doc
	*page
	code  Matrix
	slack float64 // mm left on the one page; negative when it takes more
}

func (d Doc) fitted(size string) (*docPrinter, error) {
	f, ok := formats[size]
	if !ok {
		return nil, fmt.Errorf("print %s: no paper size %q", d.Form.No, size)
	}
	p := &docPrinter{doc: d, page: newPage(f)}
	if d.Code != nil {
		var err error
		if p.code, err = d.Code.Matrix(); err != nil {
			return nil, fmt.Errorf("print %s: %w", d.Form.No, err)
		}
	}
	p.begin(d.Name(), d.At, d.Reprint, d.ReprintAt)
	p.fit()
	return p, nil
}

// fit finds the largest type with which everything stands on one page; what
// stands on none is set in the middle size, over several pages.
func (p *docPrinter) fit() {
	p.dry = true
	defer func() { p.dry = false }()
	for _, list := range [][]float64{p.format.body, p.format.tight} {
		for _, p.pt = range list {
			p.newPage()
			p.body()
			if p.slack = p.bottom() - p.y; p.slack >= 0 {
				p.loosen()
				return
			}
		}
	}
	p.pt = p.format.body[len(p.format.body)/2]
}

// loosen gives what is left of the page to the lines and the signatures.
func (p *docPrinter) loosen() {
	p.signGap += min(p.slack*0.2, 6)
	p.sign += min(p.slack*0.3, 8)
}

func (p *docPrinter) body() {
	m := p.sheet.margin
	p.letterhead(p.doc.Head)
	p.para(m, p.width(), "B", p.heads, "C", p.doc.TitleLine())
	for _, line := range p.doc.Under {
		p.para(m, p.width(), "I", p.pt, "C", line)
	}
	p.y += p.inset
	for _, b := range p.doc.Blocks {
		p.block(b)
	}
	p.signatures()
}

func (p *docPrinter) block(b Block) {
	style := ""
	if b.Strong {
		style = "B"
	}
	switch {
	case b.Table != nil:
		p.y += 0.4
		p.table(*b.Table)
		p.y += 0.8
	case b.Head != "":
		p.y += p.inset * 0.4
		p.heading(b.Head)
	case b.Label2 != "":
		p.pair(b.Label, b.Value, b.Label2, b.Value2)
	case b.Label != "":
		p.labelled(b.Label, style, b.Value)
	case b.Items != nil:
		for i, item := range b.Items {
			p.item(i+1, item)
		}
	default:
		if b.Italic {
			style = "I"
		}
		p.flow(p.sheet.margin, p.width(), p.pt, span{style, b.Text})
	}
}

// item is one of a numbered list.
func (p *docPrinter) item(n int, text string) {
	const hang = 5.5
	p.need(leading(p.pt))
	p.put(p.sheet.margin+1, p.y, hang, "", p.pt, "L", fmt.Sprintf("%d.", n))
	p.flow(p.sheet.margin+hang, p.width()-hang, p.pt, span{"", text})
}

func (p *docPrinter) table(t Table) {
	small := p.pt - 0.5
	cols, heads := make([]column, len(t.Cols)), make([]string, len(t.Cols))
	for i, c := range t.Cols {
		cols[i] = column{c.Title, c.Width * p.width(), "L"}
		if c.Number {
			cols[i].align = "C"
		}
		heads[i] = c.Title
	}
	p.row(cols, "B", small, heads)
	p.carry = func() { p.row(cols, "B", small, heads) }
	defer func() { p.carry = nil }()
	for _, r := range t.Rows {
		p.row(cols, "", small, r)
	}
}

// feet writes the foot line of every page: which form this is, reprint, page.
func (p *docPrinter) feet() {
	pages := p.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		p.pdf.SetPage(n)
		right := p.doc.Ref
		if pages > 1 {
			right += fmt.Sprintf(" – trang %d/%d", n, pages)
		}
		p.footLine(p.doc.Form.Basis, right, p.doc.ReprintLine())
	}
}
