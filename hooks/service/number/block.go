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
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// Codes of what lending a block refuses.
const (
	KeyBlockSize     = "number.block_size"
	KeyBlockNotFound = "number.block_not_found"
	KeyBlockClosed   = "number.block_closed"
	KeySlipsUsedUp   = "number.slips_used_up" // the year's series has no number left
)

// Paper is the kind of a block printed as a pad of blank slips.
const Paper = "paper_pad"

// MostSlips is the largest block.
const MostSlips = 200

// maxText is the longest name or reason, in letters.
const maxText = 200

// Block is a run of slip numbers lent to a desk or a person (tập phiếu).
type Block struct {
	ID          string
	Unit        string
	UnitPath    string
	Kind        string
	Year        int
	First, Last int
	LentTo      string // desk or person, as it is written on the pad
	Reason      string
	MadeAt      time.Time
	MadeBy      string
	ClosedAt    time.Time // the pad came back; zero while it is out
	ClosedBy    string
	Counts      map[State]int
	Gaps        int // slips that nobody has explained
}

// Open reports whether slips of the block may be keyed in.
func (b Block) Open() bool { return b.ClosedAt.IsZero() }

// From and To are the numbers of the first and the last slip.
func (b Block) From() string { return code.Slip{Year: b.Year, N: b.First}.String() }

// To is the number of the last slip.
func (b Block) To() string { return code.Slip{Year: b.Year, N: b.Last}.String() }

// Size is how many slips the block has.
func (b Block) Size() int { return b.Last - b.First + 1 }

type blockRow struct {
	ID       string `db:"id"`
	Unit     string `db:"unit"`
	UnitPath string `db:"unit_path"`
	Kind     string
	Year     int
	First    int
	Last     int
	LentTo   string `db:"lent_to"`
	Reason   string
	MadeAt   types.DateTime `db:"made_at"`
	MadeBy   string         `db:"made_by"`
	ClosedAt types.DateTime `db:"closed_at"`
	ClosedBy string         `db:"closed_by"`
}

func (r blockRow) block() Block {
	return Block{ID: r.ID, Unit: r.Unit, UnitPath: r.UnitPath, Kind: r.Kind, Year: r.Year, First: r.First, Last: r.Last, LentTo: r.LentTo, Reason: r.Reason,
		MadeAt: r.MadeAt.Time(), MadeBy: r.MadeBy, ClosedAt: r.ClosedAt.Time(), ClosedBy: r.ClosedBy}
}

// LendInput asks for a block.
type LendInput struct {
	Count  int    `form:"count" json:"count"`
	LentTo string `form:"lent_to" json:"lent_to"`
	Reason string `form:"reason" json:"reason"`
}

// Lend reserves the next numbers of the unit's slips of this year and writes
// each of them down, so that each must end somewhere.
func (o *Office) Lend(app core.App, by access.Actor, unit org.Unit, in LendInput) (Block, error) {
	var out Block
	err := app.RunInTransaction(func(tx core.App) error {
		if err := works(by, unit.Path, access.Clerk, access.Leader); err != nil {
			return err
		}
		in.LentTo, in.Reason = identity.Tidy(in.LentTo), identity.Tidy(in.Reason)
		if err := in.check(); err != nil {
			return err
		}
		at := o.now()
		b := Block{ID: core.GenerateDefaultRandomId(), Unit: unit.ID, UnitPath: unit.Path, Kind: Paper, Year: yearOf(at), LentTo: in.LentTo, Reason: in.Reason, MadeAt: at, MadeBy: by.Name}
		err := tx.DB().Select("COALESCE(MAX(last), 0) + 1 AS next").From("number_blocks").Where(dbx.HashExp{"unit": unit.ID, "year": b.Year}).Row(&b.First)
		if err != nil {
			return fmt.Errorf("find next block: %w", err)
		}
		if b.Last = b.First + in.Count - 1; b.Last > code.MaxSlip {
			return problem.Of("count", KeySlipsUsedUp)
		}
		out = b
		return write(tx, b)
	})
	return out, err
}

func (in LendInput) check() error {
	var bad problem.List
	if in.Count < 1 || in.Count > MostSlips {
		bad = append(bad, problem.Of("count", KeyBlockSize).With("max", strconv.Itoa(MostSlips)))
	}
	if in.LentTo == "" {
		bad.Add("lent_to", dossier.KeyRequired)
	}
	for field, text := range map[string]string{"lent_to": in.LentTo, "reason": in.Reason} {
		if len([]rune(text)) > maxText {
			bad.Add(field, dossier.KeyTooLong)
		}
	}
	return bad.Err()
}

func write(tx core.App, b Block) error {
	_, err := tx.DB().Insert("number_blocks", dbx.Params{"id": b.ID, "unit": b.Unit, "unit_path": b.UnitPath, "kind": b.Kind, "year": b.Year, "first": b.First, "last": b.Last,
		"lent_to": b.LentTo, "reason": b.Reason, "made_at": stored(b.MadeAt), "made_by": b.MadeBy, "closed_at": "", "closed_by": ""}).Execute()
	if err != nil {
		return fmt.Errorf("lend block: %w", err)
	}
	for n := b.First; n <= b.Last; n++ {
		_, err := tx.DB().Insert("slips", dbx.Params{"id": core.GenerateDefaultRandomId(), "block": b.ID, "unit": b.Unit, "unit_path": b.UnitPath, "year": b.Year, "n": n,
			"number": code.Slip{Year: b.Year, N: n}.String(), "state": string(Unused), "dossier": "", "code": "", "written_at": "", "reason": "", "at": "", "by_name": ""}).Execute()
		if err != nil {
			return fmt.Errorf("write slip %d: %w", n, err)
		}
	}
	return nil
}

// Blocks lists the blocks of a unit, the newest first, each with what became
// of its slips.
func (o *Office) Blocks(app core.App, by access.Actor, unitPath string) ([]Block, error) {
	if !by.Scope.Has(unitPath) {
		return nil, nil
	}
	var rows []blockRow
	if err := app.DB().Select("*").From("number_blocks").Where(dbx.HashExp{"unit_path": unitPath}).OrderBy("made_at DESC", "first DESC").Limit(200).All(&rows); err != nil {
		return nil, fmt.Errorf("list blocks: %w", err)
	}
	gaps, err := o.Gaps(app, unitPath)
	if err != nil {
		return nil, err
	}
	out := make([]Block, len(rows))
	at := map[string]int{}
	for i, r := range rows {
		out[i] = r.block()
		out[i].Counts = map[State]int{}
		at[r.ID] = i
	}
	var counts []struct {
		Block string
		State string
		N     int
	}
	if err := app.DB().Select("block", "state", "count(*) AS n").From("slips").Where(dbx.HashExp{"unit_path": unitPath}).GroupBy("block", "state").All(&counts); err != nil {
		return nil, fmt.Errorf("count slips: %w", err)
	}
	for _, c := range counts {
		if i, ok := at[c.Block]; ok {
			out[i].Counts[State(c.State)] = c.N
		}
	}
	for _, g := range gaps {
		if i, ok := at[g.Block]; ok {
			out[i].Gaps++
		}
	}
	return out, nil
}

// Block is one block of the actor's scope with every slip of it.
func (o *Office) Block(app core.App, by access.Actor, id string) (Block, []Slip, error) {
	var row blockRow
	err := app.DB().Select("*").From("number_blocks").Where(dbx.HashExp{"id": id}).AndWhere(scoped(by.Scope)).One(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return Block{}, nil, problem.Problem{Kind: problem.NotFound, Key: KeyBlockNotFound}
	}
	if err != nil {
		return Block{}, nil, fmt.Errorf("load block: %w", err)
	}
	b := row.block()
	list, err := slipsOf(app, b)
	if err != nil {
		return b, nil, err
	}
	b.Counts = map[State]int{}
	for _, s := range list {
		b.Counts[s.State]++
		if s.Gap {
			b.Gaps++
		}
	}
	return b, list, nil
}

// CloseBlock takes a pad back. What was never reached is taken back with it;
// what lies between used slips still wants an explanation.
func (o *Office) CloseBlock(app core.App, by access.Actor, id string) (Block, error) {
	var out Block
	err := app.RunInTransaction(func(tx core.App) error {
		b, _, err := o.Block(tx, by, id)
		if err != nil {
			return err
		}
		if err := works(by, b.UnitPath, access.Clerk, access.Leader); err != nil {
			return err
		}
		at := o.now()
		ok, err := changed(tx, "number_blocks", dbx.Params{"closed_at": stored(at), "closed_by": by.Name}, dbx.HashExp{"id": b.ID, "closed_at": ""})
		if err == nil && !ok {
			err = problem.Problem{Kind: problem.Conflict, Key: KeyBlockClosed}
		}
		if err != nil {
			return err
		}
		_, err = tx.DB().NewQuery("UPDATE slips SET state = 'returned', at = {:at}, by_name = {:by} WHERE block = {:block} AND state = 'unused' AND n > " +
			"(SELECT COALESCE(MAX(n), 0) FROM slips WHERE block = {:block} AND state != 'unused')").
			Bind(dbx.Params{"at": stored(at), "by": by.Name, "block": b.ID}).Execute()
		if err != nil {
			return fmt.Errorf("take back slips: %w", err)
		}
		out, _, err = o.Block(tx, by, id)
		return err
	})
	return out, err
}

// dayOf is the office day of a moment, 2006-01-02.
func dayOf(at time.Time) string { return at.In(calendar.Location).Format(time.DateOnly) }
