package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// Filter narrows a list of dossiers. Days are office days, both inside.
type Filter struct {
	Unit      string // unit path; "" = the whole scope
	State     []dossier.State
	From, To  string // received on these days
	DueBefore string // due day up to and with this one
	Procedure string
	Holder    string
	Waiting   string
	Held      bool      // only with originals of the citizen that the office holds
	Unshelved bool      // only without a place on the shelves
	IDs       []string  // only these records; empty = all
	WithFees  bool      // only what has a fee line
	Watched   bool      // also what the actor supervises beside the own scope, without people
	OverdueAt time.Time // only what is owed and overdue at this moment; zero = whatever the clock says
	Words     string    // part of a name, code or reference, without marks
	Order     Order
	After     string // key of the last row of the page before
	Limit     int    // rows of a page; 0 = 50
}

// Order is the order of a list; each is served by an index.
type Order string

// The orders.
const (
	Newest  Order = ""    // last received first
	Oldest  Order = "old" // first received first, as a register is written
	DueNext Order = "due" // nearest appointment first
)

// maxPage is the longest page of a list.
const maxPage = 500

// KeyAfter says that a list cannot go on from the given place.
const KeyAfter = "list.after"

// Line is one row of a list.
type Line struct {
	dossier.Dossier
	ProcedureName string
	ApplicantName string
	Address       string
	Phone         string
	HolderName    string
	Key           string    // place in the list, for Filter.After
	OpenedAt      time.Time // when the actor last opened it; only in lists of work
}

// List is one page of dossiers of the actor's scope. The second value is the
// key of the next page, "" at the end.
func (d *Desk) List(app core.App, by access.Actor, f Filter) ([]Line, string, error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	f.Limit = min(f.Limit, maxPage)
	if err := d.sorted(app, by, f); err != nil {
		return nil, "", err
	}
	q := d.query(app, by, f).Select("d.*", "p.name AS applicant_name", "p.address AS applicant_address", "p.phone AS applicant_phone",
		"pr.name AS procedure_name", "s.name AS holder_name")
	column, down := f.Order.column()
	if f.After != "" {
		at, id, ok := strings.Cut(f.After, "~")
		if !ok {
			return nil, "", problem.Of("after", KeyAfter)
		}
		sign := ">"
		if down {
			sign = "<"
		}
		q.AndWhere(dbx.NewExp(fmt.Sprintf("(%s, d.id) %s ({:at}, {:id})", column, sign), dbx.Params{"at": at, "id": id}))
	}
	way := " ASC"
	if down {
		way = " DESC"
	}
	var rows []lineRow
	if err := q.OrderBy(column+way, "d.id"+way).Limit(int64(f.Limit) + 1).All(&rows); err != nil {
		return nil, "", fmt.Errorf("list dossiers: %w", err)
	}
	for i := range rows {
		rows[i].SortKey = f.Order.key(rows[i].row)
	}
	return page(rows, f.Limit)
}

// lineRow is a row of a list with the names beside it.
type lineRow struct {
	row
	ApplicantName    *string        `db:"applicant_name"`
	ApplicantAddress *string        `db:"applicant_address"`
	ApplicantPhone   *string        `db:"applicant_phone"`
	ProcedureName    *string        `db:"procedure_name"`
	HolderName       *string        `db:"holder_name"`
	SortKey          string         `db:"sort_key"`
	OpenedAt         types.DateTime `db:"opened_at"`
}

// page turns limit+1 rows into the lines of a page and the key of the next one.
func page(rows []lineRow, limit int) ([]Line, string, error) {
	more := len(rows) > limit
	rows = rows[:min(len(rows), limit)]
	out := make([]Line, len(rows))
	for i, r := range rows {
		x, _, err := r.dossier()
		if err != nil {
			return nil, "", err
		}
		out[i] = Line{Dossier: x, ProcedureName: value(r.ProcedureName), ApplicantName: value(r.ApplicantName), Address: value(r.ApplicantAddress),
			Phone: value(r.ApplicantPhone), HolderName: value(r.HolderName), Key: r.SortKey, OpenedAt: r.OpenedAt.Time()}
	}
	if !more || len(out) == 0 {
		return out, "", nil
	}
	return out, out[len(out)-1].Key, nil
}

// Count is how many dossiers a filter finds, at most limit+1 counted.
func (d *Desk) Count(app core.App, by access.Actor, f Filter) (int, error) {
	if err := d.sorted(app, by, f); err != nil {
		return 0, err
	}
	var n int
	if err := d.query(app, by, f).Select("count(*)").Row(&n); err != nil {
		return 0, fmt.Errorf("count dossiers: %w", err)
	}
	return n, nil
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (o Order) column() (string, bool) {
	switch o {
	case Oldest:
		return "d.received_at", false
	case DueNext:
		return "d.due_at", false
	}
	return "d.received_at", true
}

func (o Order) key(r row) string {
	at := r.ReceivedAt
	if o == DueNext {
		at = r.DueAt
	}
	return at + "~" + r.ID
}

// Size is how many dossiers the folder holds.
func (d *Desk) Size(app core.App) (int, error) {
	var n int
	if err := app.DB().Select("count(*)").From("dossiers").Row(&n); err != nil {
		return 0, fmt.Errorf("count dossiers: %w", err)
	}
	return n, nil
}
