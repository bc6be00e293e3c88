package notice

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// After is for casework.Desk.After: it writes what a person must be told about
// an event, and calls off what the event has overtaken, in the transaction of
// the act. When the act is undone, nothing was ever queued.
func (o *Office) After(tx core.App, c casework.Case, e dossier.Event) error {
	key := "event:" + e.ID
	if err := o.overtake(tx, c.ID, e.Kind, key); err != nil {
		return err
	}
	kind, ok := message.After(e.Kind)
	if !ok {
		return nil
	}
	return o.queue(tx, c, e, kind, key)
}

// overtake cancels what still waits and would no longer be true. What the event
// itself has written stays: another office may have heard of it before.
func (o *Office) overtake(tx core.App, id string, act dossier.Act, own string) error {
	kinds, all := message.Overtakes(act)
	if len(kinds) == 0 && !all {
		return nil
	}
	// A notice that is just being sent is left to its sender.
	where := dbx.And(dbx.HashExp{"dossier": id, "state": string(message.Queued), "lease": ""}, dbx.Not(dbx.HashExp{"idempotency_key": own}))
	if !all {
		list := make([]any, len(kinds))
		for i, k := range kinds {
			list[i] = string(k)
		}
		where = dbx.And(where, dbx.In("kind", list...))
	}
	_, err := tx.DB().Update("notices", dbx.Params{"state": string(message.Cancelled), "error": "overtaken"}, where).Execute()
	if err != nil {
		return fmt.Errorf("call off notices of dossier %s: %w", id, err)
	}
	return nil
}

// queue writes one notice; a key that is there already changes nothing.
func (o *Office) queue(tx core.App, c casework.Case, e dossier.Event, kind message.Kind, key string) error {
	atDesk := c.Channel != procedure.Online
	if o.Ways() == (message.Ways{}) && !message.Worth(kind, message.Call, atDesk) {
		return nil // no machine, and nobody is called for this
	}
	text, off, err := o.textFor(tx, c.UnitPath, kind)
	if err != nil || off {
		return err
	}
	p, err := o.reach(tx, c.Dossier)
	if err != nil {
		return err
	}
	to := message.Contact{Email: p.Email, Phone: p.Phone}
	channel := message.Choose(to, o.Ways())
	if !message.Worth(kind, channel, atDesk) {
		return nil
	}
	body := message.Fit(text, o.values(c, e, p), o.Marks)
	return o.write(tx, outgoing{c.Dossier, p.ID, kind, channel, address(channel, to), body, key, e.At, e.At.Add(kind.Grace())})
}

// outgoing is what a new row is made of.
type outgoing struct {
	d       dossier.Dossier
	person  string
	kind    message.Kind
	channel message.Channel
	to      string
	text    string
	key     string
	at      time.Time
	next    time.Time
}

func address(c message.Channel, to message.Contact) string {
	switch c {
	case message.Email:
		return to.Email
	case message.Print:
		return ""
	}
	return to.Phone
}

func (o *Office) write(tx core.App, n outgoing) error {
	to, err := o.Desk.Vault.Seal(n.to)
	if err != nil {
		return err
	}
	text, err := o.Desk.Vault.Seal(n.text)
	if err != nil {
		return err
	}
	code := n.d.Code
	if code == "" {
		code = n.d.Ref
	}
	_, err = tx.DB().NewQuery(`INSERT INTO notices (id, dossier, code, unit_path, person, kind, channel, to_sealed, to_tail, text_sealed, state, tries, next_try, lease, lease_until, error, provider_id, idempotency_key, made_at, sent_at, done_by)
		VALUES ({:id}, {:dossier}, {:code}, {:path}, {:person}, {:kind}, {:channel}, {:to}, {:tail}, {:text}, 'queued', 0, {:next}, '', '', '', '', {:key}, {:at}, '', '')
		ON CONFLICT (idempotency_key) DO NOTHING`).Bind(dbx.Params{
		"id": newID(), "dossier": n.d.ID, "code": code, "path": n.d.UnitPath, "person": n.person, "kind": string(n.kind), "channel": string(n.channel),
		"to": to, "tail": message.Tail(n.to), "text": text, "next": stored(n.next), "key": n.key, "at": stored(n.at),
	}).Execute()
	if err != nil {
		return fmt.Errorf("queue %s notice of dossier %s: %w", n.kind, n.d.ID, err)
	}
	return nil
}

// reach is the first person of a dossier who left a way to be reached: the
// applicant, the submitter, the delegate; the applicant when nobody did.
func (o *Office) reach(tx core.App, d dossier.Dossier) (casework.Person, error) {
	first, err := o.Desk.Person(tx, d.Applicant)
	if err != nil {
		return first, err
	}
	seen := map[string]bool{"": true, d.Applicant: true}
	if first.Phone != "" || first.Email != "" {
		return first, nil
	}
	for _, id := range []string{d.Submitter, d.Delegate} {
		if seen[id] {
			continue
		}
		seen[id] = true
		p, err := o.Desk.Person(tx, id)
		if err != nil {
			return first, err
		}
		if p.Phone != "" || p.Email != "" {
			return p, nil
		}
	}
	return first, nil
}

// values fill the places of a text from the dossier and the event.
func (o *Office) values(c casework.Case, e dossier.Event, p casework.Person) message.Values {
	due := c.Due.Day
	if due == "" && !c.Due.Paused {
		due = c.Due.OriginalDay
	}
	unit := c.UnitRow
	code := c.Code
	if code == "" {
		code = c.Ref
	}
	say := func(key string) string { return templates.Text(key, nil) }
	return message.Values{
		message.Code: code, message.Procedure: c.Version.Body.Name, message.Unit: or(unit.ShortName, unit.Name),
		message.Phone: or(templates.Phone(unit.Phone), say("notice.no_phone")), message.DueDay: or(templates.ShortDay(due), say("notice.no_day")),
		message.LimitDay: or(templates.ShortDay(e.Data.LimitDay), templates.ShortDay(c.LimitDay), say("notice.no_limit")),
		message.Promised: or(templates.ShortDay(e.Data.PromisedDay), templates.ShortDay(due), say("notice.no_day")),
		message.Amount:   amount(c.Fees), message.ResultDay: or(templates.ShortDay(c.ResolvedAt), say("notice.no_day")),
		message.Collecting: say("notice.collect." + or(c.ResultChannel, "desk")), message.Track: strings.TrimPrefix(o.base()+"/tra-cuu", "https://"),
		message.Name: p.Name,
	}
}

func (o *Office) base() string {
	if o.Desk.BaseURL == nil {
		return ""
	}
	return o.Desk.BaseURL()
}

// amount is what is still to be paid, as far as it is known.
func amount(fees []dossier.FeeLine) string {
	var sum int64
	for _, f := range fees {
		if f.Known && f.Exempt == "" {
			sum += f.Amount
		}
	}
	if sum == 0 {
		return templates.Text("notice.some_fee", nil)
	}
	return templates.Money(sum)
}

func or(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
