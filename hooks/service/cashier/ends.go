package cashier

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/sheet"
)

// DayEnd is one day of a book of several, with what stands in it.
type DayEnd struct {
	Day      string
	Sum      money.Day
	Receipts []Receipt // given on the day
	Late     []Receipt // of earlier days, voided on it
	Closed   *Closing  // nil while the day is open
}

// Known is the book of a unit (code; "" = the actor's own) from one day to
// another, for whoever may read it; anybody else finds none.
func (o *Office) Known(app core.App, by access.Actor, unit, from, to string) (Book, error) {
	if unit == "" {
		return o.Period(app, by, from, to)
	}
	u, err := o.Org.UnitByCode(app, unit)
	if err != nil {
		return Book{}, err
	}
	if !reads(by, u.Path) {
		return Book{}, notFound()
	}
	return o.BookOf(app, u, from, to)
}

// Ends cuts a book into the days on which something was taken, voided or
// closed, in their order.
func (o *Office) Ends(app core.App, b Book) ([]DayEnd, error) {
	closed, err := o.closings(app, b)
	if err != nil {
		return nil, err
	}
	days := map[string]*DayEnd{}
	var order []string
	on := func(day string) *DayEnd {
		if days[day] == nil {
			days[day] = &DayEnd{Day: day}
			order = append(order, day)
		}
		return days[day]
	}
	var entries []money.Entry
	for _, r := range slices.Concat(b.Receipts, b.Late) {
		e := money.Entry{Day: r.Day, Mode: r.Mode, Amount: r.Amount}
		if r.Day >= b.From && r.Day <= b.To {
			d := on(r.Day)
			d.Receipts = append(d.Receipts, r)
		}
		if r.Void != nil {
			e.VoidDay = r.Void.Day
			if r.Late() && e.VoidDay >= b.From && e.VoidDay <= b.To {
				d := on(e.VoidDay)
				d.Late = append(d.Late, r)
			}
		}
		entries = append(entries, e)
	}
	for i := range closed {
		on(closed[i].Day).Closed = &closed[i]
	}
	slices.Sort(order)
	out := make([]DayEnd, len(order))
	for i, day := range order {
		out[i] = *days[day]
		out[i].Sum = money.AddUp(day, entries)
	}
	return out, nil
}

// closings are how the days of a book ended.
func (o *Office) closings(app core.App, b Book) ([]Closing, error) {
	var rows []struct {
		Day                       string
		Counted, Cash, Difference int64
		Reason                    string
		ClosedAt                  types.DateTime `db:"closed_at"`
		ClosedByName              string         `db:"closed_by_name"`
	}
	err := app.DB().Select("day", "counted", "cash", "difference", "reason", "closed_at", "closed_by_name").From("cash_days").
		Where(dbx.HashExp{"unit": b.Unit.ID}).AndWhere(dbx.Between("day", b.From, b.To)).OrderBy("day").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load closings of %s: %w", b.Unit.Code, err)
	}
	out := make([]Closing, len(rows))
	for i, r := range rows {
		out[i] = Closing{Day: r.Day, Counted: r.Counted, Cash: r.Cash, Difference: r.Difference, Reason: r.Reason, At: r.ClosedAt.Time(), Name: r.ClosedByName}
	}
	return out, nil
}

// SheetOf is the book as a table with a line at the end of each day: what the
// book says of cash, what lay in the drawer, the difference and why.
func (b Book) SheetOf(ends []DayEnd) sheet.Table {
	t := b.Sheet()
	wide := len(t.Columns)
	t.Columns = append(t.Columns, []sheet.Column{{Title: "Tiền mặt theo sổ", Width: 16}, {Title: "Tiền mặt đếm được", Width: 16}, {Title: "Chênh lệch", Width: 14}, {Title: "Lý do chênh lệch", Width: 30}, {Title: "Chốt sổ lúc", Width: 18}, {Title: "Người chốt", Width: 24}}...)
	t.Rows = nil
	for _, d := range ends {
		for _, r := range d.Receipts {
			sign := int64(1)
			if r.Void != nil && r.Void.Day == d.Day {
				sign = 0
			}
			t.Rows = append(t.Rows, rows(r, sign)...)
		}
		for _, r := range d.Late {
			t.Rows = append(t.Rows, rows(r, -1)...)
		}
		row := make([]sheet.Cell, wide, wide+6)
		row[dayColumn], row[titleColumn] = sheet.Day(d.Day), sheet.Text("Cuối ngày: chưa chốt sổ")
		row = append(row, sheet.Int(d.Sum.Cash))
		if c := d.Closed; c != nil {
			row[titleColumn] = sheet.Text("Cuối ngày: đã chốt sổ")
			row = append(row, sheet.Int(c.Counted), sheet.Int(c.Difference), sheet.Text(c.Reason), sheet.Moment(c.At), sheet.Text(c.Name))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// dayColumn and titleColumn are places in a row of Sheet.
const (
	dayColumn   = 3
	titleColumn = 7
)
