package number_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/number"
)

type desk struct {
	*apptest.House
	t             testing.TB
	clerk, leader access.Actor
}

func open(t testing.TB) desk {
	t.Helper()
	h := apptest.Open(t)
	return desk{h, t, h.Actor(access.Clerk, 0), h.Actor(access.Leader, 0)}
}

func (d desk) lend(n int) (number.Block, []number.Slip) {
	d.t.Helper()
	b, err := d.Numbers.Lend(d.App, d.clerk, d.Communes[0], number.LendInput{Count: n, LentTo: "Quầy 1", Reason: "Mất điện theo lịch"})
	require.NoError(d.t, err)
	return b, d.slips(b.ID)
}

func (d desk) slips(block string) []number.Slip {
	d.t.Helper()
	_, list, err := d.Numbers.Block(d.App, d.clerk, block)
	require.NoError(d.t, err)
	return list
}

// key receives a dossier whose receipt was written on a slip.
func (d desk) key(by access.Actor, slip, at string) (casework.Received, error) {
	return d.Desk.Receive(d.App, by, casework.ReceiveInput{Procedure: "1.010039", ReceivedBasis: dossier.PaperSlip, Slip: slip, ReceivedAt: at,
		Applicant:  casework.PersonInput{Name: "Nguyễn Thị Bưởi", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}, Answers: map[string]string{"kind": "head", "what": "Đổi chủ hộ"}})
}

func problemOf(t testing.TB, err error) (field, key string) {
	t.Helper()
	list, ok := problem.In(err)
	require.True(t, ok, "want a problem, got %v", err)
	return list[0].Field, list[0].Key
}

func TestASlipIsKeyedInOnceWithBothTimes(t *testing.T) {
	d := open(t)
	_, list := d.lend(10)
	d.SetNow("2026-11-20T16:00")
	got, err := d.key(d.clerk, list[2].Number, "2026-11-20T10:15")
	require.NoError(t, err)
	assert.Equal(t, "2026-11-20T03:15:00Z", got.ReceivedAt.UTC().Format(time.RFC3339), "the clock counts from the slip's time")

	s := d.slips(list[2].Block)
	assert.Equal(t, number.KeyedIn, s[2].State)
	assert.Equal(t, got.Code, s[2].Code)
	assert.Equal(t, "10:15", s[2].WrittenAt.In(d.Now().Location()).Format("15:04"), "the time on the slip")
	assert.Equal(t, "16:00", s[2].At.In(d.Now().Location()).Format("15:04"), "and the time it was keyed in")
	assert.True(t, s[0].Gap && s[1].Gap, "the two before it are unexplained")
	assert.False(t, s[3].Gap, "the next was not reached yet")

	history, err := d.Desk.History(d.App, d.clerk, got.Code)
	require.NoError(t, err)
	assert.Equal(t, list[2].Number, history[0].Data.Slip)
	assert.False(t, history[0].ClaimedAt.IsZero())

	_, err = d.key(d.clerk, list[2].Number, "2026-11-20T10:20")
	field, key := problemOf(t, err)
	assert.Equal(t, "slip", field)
	assert.Equal(t, number.KeySlipUsed, key)
	assert.Len(t, d.all(), 1, "what was refused left no dossier")
}

func (d desk) all() []casework.Line {
	list, _, err := d.Desk.List(d.App, d.clerk, casework.Filter{})
	require.NoError(d.t, err)
	return list
}

func TestWhatASlipIsRefusedFor(t *testing.T) {
	d := open(t)
	b, list := d.lend(5)
	other, err := d.Numbers.Lend(d.App, d.Actor(access.Clerk, 1), d.Communes[1], number.LendInput{Count: 9, LentTo: "Quầy 1"})
	require.NoError(t, err)
	require.NoError(t, d.Numbers.Explain(d.App, d.clerk, b.ID, number.ExplainInput{Slip: list[1].Number, State: number.Spoiled, Reason: "Ướt mưa"}))
	d.SetNow("2026-11-20T16:00")
	wrong := []byte(list[0].Number)
	wrong[len(wrong)-1] = '0' + (wrong[len(wrong)-1]-'0'+1)%10
	for name, c := range map[string]struct{ slip, at, field, key string }{
		"check digit":           {string(wrong), "2026-11-20T10:00", "slip", "code.slip_invalid"},
		"another commune's":     {other.To(), "2026-11-20T10:00", "slip", number.KeySlipUnknown},
		"spoiled":               {list[1].Number, "2026-11-20T10:00", "slip", number.KeySlipEnded},
		"before the pad":        {list[0].Number, "2026-11-20T08:59", "slip", number.KeySlipEarly},
		"no number of ours":     {"TG-0042", "2026-11-20T10:00", "slip", number.KeySlipForeign},
		"in the future":         {list[0].Number, "2026-11-20T16:01", "received_at", dossier.KeyMomentFuture},
		"no number at all":      {"", "2026-11-20T10:00", "slip", dossier.KeySlipMissing},
		"older than one allows": {list[0].Number, "2026-10-01T10:00", "slip", number.KeySlipEarly},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.key(d.clerk, c.slip, c.at)
			field, key := problemOf(t, err)
			assert.Equal(t, c.field, field)
			assert.Equal(t, c.key, key)
		})
	}
	_, err = d.key(d.clerk, "TG-0042", "2026-11-19T10:00")
	assert.NoError(t, err, "written before there was any pad of ours")
	_, err = d.Desk.Receive(d.App, d.Actor(access.Clerk, 2), casework.ReceiveInput{Procedure: "1.010039", ReceivedBasis: dossier.PaperSlip, Slip: "7", ReceivedAt: "2026-11-20T10:00",
		Applicant: casework.PersonInput{Name: "Lê Tám"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	assert.NoError(t, err, "a unit without any block keeps its own numbers")

	_, err = d.Numbers.CloseBlock(d.App, d.clerk, b.ID)
	require.NoError(t, err)
	_, err = d.key(d.clerk, list[0].Number, "2026-11-20T10:00")
	_, key := problemOf(t, err)
	assert.Equal(t, number.KeySlipClosed, key)
}

func TestGapsAreExplained(t *testing.T) {
	d := open(t)
	b, list := d.lend(6)
	d.SetNow("2026-11-20T16:00")
	_, err := d.key(d.clerk, list[3].Number, "2026-11-20T10:00")
	require.NoError(t, err)
	gaps, err := d.Numbers.Gaps(d.App, d.Communes[0].Path)
	require.NoError(t, err)
	assert.Len(t, gaps, 3)

	explain := func(by access.Actor, slip string, state number.State, reason string) error {
		return d.Numbers.Explain(d.App, by, b.ID, number.ExplainInput{Slip: slip, State: state, Reason: reason})
	}
	_, key := problemOf(t, explain(d.clerk, list[0].Number, number.Lost, ""))
	assert.Equal(t, dossier.KeyRequired, key)
	_, key = problemOf(t, explain(d.clerk, list[0].Number, number.KeyedIn, "x"))
	assert.Equal(t, number.KeySlipState, key)
	_, key = problemOf(t, explain(d.clerk, list[3].Number, number.Lost, "x"))
	assert.Equal(t, number.KeySlipUsed, key)
	_, key = problemOf(t, explain(d.clerk, "P26-99999-9", number.Lost, "x"))
	assert.Equal(t, number.KeySlipUnknown, key)
	_, key = problemOf(t, explain(d.Actor(access.Clerk, 1), list[0].Number, number.Lost, "x"))
	assert.Equal(t, number.KeyBlockNotFound, key)
	_, key = problemOf(t, explain(d.Actor(access.Officer, 0), list[0].Number, number.Lost, "x"))
	assert.Equal(t, dossier.KeyNotYours, key)

	require.NoError(t, explain(d.clerk, list[0].Number, number.Spoiled, "Rách"))
	require.NoError(t, explain(d.clerk, list[1].Number, number.Lost, "Không tìm thấy"))
	require.NoError(t, explain(d.clerk, list[1].Number, number.Unused, "Tìm thấy trong cặp"))
	s := d.slips(b.ID)
	assert.Equal(t, "Không tìm thấy; Tìm thấy trong cặp", s[1].Reason, "what was said first stays")
	assert.True(t, s[1].Gap)
	_, err = d.key(d.clerk, list[1].Number, "2026-11-20T10:30")
	require.NoError(t, err, "the slip that turned up is keyed in")

	b, err = d.Numbers.CloseBlock(d.App, d.clerk, b.ID)
	require.NoError(t, err)
	assert.Equal(t, 2, b.Counts[number.Returned], "the last two came back blank")
	assert.Equal(t, 1, b.Gaps, "the third was never explained")
	_, err = d.Numbers.CloseBlock(d.App, d.clerk, b.ID)
	_, key = problemOf(t, err)
	assert.Equal(t, number.KeyBlockClosed, key)
	list2, err := d.Numbers.Blocks(d.App, d.leader, d.Communes[0].Path)
	require.NoError(t, err)
	require.Len(t, list2, 1)
	assert.Equal(t, 1, list2[0].Gaps, "the leader sees it")
}

func TestBlocksFollowOneAnother(t *testing.T) {
	d := open(t)
	a, _ := d.lend(3)
	b, _ := d.lend(4)
	assert.Equal(t, a.Last+1, b.First)
	assert.Equal(t, 4, b.Size())
	for _, in := range []number.LendInput{{Count: 0, LentTo: "x"}, {Count: 201, LentTo: "x"}, {Count: 5}} {
		_, err := d.Numbers.Lend(d.App, d.clerk, d.Communes[0], in)
		problemOf(t, err)
	}
	_, err := d.Numbers.Lend(d.App, d.Actor(access.Officer, 0), d.Communes[0], number.LendInput{Count: 5, LentTo: "x"})
	_, key := problemOf(t, err)
	assert.Equal(t, dossier.KeyNotYours, key)
	d.SetNow("2027-01-04T08:00")
	c, _ := d.lend(2)
	assert.Equal(t, 1, c.First, "a new year begins with 1")
	assert.Contains(t, c.From(), "P27-00001-")
}

func TestTwoClerksWithTheSameSlip(t *testing.T) {
	d := open(t)
	_, list := d.lend(2)
	d.SetNow("2026-11-20T16:00")
	clerks := []access.Actor{d.clerk, d.Actor(access.Clerk, 0, true)}
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, errs[i] = d.key(clerks[i%2], list[0].Number, "2026-11-20T10:00")
		}()
	}
	wg.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		}
	}
	assert.Equal(t, 1, done)
	assert.Len(t, d.all(), 1)
}

// Invariant 5 of the model: every 1…n of the slips is used, explained, blank at
// the end of its pad, or counted as a gap.
func TestEverySlipEndsSomewhere(t *testing.T) {
	d := open(t)
	var blocks []number.Block
	d.SetNow("2026-11-20T09:00")
	steps := 0
	rapid.Check(t, func(rt *rapid.T) {
		if steps++; steps > 40 {
			return // each step is a real act on a real database
		}
		switch act := rapid.IntRange(0, 4).Draw(rt, "act"); {
		case act == 0 || len(blocks) == 0:
			b, _ := d.lend(rapid.IntRange(1, 9).Draw(rt, "size"))
			blocks = append(blocks, b)
		default:
			b := blocks[rapid.IntRange(0, len(blocks)-1).Draw(rt, "block")]
			list := d.slips(b.ID)
			s := list[rapid.IntRange(0, len(list)-1).Draw(rt, "slip")]
			switch act {
			case 1, 2:
				_, err := d.key(d.clerk, s.Number, "2026-11-20T09:00")
				_, _, _ = err, rt, s // refused or not: the sum must hold
			case 3:
				_ = d.Numbers.Explain(d.App, d.clerk, b.ID, number.ExplainInput{Slip: s.Number, State: number.Lost, Reason: "Mất"})
			case 4:
				_, _ = d.Numbers.CloseBlock(d.App, d.clerk, b.ID)
			}
		}
		d.proveSlips(rt, blocks)
	})
}

func (d desk) proveSlips(rt require.TestingT, blocks []number.Block) {
	next := 1
	for _, b := range blocks {
		require.Equal(rt, next, b.First, "no number is left out between two pads")
		now, list, err := d.Numbers.Block(d.App, d.clerk, b.ID)
		require.NoError(rt, err)
		require.Len(rt, list, b.Size())
		sum, gaps := 0, 0
		for i, s := range list {
			require.Equal(rt, b.First+i, s.N)
			require.Equal(rt, s.State == number.KeyedIn, s.Code != "")
			if s.Gap {
				gaps++
			}
		}
		for _, n := range now.Counts {
			sum += n
		}
		require.Equal(rt, b.Size(), sum)
		require.Equal(rt, now.Gaps, gaps)
		require.True(rt, now.Open() || now.Counts[number.Unused] == gaps, "a pad that is back has only explained slips and gaps")
		next = b.Last + 1
	}
}
