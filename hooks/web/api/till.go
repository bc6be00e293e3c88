package api

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
)

// receiptLine is one fee of a receipt.
type receiptLine struct {
	Code   string `json:"code"`
	Fee    string `json:"fee"`
	Title  string `json:"title"`
	Amount int64  `json:"amount"`
}

// receiptVoid is why a receipt no longer counts.
type receiptVoid struct {
	At     *string `json:"at"`
	Day    string  `json:"day"`
	Reason string  `json:"reason"`
}

// tillBody is a receipt for fees as a machine reads it.
type tillBody struct {
	ID        string        `json:"id"`
	Number    string        `json:"number"`
	Series    string        `json:"series"`
	No        int           `json:"no"`
	Day       string        `json:"day"`
	TakenAt   *string       `json:"taken_at"`
	Payer     string        `json:"payer"`
	Mode      money.Mode    `json:"mode"`
	Reference string        `json:"reference"`
	Amount    int64         `json:"amount"`
	Change    int64         `json:"change"`
	Lines     []receiptLine `json:"lines"`
	Void      *receiptVoid  `json:"void"`
	URL       string        `json:"url"`
}

func (d Door) till() *cashier.Office { return &cashier.Office{Desk: d.Desk, Org: d.Org} }

func (d Door) tillBody(e *core.RequestEvent, r cashier.Receipt) tillBody {
	out := tillBody{ID: r.ID, Number: r.Number, Series: r.Series, No: r.No, Day: r.Day, TakenAt: moment(r.TakenAt), Payer: r.Payer, Mode: r.Mode, Reference: r.Reference,
		Amount: r.Amount, Change: r.Change(), Lines: []receiptLine{}, URL: d.base(e) + "/thu-ngan/bien-lai/" + r.ID}
	for _, l := range r.Lines {
		out.Lines = append(out.Lines, receiptLine{l.Code, l.Fee, l.Title, l.Amount})
	}
	if r.Void != nil {
		out.Void = &receiptVoid{moment(r.Void.At), r.Void.Day, r.Void.Reason}
	}
	return out
}

// take gives a receipt for the fees of one or several dossiers.
func (d Door) take(e *core.RequestEvent, by access.Actor) error {
	raw, err := read(e)
	if err != nil {
		return err
	}
	var in cashier.TakeInput
	if err := decode(e, raw, &in); err != nil {
		return err
	}
	return d.once(e, by, raw, func(tx core.App) (casework.Answer, error) {
		r, err := d.till().Take(tx, by, in)
		if err != nil {
			return casework.Answer{}, err
		}
		return write(http.StatusCreated, d.tillBody(e, r))
	})
}

// exempt records that a fee still owed need not be paid, and answers with the
// dossier after it. The scan of the proof is left to the page of the till.
func (d Door) exempt(e *core.RequestEvent, by access.Actor) error {
	raw, err := read(e)
	if err != nil {
		return err
	}
	var in dossier.ExemptInput
	if err := decode(e, raw, &in); err != nil {
		return err
	}
	code := e.Request.PathValue("code")
	return d.once(e, by, raw, func(tx core.App) (casework.Answer, error) {
		if err := d.till().Exempt(tx, by, code, casework.ExemptInput{ExemptInput: in}); err != nil {
			return casework.Answer{}, err
		}
		c, err := d.Desk.Find(tx, by, code)
		if err != nil {
			return casework.Answer{}, err
		}
		body, err := d.dossierOf(tx, by, c)
		if err != nil {
			return casework.Answer{}, err
		}
		return write(http.StatusOK, body)
	})
}

// cashDay is the cash book of a day: its receipts, what earlier ones were
// voided on it, and the sums.
func (d Door) cashDay(e *core.RequestEvent, by access.Actor) error {
	day := e.Request.URL.Query().Get("day")
	if day == "" {
		day = d.till().Today()
	}
	b, err := d.till().Day(e.App, by, day)
	if err != nil {
		return err
	}
	body := struct {
		Day    string     `json:"day"`
		Closed bool       `json:"closed"`
		Total  int64      `json:"total"`
		Cash   int64      `json:"cash"`
		BankQR int64      `json:"bank_qr"`
		Portal int64      `json:"portal"`
		Items  []tillBody `json:"items"`
		Late   []tillBody `json:"late_voids"`
	}{Day: day, Closed: b.Closed != nil, Total: b.Sum.Total, Cash: b.Sum.Cash, BankQR: b.Sum.BankQR, Portal: b.Sum.Portal, Items: []tillBody{}, Late: []tillBody{}}
	for _, r := range b.Receipts {
		body.Items = append(body.Items, d.tillBody(e, r))
	}
	for _, r := range b.Late {
		body.Late = append(body.Late, d.tillBody(e, r))
	}
	return answer(e, http.StatusOK, body)
}
