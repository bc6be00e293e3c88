package casework

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
)

// Moving is a dossier whose papers have to follow it to somebody.
type Moving struct {
	Line
	Move  handover.Move
	Count handover.Count
}

// moveKinds are the events that handover.Last reads.
var moveKinds = []any{string(dossier.Receive), string(dossier.Forward), string(dossier.Propose), string(dossier.Approve), string(dossier.SendBack),
	string(dossier.Assign), string(dossier.Reassign), string(dossier.StepBack), string(dossier.Recall), string(dossier.Resolve), string(dossier.CorrectResult),
	string(dossier.Withdraw), string(dossier.Stop), string(dossier.Lapse), string(dossier.Shelve), string(dossier.Return), string(dossier.GiveBack)}

// Moving lists the dossiers of a unit that changed hands since a moment and
// whose papers have to follow: to their holder, or to the desk with a result.
// Whether a slip tells of it already is not asked here.
func (d *Desk) Moving(app core.App, by access.Actor, unit org.Unit, since time.Time) ([]Moving, error) {
	var lines []Line
	for _, f := range []Filter{
		{State: []dossier.State{dossier.Processing, dossier.Supplementing, dossier.PaymentDue}},
		{State: []dossier.State{dossier.Resolved}, Unshelved: true},
		{State: []dossier.State{dossier.Withdrawn, dossier.Stopped}, Held: true},
	} {
		f.Unit, f.Order = unit.Path, Oldest
		list, err := d.every(app, by, f)
		if err != nil {
			return nil, err
		}
		lines = append(lines, list...)
	}
	lines = slices.DeleteFunc(lines, func(l Line) bool { return l.Unit != unit.ID || l.Code == "" })
	events, err := d.eventsOf(app, lines, moveKinds)
	if err != nil {
		return nil, err
	}
	var out []Moving
	for _, l := range lines {
		v, err := d.Catalog.Version(app, l.Version)
		if err != nil {
			return nil, fmt.Errorf("version of dossier %s: %w", l.ID, err)
		}
		flow := v.Body.Steps(l.Case)
		atDesk := func(step string) bool {
			for _, s := range flow {
				if s.Key == step {
					return access.Role(s.Role) == access.Clerk
				}
			}
			return false
		}
		m, ok := handover.Last(events[l.ID], atDesk, len(l.Held) > 0)
		if !ok || m.At.Before(since) {
			continue
		}
		out = append(out, Moving{Line: l, Move: m, Count: handover.CountOf(m.What, l.Papers, l.Held, gone(events[l.ID]))})
	}
	slices.SortStableFunc(out, func(a, b Moving) int { return a.Move.Seq - b.Move.Seq })
	return out, nil
}

// gone counts the originals that went back to the citizen.
func gone(events []dossier.Event) (n int) {
	for _, e := range events {
		for _, p := range e.Data.Back {
			n += p.Originals
		}
	}
	return n
}

// eventsOf loads the events of some kinds of many dossiers, each in its order.
func (d *Desk) eventsOf(app core.App, lines []Line, kinds []any) (map[string][]dossier.Event, error) {
	out := map[string][]dossier.Event{}
	for part := range slices.Chunk(lines, maxPage) {
		ids := make([]any, len(part))
		for i, l := range part {
			ids[i] = l.ID
		}
		var rows []eventRow
		err := app.DB().Select("*").From("dossier_events").Where(dbx.In("dossier", ids...)).AndWhere(dbx.In("kind", kinds...)).OrderBy("dossier", "seq").All(&rows)
		if err != nil {
			return nil, fmt.Errorf("load events of %d dossiers: %w", len(ids), err)
		}
		for _, r := range rows {
			e, err := r.event()
			if err != nil {
				return nil, err
			}
			out[e.Dossier] = append(out[e.Dossier], e)
		}
	}
	return out, nil
}

// OnSlip notes on a dossier that its papers stand on a slip of hand-over. It is
// part of the slip's own transaction.
func (d *Desk) OnSlip(tx core.App, by access.Actor, code, number string) (Case, error) {
	return d.act(tx, by, code, 0, func(_ core.App, c Case, at time.Time) (decided, error) {
		if !by.Works(c.UnitPath) || !by.HasAny(access.Clerk, access.Officer, access.Leader) {
			return decided{}, problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}.With("act", string(dossier.Printed))
		}
		return decided{event: dossier.Event{Unit: c.Unit, Dossier: c.ID, Kind: dossier.Printed, At: at, Actor: by.ID, ActorName: by.Name,
			Data: dossier.Data{Paper: paper.FormHandover, PaperNo: number}}}, nil
	})
}

// SlipNumber takes the next number of the slips of hand-over of a unit in an
// office year, 1 first, in the slip's own transaction.
func (d *Desk) SlipNumber(tx core.App, unit org.Unit, at time.Time) (no, year int, err error) {
	day := officeDay(at)[:4]
	if year, err = strconv.Atoi(day); err != nil {
		return 0, 0, fmt.Errorf("read office year: %w", err)
	}
	no, err = next(tx, unit.ID, paper.FormHandover+" "+day)
	return no, year, err
}

// LinesOf are dossiers of the actor's scope by their record ids, for whoever
// shows them in an order of its own.
func (d *Desk) LinesOf(app core.App, by access.Actor, ids []string) (map[string]Line, error) {
	out := map[string]Line{}
	for part := range slices.Chunk(ids, maxPage) {
		list, err := d.every(app, by, Filter{IDs: part})
		if err != nil {
			return nil, err
		}
		for _, l := range list {
			out[l.ID] = l
		}
	}
	return out, nil
}
