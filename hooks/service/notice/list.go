package notice

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
)

// Of lists the notices of a dossier, the newest first, without what they say
// and without whole addresses. The caller has checked who is asking.
func (o *Office) Of(app core.App, dossier string) ([]Notice, error) {
	var rows []row
	err := app.DB().Select("*").From("notices").Where(dbx.HashExp{"dossier": dossier}).OrderBy("made_at DESC", "rowid DESC").Limit(50).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list notices of dossier %s: %w", dossier, err)
	}
	return plain(rows), nil
}

func plain(rows []row) []Notice {
	out := make([]Notice, len(rows))
	for i, r := range rows {
		out[i] = r.notice()
	}
	return out
}

// Ask narrows the list of the administrator.
type Ask struct {
	State message.State // "" = all
	After string        // place in the list, from the page before
	Limit int
}

// admin are the units the actor runs.
func admin(by access.Actor) dbx.Expression {
	r := access.Subtree(by.UnitPath)
	if !by.Has(access.UnitAdmin) {
		r = access.Range{}
	}
	return within(r)
}

func within(r access.Range) dbx.Expression {
	if r.From == "" {
		return dbx.NewExp("1 = 0")
	}
	return dbx.NewExp("unit_path >= {:from} AND unit_path < {:to}", dbx.Params{"from": r.From, "to": r.To})
}

// List shows the notices of the units the actor runs, the newest first, and
// the place to go on from ("" at the end).
func (o *Office) List(app core.App, by access.Actor, ask Ask) ([]Notice, string, error) {
	q := app.DB().Select("*").From("notices").Where(admin(by))
	if ask.State != "" {
		q = q.AndWhere(dbx.HashExp{"state": string(ask.State)})
	}
	if at, id, ok := strings.Cut(ask.After, "~"); ok {
		q = q.AndWhere(dbx.NewExp("(made_at, id) < ({:at}, {:id})", dbx.Params{"at": at, "id": id}))
	}
	var rows []row
	if err := q.OrderBy("made_at DESC", "id DESC").Limit(int64(ask.Limit) + 1).All(&rows); err != nil {
		return nil, "", fmt.Errorf("list notices: %w", err)
	}
	next := ""
	if len(rows) > ask.Limit {
		rows = rows[:ask.Limit]
		last := rows[len(rows)-1]
		next = stored(last.MadeAt.Time()) + "~" + last.ID
	}
	return plain(rows), next, nil
}

// Counts are how many notices of the units the actor runs are in each state.
func (o *Office) Counts(app core.App, by access.Actor) (map[message.State]int, error) {
	var rows []struct {
		State string `db:"state"`
		N     int    `db:"n"`
	}
	if err := app.DB().Select("state", "COUNT(*) AS n").From("notices").Where(admin(by)).GroupBy("state").All(&rows); err != nil {
		return nil, fmt.Errorf("count notices: %w", err)
	}
	out := map[message.State]int{}
	for _, r := range rows {
		out[message.State(r.State)] = r.N
	}
	return out, nil
}

// Stuck are the notices nobody may forget: failed in the last week, and
// waiting for more than a day for a machine or for somebody to call.
type Stuck struct{ Failed, Waiting int }

// Stuck counts them in all units, for the doctor.
func (o *Office) Stuck(app core.App) (Stuck, error) {
	var s Stuck
	now := o.now()
	err := app.DB().NewQuery(`SELECT
		(SELECT COUNT(*) FROM notices WHERE state = 'failed' AND made_at > {:week}),
		(SELECT COUNT(*) FROM notices WHERE state = 'queued' AND made_at < {:day})`).
		Bind(dbx.Params{"week": stored(now.AddDate(0, 0, -7)), "day": stored(now.Add(-24 * time.Hour))}).Row(&s.Failed, &s.Waiting)
	if err != nil {
		return s, fmt.Errorf("count stuck notices: %w", err)
	}
	return s, nil
}

// Retry sends a failed notice once more, from the first attempt on.
func (o *Office) Retry(app core.App, by access.Actor, id string) error {
	return o.change(app, by, id, []message.State{message.Failed}, func(r row) (dbx.Params, error) {
		if o.carrier(message.Channel(r.Channel)) == nil {
			return nil, problem.Problem{Kind: problem.Conflict, Key: KeyNoWay}
		}
		return dbx.Params{"state": string(message.Queued), "tries": 0, "next_try": stored(o.now()), "lease": "", "lease_until": ""}, nil
	})
}

// Cancel calls a notice off: it is not sent any more, or its failure is seen to.
func (o *Office) Cancel(app core.App, by access.Actor, id string) error {
	return o.change(app, by, id, []message.State{message.Queued, message.Failed}, func(r row) (dbx.Params, error) {
		if r.Lease != "" && r.LeaseUntil.Time().After(o.now()) {
			return nil, problem.Problem{Kind: problem.Conflict, Key: KeyNotNow} // it is on its way just now
		}
		return dbx.Params{"state": string(message.Cancelled), "error": "by_hand", "done_by": by.Name, "lease": "", "lease_until": ""}, nil
	})
}

// change does one thing to a notice of a unit the actor runs.
func (o *Office) change(app core.App, by access.Actor, id string, from []message.State, do func(row) (dbx.Params, error)) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := find(tx, id, admin(by))
		if err != nil {
			return err
		}
		return write(tx, r, from, do)
	})
}

func find(tx core.App, id string, where dbx.Expression) (row, error) {
	var list []row
	if err := tx.DB().Select("*").From("notices").Where(dbx.And(dbx.HashExp{"id": id}, where)).Limit(1).All(&list); err != nil {
		return row{}, fmt.Errorf("load notice %s: %w", id, err)
	}
	if len(list) == 0 {
		return row{}, notFound()
	}
	return list[0], nil
}

func write(tx core.App, r row, from []message.State, do func(row) (dbx.Params, error)) error {
	may := false
	for _, s := range from {
		may = may || string(s) == r.State
	}
	if !may {
		return problem.Problem{Kind: problem.Conflict, Key: KeyNotNow}
	}
	values, err := do(r)
	if err != nil {
		return err
	}
	if _, err := tx.DB().Update("notices", values, dbx.HashExp{"id": r.ID}).Execute(); err != nil {
		return fmt.Errorf("write notice %s: %w", r.ID, err)
	}
	return nil
}
