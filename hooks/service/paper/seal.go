package paper

// maxSeal is the widest second QR, quiet zone included, in millimetres.
const maxSeal = 18

// sealCaption says what the second QR is for.
const sealCaption = "Giấy thật hay giả?"

// Seal is the second QR: whoever is shown the paper can ask the server whether
// it is genuine. The zero Matrix when the paper has none.
func (r Receipt) Seal() (Matrix, error) {
	if r.CheckURL == "" {
		return Matrix{}, nil
	}
	return QR(r.CheckURL)
}

// seal draws the second QR between the two signatures, from top, in a block of
// height millimetres that is there anyway: it takes no line from the paper.
func (p *printer) seal(top, height float64) {
	if p.sealCode.W == 0 || p.dry {
		return
	}
	y := p.y
	side := min(maxSeal, height-leading(p.fine))
	p.modules(p.sealCode, p.sheet.margin+(p.width()-side)/2, top, side, 0)
	p.y = top + side - 0.5
	p.para(p.sheet.margin+p.width()/2-maxSeal, 2*maxSeal, "", p.fine, "C", sealCaption)
	p.y = y
}
