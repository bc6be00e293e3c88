package casework

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
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
	Key           string // place in the list, for Filter.After
}

// List is one page of dossiers of the actor's scope. The second value is the
// key of the next page, "" at the end.
func (d *Desk) List(app core.App, by access.Actor, f Filter) ([]Line, string, error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	f.Limit = min(f.Limit, maxPage)
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
	var rows []struct {
		row
		ApplicantName    *string `db:"applicant_name"`
		ApplicantAddress *string `db:"applicant_address"`
		ApplicantPhone   *string `db:"applicant_phone"`
		ProcedureName    *string `db:"procedure_name"`
		HolderName       *string `db:"holder_name"`
	}
	if err := q.OrderBy(column+way, "d.id"+way).Limit(int64(f.Limit) + 1).All(&rows); err != nil {
		return nil, "", fmt.Errorf("list dossiers: %w", err)
	}
	more := len(rows) > f.Limit
	rows = rows[:min(len(rows), f.Limit)]
	out := make([]Line, len(rows))
	for i, r := range rows {
		x, _, err := r.dossier()
		if err != nil {
			return nil, "", err
		}
		out[i] = Line{Dossier: x, ProcedureName: value(r.ProcedureName), ApplicantName: value(r.ApplicantName), Address: value(r.ApplicantAddress),
			Phone: value(r.ApplicantPhone), HolderName: value(r.HolderName), Key: f.Order.key(r.row)}
	}
	if !more || len(out) == 0 {
		return out, "", nil
	}
	return out, out[len(out)-1].Key, nil
}

// Count is how many dossiers a filter finds, at most limit+1 counted.
func (d *Desk) Count(app core.App, by access.Actor, f Filter) (int, error) {
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

// query is the part that List and Count share.
func (d *Desk) query(app core.App, by access.Actor, f Filter) *dbx.SelectQuery {
	q := app.DB().Select().From("dossiers d").
		LeftJoin("persons p", dbx.NewExp("p.id = d.applicant")).
		LeftJoin("procedures pr", dbx.NewExp("pr.code = d.procedure")).
		LeftJoin("staff s", dbx.NewExp("s.id = d.holder")).
		Where(visible(by, f.Watched))
	if f.Unit != "" {
		q.AndWhere(scoped2("d.unit_path", access.Subtree(f.Unit)))
	}
	if len(f.State) > 0 {
		states := make([]any, len(f.State))
		for i, s := range f.State {
			states[i] = string(s)
		}
		q.AndWhere(dbx.In("d.state", states...))
	}
	and := func(on bool, sql string, params dbx.Params) {
		if on {
			q.AndWhere(dbx.NewExp(sql, params))
		}
	}
	and(f.From != "", "d.received_day >= {:from}", dbx.Params{"from": f.From})
	and(f.To != "", "d.received_day <= {:to} AND d.received_day != ''", dbx.Params{"to": f.To})
	and(f.DueBefore != "", "d.due_day != '' AND d.due_day <= {:due}", dbx.Params{"due": f.DueBefore})
	and(f.Procedure != "", "d.procedure = {:procedure}", dbx.Params{"procedure": f.Procedure})
	and(f.Holder != "", "d.holder = {:holder}", dbx.Params{"holder": f.Holder})
	and(f.Waiting != "", "d.waiting_for = {:waiting}", dbx.Params{"waiting": f.Waiting})
	and(f.WithFees, "(d.state = 'payment_due' OR d.fees NOT IN ('', 'null', '[]'))", nil)
	if !f.OverdueAt.IsZero() {
		q.AndWhere(overdue(f.OverdueAt))
	}
	and(f.Order == Oldest, "d.received_at != ''", nil)
	if f.Words != "" && !by.SeesPeople() {
		ref, _ := code.ParseRef(f.Words) // no reference: "" finds nothing
		exact, _ := code.ParseCode(f.Words)
		q.AndWhere(dbx.NewExp("(d.ref = {:ref} OR d.code != '' AND d.code = {:code})", dbx.Params{"ref": ref, "code": exact}))
		return q
	}
	for i, w := range strings.Fields(identity.Fold(f.Words)) {
		key := "w" + strconv.Itoa(i)
		q.AndWhere(dbx.NewExp("d.search_fold LIKE {:"+key+"} ESCAPE '\\'", dbx.Params{key: "%" + escape(w) + "%"}))
	}
	return q
}

// overdue is deadline.Overdue as a condition: by minutes for limits in hours,
// by days for all others.
func overdue(at time.Time) dbx.Expression {
	return dbx.NewExp("d.state IN ('received', 'processing', 'supplementing', 'payment_due') AND d.due_at != '' AND d.due_paused = FALSE AND "+
		"CASE WHEN d.due_unit IN ('working_hour', 'clock_hour') THEN d.due_at < {:overdue_at} ELSE d.due_day < {:overdue_day} END",
		dbx.Params{"overdue_at": stored(at.Truncate(time.Minute)), "overdue_day": officeDay(at)})
}

func scoped2(column string, r access.Range) dbx.Expression {
	return dbx.NewExp(column+" >= {:uf} AND "+column+" < {:ut}", dbx.Params{"uf": r.From, "ut": r.To})
}

func escape(w string) string {
	return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(w)
}

// Locate finds what a scanned or typed text names: the code of the one dossier
// it can mean, or the dossiers of the holder of an identity number.
func (d *Desk) Locate(app core.App, by access.Actor, text string) (string, []Line, error) {
	s := code.Scan(text)
	column := map[code.Kind]string{code.Dossier: "code", code.Ref: "ref"}[s.Kind]
	switch {
	case s.Kind == code.Citizen:
		list, err := d.ByNumber(app, by, s.Value)
		return "", list, err
	case s.Kind == code.Receipt:
		column = "code"
		if ref, err := code.ParseRef(s.Value); err == nil {
			s.Value, column = ref, "ref"
		}
	}
	if column != "" {
		c, err := d.find(app, dbx.HashExp{column: s.Value})
		if err == nil && by.Sees(c.UnitPath, c.Version.Body.Sector) && c.Code != "" {
			return c.Code, nil, nil
		}
		if err != nil && !isNotFound(err) {
			return "", nil, err
		}
	}
	list, _, err := d.List(app, by, Filter{Words: text})
	if len(list) == 1 && list[0].Code != "" && strings.EqualFold(list[0].Code, strings.TrimSpace(text)) {
		return list[0].Code, nil, err
	}
	return "", list, err
}

// ByNumber lists the dossiers of the holder of an identity number, newest
// first: the way to find a lost receipt at the desk.
func (d *Desk) ByNumber(app core.App, by access.Actor, number string) ([]Line, error) {
	if !by.SeesPeople() {
		return nil, nil
	}
	var ids []string
	err := app.DB().Select("d.id").From("persons p").
		InnerJoin("dossiers d", dbx.NewExp("d.applicant = p.id OR d.submitter = p.id OR d.delegate = p.id")).
		Where(dbx.HashExp{"p.identity_hash": d.Vault.Mac("identity", number)}).
		AndWhere(scoped("d.unit_path", by.Scope)).OrderBy("d.received_at DESC").Limit(100).Column(&ids)
	if err != nil || number == "" {
		return nil, err
	}
	var out []Line
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		c, err := d.find(app, dbx.HashExp{"id": id})
		if err != nil {
			return nil, err
		}
		p, err := d.Person(app, c.Applicant)
		if err != nil {
			return nil, err
		}
		out = append(out, Line{Dossier: c.Dossier, ProcedureName: c.Version.Body.Name, ApplicantName: p.Name, Address: p.Address, Phone: p.Phone})
	}
	return out, nil
}

// LastPerson is what the unit last wrote about the holder of a number, for
// filling in the form again; the zero Person when it has none.
func (d *Desk) LastPerson(app core.App, by access.Actor, number string) (Person, error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return Person{}, err
	}
	return d.lastPerson(app, unit.Path, number)
}

// LastReceived is the applicant of the last dossier that this clerk received,
// for taking the same visitor's next dossier.
func (d *Desk) LastReceived(app core.App, by access.Actor) (Person, error) {
	var id string
	err := app.DB().Select("d.applicant").From("dossier_events e").InnerJoin("dossiers d", dbx.NewExp("d.id = e.dossier")).
		Where(dbx.HashExp{"e.unit": by.Unit, "e.kind": "receive", "e.actor": by.ID}).OrderBy("e.seq DESC").Limit(1).Row(&id)
	if err != nil {
		return Person{}, nil //nolint:nilerr // nothing received yet
	}
	return d.Person(app, id)
}
