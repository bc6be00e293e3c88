package paper

import (
	"fmt"
	"io"
)

// format is a paper size and what suits it.
type format struct {
	w, h, margin   float64   // mm
	body           []float64 // sizes of the body to try, the largest first; points
	tight          []float64 // sizes for what is too long even without its papers
	due, heads     float64   // the date that is looked at, and titles; points
	letter, fine   float64   // letterhead and foot, points
	qr             float64   // side of the code without its quiet zone, mm
	bars, sign     float64   // height of the bar code, room to sign, mm
	signGap, inset float64
}

var formats = map[string]format{
	"A5": {w: 148, h: 210, margin: 9, body: []float64{10, 9.75, 9.5, 9.25, 9, 8.75, 8.5, 8.25}, tight: []float64{8, 7.75, 7.5, 7.25, 7}, due: 21, heads: 12.5,
		letter: 8.5, fine: 7, qr: 26, bars: 7.5, sign: 11, signGap: 1, inset: 1.3},
	"A4": {w: 210, h: 297, margin: 16, body: []float64{13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9}, tight: []float64{8.5, 8}, due: 28, heads: 14.5,
		letter: 11, fine: 8.5, qr: 32, bars: 10, sign: 18, signGap: 3, inset: 2.2},
}

// PDF writes the receipt as a PDF of size "A5" or "A4", typefaces embedded,
// text extractable. Up to about ten papers stand on one page; more of them
// shrink the type a little, and what still does not fit is listed whole on the
// back. Errors: an unknown size, a code that cannot be drawn, w itself.
func (r Receipt) PDF(w io.Writer, size string) error {
	f, ok := formats[size]
	if !ok {
		return fmt.Errorf("print receipt %s: no paper size %q", r.Code, size)
	}
	p := &printer{Receipt: r, page: newPage(f)}
	var err error
	if p.qrCode, err = r.QR(); err != nil {
		return fmt.Errorf("print receipt %s: %w", r.Code, err)
	}
	if p.sealCode, err = r.Seal(); err != nil {
		return fmt.Errorf("print receipt %s: %w", r.Code, err)
	}
	if p.barCode, err = r.Bars(); err != nil {
		return fmt.Errorf("print receipt %s: %w", r.Code, err)
	}
	p.print()
	if err := p.pdf.Output(w); err != nil {
		return fmt.Errorf("print receipt %s: %w", r.Code, err)
	}
	return nil
}

// printer is one receipt being laid out.
type printer struct {
	Receipt
	*page
	qrCode, barCode Matrix
	sealCode        Matrix
	shown           int  // components on the front
	payWords        bool // the transfer is said in words alone: its QR has no room
}

func (p *printer) print() {
	p.begin(p.Title(), p.IssuedAt, p.Reprint, p.ReprintAt)
	p.fit()
	p.loosen()
	p.newPage()
	p.front()
	if p.Back || p.shown < len(p.Components) {
		p.back()
	}
	p.feet()
}

// fit finds the largest body type with which the front holds everything, and
// failing that, at the smallest type, the most components. Smaller still is for
// names of monstrous length; beyond that the page simply goes on overleaf.
func (p *printer) fit() {
	p.dry = true
	defer func() { p.dry = false }()
	p.shown = len(p.Components)
	if p.anyBody() {
		return
	}
	if p.Pay != nil { // the account in words is enough: the papers of the form come first
		p.payWords = true
		if p.anyBody() {
			return
		}
	}
	for p.shown > 0 && !p.fits() {
		p.shown--
	}
	for _, pt := range p.tight {
		if p.fits() {
			return
		}
		p.pt = pt
	}
}

// anyBody tries the sizes of the body, the largest first.
func (p *printer) anyBody() bool {
	for _, p.pt = range p.body {
		if p.fits() {
			return true
		}
	}
	return false
}

// loosen gives what is left of the page to the signatures.
func (p *printer) loosen() {
	p.dry = true
	p.fits()
	p.dry = false
	if slack := p.bottom() - p.y; slack > 0 {
		p.signGap += min(slack*0.2, 5)
		p.sign += min(slack*0.3, 8)
	}
}

func (p *printer) fits() bool {
	p.newPage()
	p.front()
	return p.y <= p.bottom()
}

// feet writes the foot line of every page: which form this is, reprint, page.
func (p *printer) feet() {
	pages := p.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		p.pdf.SetPage(n)
		right := p.Code
		if pages > 1 {
			right += fmt.Sprintf(" – trang %d/%d", n, pages)
		}
		p.footLine(p.Foot(), right, p.ReprintLine())
	}
}

// footLine writes under the rule at the bottom of the page that is set.
func (p *page) footLine(left, right, above string) {
	y := p.sheet.h - p.sheet.margin - leading(p.fine)
	p.rule(p.sheet.margin, y-0.6, p.sheet.w-p.sheet.margin, y-0.6)
	p.put(p.sheet.margin, y, p.width(), "I", p.fine, "L", left)
	p.put(p.sheet.margin, y, p.width(), "", p.fine, "R", right)
	p.put(p.sheet.margin, y-leading(p.fine)-0.8, p.width(), "B", p.fine, "R", above)
}
