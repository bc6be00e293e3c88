package notice_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
)

func TestALetterWaitsForItsGraceThenGoesOnce(t *testing.T) {
	h := open(t)
	p := &post{}
	h.Notices.Gateway = p
	c := h.receive(person())
	assert.Zero(t, h.send(), "an intake can be undone within a minute")
	h.later(2 * time.Minute)
	assert.Equal(t, 1, h.send())
	assert.Zero(t, h.send())
	require.Len(t, p.raw, 1)
	assert.Equal(t, somePhone, p.raw[0].To)
	assert.Contains(t, p.raw[0].Text, c.Code)
	assert.False(t, message.Measure(p.raw[0].Text).Unicode, "an SMS goes without marks")
	assert.NotContains(t, p.raw[0].Key, c.ID, "the key tells nothing")
	n := h.only(c)
	assert.Equal(t, message.Sent, n.State)
	assert.False(t, n.SentAt.IsZero())
}

func TestMailKeepsItsMarksAndTelephonesSleepAtNight(t *testing.T) {
	h := open(t)
	mail, sms := &post{}, &post{}
	h.Notices.Mail, h.Notices.Gateway = mail, sms
	onlyMail := person()
	onlyMail.Phone = ""
	h.receive(person())
	h.receive(onlyMail)
	h.SetNow("2026-11-20T22:00")
	assert.Equal(t, 1, h.send())
	require.Len(t, mail.raw, 1)
	assert.Contains(t, mail.raw[0].Text, "hồ sơ")
	assert.NotContains(t, mail.raw[0].Subject, someName)
	h.SetNow("2026-11-21T07:00")
	assert.Equal(t, 1, h.send())
	assert.Len(t, sms.raw, 1)
}

func TestAFailureIsTriedAgainThenSomebodyCalls(t *testing.T) {
	h := open(t)
	p := &post{fail: func(notice.Letter) error { return notice.Trouble{Code: "refused", Number: "451"} }}
	h.Notices.Mail = p
	c := h.receive(person())
	h.later(2 * time.Minute)
	for _, pause := range []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 12 * time.Hour} {
		h.send()
		n := h.only(c)
		assert.Equal(t, message.Queued, n.State)
		assert.Equal(t, "refused 451", n.Error)
		assert.Equal(t, pause, n.NextTry.Sub(h.Now()), "attempt %d", n.Tries)
		h.later(pause - time.Minute)
		h.send()
		assert.Equal(t, n.Tries, h.only(c).Tries, "not before its time")
		h.later(time.Minute)
	}
	h.send()
	list := h.of(c)
	require.Len(t, list, 2)
	assert.Equal(t, message.Call, list[0].Channel)
	assert.Equal(t, message.Queued, list[0].State)
	assert.Equal(t, message.Failed, list[1].State)

	// The administrator mends the server and sends it again: nobody needs to call.
	p.fail = nil
	admin := h.Actor(access.UnitAdmin, 0)
	require.NoError(t, h.Notices.Retry(h.App, admin, list[1].ID))
	assert.Equal(t, 1, h.send())
	list = h.of(c)
	assert.Equal(t, message.Cancelled, list[0].State)
	assert.Equal(t, message.Sent, list[1].State)
	assert.Equal(t, []string{notice.KeyNotNow}, codes(h.Notices.Retry(h.App, admin, list[1].ID)), "what went is not sent again")
}

func TestAnAddressNobodyHasIsNotTriedAgain(t *testing.T) {
	h := open(t)
	h.Notices.Mail = &post{fail: func(notice.Letter) error { return notice.Trouble{Code: "address", Number: "550", Final: true} }}
	c := h.receive(person())
	h.later(2 * time.Minute)
	h.send()
	list := h.of(c)
	require.Len(t, list, 2)
	assert.Equal(t, message.Failed, list[1].State)
}

func TestADoubtIsNotRepeatedWhereNobodyCanDropADouble(t *testing.T) {
	unsure := func(notice.Letter) error { return notice.Trouble{Code: "no_answer", Unsure: true} }
	h := open(t)
	p := &post{blind: true, fail: unsure}
	h.Notices.Gateway = p
	c := h.receive(person())
	h.later(2 * time.Minute)
	h.send()
	h.later(24 * time.Hour)
	h.send()
	assert.Equal(t, 1, p.count())
	list := h.of(c)
	require.Len(t, list, 2)
	assert.Equal(t, "unsure", list[1].Error)
	assert.Equal(t, message.Call, list[0].Channel)

	// Its twin: a receiver that drops doubles gets the same key again.
	p = &post{fail: unsure}
	h.Notices.Gateway = p
	h.receive(person())
	h.later(2 * time.Minute)
	h.send()
	p.fail = nil
	h.later(2 * time.Minute)
	assert.Equal(t, 1, h.send())
	assert.Equal(t, 2, p.count())
	assert.Len(t, p.read, 1)
}

func TestAMachineThatIsGoneLeavesTheWorkToTheDesk(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	c := h.receive(person())
	h.Notices.Gateway = nil
	h.later(2 * time.Minute)
	h.send()
	list := h.of(c)
	require.Len(t, list, 2)
	assert.Equal(t, message.Call, list[0].Channel)
	assert.Equal(t, "no_carrier", list[1].Error)
}

func TestAResultHandedOverAtOnceIsNotAnnounced(t *testing.T) {
	h := open(t)
	p := &post{}
	h.Notices.Gateway = p
	c := h.resolve(h.receive(person()))
	h.Pay(0, c.Code)
	_, err := h.Desk.Return(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.ReturnInput{CollectorName: someName, Checked: true})
	require.NoError(t, err)
	h.later(time.Hour)
	assert.Zero(t, h.send())
}

// crash is what a kill in the middle of an attempt looks like to the outbox.
type crash struct{}

// TestNobodyHearsTwice plays random histories: workers that die before and
// after the receiver took the letter, gateways that refuse or answer nothing,
// two workers at once. No key is read twice, by receivers that drop doubles
// and by those that cannot.
func TestNobodyHearsTwice(t *testing.T) {
	h := open(t)
	other := &notice.Office{Now: h.Now, Org: h.Org, Desk: h.Desk} // a second process
	rapid.Check(t, func(rt *rapid.T) {
		_, err := h.App.DB().NewQuery("DELETE FROM notices").Execute()
		require.NoError(rt, err)
		blind := rapid.Bool().Draw(rt, "blind")
		ends := rapid.SliceOfN(rapid.SampledFrom([]string{"ok", "refused", "unsure", "die before", "die after"}), 30, 30).Draw(rt, "ends")
		var mu sync.Mutex
		i, arrived := 0, map[string]int{}
		p := &carrier{blind: blind, do: func(l notice.Letter) error {
			mu.Lock()
			defer mu.Unlock()
			end := ends[i%len(ends)]
			i++
			if end == "ok" || end == "unsure" || end == "die after" {
				arrived[l.Key]++
			}
			switch end {
			case "refused":
				return notice.Trouble{Code: "refused"}
			case "unsure":
				return notice.Trouble{Code: "no_answer", Unsure: true}
			case "die before", "die after":
				panic(crash{})
			}
			return nil
		}}
		h.Notices.Gateway, other.Gateway = p, p
		h.SetNow("2026-11-20T09:00")
		n := rapid.IntRange(1, 3).Draw(rt, "letters")
		for range n {
			h.receive(person())
		}
		for range 40 {
			h.later(time.Duration(rapid.IntRange(1, 240).Draw(rt, "minutes")) * time.Minute)
			var both sync.WaitGroup
			for _, o := range []*notice.Office{h.Notices, other} {
				both.Add(1)
				go func() {
					defer both.Done()
					defer func() { _ = recover() }()
					_, _ = o.Send(context.Background(), h.App)
				}()
			}
			both.Wait()
		}
		for key, times := range arrived {
			if blind {
				assert.Equal(rt, 1, times, "%s came twice to a receiver that cannot drop it", key)
			}
		}
		assert.LessOrEqual(rt, len(arrived), n, "each letter has one key for ever")
		var states int
		require.NoError(rt, h.App.DB().NewQuery("SELECT COUNT(DISTINCT substr(idempotency_key, 1, 21)) FROM notices").Row(&states))
		assert.Equal(rt, n, states, "no notice was lost")
	})
}

// carrier is a receiver that does what the test says.
type carrier struct {
	blind bool
	do    func(notice.Letter) error
}

func (c *carrier) Name() string { return "thử" }
func (c *carrier) Drops() bool  { return !c.blind }
func (c *carrier) Carry(_ context.Context, l notice.Letter) (string, error) {
	return "", c.do(l)
}

func TestTwoWorkersShareTheWork(t *testing.T) {
	h := open(t)
	p := &post{}
	h.Notices.Gateway = p
	for i := range 20 {
		x := person()
		x.Phone = fmt.Sprintf("09123456%02d", i)
		h.receive(x)
	}
	h.later(5 * time.Minute)
	var both sync.WaitGroup
	for range 4 {
		o := &notice.Office{Now: h.Now, Org: h.Org, Desk: h.Desk, Gateway: p}
		both.Add(1)
		go func() {
			defer both.Done()
			_, err := o.Send(context.Background(), h.App)
			assert.NoError(t, err)
		}()
	}
	both.Wait()
	assert.Equal(t, 20, p.count())
	assert.Len(t, p.read, 20)
}

func TestTheDeskCallsAndPrints(t *testing.T) {
	h := open(t)
	clerk, unit := h.Actor(access.Clerk, 0), h.Communes[0]
	call := h.resolve(h.receive(person()))
	slip := h.resolve(h.receive(casework.PersonInput{Name: "Lê Thị Giấy", Address: "3 Hòa Bình"}))
	calls, err := h.Notices.Calls(h.App, clerk, unit, message.Call, 10)
	require.NoError(t, err)
	require.Len(t, calls, 1)
	assert.Equal(t, somePhone, calls[0].To)
	assert.Contains(t, calls[0].Text, call.Code)
	slips, err := h.Notices.Calls(h.App, clerk, unit, message.Print, 10)
	require.NoError(t, err)
	require.Len(t, slips, 1)
	assert.Equal(t, "Lê Thị Giấy", slips[0].Name)
	n, err := h.Notices.CountCalls(h.App, clerk, unit)
	require.NoError(t, err)
	assert.Equal(t, 2, n)

	for _, by := range []access.Actor{h.Actor(access.Clerk, 1), h.Actor(access.Officer, 0), h.Actor(access.UnitAdmin, 0), {}} {
		list, err := h.Notices.Calls(h.App, by, unit, message.Call, 10)
		require.NoError(t, err)
		assert.Empty(t, list)
		assert.Equal(t, []string{notice.KeyNotFound}, codes(h.Notices.Tick(h.App, by, unit, calls[0].ID, notice.Told)))
	}
	assert.Equal(t, []string{notice.KeyDo}, codes(h.Notices.Tick(h.App, clerk, unit, calls[0].ID, notice.Done)), "a call is not printed")
	assert.Equal(t, []string{notice.KeyDo}, codes(h.Notices.Tick(h.App, clerk, unit, calls[0].ID, "x")))
	require.NoError(t, h.Notices.Tick(h.App, clerk, unit, calls[0].ID, notice.Told))
	assert.Equal(t, message.Called, h.only(call).State)
	assert.Equal(t, clerk.Name, h.only(call).DoneBy)
	assert.Equal(t, []string{notice.KeyNotNow}, codes(h.Notices.Tick(h.App, clerk, unit, calls[0].ID, notice.Told)))
	require.NoError(t, h.Notices.Printed(h.App, h.Actor(access.Clerk, 1), h.Communes[0], []string{slips[0].ID}))
	assert.Equal(t, message.Queued, h.only(slip).State, "another unit's clerk prints nothing here")
	require.NoError(t, h.Notices.Printed(h.App, clerk, unit, []string{slips[0].ID}))
	assert.Equal(t, message.Printed, h.only(slip).State)
}

func TestWhoDoesNotAnswerGetsASlip(t *testing.T) {
	h := open(t)
	clerk, unit := h.Actor(access.Clerk, 0), h.Communes[0]
	c := h.resolve(h.receive(person()))
	id := h.only(c).ID
	for range 2 {
		require.NoError(t, h.Notices.Tick(h.App, clerk, unit, id, notice.Missed))
		assert.Equal(t, message.Call, h.only(c).Channel)
	}
	assert.Equal(t, 2*time.Hour, h.only(c).NextTry.Sub(h.Now()))
	require.NoError(t, h.Notices.Tick(h.App, clerk, unit, id, notice.Missed))
	assert.Equal(t, message.Print, h.only(c).Channel)
	d := h.resolve(h.receive(person()))
	require.NoError(t, h.Notices.Tick(h.App, clerk, unit, h.only(d).ID, notice.Slip))
	assert.Equal(t, message.Print, h.only(d).Channel)
}

func TestTheListBelongsToItsUnit(t *testing.T) {
	h := open(t)
	h.Notices.Gateway = &post{}
	for range 3 {
		h.receive(person())
	}
	admin := h.Actor(access.UnitAdmin, 0)
	first, next, err := h.Notices.List(h.App, admin, notice.Ask{Limit: 2})
	require.NoError(t, err)
	require.Len(t, first, 2)
	rest, end, err := h.Notices.List(h.App, admin, notice.Ask{Limit: 2, After: next})
	require.NoError(t, err)
	assert.Len(t, rest, 1)
	assert.Empty(t, end)
	assert.NotEqual(t, first[1].ID, rest[0].ID)
	failed, _, err := h.Notices.List(h.App, admin, notice.Ask{State: message.Failed, Limit: 2})
	require.NoError(t, err)
	assert.Empty(t, failed)
	for _, by := range []access.Actor{h.Actor(access.UnitAdmin, 1), h.Actor(access.Clerk, 0), {}} {
		list, _, err := h.Notices.List(h.App, by, notice.Ask{Limit: 9})
		require.NoError(t, err)
		assert.Empty(t, list)
		assert.Equal(t, []string{notice.KeyNotFound}, codes(h.Notices.Cancel(h.App, by, first[0].ID)))
	}
	counts, err := h.Notices.Counts(h.App, admin)
	require.NoError(t, err)
	assert.Equal(t, map[message.State]int{message.Queued: 3}, counts)
	require.NoError(t, h.Notices.Cancel(h.App, admin, first[0].ID))
	h.later(time.Hour)
	assert.Equal(t, 2, h.send())
}

func TestAnErasedPersonIsNotToldAndLeavesNoWord(t *testing.T) {
	h := open(t)
	p := &post{}
	h.Notices.Gateway = p
	gone, stays := h.receive(person()), h.receive(person())
	require.NoError(t, h.Notices.Erase(h.App, gone.Applicant))
	h.later(time.Hour)
	assert.Equal(t, 1, h.send())
	n := h.only(gone)
	assert.Equal(t, message.Cancelled, n.State)
	assert.Empty(t, n.Tail)
	assert.Empty(t, h.field("text_sealed || to_sealed || person", gone))
	assert.NotEmpty(t, h.field("text_sealed", stays))
	require.NoError(t, h.Notices.Erase(h.App, ""), "nobody is nobody")
	assert.NotEmpty(t, h.field("text_sealed", stays))

	h.later(89 * 24 * time.Hour)
	require.NoError(t, h.Notices.Forget(h.App))
	assert.NotEmpty(t, h.field("text_sealed", stays))
	h.later(2 * 24 * time.Hour)
	require.NoError(t, h.Notices.Forget(h.App))
	assert.Empty(t, h.field("text_sealed", stays))
	assert.Equal(t, message.Sent, h.only(stays).State, "that it was, stays")
}

func TestAResultThatLiesIsCalledToMind(t *testing.T) {
	h := open(t)
	c := h.resolve(h.receive(person()))
	remind := func() int { n, err := h.Notices.Unclaimed(h.App); require.NoError(t, err); return n }
	assert.Zero(t, remind())
	h.later(7 * 24 * time.Hour)
	assert.Equal(t, 1, remind())
	assert.Zero(t, remind(), "once")
	h.later(20 * 24 * time.Hour)
	assert.Zero(t, remind())
	h.later(3 * 24 * time.Hour)
	assert.Equal(t, 1, remind())
	list := h.of(c)
	require.Len(t, list, 3)
	assert.Equal(t, message.Unclaimed, list[0].Kind)
	h.Pay(0, c.Code)
	_, err := h.Desk.Return(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.ReturnInput{CollectorName: someName, Checked: true})
	require.NoError(t, err)
	h.later(60 * 24 * time.Hour)
	assert.Zero(t, remind())
}

func TestStuckIsCounted(t *testing.T) {
	h := open(t)
	h.Notices.Mail = &post{fail: func(notice.Letter) error { return notice.Trouble{Code: "address", Final: true} }}
	h.receive(person())
	s, err := h.Notices.Stuck(h.App)
	require.NoError(t, err)
	assert.Equal(t, notice.Stuck{}, s)
	h.later(2 * time.Minute)
	h.send()
	h.later(25 * time.Hour)
	s, err = h.Notices.Stuck(h.App)
	require.NoError(t, err)
	assert.Equal(t, notice.Stuck{Failed: 1, Waiting: 1}, s)
}
