package casework

import (
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/identity"
)

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
	and(f.Held, keepsPapers, nil)
	and(f.Unshelved, "d.shelf = ''", nil)
	if len(f.IDs) > 0 {
		ids := make([]any, len(f.IDs))
		for i, id := range f.IDs {
			ids[i] = id
		}
		q.AndWhere(dbx.In("d.id", ids...))
	}
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
