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
	"motcua/hooks/service/org"
)

// Book is one day of the cash book, or several days of it together.
type Book struct {
	Unit     org.Unit
	From, To string // days, both inside
	Sum      money.Day
	Receipts []Receipt // given in the period, by series and number
	Late     []Receipt // of earlier days, voided in it
	Closed   *Closing  // nil while a single day is open, and for a period
	Earlier  string    // an earlier day that is not closed yet; "" = none
}

// Closing is how a day ended (chốt sổ).
type Closing struct {
	Day        string
	Counted    int64 // cash in the drawer, đồng
	Cash       int64 // what the book said
	Difference int64 // Counted − Cash
	Reason     string
	At         time.Time
	Name       string
}

// BookUnit is the unit whose cash book the actor works with.
func (o *Office) BookUnit(app core.App, by access.Actor) (org.Unit, error) {
	u, err := o.Desk.IntakeUnit(app, by)
	if err == nil && !reads(by, u.Path) {
		return org.Unit{}, notFound()
	}
	return u, err
}

// mostDays is the longest period of one book.
const mostDays = 366

// Day is the cash book of a day (2006-01-02) of the actor's unit.
func (o *Office) Day(app core.App, by access.Actor, day string) (Book, error) {
	return o.Period(app, by, day, day)
}

// Period is the cash book from one day to another, both inside.
func (o *Office) Period(app core.App, by access.Actor, from, to string) (Book, error) {
	unit, err := o.BookUnit(app, by)
	if err != nil {
		return Book{}, err
	}
	return o.BookOf(app, unit, from, to)
}

// BookOf is the cash book of a unit, for a command or a report that asked who
// is asking already.
func (o *Office) BookOf(app core.App, unit org.Unit, from, to string) (Book, error) {
	b := Book{Unit: unit, From: from, To: to}
	if bad := checkDays(from, to); bad != nil {
		return b, bad
	}
	var rows []receiptRow
	err := app.DB().Select("*").From("receipts").Where(dbx.HashExp{"unit": unit.ID}).
		AndWhere(dbx.NewExp("((day >= {:from} AND day <= {:to}) OR (void_day >= {:from} AND void_day <= {:to} AND void_day != ''))", dbx.Params{"from": from, "to": to})).
		OrderBy("series", "no").All(&rows)
	if err != nil {
		return b, fmt.Errorf("load cash book of %s: %w", unit.Code, err)
	}
	var entries []money.Entry
	for _, r := range rows {
		x := r.receipt()
		if x.Day >= from && x.Day <= to {
			b.Receipts = append(b.Receipts, x)
		} else {
			b.Late = append(b.Late, x)
		}
		entries = append(entries, money.Entry{Day: x.Day, VoidDay: r.VoidDay, Mode: x.Mode, Amount: x.Amount})
	}
	b.Sum = period(from, to, entries)
	if err := o.lines(app, b.Receipts); err != nil {
		return b, err
	}
	if err := o.lines(app, b.Late); err != nil || from != to {
		return b, err
	}
	if b.Closed, err = o.closing(app, unit.ID, from); err != nil {
		return b, err
	}
	b.Earlier, err = o.earlier(app, unit.ID, from)
	return b, err
}

// period adds up the days of entries that lie inside.
func period(from, to string, list []money.Entry) money.Day {
	const inside, outside = "in", "out"
	place := func(day string) string {
		switch {
		case day == "":
			return ""
		case day >= from && day <= to:
			return inside
		}
		return outside
	}
	moved := make([]money.Entry, len(list))
	for i, e := range list {
		moved[i] = money.Entry{Day: place(e.Day), VoidDay: place(e.VoidDay), Mode: e.Mode, Amount: e.Amount}
	}
	return money.AddUp(inside, moved)
}

func checkDays(from, to string) error {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	var bad problem.List
	if err1 != nil {
		bad.Add("from", KeyDay)
	}
	if err2 != nil || b.Before(a) && err1 == nil {
		bad.Add("to", KeyDay)
	}
	if len(bad) == 0 && b.Sub(a) > mostDays*24*time.Hour {
		bad.Add("to", KeyFarPeriod)
	}
	return bad.Err()
}

func (o *Office) closed(app core.App, unit, day string) (bool, error) {
	c, err := o.closing(app, unit, day)
	return c != nil, err
}

func (o *Office) closing(app core.App, unit, day string) (*Closing, error) {
	var r struct {
		Counted, Cash, Difference int64
		Reason                    string
		ClosedAt                  types.DateTime `db:"closed_at"`
		ClosedByName              string         `db:"closed_by_name"`
	}
	err := app.DB().Select("counted", "cash", "difference", "reason", "closed_at", "closed_by_name").From("cash_days").
		Where(dbx.HashExp{"unit": unit, "day": day}).One(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // an open day has no closing
	}
	if err != nil {
		return nil, fmt.Errorf("look up closing of %s: %w", day, err)
	}
	return &Closing{Day: day, Counted: r.Counted, Cash: r.Cash, Difference: r.Difference, Reason: r.Reason, At: r.ClosedAt.Time(), Name: r.ClosedByName}, nil
}

// earlier is the first day before one that has entries and is not closed.
func (o *Office) earlier(app core.App, unit, day string) (string, error) {
	var first string
	err := app.DB().NewQuery(`SELECT COALESCE(MIN(x.day), '') FROM (
		SELECT day FROM receipts WHERE unit = {:unit} AND day < {:day}
		UNION SELECT void_day FROM receipts WHERE unit = {:unit} AND void_day < {:day} AND void_day != '') x
		WHERE NOT EXISTS (SELECT 1 FROM cash_days c WHERE c.unit = {:unit} AND c.day = x.day)`).
		Bind(dbx.Params{"unit": unit, "day": day}).Row(&first)
	if err != nil {
		return "", fmt.Errorf("look for open days before %s: %w", day, err)
	}
	return first, nil
}

// CloseInput ends a day of the book. Seen is the cash the page showed: when
// somebody took money meanwhile, the count is no longer of the same drawer.
type CloseInput struct {
	Day     string
	Counted *int64 // đồng; nil = not counted
	Reason  string
	Seen    *int64 // nil = not looked
}

// Close compares the drawer with the book and locks the day (chốt sổ). Days
// are closed in their order.
func (o *Office) Close(app core.App, by access.Actor, in CloseInput) (Book, error) {
	var out Book
	err := app.RunInTransaction(func(tx core.App) error {
		b, err := o.Day(tx, by, in.Day)
		if err != nil {
			return err
		}
		diff, err := o.mayClose(by, b, in)
		if err != nil {
			return err
		}
		_, err = tx.DB().Insert("cash_days", dbx.Params{"id": core.GenerateDefaultRandomId(), "unit": b.Unit.ID, "unit_path": b.Unit.Path, "day": in.Day,
			"receipts": b.Sum.Receipts, "voids": b.Sum.Voids, "total": b.Sum.Total, "cash": b.Sum.Cash, "bank_qr": b.Sum.BankQR, "portal": b.Sum.Portal,
			"counted": *in.Counted, "difference": diff, "reason": strings.TrimSpace(in.Reason), "closed_at": o.now().Format(types.DefaultDateLayout),
			"closed_by": by.ID, "closed_by_name": by.Name}).Execute()
		if err != nil {
			return fmt.Errorf("close cash book of %s: %w", in.Day, err)
		}
		out, err = o.Day(tx, by, in.Day)
		return err
	})
	return out, err
}

func (o *Office) mayClose(by access.Actor, b Book, in CloseInput) (int64, error) {
	conflict := func(key string) error { return problem.Problem{Kind: problem.Conflict, Key: key} }
	switch {
	case !takes(by, b.Unit.Path):
		return 0, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}
	case b.Closed != nil:
		return 0, conflict(KeyClosed)
	case in.Day > o.Today():
		return 0, conflict(KeyFuture)
	case b.Earlier != "":
		return 0, problem.Problem{Kind: problem.Conflict, Key: KeyEarlier}.With("day", vnDay(b.Earlier))
	case in.Seen != nil && *in.Seen != b.Sum.Cash:
		return 0, conflict(KeyChanged)
	case in.Counted == nil:
		return 0, problem.Of("counted", money.KeyCounted)
	}
	diff, bad := b.Sum.Close(*in.Counted, in.Reason)
	return diff, bad.Err()
}

// vnDay is a day as people write it: 20/11/2026.
func vnDay(day string) string { return day[8:] + "/" + day[5:7] + "/" + day[:4] }
