package certify

import (
	"fmt"
	"strconv"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/number"
)

// KeyWaiting says that a book cannot be closed while lines wait: Args n.
const KeyWaiting = "certify.lines_waiting"

// Line is a line of a book with the person it is for.
type Line struct {
	Entry
	Person casework.Person
}

// Lines is a stretch of a volume in the order of its numbers, after a number;
// limit 0 gives the whole volume.
func (o *Office) Lines(app core.App, by access.Actor, register string, after, limit int) ([]Line, error) {
	r, err := o.Numbers.Register(app, by, register)
	if err != nil {
		return nil, err
	}
	q := app.DB().Select("*").From("certifications").Where(dbx.HashExp{"register": r.ID}).
		AndWhere(dbx.NewExp("number > {:after}", dbx.Params{"after": after})).OrderBy("number")
	if limit > 0 {
		q.Limit(int64(limit))
	}
	var rows []entryRow
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("read book %s of %d: %w", r.Series, r.Year, err)
	}
	return o.named(app, by, rows)
}

// named puts the people beside the lines, for whoever sees people.
func (o *Office) named(app core.App, by access.Actor, rows []entryRow) ([]Line, error) {
	out := make([]Line, len(rows))
	ids := make([]string, len(rows))
	for i, r := range rows {
		out[i].Entry, ids[i] = r.entry(), r.Applicant
	}
	if !by.SeesPeople() {
		return out, nil
	}
	people, err := o.Desk.People(app, ids)
	for i := range out {
		out[i].Person = people[out[i].Applicant]
	}
	return out, err
}

// Last is the newest line that the actor entered today, for “vừa xong”.
func (o *Office) Last(app core.App, by access.Actor, n int) ([]Line, error) {
	var rows []entryRow
	err := app.DB().Select("*").From("certifications").Where(dbx.HashExp{"entered_by": by.ID, "day": day(o.now())}).
		OrderBy("entered_at DESC", "number DESC").Limit(int64(n)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list last certifications: %w", err)
	}
	return o.named(app, by, rows)
}

// Tally counts the lines of a volume, and how many are void or still wait.
func (o *Office) Tally(app core.App, register string) (t number.Tally, waiting int, err error) {
	var rows []struct {
		State string
		N     int
	}
	if err := app.DB().Select("state", "count(*) AS n").From("certifications").Where(dbx.HashExp{"register": register}).GroupBy("state").All(&rows); err != nil {
		return t, 0, fmt.Errorf("count lines of book: %w", err)
	}
	for _, r := range rows {
		t.Total += r.N
		switch State(r.State) {
		case Void:
			t.Voided = r.N
		case Waiting:
			waiting = r.N
		}
	}
	return t, waiting, nil
}

// Turn closes a full volume and opens the next one of the year.
func (o *Office) Turn(app core.App, by access.Actor, register string) error {
	return o.shut(app, by, register, func(tx core.App, r number.Register, t number.Tally) error {
		_, err := o.Numbers.TurnVolume(tx, by, r, t)
		return err
	})
}

// CloseYear closes a year's book with its count.
func (o *Office) CloseYear(app core.App, by access.Actor, register string) error {
	return o.shut(app, by, register, func(tx core.App, r number.Register, t number.Tally) error {
		return o.Numbers.CloseYear(tx, by, r, t)
	})
}

func (o *Office) shut(app core.App, by access.Actor, register string, do func(tx core.App, r number.Register, t number.Tally) error) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := o.Numbers.Register(tx, by, register)
		if err != nil {
			return err
		}
		t, waiting, err := o.Tally(tx, r.ID)
		if err != nil {
			return err
		}
		if waiting > 0 {
			return problem.Problem{Kind: problem.Conflict, Key: KeyWaiting}.With("n", strconv.Itoa(waiting))
		}
		return do(tx, r, t)
	})
}

// Hole is a number of a book that no line has: somebody took it away.
type Hole struct {
	Unit   string `json:"unit"`
	Series string `json:"series"`
	Year   int    `json:"year"`
	Number int    `json:"number"`
}

// Holes lists the numbers that are missing in the books: none, as long as
// nobody writes into the database by hand.
func (o *Office) Holes(app core.App) ([]Hole, error) {
	books, err := o.Numbers.All(app)
	if err != nil {
		return nil, err
	}
	var out []Hole
	for _, b := range books {
		var have []int
		if err := app.DB().Select("number").From("certifications").Where(dbx.HashExp{"register": b.ID}).OrderBy("number").Column(&have); err != nil {
			return nil, fmt.Errorf("read numbers of book %s: %w", b.Series, err)
		}
		want := b.First
		for _, n := range append(have, b.Last+1) {
			for ; want < n; want++ {
				out = append(out, Hole{b.Unit, b.Series, b.Year, want})
			}
			want = n + 1
		}
	}
	return out, nil
}
