package casework

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// PartFilter narrows the inbox of a partner.
type PartFilter struct {
	State []string // of the part; empty = every state
	Late  bool     // only what is owed after its due day
	After string   // key of the last row of the page before
	Limit int      // rows of a page; 0 = 50
}

// answered reports whether the list is of what is done, newest first; a list of
// what is owed goes by its due moment.
func (f PartFilter) answered() bool { return len(f.State) == 1 && f.State[0] == PartAnswered }

// PartLine is one part in the inbox of its partner. It tells nothing else of
// the dossier.
type PartLine struct {
	partRow
	Code          string  `db:"code"`
	ProcedureName *string `db:"procedure_name"`
}

// Parts is one page of what other units asked of the actor's; the second value
// is the key of the next page, "" at the end.
func (d *Desk) Parts(app core.App, by access.Actor, f PartFilter) ([]PartLine, string, error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	f.Limit = min(f.Limit, maxPage)
	q := d.partsOf(app, by, f).Select("x.*", "d.code", "pr.name AS procedure_name").
		InnerJoin("dossiers d", dbx.NewExp("d.id = x.dossier")).LeftJoin("procedures pr", dbx.NewExp("pr.code = d.procedure"))
	column, sign, way := "x.due_at", ">", " ASC"
	if f.answered() {
		column, sign, way = "x.answered_at", "<", " DESC"
	}
	if f.After != "" {
		at, id, ok := strings.Cut(f.After, "~")
		if !ok {
			return nil, "", problem.Of("after", KeyAfter)
		}
		q.AndWhere(dbx.NewExp(fmt.Sprintf("(%s, x.id) %s ({:at}, {:id})", column, sign), dbx.Params{"at": at, "id": id}))
	}
	var rows []PartLine
	if err := q.OrderBy(column+way, "x.id"+way).Limit(int64(f.Limit) + 1).All(&rows); err != nil {
		return nil, "", fmt.Errorf("list parts: %w", err)
	}
	if len(rows) <= f.Limit {
		return rows, "", nil
	}
	rows = rows[:f.Limit]
	last := rows[len(rows)-1]
	key := last.DueAt
	if f.answered() {
		key = last.AnsweredAt
	}
	return rows, key + "~" + last.ID, nil
}

// CountParts is how many parts a filter finds.
func (d *Desk) CountParts(app core.App, by access.Actor, f PartFilter) (int, error) {
	var n int
	if err := d.partsOf(app, by, f).Select("count(*)").Row(&n); err != nil {
		return 0, fmt.Errorf("count parts: %w", err)
	}
	return n, nil
}

// partsOf is the part that Parts and CountParts share: what was asked of the
// unit that the actor works for.
func (d *Desk) partsOf(app core.App, by access.Actor, f PartFilter) *dbx.SelectQuery {
	mine := worksFor(by)
	where := dbx.Expression(dbx.NewExp("1 = 0"))
	if len(mine) > 0 {
		where = dbx.In("x.to_path", mine...)
	}
	q := app.DB().Select().From("dossier_parts x").Where(where)
	if len(f.State) > 0 {
		states := make([]any, len(f.State))
		for i, s := range f.State {
			states[i] = s
		}
		q.AndWhere(dbx.In("x.state", states...))
	}
	if f.Late {
		q.AndWhere(dbx.NewExp("x.due_day < {:today}", dbx.Params{"today": officeDay(d.Now())}))
	}
	return q
}

// worksFor are the paths of the units whose work the actor does: the own one
// and, for an office, the unit above it.
func worksFor(by access.Actor) []any {
	var out []any
	for path := by.UnitPath; path != ""; {
		if by.Works(path) {
			out = append(out, path)
		}
		i := strings.LastIndex(strings.TrimSuffix(path, "/"), "/")
		path = path[:i+1]
	}
	return out
}

// Office is the unit id of whoever asked.
func (l PartLine) Office() string { return l.Unit }

// Procedure is the name of the procedure.
func (l PartLine) Procedure() string { return value(l.ProcedureName) }

// Part reads the line as a part.
func (l PartLine) Part() (dossier.Part, error) {
	p := dossier.Part{ID: l.ID, Key: l.PartKey, To: l.ToUnit, ToPath: l.ToPath, Subject: l.Subject, Slip: l.Slip, Linked: l.Linked, DueDay: l.DueDay}
	var err error
	for _, x := range []struct {
		raw  string
		into func() error
	}{
		{l.SentAt, func() (err error) { p.SentAt, err = moment(l.SentAt); return err }},
		{l.DueAt, func() (err error) { p.DueAt, err = moment(l.DueAt); return err }},
		{l.TakenAt, func() (err error) { p.TakenAt, err = moment(l.TakenAt); return err }},
		{l.AnsweredAt, func() (err error) { p.AnsweredAt, err = moment(l.AnsweredAt); return err }},
	} {
		if err = x.into(); err != nil {
			return p, err
		}
	}
	return p, nil
}
