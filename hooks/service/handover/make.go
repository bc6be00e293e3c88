package handover

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// MakeInput is a slip to be made: to whom, which dossiers, a note for each.
type MakeInput struct {
	To    string            // staff id; "" = the desk
	Codes []string          // mã hồ sơ, in the order they stand on the slip
	Notes map[string]string // by code
}

// Make writes a slip in one transaction: its number, its lines, and the note on
// each dossier's history. Nothing is half made: a dossier that is no longer
// there to be carried refuses the whole.
func (o *Office) Make(app core.App, by access.Actor, in MakeInput) (Slip, error) {
	var out Slip
	err := app.RunInTransaction(func(tx core.App) error {
		unit, err := o.unit(tx, by)
		if err != nil {
			return err
		}
		g, picked, err := o.picked(tx, by, in)
		if err != nil {
			return err
		}
		at := o.now()
		out = Slip{ID: core.GenerateDefaultRandomId(), Unit: unit.ID, GiverName: by.Name, GiverTitle: by.Title, ReceiverName: g.Name, ReceiverTitle: g.Title, LineCount: len(picked)}
		out.Slip = handover.Slip{UnitPath: unit.Path, State: handover.Waiting, Giver: by.ID, Receiver: g.To, MadeAt: at}
		if out.LateDay, err = o.nextDay(tx, unit, at); err != nil {
			return err
		}
		if out.No, out.Year, err = o.Desk.SlipNumber(tx, unit, at); err != nil {
			return err
		}
		if err := insert(tx, out); err != nil {
			return err
		}
		for i, p := range picked {
			if err := line(tx, out, i+1, p, strings.TrimSpace(in.Notes[p.Code])); err != nil {
				return err
			}
			if _, err := o.Desk.OnSlip(tx, by, p.ID, out.Number()); err != nil {
				return err
			}
		}
		return o.withLines(tx, &out)
	})
	return out, err
}

// picked are the dossiers that were ticked, as they are to be carried now.
func (o *Office) picked(tx core.App, by access.Actor, in MakeInput) (Group, []Pending, error) {
	codes := once(in.Codes)
	switch {
	case len(codes) == 0:
		return Group{}, nil, problem.Problem{Kind: problem.Invalid, Key: handover.KeyNone}
	case len(codes) > handover.Most:
		return Group{}, nil, problem.Problem{Kind: problem.Invalid, Key: handover.KeyTooMany}.With("n", strconv.Itoa(len(codes))).With("most", strconv.Itoa(handover.Most))
	}
	groups, err := o.Pending(tx, by)
	if err != nil {
		return Group{}, nil, err
	}
	i := slices.IndexFunc(groups, func(g Group) bool { return g.To == in.To })
	if i < 0 {
		return Group{}, nil, problem.Of("to", handover.KeyReceiver)
	}
	g := groups[i]
	var out []Pending
	var bad problem.List
	for _, code := range codes {
		bad = append(bad, handover.CheckNote("note."+code, strings.TrimSpace(in.Notes[code]))...)
		n := slices.IndexFunc(g.Items, func(p Pending) bool { return p.Code == code })
		if n < 0 {
			bad = append(bad, problem.Problem{Kind: problem.Conflict, Key: handover.KeyNotReady}.With("code", code))
			continue
		}
		out = append(out, g.Items[n])
	}
	return g, out, bad.Err()
}

// once leaves each name where it came first: a code may be ticked and scanned.
func once(list []string) []string {
	var out []string
	for _, x := range list {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// nextDay is the working day after the day of a moment: a slip that is not
// confirmed when it begins is late.
func (o *Office) nextDay(app core.App, unit org.Unit, at time.Time) (string, error) {
	cal, err := o.Org.Calendar(app, unit)
	if err != nil {
		return "", err
	}
	day, _ := calendar.Split(at)
	if next, ok := cal.Add(day, 1); ok {
		return next.String(), nil
	}
	return (day + 1).String(), nil // past the years the calendar answers for
}

func insert(tx core.App, s Slip) error {
	_, err := tx.DB().Insert("handovers", dbx.Params{"id": s.ID, "unit": s.Unit, "unit_path": s.UnitPath, "year": s.Year, "no": s.No, "state": string(s.State),
		"giver": s.Giver, "giver_name": s.GiverName, "giver_title": s.GiverTitle, "receiver": s.Receiver, "receiver_name": s.ReceiverName, "receiver_title": s.ReceiverTitle,
		"made_at": stored(s.MadeAt), "late_day": s.LateDay, "lines": s.LineCount, "missing": 0, "ended_at": "", "ended_by": "", "ended_name": "", "void_reason": "",
		"pdf": "", "sha256": ""}).Execute()
	if err != nil {
		return fmt.Errorf("write slip %s: %w", s.Number(), err)
	}
	return nil
}

func line(tx core.App, s Slip, n int, p Pending, note string) error {
	_, err := tx.DB().Insert("handover_lines", dbx.Params{"id": core.GenerateDefaultRandomId(), "handover": s.ID, "n": n, "dossier": p.ID, "code": p.Code, "move": p.Move.Seq,
		"what": string(p.Move.What), "originals": p.Count.Originals, "copies": p.Count.Copies, "results": p.Count.Results, "note": note, "missing": false, "why": ""}).Execute()
	if err != nil {
		return fmt.Errorf("write line %d of slip %s: %w", n, s.Number(), err)
	}
	return nil
}

// Confirm takes a slip for its receiver, in one transaction. What is missing is
// written on the dossier's history as well, where it may still be written.
func (o *Office) Confirm(app core.App, by access.Actor, id string, got map[string]handover.Got) (Slip, error) {
	return o.end(app, by, id, func(tx core.App, s *Slip, at time.Time) error {
		after, err := s.Confirm(by, at, got)
		if err != nil {
			return err
		}
		s.Slip, s.MissingCount = after, len(after.Missing())
		for i, l := range after.Lines {
			if !l.Missing {
				continue
			}
			_, err := tx.DB().Update("handover_lines", dbx.Params{"missing": true, "why": l.Why}, dbx.HashExp{"id": l.ID}).Execute()
			if err != nil {
				return fmt.Errorf("write line of slip %s: %w", s.Number(), err)
			}
			if err := o.remark(tx, by, s.Dossiers[i], s.Number()+": "+l.Why); err != nil {
				return err
			}
		}
		return nil
	})
}

// All says of every line that it is there.
func All(s Slip) map[string]handover.Got {
	out := map[string]handover.Got{}
	for _, l := range s.Lines {
		out[l.ID] = handover.Got{There: true}
	}
	return out
}

// remark notes on a dossier that its papers did not arrive. A dossier that ended
// meanwhile takes no notes: the slip says it.
func (o *Office) remark(tx core.App, by access.Actor, id, note string) error {
	c, err := o.Desk.Find(tx, by, id)
	if err != nil {
		return err
	}
	if c.Permit(dossier.Remark, by) != nil {
		return nil //nolint:nilerr // ended meanwhile: it takes no notes
	}
	_, err = o.Desk.Remark(tx, by, id, 0, dossier.RemarkInput{Note: note})
	return err
}

// Annul voids a slip that was not confirmed yet. Its number stays in the book
// with the reason, and its dossiers wait for another slip.
func (o *Office) Annul(app core.App, by access.Actor, id, reason string) (Slip, error) {
	return o.end(app, by, id, func(_ core.App, s *Slip, at time.Time) error {
		after, err := s.Annul(by, at, reason)
		s.Slip, s.VoidReason = after, strings.TrimSpace(reason)
		return err
	})
}

// end closes a slip in one transaction.
func (o *Office) end(app core.App, by access.Actor, id string, decide func(tx core.App, s *Slip, at time.Time) error) (Slip, error) {
	var out Slip
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if out, err = o.Find(tx, by, id); err != nil {
			return err
		}
		if err := decide(tx, &out, o.now()); err != nil {
			return err
		}
		out.EndedName = by.Name
		_, err = tx.DB().Update("handovers", dbx.Params{"state": string(out.State), "missing": out.MissingCount, "ended_at": stored(out.EndedAt),
			"ended_by": by.ID, "ended_name": by.Name, "void_reason": out.VoidReason}, dbx.HashExp{"id": out.ID}).Execute()
		if err != nil {
			return fmt.Errorf("close slip %s: %w", out.Number(), err)
		}
		return nil
	})
	return out, err
}
