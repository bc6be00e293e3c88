package paper

// signatures stay together with their names and the code.
func (p *docPrinter) signatures() {
	places := p.doc.Places()
	if len(places) == 0 {
		return
	}
	w := p.width() / float64(len(places))
	high := 0.0
	for _, x := range places {
		if x.Code != nil {
			high = max(high, p.codeSide()+leading(p.fine)*2-3)
		} else {
			high = max(high, p.signHigh(*x.Sign, w-3))
		}
	}
	p.y += p.signGap
	p.need(high)
	top, at := p.y, p.sheet.margin
	for _, x := range places {
		if x.Code != nil {
			p.scan(at, top, w)
		} else {
			p.signed(*x.Sign, at+1.5, top, w-3)
		}
		at += w
	}
	p.y = top + high
}

// signHigh is how high a signature of width w stands.
func (p *docPrinter) signHigh(s Sign, w float64) float64 {
	lines := len(p.wrap(w, p.pt, span{"B", s.Title}))
	notes := len(p.wrap(w, p.pt-1, span{"I", s.Note}))
	names := len(p.wrap(w, p.pt, span{"B", s.Name}))
	return leading(p.pt)*float64(lines+names) + leading(p.pt-1)*float64(notes) + p.sign
}

func (p *docPrinter) signed(s Sign, x, top, w float64) {
	p.y = top
	p.para(x, w, "B", p.pt, "C", s.Title)
	p.para(x, w, "I", p.pt-1, "C", s.Note)
	at := p.y
	p.para(x, w, "I", p.fine, "C", s.Mark)
	p.y = max(p.y, at+p.sign)
	p.para(x, w, "B", p.pt, "C", s.Name)
}

// docModule is the side of one module of the code, mm: four dots of a scan in
// grey at 150 dpi, whose edges then fall on dots.
const docModule = 4 * 25.4 / 150

func (p *docPrinter) codeSide() float64 { return float64(p.code.W) * docModule }

func (p *docPrinter) scan(x, top, w float64) {
	side := p.codeSide()
	p.modules(p.code, x+(w-side)/2, top-2, side, 0)
	p.y = top + side - 3.5
	p.para(x, w, "", p.fine, "C", p.doc.Code.Caption)
}
