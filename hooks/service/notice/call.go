package notice

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// What the desk says about a line of the list.
const (
	Told   = "called"  // đã gọi
	Missed = "missed"  // không gặp
	Slip   = "slip"    // in phiếu thay cuộc gọi
	Done   = "printed" // đã in
)

// KeyDo refuses a word that is none of the above.
const KeyDo = "notice.do"

// After a missed call the line comes back after callAgain; after missedCalls
// of them a slip takes its place.
const (
	callAgain   = 2 * time.Hour
	missedCalls = 3
)

// desk are the lines of one unit that its clerk works on.
func desk(by access.Actor, unit org.Unit) dbx.Expression {
	if !by.Works(unit.Path) || !by.Has(access.Clerk) {
		return within(access.Range{})
	}
	return within(access.Subtree(unit.Path))
}

var byHand = dbx.HashExp{"state": string(message.Queued), "channel": []any{string(message.Call), string(message.Print)}}

// Calls lists what the desk has to call or print: calls whose time has come
// first, then slips. Numbers and words are whole here, and only here.
func (o *Office) Calls(app core.App, by access.Actor, unit org.Unit, channel message.Channel, limit int) ([]Notice, error) {
	where := dbx.And(desk(by, unit), dbx.HashExp{"state": string(message.Queued), "channel": string(channel)})
	var rows []row
	if err := app.DB().Select("*").From("notices").Where(where).OrderBy("next_try", "id").Limit(int64(limit)).All(&rows); err != nil {
		return nil, fmt.Errorf("list what is to be called: %w", err)
	}
	out := make([]Notice, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = o.open(r); err != nil {
			return nil, err
		}
		if channel == message.Print {
			p, err := o.Desk.Person(app, r.Person)
			if err != nil {
				return nil, err
			}
			out[i].Name, out[i].Address = p.Name, p.Address
		}
	}
	return out, nil
}

// CountCalls is how many lines the list of a unit has.
func (o *Office) CountCalls(app core.App, by access.Actor, unit org.Unit) (int, error) {
	var n int
	if err := app.DB().Select("COUNT(*)").From("notices").Where(dbx.And(desk(by, unit), byHand)).Row(&n); err != nil {
		return 0, fmt.Errorf("count what is to be called: %w", err)
	}
	return n, nil
}

// Tick notes what the desk did about one line.
func (o *Office) Tick(app core.App, by access.Actor, unit org.Unit, id, what string) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := find(tx, id, dbx.And(desk(by, unit), dbx.HashExp{"channel": []any{string(message.Call), string(message.Print)}}))
		if err != nil {
			return err
		}
		return write(tx, r, []message.State{message.Queued}, func(r row) (dbx.Params, error) { return o.ticked(r, by, what) })
	})
}

// ticked is what one word about a line changes.
func (o *Office) ticked(r row, by access.Actor, what string) (dbx.Params, error) {
	call := r.Channel == string(message.Call)
	slip := dbx.Params{"channel": string(message.Print), "to_sealed": "", "to_tail": "", "next_try": stored(o.now()), "done_by": by.Name}
	switch {
	case what == Told && call:
		return dbx.Params{"state": string(message.Called), "tries": r.Tries + 1, "sent_at": stored(o.now()), "done_by": by.Name, "error": ""}, nil
	case what == Missed && call:
		if r.Tries+1 >= missedCalls {
			slip["tries"], slip["error"] = r.Tries+1, "missed"
			return slip, nil
		}
		return dbx.Params{"tries": r.Tries + 1, "next_try": stored(o.now().Add(callAgain)), "error": "missed", "done_by": by.Name}, nil
	case what == Slip && call:
		return slip, nil
	case what == Done && !call:
		return dbx.Params{"state": string(message.Printed), "sent_at": stored(o.now()), "done_by": by.Name, "error": ""}, nil
	}
	return nil, problem.Problem{Kind: problem.Invalid, Field: "do", Key: KeyDo}
}

// Printed notes that the slips with these ids came out of the printer; what is
// no longer waiting is left as it is.
func (o *Office) Printed(app core.App, by access.Actor, unit org.Unit, ids []string) error {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	where := dbx.And(desk(by, unit), dbx.HashExp{"state": string(message.Queued), "channel": string(message.Print)}, dbx.In("id", list...))
	_, err := app.DB().Update("notices", dbx.Params{"state": string(message.Printed), "sent_at": stored(o.now()), "done_by": by.Name, "error": ""}, where).Execute()
	if err != nil {
		return fmt.Errorf("note printed slips: %w", err)
	}
	return nil
}
