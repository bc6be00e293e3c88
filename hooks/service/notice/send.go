package notice

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
	"motcua/templates"
)

// A lease outlives any attempt: a carrier gives up after AttemptTime.
const (
	AttemptTime = 45 * time.Second
	leaseTime   = 5 * time.Minute
	perRun      = 200 // letters of one run; the next minute takes the rest
)

// Send takes out what is due, one letter after the other, and returns how many
// went. Several processes may do so at once: a letter is taken by a lease that
// only one of them gets. A run that is under way already is not joined.
func (o *Office) Send(ctx context.Context, app core.App) (int, error) {
	if !o.working.TryLock() {
		return 0, nil
	}
	defer o.working.Unlock()
	return o.send(ctx, app)
}

func (o *Office) send(ctx context.Context, app core.App) (int, error) {
	sent := 0
	for range perRun {
		if ctx.Err() != nil {
			return sent, nil //nolint:nilerr // the server goes down; the rest waits for its next start
		}
		r, found, err := o.take(app)
		if err != nil || !found {
			return sent, err
		}
		gone, err := o.deliver(ctx, app, r)
		if err != nil {
			return sent, err
		}
		if gone {
			sent++
		}
	}
	return sent, nil
}

// take leases the next letter that is due. The attempt is counted before it is
// made: a crash in the middle leaves the lease, and with it the doubt.
func (o *Office) take(app core.App) (row, bool, error) {
	var r row
	found := false
	now := o.now()
	err := app.RunInTransaction(func(tx core.App) error {
		channels := []any{string(message.Email)}
		if !message.Quiet(now) {
			channels = append(channels, string(message.SMS), string(message.Zalo))
		}
		var list []row
		err := tx.DB().Select("*").From("notices").Where(dbx.And(dbx.HashExp{"state": string(message.Queued)}, dbx.In("channel", channels...),
			dbx.NewExp("next_try <= {:now} AND lease_until < {:now}", dbx.Params{"now": stored(now)}))).OrderBy("next_try", "id").Limit(1).All(&list)
		if err != nil {
			return fmt.Errorf("find notices that are due: %w", err)
		}
		if len(list) == 0 {
			return nil
		}
		r, found = list[0], true
		lease := newID()
		_, err = tx.DB().Update("notices", dbx.Params{"lease": lease, "lease_until": stored(now.Add(leaseTime)), "tries": r.Tries + 1}, dbx.HashExp{"id": r.ID}).Execute()
		if err != nil {
			return fmt.Errorf("lease notice %s: %w", r.ID, err)
		}
		r.Tries++
		r.cutOff, r.Lease = r.Lease != "", lease
		return nil
	})
	return r, found, err
}

// deliver makes one attempt and notes its end.
func (o *Office) deliver(ctx context.Context, app core.App, r row) (bool, error) {
	by := o.carrier(message.Channel(r.Channel))
	switch {
	case by == nil:
		return false, o.end(app, r, message.Cancelled, Trouble{Code: "no_carrier"}, true)
	case r.cutOff && !by.Drops():
		return false, o.end(app, r, message.Failed, Trouble{Code: "unsure"}, true)
	}
	n, err := o.open(r)
	if err != nil {
		return false, o.end(app, r, message.Failed, Trouble{Code: "unreadable"}, true)
	}
	if n.To == "" || n.Text == "" {
		return false, o.end(app, r, message.Cancelled, Trouble{Code: "erased"}, false)
	}
	l := Letter{Key: o.letterKey(r.Key), To: n.To, Text: n.Text, Subject: templates.Text("notice.subject", map[string]string{"kind": templates.Text("notice.kind."+r.Kind, nil), "code": r.Code})}
	if r.Channel != string(message.Email) {
		l.Text = message.AsSMS(n.Text, o.Marks || n.Channel == message.Zalo)
	}
	attempt, done := context.WithTimeout(ctx, AttemptTime)
	id, err := by.Carry(attempt, l)
	done()
	if err == nil {
		return true, o.gone(app, r, id)
	}
	return false, o.notGone(app, r, by, err)
}

// letterKey is the key a receiver sees: the same for each attempt, and telling
// nothing about the dossier.
func (o *Office) letterKey(key string) string { return o.Desk.Vault.Mac("notice", key)[:32] }

// mine narrows a note to the lease it was made under: whoever was too slow has
// lost the letter to another sender.
func mine(r row) dbx.Expression {
	return dbx.HashExp{"id": r.ID, "state": string(message.Queued), "lease": r.Lease}
}

// gone notes that a letter went out, and calls off the call that was to take
// its place after an earlier failure.
func (o *Office) gone(app core.App, r row, id string) error {
	return app.RunInTransaction(func(tx core.App) error {
		_, err := tx.DB().Update("notices", dbx.Params{"state": string(message.Sent), "sent_at": stored(o.now()), "provider_id": clip(id), "lease": "", "lease_until": "", "error": ""}, mine(r)).Execute()
		if err == nil {
			_, err = tx.DB().Update("notices", dbx.Params{"state": string(message.Cancelled), "error": "sent_after_all"},
				dbx.HashExp{"idempotency_key": insteadKey(r.Key), "state": string(message.Queued)}).Execute()
		}
		if err != nil {
			return fmt.Errorf("note that notice %s went: %w", r.ID, err)
		}
		return nil
	})
}

func clip(s string) string {
	if r := []rune(s); len(r) > 200 {
		return string(r[:200])
	}
	return s
}

// notGone waits for the next attempt, or gives up and lets somebody call.
func (o *Office) notGone(app core.App, r row, by Carrier, err error) error {
	var t Trouble
	if !errors.As(err, &t) {
		t = Trouble{Code: "no_answer", Unsure: true}
	}
	if t.Unsure && !by.Drops() {
		t.Code = "unsure"
		return o.end(app, r, message.Failed, t, true)
	}
	pause, again := message.Backoff(r.Tries)
	if !again || t.Final {
		return o.end(app, r, message.Failed, t, true)
	}
	// The doubt is over: this attempt ended, and its end may be repeated.
	_, err = app.DB().Update("notices", dbx.Params{"next_try": stored(o.now().Add(pause)), "error": t.Error(), "lease": "", "lease_until": ""}, mine(r)).Execute()
	if err != nil {
		return fmt.Errorf("put notice %s off: %w", r.ID, err)
	}
	return nil
}

// end closes a letter that will not go, and with instead puts a call or a slip
// in its place, so that nobody stays untold.
func (o *Office) end(app core.App, r row, state message.State, t Trouble, instead bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		done, err := tx.DB().Update("notices", dbx.Params{"state": string(state), "error": t.Error(), "lease": "", "lease_until": ""}, mine(r)).Execute()
		if err != nil {
			return fmt.Errorf("close notice %s: %w", r.ID, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 || !instead {
			return err
		}
		return o.instead(tx, r)
	})
}

func insteadKey(key string) string { return key + "/hand" }

// instead queues a call, or a slip where there is no number.
func (o *Office) instead(tx core.App, r row) error {
	p, err := o.Desk.Person(tx, r.Person)
	if err != nil {
		return err
	}
	to := message.Contact{Phone: p.Phone}
	channel := message.ByHand(to)
	sealed, err := o.Desk.Vault.Seal(address(channel, to))
	if err != nil {
		return err
	}
	now := stored(o.now())
	_, err = tx.DB().NewQuery(`INSERT INTO notices (id, dossier, code, unit_path, person, kind, channel, to_sealed, to_tail, text_sealed, state, tries, next_try, lease, lease_until, error, provider_id, idempotency_key, made_at, sent_at, done_by)
		SELECT {:id}, dossier, code, unit_path, person, kind, {:channel}, {:to}, {:tail}, text_sealed, 'queued', 0, {:now}, '', '', '', '', {:key}, {:now}, '', '' FROM notices WHERE id = {:of}
		ON CONFLICT (idempotency_key) DO NOTHING`).Bind(dbx.Params{"id": newID(), "channel": string(channel), "to": sealed, "tail": message.Tail(to.Phone),
		"key": insteadKey(r.Key), "now": now, "of": r.ID}).Execute()
	if err != nil {
		return fmt.Errorf("put a call in the place of notice %s: %w", r.ID, err)
	}
	return nil
}

// Try sends one letter at once to an address somebody typed, outside the
// outbox, and returns the receiver's id; for “gửi thử”.
func (o *Office) Try(ctx context.Context, c message.Channel, to, unit string) (string, error) {
	by := o.carrier(c)
	if by == nil {
		return "", Trouble{Code: "no_carrier"}
	}
	text := templates.Text("notice.try.text", map[string]string{"unit": unit, "at": templates.Moment(o.now())})
	if c != message.Email {
		text = message.AsSMS(text, o.Marks || c == message.Zalo)
	}
	attempt, done := context.WithTimeout(ctx, AttemptTime)
	defer done()
	return by.Carry(attempt, Letter{Key: o.letterKey("try:" + newID()), To: to, Subject: templates.Text("notice.try.subject", nil), Text: text})
}

// TryTo is Try for an address as it was typed: a mail address, or a number
// that takes messages.
func (o *Office) TryTo(ctx context.Context, c message.Channel, to, unit string) (string, error) {
	if o.carrier(c) == nil {
		return "", problem.List{problem.Of("way", KeyNoWay)}
	}
	to = strings.TrimSpace(to)
	if c == message.Email {
		if a, err := mail.ParseAddress(to); err != nil || a.Address != to {
			return "", problem.List{problem.Of("to", KeyTo)}
		}
		return o.Try(ctx, c, to, unit)
	}
	phone, err := identity.ParsePhone(to)
	if err != nil || strings.HasPrefix(string(phone), "02") {
		return "", problem.List{problem.Of("to", KeyTo)}
	}
	return o.Try(ctx, c, string(phone), unit)
}

// TroubleOf finds the Trouble in an error.
func TroubleOf(err error) (Trouble, bool) {
	var t Trouble
	is := errors.As(err, &t)
	return t, is
}
