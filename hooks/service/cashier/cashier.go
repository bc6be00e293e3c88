// Package cashier is the till of a unit: what its dossiers owe, the receipts
// (biên lai) it gave, the cash book and the closing of a day. The fee lines
// themselves stand in the dossier's events and are casework's; this package
// owns receipts, receipt_lines and cash_days, and decides no procedure's fee.
package cashier

import (
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/closed"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
)

// Codes of what the till refuses as a whole.
const (
	KeyNotFound  = "cashier.not_found"
	KeyNotYours  = "cashier.not_yours"
	KeyNothing   = "cashier.nothing_owed"
	KeyPaid      = "cashier.already_paid"
	KeyUnits     = "cashier.other_unit"
	KeyTransfer  = "cashier.transfer_used"
	KeyVoided    = "cashier.already_void"
	KeyClosed    = "cashier.day_closed"
	KeyEarlier   = "cashier.earlier_open"
	KeyFuture    = "cashier.day_future"
	KeyDay       = "cashier.day_shape"
	KeyChanged   = "cashier.book_changed"
	KeyOnlyTill  = "cashier.only_till"
	KeyFarPeriod = "cashier.period_long"
)

// Office is the till. It keeps nothing in memory and is safe for concurrent use.
type Office struct {
	Desk *casework.Desk
	Org  *org.Office
}

// Guard refuses every record write to the till's book that is not the till's
// own, whoever asks: a number that was given stays given.
func Guard(app core.App) {
	closed.To(app, KeyOnlyTill, nil, "receipts", "receipt_lines", "cash_days")
}

// now is the moment of an act: UTC, whole milliseconds as the database keeps them.
func (o *Office) now() time.Time { return o.Desk.Now().UTC().Truncate(time.Millisecond) }

// Today is the office day.
func (o *Office) Today() string { return o.Desk.Now().In(calendar.Location).Format(time.DateOnly) }

func notFound() error { return problem.Problem{Kind: problem.NotFound, Key: KeyNotFound} }

// reads reports whether the actor may read the book of the unit at path.
func reads(by access.Actor, path string) bool {
	return by.Works(path) && by.HasAny(access.Cashier, access.Leader)
}

// takes reports whether the actor may take money for the unit at path.
func takes(by access.Actor, path string) bool { return by.Works(path) && by.Has(access.Cashier) }

// Owed is one fee of a dossier that nobody has paid yet.
type Owed struct {
	Fee    string
	Title  string
	Amount int64 // đồng; 0 while not Known
	Known  bool  // false: the cashier types what the province or the notice says
	Stage  string
	Duty   bool // the financial duty that the dossier waits for (payment_due)
}

// dutyFee is the key that a financial duty is paid under, with its number: a
// dossier may be asked for more than one.
const dutyFee = "duty-"

// Owed lists what of a dossier is still to be paid. A dossier that waits for
// payment and has no open fee owes the duty it was asked for.
func (o *Office) Owed(app core.App, id string, state dossier.State, fees []dossier.FeeLine) ([]Owed, error) {
	paid, err := o.paid(app, []string{id})
	if err != nil {
		return nil, err
	}
	return owed(state, fees, paid[id]), nil
}

func owed(state dossier.State, fees []dossier.FeeLine, paid map[string]bool) []Owed {
	var out []Owed
	if state.Ended() && state != dossier.Returned || state == dossier.Draft || state == dossier.Submitted {
		return nil
	}
	for _, f := range fees {
		if f.Exempt == "" && (!f.Known || f.Amount > 0) && !paid[f.Key] {
			out = append(out, Owed{Fee: f.Key, Title: f.Title, Amount: f.Amount, Known: f.Known, Stage: f.Stage})
		}
	}
	for n := 1; ; n++ {
		key := dutyFee + strconv.Itoa(n)
		stands, given := paid[key]
		switch {
		case stands:
			continue
		case given || state == dossier.PaymentDue && len(out) == 0: // its receipt was voided, or it is asked for now
			out = append(out, Owed{Fee: key, Stage: procedure.After, Duty: true})
		}
		if !given {
			return out
		}
	}
}

// Total is what is known of a list, in đồng.
func Total(list []Owed) int64 {
	var n int64
	for _, x := range list {
		n += x.Amount
	}
	return n
}

// paid gives, by dossier, the fees that a receipt covers: true while one of
// them stands, false when all were voided.
func (o *Office) paid(app core.App, ids []string) (map[string]map[string]bool, error) {
	out := map[string]map[string]bool{}
	for at := 0; at < len(ids); at += 500 {
		part := make([]any, 0, 500)
		for _, id := range ids[at:min(at+500, len(ids))] {
			part = append(part, id)
		}
		var rows []struct {
			Dossier, Fee string
			Live         bool
		}
		err := app.DB().Select("dossier", "fee", "live").From("receipt_lines").
			Where(dbx.In("dossier", part...)).All(&rows)
		if err != nil {
			return nil, fmt.Errorf("look up paid fees: %w", err)
		}
		for _, r := range rows {
			if out[r.Dossier] == nil {
				out[r.Dossier] = map[string]bool{}
			}
			out[r.Dossier][r.Fee] = out[r.Dossier][r.Fee] || r.Live
		}
	}
	return out, nil
}

// FeesDue is what must be paid before the result is handed over, in đồng: the
// fees due then, and those left for later at the receipt. It is
// casework.Desk.FeesDue.
func (o *Office) FeesDue(app core.App, c casework.Case) (int64, error) {
	list, err := o.Owed(app, c.ID, c.State, c.Fees)
	if err != nil {
		return 0, err
	}
	var sum int64
	for _, x := range list {
		for _, f := range c.Fees {
			if f.Key == x.Fee && x.Known && (f.Stage == procedure.After || f.Deferred) {
				sum += x.Amount
			}
		}
	}
	return sum, nil
}

// Debt is an open dossier with what it owes.
type Debt struct {
	casework.Line
	Owed  []Owed
	Total int64 // of what is known, đồng
}

// open are the states in which a dossier may still pay.
var open = []dossier.State{dossier.Received, dossier.Processing, dossier.Supplementing, dossier.PaymentDue, dossier.Resolved}

// mostSearched bounds how many open dossiers one list looks through.
const mostSearched = 4000

// Debts lists the open dossiers of the actor's unit that owe something, the
// last received first, at most limit; words narrow by name or code. more says
// that there are others.
func (o *Office) Debts(app core.App, by access.Actor, words string, limit int) (list []Debt, more bool, err error) {
	unit, err := o.Desk.IntakeUnit(app, by)
	if err != nil {
		return nil, false, err
	}
	f := casework.Filter{Unit: unit.Path, State: open, WithFees: true, Words: words, Limit: 200}
	for looked := 0; looked < mostSearched; looked += f.Limit {
		lines, next, err := o.Desk.List(app, by, f)
		if err != nil {
			return nil, false, err
		}
		found, err := o.owing(app, lines)
		if err != nil {
			return nil, false, err
		}
		for _, d := range found {
			if len(list) == limit {
				return list, true, nil
			}
			list = append(list, d)
		}
		if next == "" {
			return list, false, nil
		}
		f.After = next
	}
	return list, true, nil
}

func (o *Office) owing(app core.App, lines []casework.Line) ([]Debt, error) {
	ids := make([]string, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	paid, err := o.paid(app, ids)
	if err != nil {
		return nil, err
	}
	var out []Debt
	for _, l := range lines {
		if list := owed(l.State, l.Fees, paid[l.ID]); len(list) > 0 && l.Code != "" {
			out = append(out, Debt{Line: l, Owed: list, Total: Total(list)})
		}
	}
	return out, nil
}

// Beside lists the other open dossiers of the same applicant that owe
// something, so that one receipt serves one visitor.
func (o *Office) Beside(app core.App, by access.Actor, c casework.Case) ([]Debt, error) {
	p, err := o.Desk.Person(app, c.Applicant)
	if err != nil || p.Number == "" {
		return nil, err
	}
	lines, err := o.Desk.ByNumber(app, by, p.Number)
	if err != nil {
		return nil, err
	}
	kept := lines[:0]
	for _, l := range lines {
		if l.ID != c.ID && l.Unit == c.Unit && l.State != dossier.Returned {
			kept = append(kept, l)
		}
	}
	return o.owing(app, kept)
}

// Transfer is how a sum is paid to the unit's account, with its QR; nil when
// the unit has none or nothing is owed. code is the dossier the payer's bank
// names.
func Transfer(u org.Unit, amount int64, code string) (*paper.Payment, error) {
	if u.Bank.Zero() || amount <= 0 {
		return nil, nil //nolint:nilnil // no account, no transfer
	}
	content := money.ContentOf(code)
	text, err := u.Bank.Transfer(amount, content)
	if err != nil {
		return nil, fmt.Errorf("write transfer of %s: %w", u.Code, err)
	}
	return &paper.Payment{Amount: amount, Bank: u.Bank.Name(), Account: u.Bank.Account, Holder: u.Bank.Holder, Content: content, Text: text}, nil
}

// Owing is what a dossier of a unit still has to pay, and how by transfer.
func (o *Office) Owing(app core.App, u org.Unit, id, code string, state dossier.State, fees []dossier.FeeLine) (int64, *paper.Payment, error) {
	list, err := o.Owed(app, id, state, fees)
	if err != nil {
		return 0, nil, err
	}
	sum := Total(list)
	pay, err := Transfer(u, sum, code)
	return sum, pay, err
}
