package casework_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// pile lists the codes of a pile, in their order.
func (o office) pile(by access.Actor, ask casework.WorkAsk) []string {
	o.t.Helper()
	lines, _, err := o.Desk.Work(o.App, by, ask)
	require.NoError(o.t, err)
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.Code
	}
	return out
}

func (o office) counts(by access.Actor) casework.WorkCount {
	o.t.Helper()
	n, err := o.Desk.Counts(o.App, by)
	require.NoError(o.t, err)
	return n
}

func TestTheListsOfWork(t *testing.T) {
	o := open(t)
	first, second, third := o.receive().Code, o.receive().Code, o.receive().Code
	filed := o.submit()
	o.toOfficer(first)
	o.toOfficer(second)
	ask := func(p casework.Pile) casework.WorkAsk { return casework.WorkAsk{Pile: p} }

	assert.Equal(t, []string{third}, o.pile(o.clerk, ask(casework.PileMine)))
	assert.ElementsMatch(t, []string{first, second}, o.pile(o.officer, ask(casework.PileMine)))
	assert.ElementsMatch(t, []string{first, second, third}, o.pile(o.leader, ask(casework.PileUnit)))
	assert.Equal(t, []string{third}, o.pile(o.clerk, casework.WorkAsk{Pile: casework.PileUnit, Own: true}))
	assert.ElementsMatch(t, []string{first, second}, o.pile(o.clerk, casework.WorkAsk{Pile: casework.PileWaiting, For: casework.Colleague}))
	lines, _, err := o.Desk.Work(o.App, o.clerk, ask(casework.PileFiled))
	require.NoError(t, err)
	require.Len(t, lines, 1)
	assert.Equal(t, filed, lines[0].ID)

	_, err = o.Desk.RequestSupplement(o.App, o.officer, second, 0, defect)
	require.NoError(t, err)
	assert.Equal(t, []string{first}, o.pile(o.officer, ask(casework.PileMine)))
	assert.Equal(t, []string{second}, o.pile(o.officer, casework.WorkAsk{Pile: casework.PileWaiting, For: string(dossier.WaitCitizen)}))
	assert.Empty(t, o.pile(o.officer, casework.WorkAsk{Pile: casework.PileWaiting, For: string(dossier.WaitSignature)}))
	assert.Equal(t, second, o.pile(o.leader, ask(casework.PileUnit))[2], "what has no date stands behind what has one")

	o.resolved(third)
	assert.Equal(t, []string{third}, o.pile(o.clerk, ask(casework.PileReady)))
	n := o.counts(o.clerk)
	assert.Equal(t, map[casework.Pile]int{casework.PileMine: 0, casework.PileUnit: 2, casework.PileLate: 0, casework.PileSoon: 0,
		casework.PileWaiting: 1, casework.PileFiled: 1, casework.PileReady: 1}, n.In)

	o.SetNow("2026-11-25T09:00") // due on the 26th
	assert.Equal(t, []string{first}, o.pile(o.leader, ask(casework.PileSoon)))
	assert.Empty(t, o.pile(o.leader, ask(casework.PileLate)))
	o.SetNow("2026-11-26T18:00")
	assert.Equal(t, []string{first}, o.pile(o.leader, ask(casework.PileSoon)), "the day is not over before it ends")
	o.SetNow("2026-11-27T07:00")
	assert.Equal(t, []string{first}, o.pile(o.leader, ask(casework.PileLate)))
	assert.Empty(t, o.pile(o.leader, ask(casework.PileSoon)))
	assert.Empty(t, o.pile(o.leader, casework.WorkAsk{Pile: casework.PileLate, Own: true}))

	other := o.Actor(access.Leader, 1)
	for _, p := range casework.Piles {
		assert.Empty(t, o.pile(other, ask(p)), p)
		assert.Zero(t, o.counts(other).In[p], p)
	}
	o.whole()
}

func TestMyWorkStandsByMyOwnClock(t *testing.T) {
	o := open(t)
	early := o.receive().Code
	o.SetNow("2026-11-23T08:00")
	later := o.receive().Code
	o.toOfficer(later) // the officer's norm begins with the hand-over
	o.SetNow("2026-11-23T09:00")
	o.toOfficer(early)
	mine := casework.WorkAsk{Pile: casework.PileMine}
	assert.Equal(t, []string{later, early}, o.pile(o.officer, mine), "given first, so its norm ends first")
	assert.Equal(t, []string{early, later}, o.pile(o.officer, casework.WorkAsk{Pile: casework.PileUnit}), "the citizen's appointment orders the others")
	lines, _, err := o.Desk.Work(o.App, o.officer, mine)
	require.NoError(t, err)
	assert.False(t, lines[0].StepDue.IsZero())
	assert.True(t, lines[0].MyClock().Before(lines[0].Due.At))
	o.whole()
}

func TestAListGoesOnByItsKey(t *testing.T) {
	o := open(t)
	want := map[string]bool{}
	for range 7 {
		want[o.receive().Code] = true
	}
	got := map[string]bool{}
	ask := casework.WorkAsk{Pile: casework.PileUnit, Limit: 3}
	for range 3 {
		lines, next, err := o.Desk.Work(o.App, o.leader, ask)
		require.NoError(t, err)
		for _, l := range lines {
			assert.False(t, got[l.Code], "twice")
			got[l.Code] = true
		}
		ask.After = next
	}
	assert.Empty(t, ask.After)
	assert.Equal(t, want, got)
	_, _, err := o.Desk.Work(o.App, o.leader, casework.WorkAsk{Pile: casework.PileUnit, After: "x"})
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyAfter, key)
	_, _, err = o.Desk.Work(o.App, o.leader, casework.WorkAsk{Pile: "x"})
	_, key = kind(t, err)
	assert.Equal(t, casework.KeyPile, key)
}

func TestNewUntilItsHolderOpensIt(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	assert.Zero(t, o.counts(o.clerk).Unread, "what one took in oneself is not new")
	c := o.toOfficer(code)
	assert.Equal(t, 1, o.counts(o.officer).Unread)
	unread := func() bool {
		lines, _, err := o.Desk.Work(o.App, o.officer, casework.WorkAsk{Pile: casework.PileMine})
		require.NoError(t, err)
		return lines[0].Unread(o.officer)
	}
	assert.True(t, unread())
	require.NoError(t, o.Desk.Opened(o.App, o.leader, c), "who does not hold it leaves it new")
	assert.True(t, unread())

	o.SetNow("2026-11-20T09:05")
	require.NoError(t, o.Desk.Opened(o.App, o.officer, c))
	require.NoError(t, o.Desk.Opened(o.App, o.officer, c))
	assert.False(t, unread())
	assert.Zero(t, o.counts(o.officer).Unread)

	o.SetNow("2026-11-20T09:10")
	o.must(o.Desk.StepBack(o.App, o.officer, code, 0, dossier.MoveInput{To: o.clerk.ID, Note: "Thiếu trang 2"}))
	assert.Equal(t, 1, o.counts(o.clerk).Unread, "given back is given")
	o.SetNow("2026-11-20T09:20")
	o.toOfficer(code)
	assert.True(t, unread(), "given again is new again")
}

// TestNoListReadsEverything keeps 200 000 dossiers fast: each list and each
// count is served by an index, in its order where it has one.
func TestNoListReadsEverything(t *testing.T) {
	o := open(t)
	for _, by := range []access.Actor{o.clerk, o.officer} {
		for _, p := range casework.Piles {
			for _, ask := range []casework.WorkAsk{{Pile: p, Limit: 50}, {Pile: p, Limit: 50, After: "2026-11-25 10:00:00.000Z~x"}, {Pile: p, Limit: 50, Own: true},
				{Pile: p, Limit: 50, For: casework.Colleague}, {Pile: p, Limit: 50, For: "citizen"}} {
				list, count, params, err := o.Desk.WorkSQL(o.App, by, ask)
				require.NoError(t, err)
				for what, sql := range map[string]string{"list": list, "count": count} {
					var plan []struct {
						Detail string `db:"detail"`
					}
					require.NoError(t, o.App.DB().NewQuery("EXPLAIN QUERY PLAN "+sql).Bind(params).All(&plan))
					var all strings.Builder
					for _, x := range plan {
						all.WriteString(x.Detail + "\n")
					}
					assert.NotContains(t, all.String(), "SCAN", "%s %+v", what, ask)
					assert.Regexp(t, `idx_dossiers_(mine|holder|open|waiting|desk)`, all.String(), "%s %+v", what, ask)
					sorted := p != casework.PileWaiting || ask.For == "citizen"
					assert.False(t, sorted && !ask.Own && strings.Contains(all.String(), "TEMP B-TREE"), "%s %+v\n%s", what, ask, all.String())
				}
			}
		}
	}
}
