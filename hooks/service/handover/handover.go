// Package handover is the slips with which papers go from hand to hand inside
// an office (phiếu bàn giao): between the desk and the offices, both ways. It
// owns handovers and handover_lines; what a dossier is, the desk says. It moves
// no dossier: a slip only follows what an act has done.
package handover

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/closed"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
)

// KeyNotFound says that a slip is not there, or not yours to see.
const KeyNotFound = "handover.not_found"

// Office writes slips. It is safe for concurrent use.
type Office struct {
	Desk *casework.Desk
	Org  *org.Office
}

// now is the moment of an act: UTC, whole milliseconds as the database keeps them.
func (o *Office) now() time.Time { return o.Desk.Now().UTC().Truncate(time.Millisecond) }

type writing struct{}

// ours reports whether a write is this office's own.
func ours(ctx context.Context) bool { return ctx.Value(writing{}) == true }

// Guard refuses every record write to slips that does not come from this
// office, whoever asks.
func Guard(app core.App) {
	closed.To(app, number.KeyOnlyOffice, ours, "handovers", "handover_lines")
}

// asOffice marks a write as this office's own.
func asOffice() context.Context { return context.WithValue(context.Background(), writing{}, true) }

// Slip is a slip with the names that stand on it.
type Slip struct {
	handover.Slip
	ID            string
	Unit          string
	GiverName     string
	GiverTitle    string
	ReceiverName  string
	ReceiverTitle string
	EndedName     string // who confirmed or voided it
	VoidReason    string
	Dossiers      []string // record ids, by line
	LineCount     int
	MissingCount  int
	File, SHA256  string // the kept PDF; "" until it was drawn
}

type slipRow struct {
	ID            string `db:"id"`
	Unit          string
	UnitPath      string `db:"unit_path"`
	Year          int
	No            int
	State         string
	Giver         string
	GiverName     string `db:"giver_name"`
	GiverTitle    string `db:"giver_title"`
	Receiver      string
	ReceiverName  string         `db:"receiver_name"`
	ReceiverTitle string         `db:"receiver_title"`
	MadeAt        types.DateTime `db:"made_at"`
	LateDay       string         `db:"late_day"`
	Lines         int
	Missing       int
	EndedAt       types.DateTime `db:"ended_at"`
	EndedName     string         `db:"ended_name"`
	VoidReason    string         `db:"void_reason"`
	PDF           string         `db:"pdf"`
	SHA256        string         `db:"sha256"`
}

func (r slipRow) slip() Slip {
	return Slip{Slip: handover.Slip{UnitPath: r.UnitPath, No: r.No, Year: r.Year, State: handover.State(r.State), Giver: r.Giver, Receiver: r.Receiver,
		MadeAt: r.MadeAt.Time(), LateDay: r.LateDay, EndedAt: r.EndedAt.Time()},
		ID: r.ID, Unit: r.Unit, GiverName: r.GiverName, GiverTitle: r.GiverTitle, ReceiverName: r.ReceiverName, ReceiverTitle: r.ReceiverTitle,
		EndedName: r.EndedName, VoidReason: r.VoidReason, LineCount: r.Lines, MissingCount: r.Missing, File: r.PDF, SHA256: r.SHA256}
}

type lineRow struct {
	ID        string `db:"id"`
	Handover  string
	Dossier   string
	Code      string
	Move      int
	What      string
	Originals int
	Copies    int
	Results   int
	Note      string
	Missing   bool
	Why       string
}

func (r lineRow) line() handover.Line {
	return handover.Line{ID: r.ID, Code: r.Code, Move: r.Move, What: handover.What(r.What),
		Count: handover.Count{Originals: r.Originals, Copies: r.Copies, Results: r.Results}, Note: r.Note, Missing: r.Missing, Why: r.Why}
}

// Find is one slip of the actor's unit with its lines.
func (o *Office) Find(app core.App, by access.Actor, id string) (Slip, error) {
	none := problem.Problem{Kind: problem.NotFound, Key: KeyNotFound}
	var r slipRow
	err := app.DB().Select("*").From("handovers").Where(dbx.HashExp{"id": id}).Limit(1).One(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return Slip{}, none
	}
	if err != nil {
		return Slip{}, fmt.Errorf("load slip: %w", err)
	}
	if !works(by, r.UnitPath) {
		return Slip{}, none
	}
	s := r.slip()
	return s, o.withLines(app, &s)
}

// works reports whether the actor handles dossiers of the unit.
func works(by access.Actor, path string) bool {
	return by.Works(path) && by.HasAny(access.Clerk, access.Officer, access.Leader)
}

func (o *Office) withLines(app core.App, s *Slip) error {
	var rows []lineRow
	if err := app.DB().Select("*").From("handover_lines").Where(dbx.HashExp{"handover": s.ID}).OrderBy("n").All(&rows); err != nil {
		return fmt.Errorf("load lines of slip %s: %w", s.Number(), err)
	}
	s.Lines, s.Dossiers = nil, nil
	for _, r := range rows {
		s.Lines, s.Dossiers = append(s.Lines, r.line()), append(s.Dossiers, r.Dossier)
	}
	return nil
}

// list reads slips of a unit, the last first.
func (o *Office) list(app core.App, unit org.Unit, where dbx.Expression, limit int64) ([]Slip, error) {
	var rows []slipRow
	err := app.DB().Select("*").From("handovers").Where(dbx.HashExp{"unit": unit.ID}).AndWhere(where).OrderBy("year DESC", "no DESC").Limit(limit).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list slips of %s: %w", unit.Code, err)
	}
	out := make([]Slip, len(rows))
	for i, r := range rows {
		out[i] = r.slip()
	}
	return out, nil
}

// mostListed is how many slips one list holds.
const mostListed = 200

// ForMe are the slips that wait for the actor: named as the receiver, standing
// in for who is, or at the desk.
func (o *Office) ForMe(app core.App, by access.Actor) ([]Slip, error) {
	unit, err := o.unit(app, by)
	if err != nil {
		return nil, err
	}
	names := []any{by.ID}
	for _, s := range by.For {
		names = append(names, s.ID)
	}
	if by.Has(access.Clerk) {
		names = append(names, "")
	}
	list, err := o.list(app, unit, dbx.And(dbx.NewExp("state = 'waiting'"), dbx.In("receiver", names...)), mostListed)
	return slices.DeleteFunc(list, func(s Slip) bool { return !s.MayTake(by) }), err
}

// Given are the slips of the actor that wait, and those of which something is
// missing and was not handed over since.
func (o *Office) Given(app core.App, by access.Actor) (waiting, short []Slip, err error) {
	unit, err := o.unit(app, by)
	if err != nil {
		return nil, nil, err
	}
	if waiting, err = o.list(app, unit, dbx.NewExp("state = 'waiting' AND giver = {:me}", dbx.Params{"me": by.ID}), mostListed); err != nil {
		return nil, nil, err
	}
	short, err = o.list(app, unit, dbx.NewExp("state = 'confirmed' AND missing > 0 AND giver = {:me} AND "+stillMissing, dbx.Params{"me": by.ID}), mostListed)
	return waiting, short, err
}

// stillMissing is true of a slip with a missing line whose dossier stands on no
// later slip.
const stillMissing = `EXISTS (SELECT 1 FROM handover_lines l WHERE l.handover = handovers.id AND l.missing = TRUE AND NOT EXISTS (
	SELECT 1 FROM handover_lines n JOIN handovers h ON h.id = n.handover
	WHERE n.dossier = l.dossier AND n.missing = FALSE AND h.state != 'void' AND h.made_at > handovers.made_at))`

// Late are the slips of the actor's unit that nobody confirmed by the next
// working day, for the leader.
func (o *Office) Late(app core.App, by access.Actor) ([]Slip, error) {
	unit, err := o.unit(app, by)
	if err != nil {
		return nil, err
	}
	return o.list(app, unit, dbx.NewExp("state = 'waiting' AND late_day <= {:today}", dbx.Params{"today": o.today()}), mostListed)
}

// Book lists the slips of the actor's unit of one office year, the last first:
// every number is there, the voided ones with their reason.
func (o *Office) Book(app core.App, by access.Actor, year, before int) ([]Slip, int, error) {
	unit, err := o.unit(app, by)
	if err != nil {
		return nil, 0, err
	}
	if before <= 0 {
		before = 1 << 30
	}
	list, err := o.list(app, unit, dbx.NewExp("year = {:year} AND no < {:before}", dbx.Params{"year": year, "before": before}), pageOfBook+1)
	if len(list) > pageOfBook {
		return list[:pageOfBook], list[pageOfBook-1].No, err
	}
	return list, 0, err
}

// pageOfBook is how many slips one page of the book shows.
const pageOfBook = 50

// unit is the unit whose papers the actor carries.
func (o *Office) unit(app core.App, by access.Actor) (org.Unit, error) {
	u, err := o.Desk.IntakeUnit(app, by)
	if err != nil {
		return u, err
	}
	if !works(by, u.Path) {
		return u, problem.Problem{Kind: problem.Forbidden, Key: handover.KeyNotYours}
	}
	return u, nil
}

// today is the office day now, 2006-01-02.
func (o *Office) today() string { return o.now().In(calendar.Location).Format(time.DateOnly) }

// Overdue reports whether a slip should have been confirmed by now.
func (o *Office) Overdue(s Slip) bool { return s.Slip.Late(o.today()) }

func stored(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }
