package number

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// State is what became of a slip.
type State string

// The states of a slip. Spoiled, Lost and Returned are explanations.
const (
	Unused   State = "unused"
	KeyedIn  State = "keyed_in" // has its dossier
	Spoiled  State = "spoiled"  // hỏng
	Lost     State = "lost"     // mất
	Returned State = "returned" // came back blank with its pad
)

// States in the order they are counted.
var States = []State{KeyedIn, Spoiled, Lost, Returned, Unused}

// Codes of what keying in a slip refuses.
const (
	KeySlipUnknown = "number.slip_unknown" // no block of this unit has it
	KeySlipUsed    = "number.slip_used"    // Args: code
	KeySlipEnded   = "number.slip_ended"   // spoiled, lost or taken back
	KeySlipClosed  = "number.slip_closed"  // its pad is back
	KeySlipEarly   = "number.slip_early"   // written before its pad was made
	KeySlipForeign = "number.slip_foreign" // the unit has pads, and this is no number of one
	KeySlipState   = "number.slip_state"
)

// Slip is one number of a block and its fate.
type Slip struct {
	ID        string
	Block     string
	N         int
	Number    string
	State     State
	Code      string    // of the dossier keyed in
	WrittenAt time.Time // the time on the slip
	Reason    string
	At        time.Time // when it was keyed in or explained
	By        string
	Gap       bool // nobody has explained it, and somebody should
}

type slipRow struct {
	ID        string `db:"id"`
	Block     string
	N         int
	Number    string
	State     string
	Code      string
	WrittenAt types.DateTime `db:"written_at"`
	Reason    string
	At        types.DateTime
	ByName    string `db:"by_name"`
}

func (r slipRow) slip() Slip {
	return Slip{ID: r.ID, Block: r.Block, N: r.N, Number: r.Number, State: State(r.State), Code: r.Code, WrittenAt: r.WrittenAt.Time(),
		Reason: r.Reason, At: r.At.Time(), By: r.ByName}
}

// slipsOf are all slips of a block in their order, with the gaps marked.
func slipsOf(app core.App, b Block) ([]Slip, error) {
	var rows []slipRow
	if err := app.DB().Select("*").From("slips").Where(dbx.HashExp{"block": b.ID}).OrderBy("n").All(&rows); err != nil {
		return nil, fmt.Errorf("list slips: %w", err)
	}
	out := make([]Slip, len(rows))
	reached := 0
	for i, r := range rows {
		if out[i] = r.slip(); out[i].State != Unused {
			reached = out[i].N
		}
	}
	for i, s := range out {
		out[i].Gap = s.State == Unused && (s.N < reached || !b.Open())
	}
	return out, nil
}

// Check says what is wrong with a slip that a clerk keys in: its number must be
// of an open block of the unit and unused, and its time not before the block
// was made. A unit that had no block at that time has no numbers of ours to
// hold a slip against: any number is then taken as it stands.
func (o *Office) Check(app core.App, unit org.Unit, text string, written time.Time) (problem.List, error) {
	_, bad, err := o.find(app, unit, text, written)
	return bad, err
}

// find looks a slip up; the zero Slip without a problem is a foreign number
// that may stand.
func (o *Office) find(app core.App, unit org.Unit, text string, written time.Time) (Slip, problem.List, error) {
	no := func(key string) problem.List { return problem.List{problem.Of("slip", key)} }
	if !code.LooksLikeSlip(text) {
		var first string
		err := app.DB().Select("COALESCE(MIN(made_at), '')").From("number_blocks").Where(dbx.HashExp{"unit": unit.ID}).Row(&first)
		if err != nil {
			return Slip{}, nil, fmt.Errorf("find first block: %w", err)
		}
		if first != "" && (written.IsZero() || stored(written) >= first) {
			return Slip{}, no(KeySlipForeign), nil
		}
		return Slip{}, nil, nil
	}
	s, err := code.ParseSlip(text)
	if list, is := problem.In(err); is {
		return Slip{}, list, nil
	}
	var row struct {
		slipRow
		MadeAt   types.DateTime `db:"made_at"`
		ClosedAt types.DateTime `db:"closed_at"`
	}
	err = app.DB().Select("s.*", "b.made_at", "b.closed_at").From("slips s").InnerJoin("number_blocks b", dbx.NewExp("b.id = s.block")).
		Where(dbx.HashExp{"s.unit": unit.ID, "s.year": s.Year, "s.n": s.N}).One(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return Slip{}, no(KeySlipUnknown), nil
	}
	if err != nil {
		return Slip{}, nil, fmt.Errorf("find slip: %w", err)
	}
	out := row.slip()
	switch {
	case out.State == KeyedIn:
		return out, problem.List{problem.Of("slip", KeySlipUsed).With("code", out.Code)}, nil
	case out.State != Unused:
		return out, no(KeySlipEnded), nil
	case !row.ClosedAt.IsZero():
		return out, no(KeySlipClosed), nil
	case !written.IsZero() && written.Before(row.MadeAt.Time().Truncate(time.Minute)): // a slip says hour and minute
		return out, no(KeySlipEarly), nil
	}
	return out, nil, nil
}

// Use is who used a slip, for what and when.
type Use struct {
	Dossier, Code string
	WrittenAt     time.Time // the time on the slip
	By            access.Actor
	At            time.Time
}

// KeyIn notes that a slip became a dossier, in the transaction that receives
// it. Two clerks with the same slip: the second is refused.
func (o *Office) KeyIn(tx core.App, unit org.Unit, text string, u Use) error {
	s, bad, err := o.find(tx, unit, text, u.WrittenAt)
	if err != nil || len(bad) > 0 {
		return errors.Join(err, bad.Err())
	}
	if s.ID == "" {
		return nil
	}
	ok, err := changed(tx, "slips", dbx.Params{"state": string(KeyedIn), "dossier": u.Dossier, "code": u.Code, "written_at": stored(u.WrittenAt),
		"at": stored(u.At), "by_name": u.By.Name, "reason": ""}, dbx.HashExp{"id": s.ID, "state": string(Unused)})
	if err == nil && !ok {
		err = problem.Of("slip", KeySlipUsed)
	}
	return err
}

// ExplainInput says why a slip has no dossier.
type ExplainInput struct {
	Slip   string `form:"slip" json:"slip"`
	State  State  `form:"state" json:"state"` // Spoiled or Lost; Unused takes an explanation back
	Reason string `form:"reason" json:"reason"`
}

// Explain closes a gap: the slip was spoiled or lost, and why. An explanation
// may be taken back when the slip turns up, also with its reason; a slip that
// has a dossier needs none.
func (o *Office) Explain(app core.App, by access.Actor, block string, in ExplainInput) error {
	return app.RunInTransaction(func(tx core.App) error {
		b, list, err := o.Block(tx, by, block)
		if err != nil {
			return err
		}
		if err := works(by, b.UnitPath, access.Clerk, access.Leader); err != nil {
			return err
		}
		in.Reason = identity.Tidy(in.Reason)
		var s Slip
		for _, x := range list {
			if x.Number == in.Slip {
				s = x
			}
		}
		if err := in.check(s); err != nil {
			return err
		}
		reason := in.Reason
		if s.Reason != "" {
			reason = s.Reason + "; " + in.Reason // what was said first stays
		}
		_, err = changed(tx, "slips", dbx.Params{"state": string(in.State), "reason": reason, "at": stored(o.now()), "by_name": by.Name}, dbx.HashExp{"id": s.ID})
		return err
	})
}

func (in ExplainInput) check(s Slip) error {
	var bad problem.List
	switch {
	case s.ID == "":
		bad.Add("slip", KeySlipUnknown)
	case s.State == KeyedIn:
		bad = append(bad, problem.Of("slip", KeySlipUsed).With("code", s.Code))
	}
	if in.State != Spoiled && in.State != Lost && in.State != Unused {
		bad.Add("state", KeySlipState)
	}
	switch {
	case in.Reason == "":
		bad.Add("reason", dossier.KeyRequired)
	case len([]rune(in.Reason)) > maxText:
		bad.Add("reason", dossier.KeyTooLong)
	}
	return bad.Err()
}

// Gap is a slip that nobody has explained: one before it in the order of the
// pad was used already, or its pad is back.
type Gap struct {
	UnitPath string `db:"unit_path" json:"-"`
	Block    string `db:"block" json:"block"`
	Number   string `db:"number" json:"number"`
}

// Gaps lists the unexplained slips of a unit; "" = of every unit.
func (o *Office) Gaps(app core.App, unitPath string) ([]Gap, error) {
	q := app.DB().Select("s.unit_path", "s.block", "s.number").From("slips s").InnerJoin("number_blocks b", dbx.NewExp("b.id = s.block")).
		Where(dbx.NewExp("s.state = 'unused' AND (b.closed_at != '' OR s.n < (SELECT MAX(u.n) FROM slips u WHERE u.block = s.block AND u.state != 'unused'))")).
		OrderBy("s.unit_path", "s.year", "s.n")
	if unitPath != "" {
		q.AndWhere(dbx.HashExp{"s.unit_path": unitPath})
	}
	var out []Gap
	if err := q.All(&out); err != nil {
		return nil, fmt.Errorf("list unexplained slips: %w", err)
	}
	return out, nil
}
