package handover

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// since is how far back papers without a slip are asked for: what went before
// was carried, slip or not.
const since = 30 * 24 * time.Hour

// Pending is a dossier whose papers the actor has to hand over, with no slip
// that tells of it.
type Pending struct {
	casework.Moving
	Fresh bool // changed hands after the last slip to the same receiver, and has papers: ticked by itself
}

// Group are the papers for one receiver.
type Group struct {
	To    string // staff id; "" = the desk
	Name  string
	Title string
	Items []Pending
}

// Pending lists what the actor has to hand over, by receiver: what the actor
// forwarded, and at the desk what any clerk did. The names of people who left
// are not there, and neither is what was for them.
func (o *Office) Pending(app core.App, by access.Actor) ([]Group, error) {
	unit, err := o.unit(app, by)
	if err != nil {
		return nil, err
	}
	staff, err := o.Org.StaffOf(app, unit.Path, "")
	if err != nil {
		return nil, err
	}
	all, err := o.Desk.Moving(app, by, unit, o.now().Add(-since))
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(m casework.Moving) bool { return !gives(by, staff, m) })
	on, err := onSlips(app, all)
	if err != nil {
		return nil, err
	}
	last, err := o.lastSlips(app, unit)
	if err != nil {
		return nil, err
	}
	var out []Group
	for _, m := range all {
		if m.Move.Seq <= on[m.ID] {
			continue
		}
		g := groupOf(&out, staff, m.Move.To)
		if g == nil {
			continue
		}
		g.Items = append(g.Items, Pending{Moving: m, Fresh: m.Move.At.After(last[m.Move.To]) && !m.Count.None()})
	}
	slices.SortStableFunc(out, func(a, b Group) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// gives reports whether the papers of a move are in the actor's hands: own
// ones, those of whom the actor stands in for, and those of the desk for every
// clerk.
func gives(by access.Actor, staff []access.Actor, m casework.Moving) bool {
	if m.Move.To == by.ID || m.Move.To == "" && by.Has(access.Clerk) && !slices.Contains(m.Move.Givers, by.ID) {
		return false
	}
	for _, id := range m.Move.Givers {
		if id == by.ID || by.StandsFor(id) {
			return true
		}
		if by.Has(access.Clerk) && slices.ContainsFunc(staff, func(a access.Actor) bool { return a.ID == id && a.Has(access.Clerk) }) {
			return true
		}
	}
	return false
}

// groupOf finds or begins the group of a receiver; nil for somebody who is no
// longer there.
func groupOf(out *[]Group, staff []access.Actor, to string) *Group {
	for i := range *out {
		if (*out)[i].To == to {
			return &(*out)[i]
		}
	}
	g := Group{To: to, Name: org.Centre}
	if to != "" {
		i := slices.IndexFunc(staff, func(a access.Actor) bool { return a.ID == to })
		if i < 0 {
			return nil
		}
		g.Name, g.Title = staff[i].Name, staff[i].Title
	}
	*out = append(*out, g)
	return &(*out)[len(*out)-1]
}

// onSlips is the last move of each dossier that a slip tells of. A voided slip
// and a line that the receiver missed tell of nothing.
func onSlips(app core.App, list []casework.Moving) (map[string]int, error) {
	out := map[string]int{}
	for part := range slices.Chunk(list, 500) {
		ids := make([]any, len(part))
		for i, m := range part {
			ids[i] = m.ID
		}
		var rows []struct {
			Dossier string
			Move    int
		}
		err := app.DB().Select("l.dossier", "MAX(l.move) AS move").From("handover_lines l").InnerJoin("handovers h", dbx.NewExp("h.id = l.handover")).
			Where(dbx.In("l.dossier", ids...)).AndWhere(dbx.NewExp("h.state != 'void' AND l.missing = FALSE")).GroupBy("l.dossier").All(&rows)
		if err != nil {
			return nil, fmt.Errorf("find slips of dossiers: %w", err)
		}
		for _, r := range rows {
			out[r.Dossier] = r.Move
		}
	}
	return out, nil
}

// lastSlips is when the last slip to each receiver of a unit was made.
func (o *Office) lastSlips(app core.App, unit org.Unit) (map[string]time.Time, error) {
	var rows []slipRow
	err := app.DB().Select("receiver", "MAX(made_at) AS made_at").From("handovers").Where(dbx.NewExp("unit = {:unit} AND state != 'void'", dbx.Params{"unit": unit.ID})).
		GroupBy("receiver").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find last slips of %s: %w", unit.Code, err)
	}
	out := map[string]time.Time{}
	for _, r := range rows {
		out[r.Receiver] = r.MadeAt.Time()
	}
	return out, nil
}
