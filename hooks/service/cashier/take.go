package cashier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// Pick is one fee that is paid. Amount is read only where the version does
// not say how much.
type Pick struct {
	Code   string `json:"code"`
	Fee    string `json:"fee"`
	Amount int64  `json:"amount"` // đồng
}

// TakeInput is what the cashier takes, from the page and from the API.
type TakeInput struct {
	Dossiers  []string   `json:"dossiers"` // codes whose every known fee is paid
	Lines     []Pick     `json:"lines"`    // single fees
	Mode      money.Mode `json:"mode"`     // left out = cash
	Payer     string     `json:"payer"`    // left out = the applicant of the first dossier
	Given     int64      `json:"given"`    // cash put on the desk; 0 = exactly the sum
	Reference string     `json:"reference"`
}

// paying is a dossier of one receipt.
type paying struct {
	casework.Case
	owed  []Owed
	taken map[string]bool
}

// Take takes money for fees of one or several dossiers of one unit and gives
// one receipt: number, lines and, where a dossier waited for this payment, its
// settlement, in one transaction.
func (o *Office) Take(app core.App, by access.Actor, in TakeInput) (Receipt, error) {
	var id string
	err := app.RunInTransaction(func(tx core.App) error {
		if in.Mode == "" {
			in.Mode = money.Cash
		}
		in.Payer, in.Reference = strings.TrimSpace(in.Payer), strings.TrimSpace(in.Reference)
		dossiers, slip, err := o.read(tx, by, in)
		if err != nil {
			return err
		}
		unit := dossiers[0].UnitRow
		if id, err = o.write(tx, by, unit, dossiers, slip); err != nil {
			return err
		}
		return o.settle(tx, by, id, dossiers)
	})
	if err != nil {
		return Receipt{}, err
	}
	return o.Find(app, by, id)
}

// read finds the dossiers and checks every line: all problems at once.
func (o *Office) read(tx core.App, by access.Actor, in TakeInput) ([]paying, money.Slip, error) {
	slip := money.Slip{Payer: in.Payer, Mode: in.Mode, Given: in.Given, Reference: in.Reference}
	var list []paying
	var bad problem.List
	find := func(code string) (*paying, error) {
		for i := range list {
			if list[i].Code == code {
				return &list[i], nil
			}
		}
		p, err := o.payer(tx, by, code)
		if err == nil && len(list) > 0 && list[0].Unit != p.Unit {
			return nil, problem.Problem{Kind: problem.Conflict, Key: KeyUnits}
		}
		list = append(list, p)
		return &list[len(list)-1], err
	}
	for _, code := range in.Dossiers {
		p, err := find(code)
		if err != nil {
			return nil, slip, err
		}
		known := 0
		for _, x := range p.owed {
			if x.Known && !p.taken[x.Fee] {
				known++
				slip.Lines = append(slip.Lines, p.take(x, x.Amount))
			}
		}
		if known == 0 {
			bad = append(bad, problem.Problem{Kind: problem.Conflict, Field: "line", Key: KeyNothing}.With("code", p.Code))
		}
	}
	for _, pick := range in.Lines {
		p, err := find(pick.Code)
		if err != nil {
			return nil, slip, err
		}
		line, wrong := p.pick(pick)
		bad = append(bad, wrong...)
		if len(wrong) == 0 {
			slip.Lines = append(slip.Lines, line)
		}
	}
	if slip.Payer == "" && len(list) > 0 {
		p, err := o.Desk.Person(tx, list[0].Applicant)
		if err != nil {
			return nil, slip, err
		}
		slip.Payer = p.Name
	}
	more := slip.Check()
	if len(bad) > 0 { // “nothing chosen” would only follow from them
		more = slices.DeleteFunc(more, func(p problem.Problem) bool { return p.Key == money.KeyNothing })
	}
	return list, slip, append(bad, more...).Err()
}

// payer loads a dossier of the cashier's own unit.
func (o *Office) payer(tx core.App, by access.Actor, code string) (paying, error) {
	c, err := o.Desk.Find(tx, by, code)
	if err != nil {
		return paying{}, err
	}
	if !by.Works(c.UnitPath) {
		return paying{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	if !takes(by, c.UnitPath) {
		return paying{}, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}
	}
	list, err := o.Owed(tx, c.ID, c.State, c.Fees)
	return paying{c, list, map[string]bool{}}, err
}

func (p *paying) take(x Owed, amount int64) money.Line {
	p.taken[x.Fee] = true
	title := x.Title
	if x.Duty {
		title = "Nghĩa vụ tài chính theo thông báo"
	}
	return money.Line{Code: p.Code, Fee: x.Fee, Title: title, Amount: amount}
}

// pick checks one chosen fee of the dossier.
func (p *paying) pick(in Pick) (money.Line, problem.List) {
	i := slices.IndexFunc(p.owed, func(x Owed) bool { return x.Fee == in.Fee })
	field := "amount." + in.Code + "." + in.Fee
	switch {
	case i < 0 || p.taken[in.Fee]:
		return money.Line{}, problem.List{problem.Problem{Kind: problem.Conflict, Field: "line", Key: KeyPaid}.With("code", p.Code)}
	case p.owed[i].Known && in.Amount != 0 && in.Amount != p.owed[i].Amount:
		return money.Line{}, problem.List{problem.Of(field, money.KeyAmountFixed).With("amount", money.Digits(p.owed[i].Amount))}
	case p.owed[i].Known:
		return p.take(p.owed[i], p.owed[i].Amount), nil
	case in.Amount <= 0:
		return money.Line{}, problem.List{problem.Of(field, money.KeyAmountNeeded)}
	}
	return p.take(p.owed[i], in.Amount), nil
}

// write gives the next number of the year's series. Numbers are taken inside
// the transaction, and SQLite lets one writer in at a time: the series has no
// gap, and the index lets no number stand twice.
func (o *Office) write(tx core.App, by access.Actor, unit org.Unit, dossiers []paying, slip money.Slip) (string, error) {
	at := o.now()
	day, err := o.bookDay(tx, unit, o.Today())
	if err != nil {
		return "", err
	}
	series := money.Series(unit.Settings.Receipts, o.Today())
	var no int
	if err := tx.DB().Select("COALESCE(MAX(no), 0)").From("receipts").Where(dbx.HashExp{"unit": unit.ID, "series": series}).Row(&no); err != nil {
		return "", fmt.Errorf("take number of series %s: %w", series, err)
	}
	no++
	if slip.Reference != "" {
		var n int
		err := tx.DB().Select("count(*)").From("receipts").
			Where(dbx.HashExp{"unit": unit.ID, "mode": string(slip.Mode), "reference": slip.Reference, "void_day": ""}).Row(&n)
		if err != nil {
			return "", fmt.Errorf("look up transfer: %w", err)
		}
		if n > 0 {
			return "", problem.Problem{Kind: problem.Conflict, Field: "reference", Key: KeyTransfer}
		}
	}
	id := core.GenerateDefaultRandomId()
	_, err = tx.DB().Insert("receipts", dbx.Params{"id": id, "unit": unit.ID, "unit_path": unit.Path, "series": series, "no": no, "day": day,
		"taken_at": at.Format(types.DefaultDateLayout), "amount": slip.Total(), "mode": string(slip.Mode), "given": slip.Given, "payer": slip.Payer,
		"reference": slip.Reference, "cashier": by.ID, "cashier_name": by.Name, "voided_at": "", "void_day": "", "void_reason": "", "voided_by": "", "voided_by_name": ""}).Execute()
	if err != nil {
		return "", fmt.Errorf("write receipt %s: %w", money.Number(series, no), err)
	}
	for i, l := range slip.Lines {
		d := dossiers[slices.IndexFunc(dossiers, func(p paying) bool { return p.Code == l.Code })]
		_, err := tx.DB().Insert("receipt_lines", dbx.Params{"id": core.GenerateDefaultRandomId(), "receipt": id, "dossier": d.ID, "code": l.Code, "fee": l.Fee,
			"title": l.Title, "amount": l.Amount, "live": true, "place": i + 1}).Execute()
		if err != nil {
			return "", fmt.Errorf("write line of receipt %s: %w", money.Number(series, no), err)
		}
	}
	return id, nil
}

// settle lets a dossier go on that waited for this money: everything it owed is
// on the receipt, whose number is the proof.
func (o *Office) settle(tx core.App, by access.Actor, id string, dossiers []paying) error {
	for _, d := range dossiers {
		if d.State != dossier.PaymentDue || slices.ContainsFunc(d.owed, func(x Owed) bool { return !d.taken[x.Fee] }) {
			continue
		}
		r, err := o.Find(tx, by, id)
		if err != nil {
			return err
		}
		if _, err := o.Desk.SettlePayment(tx, by, d.Code, 0, dossier.PaymentInput{Slip: r.Number}); err != nil {
			return err
		}
	}
	return nil
}

// bookDay is the day of the book that a fact of the given day falls on: that
// day, or the next working day whose book is still open.
func (o *Office) bookDay(app core.App, unit org.Unit, day string) (string, error) {
	for range 60 {
		closed, err := o.closed(app, unit.ID, day)
		if err != nil || !closed {
			return day, err
		}
		cal, err := o.Org.Calendar(app, unit)
		if err != nil {
			return "", err
		}
		date, _ := calendar.ParseDate(day)
		next, ok := cal.Add(date, 1)
		if !ok {
			break
		}
		day = next.String()
	}
	return "", problem.Problem{Kind: problem.Conflict, Key: KeyClosed}
}
