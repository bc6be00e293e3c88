package casework

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
)

// Holding is one paper of a citizen that the office keeps for now (bản chính
// đang giữ); Paper.Held says how many of it.
type Holding struct {
	Line
	Paper dossier.Paper
	Since time.Time // when the first of those still here came
	By    string    // who took it in
	Late  bool      // the dossier is over and the paper still here
}

// Handed is one paper that went back to the citizen.
type Handed struct {
	Line
	Paper  dossier.Paper // Originals = how many
	At     time.Time
	To     string
	Number string // identity number of whoever took it, masked
	Proof  string // document of authority, or how it was signed
	By     string // who gave it
}

// Custody is the ledger of originals (sổ bản chính), or the part of it that is
// about one person or dossier.
type Custody struct {
	Held []Holding
	Back []Handed
}

// CustodyFilter narrows the ledger.
type CustodyFilter struct {
	Text string // identity number or card, telephone, code, reference or name; "" = the whole ledger
	Late bool   // only of dossiers that are over
}

// Lengths of the ledger: papers held, and days for which it shows what went back.
const (
	mostHeld = 5000
	backDays = 30
)

// keepsPapers is the condition of idx_dossiers_held, word for word.
const keepsPapers = "d.held != '' AND d.held != 'null' AND d.held != '[]'"

// over are the states after which nothing of the citizen should be here.
var over = []dossier.State{dossier.Declined, dossier.Withdrawn, dossier.Stopped, dossier.Returned}

// Custody says what the actor's unit holds of whom, and what it gave back.
// Whoever may not see people gets nothing.
func (d *Desk) Custody(app core.App, by access.Actor, f CustodyFilter) (Custody, error) {
	var out Custody
	if !by.SeesPeople() {
		return out, nil
	}
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return out, err
	}
	held, back := Filter{Unit: unit.Path, Held: true, Order: Oldest}, Filter{Unit: unit.Path}
	if f.Text != "" {
		ids, err := d.whose(app, by, f.Text)
		if err != nil || len(ids) == 0 {
			return out, err
		}
		held.IDs, back.IDs = ids, ids
	} else if back.IDs, err = d.handedLately(app, unit.ID); err != nil {
		return out, err
	}
	if f.Late {
		held.State, back.IDs = over, nil
	}
	lines, err := d.every(app, by, held)
	if err != nil {
		return out, err
	}
	if out.Held, err = d.holdings(app, lines); err != nil || len(back.IDs) == 0 {
		return out, err
	}
	if lines, err = d.every(app, by, back); err != nil {
		return out, err
	}
	out.Back, err = d.handed(app, lines)
	return out, err
}

// every collects the pages of a list.
func (d *Desk) every(app core.App, by access.Actor, f Filter) ([]Line, error) {
	f.Limit = maxPage
	var out []Line
	for {
		lines, next, err := d.List(app, by, f)
		out = append(out, lines...)
		if err != nil || next == "" || len(out) >= mostHeld {
			return out, err
		}
		f.After = next
	}
}

// whose finds the dossiers that a scanned or typed text names.
func (d *Desk) whose(app core.App, by access.Actor, text string) ([]string, error) {
	if phone, err := identity.ParsePhone(text); err == nil {
		return d.byPhone(app, by, string(phone))
	}
	found, lines, err := d.Locate(app, by, text)
	if err != nil {
		return nil, err
	}
	if found != "" {
		c, err := d.Find(app, by, found)
		return []string{c.ID}, err
	}
	var ids []string
	for _, l := range lines {
		ids = append(ids, l.ID)
	}
	return ids, nil
}

// byPhone finds the dossiers of whoever gave this number.
func (d *Desk) byPhone(app core.App, by access.Actor, phone string) ([]string, error) {
	var ids []string
	err := ofPeople(app, by, hasPerson, "p.phone", phone).Distinct(true).Limit(200).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find dossiers of a telephone: %w", err)
	}
	return ids, nil
}

// handedLately are the dossiers of which something went back in the last days.
func (d *Desk) handedLately(app core.App, unit string) ([]string, error) {
	var ids []string
	err := app.DB().Select("dossier").Distinct(true).From("dossier_events").
		Where(dbx.NewExp("kind = 'give_back' AND unit = {:unit} AND at >= {:since}", dbx.Params{"unit": unit, "since": stored(d.now().AddDate(0, 0, -backDays))})).
		Limit(maxPage).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find what was given back: %w", err)
	}
	return ids, nil
}

// moves are the events that bring papers in or out, by dossier.
func (d *Desk) moves(app core.App, lines []Line) (map[string][]dossier.Event, error) {
	out := map[string][]dossier.Event{}
	for part := range slices.Chunk(lines, maxPage) {
		ids := make([]any, len(part))
		for i, l := range part {
			ids[i] = l.ID
		}
		var rows []eventRow
		err := app.DB().Select("*").From("dossier_events").Where(dbx.In("dossier", ids...)).
			AndWhere(dbx.In("kind", string(dossier.Receive), string(dossier.AnswerSupplement), string(dossier.Volunteer), string(dossier.GiveBack))).
			OrderBy("dossier", "seq").All(&rows)
		if err != nil {
			return nil, fmt.Errorf("load moves of originals: %w", err)
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

// holdings makes a line of each paper held.
func (d *Desk) holdings(app core.App, lines []Line) ([]Holding, error) {
	moves, err := d.moves(app, lines)
	if err != nil {
		return nil, err
	}
	var out []Holding
	for _, l := range lines {
		for _, p := range l.Held {
			h := Holding{Line: l, Paper: p, Late: slices.Contains(over, l.State)}
			h.Since, h.By = since(moves[l.ID], p)
			out = append(out, h)
		}
	}
	return out, nil
}

// since is when the paper came that is here now: after whatever emptied the
// place last.
func since(moves []dossier.Event, p dossier.Paper) (at time.Time, by string) {
	n := 0
	for _, e := range moves {
		for _, x := range e.Data.Papers {
			if x.Key == p.Key && x.Title == p.Title && x.Held > 0 {
				if n == 0 {
					at, by = e.At, e.ActorName
				}
				n += x.Held
			}
		}
		for _, x := range e.Data.Back {
			if x.Key == p.Key && x.Title == p.Title {
				n -= x.Originals
			}
		}
	}
	return at, by
}

// handed makes a line of each paper that went back, the last first.
func (d *Desk) handed(app core.App, lines []Line) ([]Handed, error) {
	moves, err := d.moves(app, lines)
	if err != nil {
		return nil, err
	}
	var out []Handed
	for _, l := range lines {
		for _, e := range moves[l.ID] {
			if e.Kind != dossier.GiveBack {
				continue
			}
			detail, err := detailOf(app, e.ID)
			if err != nil {
				return nil, err
			}
			for _, p := range e.Data.Back {
				out = append(out, Handed{Line: l, Paper: p, At: e.At, To: detail["to"], Number: detail["to_number"], Proof: detail["proof"], By: e.ActorName})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Handed) int { return b.At.Compare(a.At) })
	return out, nil
}

// detailOf are the personal values beside one event; empty when erased.
func detailOf(app core.App, event string) (dossier.Detail, error) {
	var rows []string
	if err := app.DB().Select("data").From("event_details").Where(dbx.HashExp{"event": event}).Column(&rows); err != nil {
		return nil, fmt.Errorf("load detail of event %s: %w", event, err)
	}
	out := dossier.Detail{}
	if len(rows) == 0 {
		return out, nil
	}
	if err := json.Unmarshal([]byte(rows[0]), &out); err != nil {
		return nil, fmt.Errorf("read detail of event %s: %w", event, err)
	}
	return out, nil
}
