package casework

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
)

// Piles lists every pile in the order they are shown.
var Piles = []Pile{PileMine, PileUnit, PileLate, PileSoon, PileWaiting, PileFiled, PileReady}

// WorkCount is how much lies in each pile of the actor's unit.
type WorkCount struct {
	In     map[Pile]int
	Unread int // of mine, not opened since they were given
}

// Counts counts the piles.
func (d *Desk) Counts(app core.App, by access.Actor) (WorkCount, error) {
	out := WorkCount{In: map[Pile]int{}}
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return out, err
	}
	for _, name := range Piles {
		p, err := d.pileOf(app, by, unit, WorkAsk{Pile: name})
		if err != nil {
			return out, err
		}
		n := 0
		if err := p.count(app, by, "", &n); err != nil {
			return out, err
		}
		out.In[name] = n
		if name == PileMine && n > 0 {
			if err := p.count(app, by, " AND "+isUnread, &out.Unread); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// isUnread: somebody else gave it to the actor, who has not opened it since.
// In state received nobody gave it: the holder took it in.
const isUnread = "d.holder = {:me} AND d.state != 'received' AND d.held_since != '' AND " +
	"NOT EXISTS (SELECT 1 FROM openings o WHERE o.dossier = d.id AND o.reader = {:me} AND o.at >= d.held_since)"

func (p pile) count(app core.App, by access.Actor, more string, into *int) error {
	sql := "SELECT COUNT(*) FROM dossiers d WHERE " + p.where + " AND " + within(by.Scope, p.params) + more
	if err := app.DB().NewQuery(sql).Bind(p.params).Row(into); err != nil {
		return fmt.Errorf("count work: %w", err)
	}
	return nil
}

// Unread reports whether the actor has not opened a line of a list since
// somebody gave it to them.
func (l Line) Unread(by access.Actor) bool {
	return l.Holder == by.ID && l.State != "received" && !l.HeldSince.IsZero() && l.OpenedAt.Before(l.HeldSince)
}

// Opened notes that the holder looked at a dossier, once after each hand-over:
// looking again writes nothing.
func (d *Desk) Opened(app core.App, by access.Actor, c Case) error {
	if by.ID == "" || c.Holder != by.ID {
		return nil
	}
	var last types.DateTime
	err := app.DB().Select("at").From("openings").Where(dbx.HashExp{"dossier": c.ID, "reader": by.ID}).Row(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("look when %s was opened: %w", c.ID, err)
	}
	if err == nil && !last.Time().Before(c.HeldSince) {
		return nil
	}
	_, err = app.DB().NewQuery("INSERT INTO openings (id, reader, dossier, at) VALUES ({:id}, {:reader}, {:dossier}, {:at}) " +
		"ON CONFLICT (dossier, reader) DO UPDATE SET at = excluded.at").
		Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "reader": by.ID, "dossier": c.ID, "at": stored(d.now())}).Execute()
	if err != nil {
		return fmt.Errorf("note that %s was opened: %w", c.ID, err)
	}
	return nil
}
