package cashier

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/money"
	"motcua/hooks/domain/problem"
)

// Receipt is a receipt as it was given (biên lai thu phí, lệ phí).
type Receipt struct {
	ID       string
	Unit     string // record id
	UnitPath string
	Series   string // ký hiệu
	No       int
	Number   string // “AA-26T 0000012”
	Book     string // quyển
	Day      string // of the book, 2006-01-02
	TakenAt  time.Time
	money.Slip
	Amount      int64 // as written; the sum of the lines, đồng
	CashierName string
	Void        *Void // nil while it stands
}

// Void is why a receipt no longer counts. Its number stays.
type Void struct {
	At     time.Time
	Day    string // of the book it is taken off
	Reason string
	Name   string // who voided it
}

// Late reports whether the void fell into a later day of the book.
func (r Receipt) Late() bool { return r.Void != nil && r.Void.Day != r.Day }

type receiptRow struct {
	Id, Unit, Series, Day, Mode, Payer, Reference, Cashier string
	UnitPath                                               string `db:"unit_path"`
	CashierName                                            string `db:"cashier_name"`
	No                                                     int    `db:"no"`
	Amount, Given                                          int64
	TakenAt                                                types.DateTime `db:"taken_at"`
	VoidedAt                                               types.DateTime `db:"voided_at"`
	VoidDay                                                string         `db:"void_day"`
	VoidReason                                             string         `db:"void_reason"`
	VoidedByName                                           string         `db:"voided_by_name"`
}

func (r receiptRow) receipt() Receipt {
	out := Receipt{ID: r.Id, Unit: r.Unit, UnitPath: r.UnitPath, Series: r.Series, No: r.No, Number: money.Number(r.Series, r.No), Book: money.Book(r.No),
		Day: r.Day, TakenAt: r.TakenAt.Time(), Amount: r.Amount, CashierName: r.CashierName,
		Slip: money.Slip{Payer: r.Payer, Mode: money.Mode(r.Mode), Given: r.Given, Reference: r.Reference}}
	if r.VoidDay != "" {
		out.Void = &Void{At: r.VoidedAt.Time(), Day: r.VoidDay, Reason: r.VoidReason, Name: r.VoidedByName}
	}
	return out
}

// Find loads a receipt of the actor's unit by its record id.
func (o *Office) Find(app core.App, by access.Actor, id string) (Receipt, error) {
	var row receiptRow
	err := app.DB().Select("*").From("receipts").Where(dbx.HashExp{"id": id}).One(&row)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !reads(by, row.UnitPath) {
		return Receipt{}, notFound()
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("load receipt %s: %w", id, err)
	}
	list := []Receipt{row.receipt()}
	err = o.lines(app, list)
	return list[0], err
}

// lines fills in what each receipt of a list was for.
func (o *Office) lines(app core.App, list []Receipt) error {
	at := map[string]int{}
	for i, r := range list {
		at[r.ID] = i
	}
	for from := 0; from < len(list); from += 500 {
		part := make([]any, 0, 500)
		for _, r := range list[from:min(from+500, len(list))] {
			part = append(part, r.ID)
		}
		var rows []struct {
			Receipt, Code, Fee, Title string
			Amount                    int64
		}
		err := app.DB().Select("receipt", "code", "fee", "title", "amount").From("receipt_lines").Where(dbx.In("receipt", part...)).OrderBy("receipt", "place").All(&rows)
		if err != nil {
			return fmt.Errorf("load lines of receipts: %w", err)
		}
		for _, r := range rows {
			x := &list[at[r.Receipt]]
			x.Lines = append(x.Lines, money.Line{Code: r.Code, Fee: r.Fee, Title: r.Title, Amount: r.Amount})
		}
	}
	return nil
}

// Paid lists the standing and voided receipts of a dossier, oldest first; the
// empty list for whoever may not read the unit's book.
func (o *Office) Paid(app core.App, by access.Actor, code string) ([]Receipt, error) {
	c, err := o.Desk.Find(app, by, code)
	if err != nil || !reads(by, c.UnitPath) {
		return nil, err
	}
	var ids []string
	err = app.DB().Select("receipt").Distinct(true).From("receipt_lines").Where(dbx.HashExp{"dossier": c.ID}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list receipts of dossier: %w", err)
	}
	var out []Receipt
	for _, id := range ids {
		r, err := o.Find(app, by, id)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Void takes a receipt back with a reason. The number stays and is never used
// again; its fees are owed again. A receipt of a closed day is taken off the
// day that is open now, as a line of its own.
func (o *Office) Void(app core.App, by access.Actor, id, reason string) (Receipt, error) {
	reason = strings.TrimSpace(reason)
	err := app.RunInTransaction(func(tx core.App) error {
		r, err := o.Find(tx, by, id)
		switch {
		case err != nil:
			return err
		case !takes(by, r.UnitPath):
			return problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}
		case r.Void != nil:
			return problem.Problem{Kind: problem.Conflict, Key: KeyVoided}
		}
		if err := money.CheckReason(reason).Err(); err != nil {
			return err
		}
		day, err := o.voidDay(tx, r)
		if err != nil {
			return err
		}
		_, err = tx.DB().Update("receipts", dbx.Params{"voided_at": o.now().Format(types.DefaultDateLayout), "void_day": day, "void_reason": reason,
			"voided_by": by.ID, "voided_by_name": by.Name}, dbx.HashExp{"id": r.ID, "void_day": ""}).Execute()
		if err != nil {
			return fmt.Errorf("void receipt %s: %w", r.Number, err)
		}
		if _, err := tx.DB().Update("receipt_lines", dbx.Params{"live": false}, dbx.HashExp{"receipt": r.ID}).Execute(); err != nil {
			return fmt.Errorf("void lines of receipt %s: %w", r.Number, err)
		}
		return nil
	})
	if err != nil {
		return Receipt{}, err
	}
	return o.Find(app, by, id)
}

// voidDay is the receipt's own day while its book is open, the day open now
// afterwards.
func (o *Office) voidDay(tx core.App, r Receipt) (string, error) {
	closed, err := o.closed(tx, r.Unit, r.Day)
	if err != nil || !closed {
		return r.Day, err
	}
	unit, err := o.Org.UnitByID(tx, r.Unit)
	if err != nil {
		return "", err
	}
	return o.bookDay(tx, unit, max(o.Today(), r.Day))
}
