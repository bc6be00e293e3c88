// Package notice tells people what becomes of their dossiers (thông báo): it
// writes each message into an outbox in the transaction of the act, and sends
// it afterwards by mail, by a gateway, or through a list that the desk calls
// and prints. It owns notices and notice_texts; it decides nothing about a
// dossier, and how a message leaves the house is its carriers' business.
package notice

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// Codes of what may be refused about notices.
const (
	KeyNotFound = "notice.not_found"
	KeyNotNow   = "notice.not_now" // its state allows no such thing (any more)
	KeyNoWay    = "notice.no_way"  // no carrier for this channel
	KeyTo       = "notice.to"
)

// Office writes, sends and shows notices. It is safe for concurrent use.
type Office struct {
	Now  func() time.Time
	Org  *org.Office
	Desk *casework.Desk

	Mail    Carrier         // nil = no mail server is set
	Gateway Carrier         // nil = no SMS or Zalo gateway is set
	Channel message.Channel // of the gateway: SMS (default) or Zalo
	Marks   bool            // SMS go out with marks (có dấu): dearer, three times as long

	working sync.Mutex // one sending run at a time in this process
}

// Letter is one message on its way out.
type Letter struct {
	Key     string // the same for every attempt at this notice, so that a receiver can drop a double
	To      string // mail address, or digits of a number
	Subject string // of a mail; holds nothing personal
	Text    string
}

// Carrier takes a letter out of the house.
type Carrier interface {
	// Carry sends and returns the receiver's own id of the message, if it
	// gives one. An error is a Trouble.
	Carry(ctx context.Context, l Letter) (id string, err error)
	// Drops reports whether the receiving side can tell by Letter.Key that a
	// message is a double. Only then may an attempt with unknown end be repeated.
	Drops() bool
	// Name says in a few words where it goes, without secrets.
	Name() string
}

// Trouble is why a letter did not go, or may not have gone.
type Trouble struct {
	Code   string // of the sentence notice.error.<code>: refused, no_answer, auth, address, rejected
	Number string // answer code of the server, "" when it gave none; never its words, which may hold the address
	Unsure bool   // it may have gone out all the same
	Final  bool   // trying again cannot help
}

// Error makes Trouble an error; it is for logs and holds nothing personal.
func (t Trouble) Error() string { return strings.TrimSpace(t.Code + " " + t.Number) }

// Ways are the machines this office has.
func (o *Office) Ways() message.Ways {
	w := message.Ways{Email: o.Mail != nil}
	if o.Gateway != nil {
		w.Gateway = message.SMS
		if o.Channel == message.Zalo {
			w.Gateway = message.Zalo
		}
	}
	return w
}

// carrier is the machine of a channel; nil when there is none.
func (o *Office) carrier(c message.Channel) Carrier {
	switch {
	case c == message.Email:
		return o.Mail
	case c == o.Ways().Gateway:
		return o.Gateway
	}
	return nil
}

// now is UTC in whole milliseconds, as the database keeps moments.
func (o *Office) now() time.Time { return o.Now().UTC().Truncate(time.Millisecond) }

// row is a line of notices.
type row struct {
	ID         string         `db:"id"`
	Dossier    string         `db:"dossier"`
	Code       string         `db:"code"`
	UnitPath   string         `db:"unit_path"`
	Person     string         `db:"person"`
	Kind       string         `db:"kind"`
	Channel    string         `db:"channel"`
	To         string         `db:"to_sealed"`
	Tail       string         `db:"to_tail"`
	Text       string         `db:"text_sealed"`
	State      string         `db:"state"`
	Tries      int            `db:"tries"`
	NextTry    types.DateTime `db:"next_try"`
	Lease      string         `db:"lease"`
	LeaseUntil types.DateTime `db:"lease_until"`
	Error      string         `db:"error"`
	ProviderID string         `db:"provider_id"`
	Key        string         `db:"idempotency_key"`
	MadeAt     types.DateTime `db:"made_at"`
	SentAt     types.DateTime `db:"sent_at"`
	DoneBy     string         `db:"done_by"`

	cutOff bool // an attempt before this one began and nobody knows its end
}

// Notice is one message and what has become of it. To and Text are "" but
// where somebody has to call or print, and after they were erased.
type Notice struct {
	ID, Dossier, Code, UnitPath string
	Kind                        message.Kind
	Channel                     message.Channel
	State                       message.State
	To, Tail, Text              string
	Tries                       int
	NextTry, MadeAt, SentAt     time.Time
	Error                       string // code of notice.error.<code>, perhaps with the server's number after a space
	DoneBy                      string // who called or printed
	Name, Address               string // of the person; only on slips
}

func (r row) notice() Notice {
	return Notice{ID: r.ID, Dossier: r.Dossier, Code: r.Code, UnitPath: r.UnitPath, Kind: message.Kind(r.Kind), Channel: message.Channel(r.Channel),
		State: message.State(r.State), Tail: r.Tail, Tries: r.Tries, NextTry: r.NextTry.Time(), MadeAt: r.MadeAt.Time(), SentAt: r.SentAt.Time(),
		Error: r.Error, DoneBy: r.DoneBy}
}

// open reads the sealed values of a row.
func (o *Office) open(r row) (Notice, error) {
	n := r.notice()
	var err error
	if n.To, err = o.Desk.Vault.Unseal(r.To); err != nil {
		return n, fmt.Errorf("open address of notice %s: %w", r.ID, err)
	}
	if n.Text, err = o.Desk.Vault.Unseal(r.Text); err != nil {
		return n, fmt.Errorf("open text of notice %s: %w", r.ID, err)
	}
	return n, nil
}

// stored is how PocketBase keeps a moment: UTC text with milliseconds.
func stored(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(types.DefaultDateLayout)
}

func notFound() error { return problem.Problem{Kind: problem.NotFound, Key: KeyNotFound} }

func newID() string { return core.GenerateDefaultRandomId() }
