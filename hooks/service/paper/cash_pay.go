package paper

// Payment is how a fee is paid by transfer: the account in words beside its
// QR, so that a code stuck over it shows (quishing).
type Payment struct {
	Amount  int64 // đồng
	Bank    string
	Account string
	Holder  string
	Content string
	Text    string // what the QR says: VietQR
}

// AmountLine is the amount in figures.
func (p Payment) AmountLine() string { return Money(p.Amount) }

// Line is the transfer in one sentence.
func (p Payment) Line() string {
	return p.AmountLine() + ", " + p.Bank + " " + p.Account + ", " + p.Holder + ", nội dung " + p.Content
}

// QR of the transfer.
func (p Payment) QR() (Matrix, error) { return QR(p.Text) }

// payQR is the side of the transfer's QR without its quiet zone, mm: enough
// for a phone's camera at 150 dpi grey.
const payQR = 24

// payment draws the transfer's QR with its account beside it; nothing when the
// receipt has none.
func (p *printer) payment() {
	if p.Pay == nil {
		return
	}
	m, err := p.Pay.QR()
	if err != nil || p.payWords {
		p.field("Chuyển khoản", p.Pay.Line())
		return
	}
	side := payQR / float64(m.W-2*quietQR) * float64(m.W)
	p.need(side)
	top, x := p.y, p.sheet.margin+side+1
	p.modules(m, p.sheet.margin, top, side, 0)
	p.y += 2
	w := p.width() - side - 1
	p.flow(x, w, p.pt, span{"B", "Chuyển khoản: " + p.Pay.AmountLine()})
	p.flow(x, w, p.pt, span{"", "Ngân hàng: " + p.Pay.Bank + ", số tài khoản"}, span{"B", p.Pay.Account})
	p.flow(x, w, p.pt, span{"", "Tên tài khoản: " + p.Pay.Holder})
	p.flow(x, w, p.pt, span{"", "Nội dung:"}, span{"B", p.Pay.Content})
	p.y = max(p.y, top+side)
}
