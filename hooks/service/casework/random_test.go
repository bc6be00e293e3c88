package casework_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// steps of all the random histories together.
const (
	histories = 20
	steps     = 500
)

// TestRandomHistories does acts at random, right and wrong ones, by anybody, at
// moving times. Whatever happens: every act is done or refused in words, the
// rows say what the events say, the chains hold, and no promise is made up.
func TestRandomHistories(t *testing.T) {
	o := open(t)
	people := []access.Actor{o.clerk, o.officer, o.leader, o.Actor(access.Cashier, 0), o.Actor(access.Superior, 0), o.Actor(access.Clerk, 1)}
	now := o.Now()
	left, done := histories*steps, 0
	if testing.Short() {
		left /= 10 // under the race detector, which is many times slower
	}
	rapid.Check(t, func(rt *rapid.T) {
		if left <= 0 {
			return // the number of checks is rapid's; that of steps is ours
		}
		names := []string{o.receive().Code, o.submit()}
		for range steps {
			left--
			now = now.Add(time.Duration(rapid.IntRange(0, 26*60).Draw(rt, "minutes")) * time.Minute)
			o.SetNow(now.Format("2006-01-02T15:04"))
			act := rapid.SampledFrom(desks()).Draw(rt, "act")
			by := rapid.SampledFrom(people).Draw(rt, "by")
			name := names[len(names)-1-rapid.IntRange(0, min(len(names)-1, 4)).Draw(rt, "dossier")]
			if rapid.IntRange(0, 9).Draw(rt, "new") == 0 {
				names = append(names, o.received(rt, len(names)))
			}
			before, err := o.Desk.Find(o.App, o.clerk, name)
			require.NoError(rt, err)
			if may := before.Allowed(by); len(may) > 0 && rapid.IntRange(0, 3).Draw(rt, "right") > 0 {
				act = rapid.SampledFrom(may).Draw(rt, "allowed")
			}
			err = o.do(act, by, name, 0)
			if err == nil {
				done++
			} else if _, told := problem.In(err); !told {
				rt.Fatalf("%s by %s: %v", act, by.Roles, err)
			}
			if rapid.IntRange(0, 9).Draw(rt, "demand") == 0 {
				_, err := o.Desk.RequestSupplement(o.App, by, name, 0, foreign)
				_, told := problem.In(err)
				require.True(rt, told, "a paper outside the list is never asked for: %v", err)
			}
			if rapid.IntRange(0, 19).Draw(rt, "rivals") == 0 {
				o.rivals(rt, name, people)
			}
			c, err := o.Desk.Find(o.App, o.clerk, name)
			require.NoError(rt, err)
			sound(rt, c.Dossier)
			if rapid.IntRange(0, 9).Draw(rt, "turns") == 0 {
				o.oneClock(rt, c)
			}
		}
	})
	require.LessOrEqual(t, left, 0, "%d steps were not taken", left)
	require.Greater(t, done, 200, "acts that were done")
	o.whole()
	o.recounted()
	o.marksEqualTheEvents()
}

// received takes a dossier in, now and then by a slip or a postmark of another
// day.
func (o office) received(t *rapid.T, no int) string {
	basis := rapid.SampledFrom([]dossier.Basis{dossier.Live, dossier.PaperSlip, dossier.Postmark}).Draw(t, "basis")
	ago := time.Duration(rapid.IntRange(0, 3*24*60).Draw(t, "ago")) * time.Minute
	return o.receive(func(in *casework.ReceiveInput) {
		if basis == dossier.Live {
			return
		}
		in.ReceivedBasis, in.ReceivedAt = basis, o.Now().Add(-ago).In(calendar.Location).Format("2006-01-02T15:04")
		if basis == dossier.PaperSlip {
			in.Slip = fmt.Sprintf("K-%d-%d", o.Now().Unix(), no)
		}
	}).Code
}

// rivals lets two people act at once on what both saw: at most one is done, and
// nobody gets an answer without words.
func (o office) rivals(t *rapid.T, name string, people []access.Actor) {
	c, err := o.Desk.Find(o.App, o.clerk, name)
	require.NoError(t, err)
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		act, by := rapid.SampledFrom(desks()).Draw(t, "act"), rapid.SampledFrom(people).Draw(t, "by")
		if may := c.Allowed(by); len(may) > 0 {
			act = rapid.SampledFrom(may).Draw(t, "allowed")
		}
		wg.Go(func() { errs[i] = o.do(act, by, name, c.Seq) })
	}
	wg.Wait()
	if errs[0] == nil && errs[1] == nil {
		t.Fatalf("two acts on %s after event %d were both done", name, c.Seq)
	}
	for _, err := range errs {
		if _, told := problem.In(err); err != nil && !told {
			t.Fatalf("%v", err)
		}
	}
}

// oneClock: what the row keeps of the norm is what the control slip (Mẫu 06)
// reads from the events.
func (o office) oneClock(t *rapid.T, c casework.Case) {
	history, err := o.Desk.History(o.App, o.clerk, c.ID)
	require.NoError(t, err)
	turns := dossier.Steps(casework.Events(history), c.Flow(), c.Cal, o.Now())
	if len(turns) == 0 || !c.State.Running() || c.Paused() || !turns[len(turns)-1].Done.IsZero() {
		return
	}
	last := turns[len(turns)-1]
	if last.Holder != c.Holder || !last.Due.Equal(c.StepDue) {
		var d dossier.Dossier
		for _, e := range history {
			d = d.Apply(e.Event)
			t.Logf("%d %s %s by %s: to %q; at %q, norm until %s, pauses %v", e.Seq, e.At, e.Kind, e.ActorName, e.Data.ToName, d.Step, d.StepDue, d.Pauses)
		}
		t.Fatalf("%s at %s of %s: the row says %s until %s, the events %s until %s", c.Code, c.Step, c.Holder, c.Holder, c.StepDue, last.Holder, last.Due)
	}
}

// sound asserts what is true of every dossier at every moment.
func sound(t *rapid.T, d dossier.Dossier) {
	paused := d.Paused()
	open := slices.ContainsFunc(d.Pauses, func(p deadline.Pause) bool { return p.To.IsZero() })
	switch {
	case paused && !d.Due.At.IsZero():
		t.Fatalf("%s promises a date while it waits for the citizen", d.Code)
	case d.State.Open() && !paused && d.Due.At.IsZero():
		t.Fatalf("%s in %s has no date", d.Code, d.State)
	case !d.Due.At.IsZero() && !d.ReceivedAt.IsZero() && d.Due.At.Before(d.ReceivedAt):
		t.Fatalf("%s is due before it was received", d.Code)
	case (d.Code == "") != d.ReceivedAt.IsZero():
		t.Fatalf("%s has a code and no receipt, or the other way round", d.ID)
	case d.State.Ended() && d.ClosedAt.IsZero():
		t.Fatalf("%s ended in %s at no moment", d.Code, d.State)
	case (d.State == dossier.Resolved || d.State == dossier.Returned) != !d.ResolvedAt.IsZero():
		t.Fatalf("%s in %s: resolved at %v", d.Code, d.State, d.ResolvedAt)
	case open != paused:
		t.Fatalf("%s in %s: a pause is open or closed wrongly: %v", d.Code, d.State, d.Pauses)
	case d.State.Ended() && d.Holder != "" && d.State != dossier.Returned:
		t.Fatalf("%s in %s is still held", d.Code, d.State)
	}
}
