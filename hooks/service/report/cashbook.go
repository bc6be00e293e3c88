package report

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/cashier"
)

// CashDay is one day of the cash book (sổ thu phí, lệ phí). Money is đồng.
type CashDay struct {
	Day      string        `json:"day"`
	Taken    int64         `json:"taken"`
	Voided   int64         `json:"voided"`
	Total    int64         `json:"total"`
	Cash     int64         `json:"cash"`
	BankQR   int64         `json:"bank_qr"`
	Portal   int64         `json:"portal"`
	Receipts []CashReceipt `json:"receipts"`
	Late     []CashReceipt `json:"late_voids"` // of earlier days, taken off this one
	Closing  *CashClosing  `json:"closing"`    // null while the day is open
}

// CashReceipt is one receipt of the book.
type CashReceipt struct {
	Number    string     `json:"number"`
	Day       string     `json:"day"`
	TakenAt   *string    `json:"taken_at"`
	Payer     string     `json:"payer"`
	Mode      string     `json:"mode"`
	Reference string     `json:"reference"`
	Amount    int64      `json:"amount"`
	Cashier   string     `json:"cashier"`
	Lines     []CashLine `json:"lines"`
	Void      *CashVoid  `json:"void"`
}

// CashLine is one fee of a receipt.
type CashLine struct {
	Code   string `json:"code"`
	Title  string `json:"title"`
	Amount int64  `json:"amount"`
}

// CashVoid is why a receipt no longer counts.
type CashVoid struct {
	Day    string `json:"day"`
	Reason string `json:"reason"`
	By     string `json:"by"`
}

// CashClosing is how a day ended: what was counted, and the difference.
type CashClosing struct {
	At         *string `json:"at"`
	By         string  `json:"by"`
	Cash       int64   `json:"cash"`
	Counted    int64   `json:"counted"`
	Difference int64   `json:"difference"`
	Reason     string  `json:"reason"`
}

// cashBook is the till's book of one unit, for whoever may read it there.
func (o *Office) cashBook(app core.App, by access.Actor, q Query) (Report, error) {
	if _, err := figures.NewPeriod(q.From, q.To, q.AsOf, o.Org.Now()); err != nil {
		return Report{}, err
	}
	if q.AsOf != "" {
		q.To = min(q.To, q.AsOf)
	}
	till := &cashier.Office{Desk: o.Desk, Org: o.Org}
	b, err := till.Known(app, by, q.Unit, q.From, q.To)
	if err != nil {
		return Report{}, err
	}
	ends, err := till.Ends(app, b)
	if err != nil {
		return Report{}, err
	}
	days := make([]CashDay, len(ends))
	for i, d := range ends {
		days[i] = cashDayOf(d)
	}
	s := b.SheetOf(ends)
	return Report{Name: CashBook, Unit: b.Unit.Code, From: q.From, To: q.To, AsOf: q.To, Rows: days, Sheet: &s}, nil
}

func cashDayOf(d cashier.DayEnd) CashDay {
	out := CashDay{Day: d.Day, Taken: d.Sum.Taken, Voided: d.Sum.Voided, Total: d.Sum.Total, Cash: d.Sum.Cash, BankQR: d.Sum.BankQR, Portal: d.Sum.Portal,
		Receipts: receiptsOf(d.Receipts), Late: receiptsOf(d.Late)}
	if c := d.Closed; c != nil {
		out.Closing = &CashClosing{moment(c.At), c.Name, c.Cash, c.Counted, c.Difference, c.Reason}
	}
	return out
}

func receiptsOf(list []cashier.Receipt) []CashReceipt {
	out := make([]CashReceipt, len(list))
	for i, r := range list {
		out[i] = CashReceipt{Number: r.Number, Day: r.Day, TakenAt: moment(r.TakenAt), Payer: r.Payer, Mode: string(r.Mode), Reference: r.Reference,
			Amount: r.Amount, Cashier: r.CashierName, Lines: make([]CashLine, len(r.Lines))}
		for j, l := range r.Lines {
			out[i].Lines[j] = CashLine{l.Code, l.Title, l.Amount}
		}
		if r.Void != nil {
			out[i].Void = &CashVoid{r.Void.Day, r.Void.Reason, r.Void.Name}
		}
	}
	return out
}
