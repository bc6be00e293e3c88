package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// events loads the events of a dossier in their order.
func (d *Desk) events(app core.App, id string) ([]dossier.Event, error) {
	var rows []eventRow
	err := app.DB().Select("*").From("dossier_events").Where(dbx.HashExp{"dossier": id}).OrderBy("seq").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load events of dossier %s: %w", id, err)
	}
	out := make([]dossier.Event, len(rows))
	for i, r := range rows {
		if out[i], err = r.event(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Entry is one event with the personal values kept beside it.
type Entry struct {
	dossier.Event
	Detail dossier.Detail
}

// Events are the events of a history alone, without what was said in confidence.
func Events(history []Entry) []dossier.Event {
	out := make([]dossier.Event, len(history))
	for i, e := range history {
		out[i] = e.Event
	}
	return out
}

// History is what happened to a dossier of the actor's scope (quá trình xử lý).
func (d *Desk) History(app core.App, by access.Actor, code string) ([]Entry, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return nil, err
	}
	return d.entries(app, c.ID)
}

// entries are the events of a dossier with what is kept beside each.
func (d *Desk) entries(app core.App, id string) ([]Entry, error) {
	events, err := d.events(app, id)
	if err != nil {
		return nil, err
	}
	var rows []struct{ Event, Data string }
	err = app.DB().Select("d.event", "d.data").From("event_details d").
		InnerJoin("dossier_events e", dbx.NewExp("e.id = d.event")).Where(dbx.HashExp{"e.dossier": id}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load details of dossier %s: %w", id, err)
	}
	details := map[string]dossier.Detail{}
	for _, r := range rows {
		var x dossier.Detail
		if err := json.Unmarshal([]byte(r.Data), &x); err != nil {
			return nil, fmt.Errorf("read detail of event %s: %w", r.Event, err)
		}
		details[r.Event] = x
	}
	out := make([]Entry, len(events))
	for i, e := range events {
		out[i] = Entry{Event: e, Detail: details[e.ID]}
	}
	return out, nil
}
