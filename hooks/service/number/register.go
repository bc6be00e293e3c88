package number

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// Codes of what a book refuses.
const (
	KeyYearClosed   = "number.year_closed"    // the books of the year are closed
	KeyBookBegun    = "number.book_begun"     // its first number can no longer be chosen
	KeyBookFirst    = "number.book_first"     // the first number is none
	KeyBookNotFound = "number.book_not_found" // not there, or not yours
	KeyBookClosed   = "number.book_closed"    // closed already
	KeyYearNotOver  = "number.year_not_over"  // a year is closed on its last day or later
)

// Register is one volume of a book of one year (quyển sổ). Numbers run on
// through the volumes of a year and begin anew with 1 the next year (Nghị định
// 23/2015/NĐ-CP Điều 13 khoản 2).
type Register struct {
	ID          string
	Unit        string
	UnitPath    string
	Series      string
	Year        int
	Volume      int
	First       int // number of its first line
	Last        int // number of its last line so far; First-1 while it is empty
	OpenedAt    time.Time
	OpenedBy    string
	ClosedAt    time.Time // zero while open
	ClosedBy    string
	ClosedTitle string
	Total       int // lines at closing, the voided ones counted
	Voided      int
}

// Open reports whether a line may still be written.
func (r Register) Open() bool { return r.ClosedAt.IsZero() }

type registerRow struct {
	ID          string `db:"id"`
	Unit        string `db:"unit"`
	UnitPath    string `db:"unit_path"`
	Series      string
	Year        int
	Volume      int
	First       int
	Last        int
	OpenedAt    types.DateTime `db:"opened_at"`
	OpenedBy    string         `db:"opened_by"`
	ClosedAt    types.DateTime `db:"closed_at"`
	ClosedBy    string         `db:"closed_by"`
	ClosedTitle string         `db:"closed_title"`
	Total       int
	Voided      int
}

func (r registerRow) register() Register {
	return Register{ID: r.ID, Unit: r.Unit, UnitPath: r.UnitPath, Series: r.Series, Year: r.Year, Volume: r.Volume, First: r.First, Last: r.Last,
		OpenedAt: r.OpenedAt.Time(), OpenedBy: r.OpenedBy, ClosedAt: r.ClosedAt.Time(), ClosedBy: r.ClosedBy, ClosedTitle: r.ClosedTitle,
		Total: r.Total, Voided: r.Voided}
}

// Take takes the next number of a series of a unit, in the year of at; the
// first of a year opens the book. It is part of the caller's transaction: a
// number is used exactly when what it is for is committed.
func (o *Office) Take(tx core.App, unit org.Unit, series string, at time.Time, by access.Actor) (Register, int, error) {
	year := yearOf(at)
	r, found, err := latest(tx, unit.ID, series, year)
	switch {
	case err != nil:
		return r, 0, err
	case found && !r.Open():
		return r, 0, problem.Problem{Kind: problem.Conflict, Key: KeyYearClosed}.With("year", strconv.Itoa(year))
	case !found:
		if r, err = insert(tx, Register{Unit: unit.ID, UnitPath: unit.Path, Series: series, Year: year, Volume: 1, First: 1, OpenedAt: at, OpenedBy: by.Name}); err != nil {
			return r, 0, err
		}
	}
	if err := tx.DB().NewQuery("UPDATE registers SET last = last + 1 WHERE id = {:id} RETURNING last").Bind(dbx.Params{"id": r.ID}).Row(&r.Last); err != nil {
		return r, 0, fmt.Errorf("take number of %s: %w", series, err)
	}
	return r, r.Last, nil
}

// latest is the last volume of a series in a year.
func latest(app core.App, unit, series string, year int) (Register, bool, error) {
	var row registerRow
	err := app.DB().Select("*").From("registers").Where(dbx.HashExp{"unit": unit, "series": series, "year": year}).OrderBy("volume DESC").Limit(1).One(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return Register{}, false, nil
	}
	if err != nil {
		return Register{}, false, fmt.Errorf("find book %s of %d: %w", series, year, err)
	}
	return row.register(), true, nil
}

func insert(tx core.App, r Register) (Register, error) {
	r.ID, r.Last = core.GenerateDefaultRandomId(), r.First-1
	_, err := tx.DB().Insert("registers", dbx.Params{"id": r.ID, "unit": r.Unit, "unit_path": r.UnitPath, "series": r.Series, "year": r.Year, "volume": r.Volume,
		"first": r.First, "last": r.Last, "opened_at": stored(r.OpenedAt), "opened_by": r.OpenedBy, "closed_at": "", "closed_by": "", "closed_title": "",
		"total": 0, "voided": 0}).Execute()
	if err != nil {
		return r, fmt.Errorf("open book %s of %d: %w", r.Series, r.Year, err)
	}
	return r, nil
}

// Registers lists the volumes of a unit, the newest year first.
func (o *Office) Registers(app core.App, unit string) ([]Register, error) {
	var rows []registerRow
	err := app.DB().Select("*").From("registers").Where(dbx.HashExp{"unit": unit}).OrderBy("year DESC", "series", "volume").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list books: %w", err)
	}
	out := make([]Register, len(rows))
	for i, r := range rows {
		out[i] = r.register()
	}
	return out, nil
}

// All lists every volume of every unit, for whoever looks after the house.
func (o *Office) All(app core.App) ([]Register, error) {
	var rows []registerRow
	if err := app.DB().Select("*").From("registers").OrderBy("unit", "series", "year", "volume").All(&rows); err != nil {
		return nil, fmt.Errorf("list all books: %w", err)
	}
	out := make([]Register, len(rows))
	for i, r := range rows {
		out[i] = r.register()
	}
	return out, nil
}

// Register is one volume of the actor's scope.
func (o *Office) Register(app core.App, by access.Actor, id string) (Register, error) {
	var row registerRow
	err := app.DB().Select("*").From("registers").Where(dbx.HashExp{"id": id}).AndWhere(scoped(by.Scope)).One(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return Register{}, problem.Problem{Kind: problem.NotFound, Key: KeyBookNotFound}
	}
	if err != nil {
		return Register{}, fmt.Errorf("load book: %w", err)
	}
	return row.register(), nil
}

// Begin opens this year's book at a number: an office that starts in the
// middle of a year goes on after the last line of its paper book.
func (o *Office) Begin(app core.App, by access.Actor, unit org.Unit, series string, first int) (Register, error) {
	var out Register
	err := app.RunInTransaction(func(tx core.App) error {
		if err := works(by, unit.Path, access.Clerk, access.Leader); err != nil {
			return err
		}
		if first < 1 || first > 999_999 {
			return problem.Of("first", KeyBookFirst)
		}
		at := o.now()
		_, found, err := latest(tx, unit.ID, series, yearOf(at))
		if err != nil {
			return err
		}
		if found {
			return problem.Problem{Kind: problem.Conflict, Key: KeyBookBegun}
		}
		out, err = insert(tx, Register{Unit: unit.ID, UnitPath: unit.Path, Series: series, Year: yearOf(at), Volume: 1, First: first, OpenedAt: at, OpenedBy: by.Name})
		return err
	})
	return out, err
}

// Tally is how many lines a volume has, and how many of them are void.
type Tally struct{ Total, Voided int }

// TurnVolume closes a volume that is full and opens the next one of its year;
// the numbers run on.
func (o *Office) TurnVolume(tx core.App, by access.Actor, r Register, t Tally) (Register, error) {
	at := o.now()
	if err := o.close(tx, by, r, t, at); err != nil {
		return r, err
	}
	return insert(tx, Register{Unit: r.Unit, UnitPath: r.UnitPath, Series: r.Series, Year: r.Year, Volume: r.Volume + 1, First: r.Last + 1, OpenedAt: at, OpenedBy: by.Name})
}

// CloseYear closes the last volume of a year (khóa sổ, Nghị định 23/2015/NĐ-CP
// Điều 13 khoản 1): from its last day on, by whoever signs certifications.
func (o *Office) CloseYear(tx core.App, by access.Actor, r Register, t Tally) error {
	at := o.now()
	if last := time.Date(r.Year, 12, 31, 0, 0, 0, 0, at.Location()); yearOf(at) == r.Year && dayOf(at) != last.Format(time.DateOnly) {
		return problem.Problem{Kind: problem.Conflict, Key: KeyYearNotOver}.With("year", strconv.Itoa(r.Year))
	}
	return o.close(tx, by, r, t, at)
}

func (o *Office) close(tx core.App, by access.Actor, r Register, t Tally, at time.Time) error {
	if err := works(by, r.UnitPath, access.Leader); err != nil {
		return err
	}
	ok, err := changed(tx, "registers", dbx.Params{"closed_at": stored(at), "closed_by": by.Name, "closed_title": by.Title, "total": t.Total, "voided": t.Voided},
		dbx.HashExp{"id": r.ID, "closed_at": "", "last": r.Last})
	if err == nil && !ok {
		err = problem.Problem{Kind: problem.Conflict, Key: KeyBookClosed}
	}
	return err
}
