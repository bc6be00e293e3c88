package notice_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
)

const (
	someName  = "Trương Mỹ Lan Chi"
	somePhone = "0912345678"
	someMail  = "lan.chi@example.com"
)

// post takes letters as a receiver would: it drops a double when it can tell.
type post struct {
	mu    sync.Mutex
	blind bool // cannot tell doubles
	fail  func(l notice.Letter) error
	raw   []notice.Letter // every one that came
	read  map[string]notice.Letter
}

func (p *post) Name() string { return "thử" }
func (p *post) Drops() bool  { return !p.blind }
func (p *post) Carry(_ context.Context, l notice.Letter) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	if p.fail != nil {
		err = p.fail(l)
	}
	var t notice.Trouble
	if err == nil || errors.As(err, &t) && t.Unsure {
		p.raw = append(p.raw, l)
		if p.read == nil {
			p.read = map[string]notice.Letter{}
		}
		p.read[l.Key] = l
	}
	return "id-" + l.Key, err
}

func (p *post) count() int { p.mu.Lock(); defer p.mu.Unlock(); return len(p.raw) }

// house is a house with its outbox and a dossier's usual ways.
type house struct {
	*apptest.House
	t *testing.T
}

func open(t *testing.T) house { return house{apptest.Open(t), t} }

func (h house) input(p casework.PersonInput) casework.ReceiveInput {
	h.t.Helper()
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(h.t, err)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: p}
	ch, err := o.Version.Body.CaseOf("", in.Answers)
	require.NoError(h.t, err)
	for _, c := range o.Version.Body.Papers(ch.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	return in
}

func person() casework.PersonInput {
	return casework.PersonInput{Name: someName, Phone: somePhone, Email: someMail, Address: "12 đường Lê Lợi"}
}

// receive takes a dossier in at the desk of the first commune.
func (h house) receive(p casework.PersonInput) casework.Case {
	h.t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), h.input(p))
	require.NoError(h.t, err)
	return got.Case
}

// resolve brings a dossier to its end through its flow.
func (h house) resolve(c casework.Case) casework.Case {
	h.t.Helper()
	c = h.toLeader(c)
	c, err := h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "1/2026"})
	require.NoError(h.t, err)
	return c
}

func (h house) toLeader(c casework.Case) casework.Case {
	h.t.Helper()
	for {
		_, able, err := h.Desk.Receivers(h.App, c, dossier.Forward)
		require.NoError(h.t, err)
		if len(able) == 0 {
			return c
		}
		by, err := h.Org.StaffByID(h.App, c.Holder)
		require.NoError(h.t, err)
		c, err = h.Desk.Forward(h.App, by, c.Code, 0, dossier.MoveInput{To: able[0].ID, Outcome: dossier.Granted})
		require.NoError(h.t, err)
	}
}

func (h house) of(c casework.Case) []notice.Notice {
	h.t.Helper()
	list, err := h.Notices.Of(h.App, c.ID)
	require.NoError(h.t, err)
	return list
}

func (h house) only(c casework.Case) notice.Notice {
	h.t.Helper()
	list := h.of(c)
	require.Len(h.t, list, 1)
	return list[0]
}

// later moves the clock on.
func (h house) later(d time.Duration) { h.SetNow(h.Now().Add(d).Format("2006-01-02T15:04")) }

func (h house) send() int {
	h.t.Helper()
	n, err := h.Notices.Send(context.Background(), h.App)
	require.NoError(h.t, err)
	return n
}

func (h house) field(name string, c casework.Case) string {
	h.t.Helper()
	var v string
	require.NoError(h.t, h.App.DB().NewQuery("SELECT "+name+" FROM notices WHERE dossier = {:d}").Bind(map[string]any{"d": c.ID}).Row(&v))
	return v
}

func codes(err error) []string {
	list, _ := problem.In(err)
	var out []string
	for _, p := range list {
		out = append(out, p.Key)
	}
	return out
}
