package seed_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/seed"
)

// dossierRow is what must be the same in two demos of the same day.
type dossierRow struct {
	Code, Ref, Procedure, State, Outcome, Step, DueDay, ReceivedAt string
}

func seeded(t *testing.T, at string) (*apptest.House, []dossierRow) {
	t.Helper()
	h := apptest.Open(t)
	now, err := time.ParseInLocation("2006-01-02T15:04", at, calendar.Location)
	require.NoError(t, err)
	last := 0
	require.NoError(t, seed.Demo(h.App, h.Desk, now, func(done, all int) { last = all - done }))
	assert.Zero(t, last, "progress ends at the end")
	var rows []dossierRow
	require.NoError(t, h.App.DB().Select("code", "ref", "procedure", "state", "outcome", "step", "due_day", "received_at").
		From("dossiers").OrderBy("ref").All(&rows))
	return h, rows
}

func TestDemoIsTheSameForTheSameDay(t *testing.T) {
	h, a := seeded(t, "2026-11-20T09:00")
	proveDemo(t, h)
	_, b := seeded(t, "2026-11-20T09:00")
	assert.Equal(t, a, b)
}

func TestDemoOnAnyDay(t *testing.T) {
	for name, at := range map[string]string{
		"before the office opens":   "2026-11-25T05:10",
		"a Sunday":                  "2026-11-22T10:00",
		"right after Tet":           "2027-02-15T09:30",
		"an evening at year's end":  "2026-12-31T21:00",
		"soon after the pack began": "2026-07-20T15:00",
	} {
		t.Run(name, func(t *testing.T) {
			h, rows := seeded(t, at)
			assert.InDelta(t, 360, len(rows), 60, "some three hundred and sixty dossiers")
			have := map[string]int{}
			for _, r := range rows {
				have[r.State]++
			}
			for _, s := range dossier.States {
				assert.Positive(t, have[string(s)], "a dossier in state %s", s)
			}
			proveDemo(t, h)
		})
	}
}

// proveDemo checks that every row says what its events say and every chain holds.
func proveDemo(t *testing.T, h *apptest.House) {
	t.Helper()
	diffs, err := h.Desk.Rebuild(h.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diffs)
	for _, u := range h.Communes {
		v, err := h.Desk.Verify(h.App, u.ID)
		require.NoError(t, err)
		assert.Zero(t, v.BadSeq, v.Why)
		assert.Greater(t, v.Events, 200)
	}
}

func TestDemoHasWorkForToday(t *testing.T) {
	h, _ := seeded(t, "2026-11-20T09:00")
	count := func(where string, params dbx.Params) int {
		var n int
		require.NoError(t, h.App.DB().Select("count(*)").From("dossiers").Where(dbx.NewExp(where, params)).Row(&n))
		return n
	}
	open := "state IN ('received', 'processing') AND "
	assert.GreaterOrEqual(t, count(open+"due_day = '2026-11-20'", nil), 3, "due today")
	assert.GreaterOrEqual(t, count(open+"due_day = '2026-11-23'", nil), 3, "due tomorrow")
	assert.GreaterOrEqual(t, count(open+"due_day < '2026-11-20'", nil), 5, "overdue")
	assert.GreaterOrEqual(t, count("state = 'resolved' AND shelf != ''", nil), 3, "waiting on the shelf")
	assert.GreaterOrEqual(t, count("outcome = 'refused'", nil), 3)
	assert.GreaterOrEqual(t, count("extension_count > 0", nil), 3)
	assert.GreaterOrEqual(t, count("delegate != ''", nil), 5)
	assert.GreaterOrEqual(t, count("received_basis = 'postmark'", nil), 1)
	assert.GreaterOrEqual(t, count("received_basis = 'paper_slip'", nil), 1)
	late := "resolved_at != '' AND date(resolved_at, '+7 hours') "
	assert.GreaterOrEqual(t, count(late+"< original_due_day", nil), 20, "early")
	assert.GreaterOrEqual(t, count(late+"= original_due_day", nil), 50, "on time")
	assert.GreaterOrEqual(t, count(late+"> original_due_day", nil), 5, "late")
	assert.GreaterOrEqual(t, count("procedure = '2.000815'", nil), 60, "certified copies are the bulk")

	assert.Positive(t, count("held LIKE '[%'", nil), "originals kept")
	assert.GreaterOrEqual(t, count("visit != ''", nil), 2, "a visit of three dossiers")
	parts := func(where string) (n int) {
		require.NoError(t, h.App.DB().Select("count(*)").From("dossier_parts").Where(dbx.NewExp(where)).Row(&n))
		return n
	}
	for _, to := range []string{"an-binh", "dong-thanh"} {
		assert.Positive(t, parts("to_path = 'hoa-giang/"+to+"/' AND state = 'sent'"), "asked of %s, not answered", to)
		assert.Positive(t, parts("to_path = 'hoa-giang/"+to+"/' AND state = 'answered'"), "answered by %s", to)
	}
	assert.Positive(t, count("procedure = '2.001023' AND state = 'resolved' AND parts LIKE '%health_card%'", nil), "a linked procedure goes on")
	assert.Positive(t, count("place_received_path = 'hoa-giang/dong-thanh/' AND unit_path = 'hoa-giang/an-binh/' AND state = 'submitted'", nil), "taken in for another, waiting")
	assert.Positive(t, count("place_return_path = 'hoa-giang/dong-thanh/' AND state = 'resolved' AND shelf != ''", nil), "taken in for another, the result back at its place")
	for _, u := range h.Communes {
		assert.Positive(t, count("unit = {:u} AND state = 'submitted'", dbx.Params{"u": u.ID}), u.Code)
	}
	var files int
	require.NoError(t, h.App.DB().Select("count(*)").From("dossier_files").Row(&files))
	assert.Greater(t, files, 10)
	inOfficeHours(t, h)
}

func TestDemoShowsBooksAndSlips(t *testing.T) {
	h, _ := seeded(t, "2026-11-20T15:00")
	count := func(table, where string) (n int) {
		require.NoError(t, h.App.DB().Select("count(*)").From(table).Where(dbx.NewExp(where)).Row(&n))
		return n
	}
	assert.GreaterOrEqual(t, count("certifications", "state = 'signed'"), 50, "the ordinary desk fills the books too")
	assert.GreaterOrEqual(t, count("certifications", "state = 'waiting'"), 2)
	for state, n := range map[string]int{"keyed_in": 5, "spoiled": 5, "unused": 47, "returned": 15} {
		assert.Equal(t, n, count("slips", "state = '"+state+"'"), state)
	}
	gaps, err := h.Numbers.Gaps(h.App, "")
	require.NoError(t, err)
	assert.Len(t, gaps, 2)
	holes, err := h.Certify.Holes(h.App)
	require.NoError(t, err)
	assert.Empty(t, holes)
	yearsInOrder(t, h, 2026)

	h, _ = seeded(t, "2027-02-15T09:30")
	yearsInOrder(t, h, 2027)
	closed := 0
	all, err := h.Numbers.All(h.App)
	require.NoError(t, err)
	for _, r := range all {
		if r.Year == 2026 && !r.Open() {
			closed++
			assert.Positive(t, r.Total)
		}
	}
	assert.GreaterOrEqual(t, closed, 3, "last year's books are closed")
}

// inOfficeHours checks that nobody worked at night.
func inOfficeHours(t *testing.T, h *apptest.House) {
	t.Helper()
	units := map[string]*calendar.Calendar{}
	for _, u := range h.Communes {
		cal, err := h.Org.Calendar(h.App, u)
		require.NoError(t, err)
		units[u.ID] = cal
	}
	var events []struct{ Unit, Kind, At string }
	require.NoError(t, h.App.DB().Select("unit", "kind", "at").From("dossier_events").All(&events))
	for _, e := range events {
		at, err := time.Parse("2006-01-02 15:04:05.000Z", e.At)
		require.NoError(t, err)
		assert.True(t, units[e.Unit].Open(at), "%s at %s", e.Kind, at.In(calendar.Location))
	}
}

// TestDemoShowsEveryAct: every row of the table of acts has happened in the
// demo, and can be done by the accounts of the guide on a dossier it names.
func TestDemoShowsEveryAct(t *testing.T) {
	h, _ := seeded(t, "2026-11-20T09:00")
	var kinds []string
	require.NoError(t, h.App.DB().Select("kind").Distinct(true).From("dossier_events").Column(&kinds))
	can := possible(t, h)
	for _, r := range dossier.Acts {
		assert.Contains(t, kinds, string(r.Act), "an event of the demo")
		if r.Act != dossier.Submit && r.Act != dossier.Undo { // the citizen's own; and a minute after an intake
			assert.NotEmpty(t, can[r.Act], "%s can be done on a dossier of the guide", r.Act)
		}
	}
}

// TestDemoKeepsAResultUntilItIsPaid: the guide of the cashier shows it.
func TestDemoKeepsAResultUntilItIsPaid(t *testing.T) {
	h, _ := seeded(t, "2026-11-20T09:00")
	clerk := h.Actor(access.Clerk, 0)
	_, exempt, err := h.Desk.Locate(h.App, clerk, "Đỗ Tường Loan")
	require.NoError(t, err)
	require.Len(t, exempt, 1)
	poor, err := h.Desk.Find(h.App, clerk, exempt[0].Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Processing, poor.State, "it waited for the fee alone")
	assert.Equal(t, "poor", poor.Fees[0].Exempt)
	_, found, err := h.Desk.Locate(h.App, clerk, "Đỗ Tường Quế")
	require.NoError(t, err)
	require.Len(t, found, 1)
	in := dossier.ReturnInput{CollectorName: "Đỗ Tường Quế", Checked: true}
	_, err = h.Desk.Return(h.App, clerk, found[0].Code, 0, in)
	require.ErrorContains(t, err, dossier.KeyFeesDue)
	h.Pay(0, found[0].Code)
	_, err = h.Desk.Return(h.App, clerk, found[0].Code, 0, in)
	require.NoError(t, err)
}

// The news of a result, a stop or a longer day is not called off by itself.
func TestDemoTellsPeople(t *testing.T) {
	h, _ := seeded(t, "2026-11-20T09:00")
	clerk := h.Actor(access.Clerk, 0)
	for name, kind := range map[string]message.Kind{"Quế": message.ResultReady, "Vinh": message.ResultReady, "Nhật": message.Stopped, "Dung": message.Extended} {
		_, found, err := h.Desk.Locate(h.App, clerk, "Đỗ Tường "+name)
		require.NoError(t, err)
		require.Len(t, found, 1)
		told, err := h.Notices.Of(h.App, found[0].ID)
		require.NoError(t, err)
		require.NotEmpty(t, told)
		i := slices.IndexFunc(told, func(n notice.Notice) bool { return n.Kind == kind })
		require.GreaterOrEqual(t, i, 0, name)
		assert.NotEqual(t, message.Cancelled, told[i].State, name)
	}
}

// possible lists on which named dossiers each act can be done by somebody who
// works in the first commune, or at the desk of the second.
func possible(t *testing.T, h *apptest.House) map[dossier.Act][]string {
	t.Helper()
	people := []access.Actor{h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0), h.Actor(access.Leader, 0), h.Actor(access.Cashier, 0), h.Actor(access.Clerk, 1)}
	out := map[dossier.Act][]string{}
	for _, x := range seed.Situations() {
		_, found, err := h.Desk.Locate(h.App, people[0], x.Name)
		require.NoError(t, err)
		if !assert.Len(t, found, 1, "the name %s finds one dossier", x.Name) {
			continue
		}
		c, err := h.Desk.Find(h.App, people[0], found[0].ID)
		require.NoError(t, err)
		for _, r := range dossier.Acts {
			if slices.ContainsFunc(people, func(a access.Actor) bool { return c.Permit(r.Act, a) == nil }) {
				out[r.Act] = append(out[r.Act], x.Name)
			}
		}
	}
	return out
}

// yearsInOrder asserts that last year's books are closed and this year's open,
// in every commune.
func yearsInOrder(t *testing.T, h *apptest.House, year int) {
	t.Helper()
	for i, u := range h.Communes {
		by := h.Actor(access.Clerk, i)
		list, err := h.Numbers.Registers(h.App, u.ID)
		require.NoError(t, err)
		open, closed := 0, 0
		for _, r := range list {
			assert.Equal(t, r.Year == year, r.Open(), "%s of %d in %s", r.Series, r.Year, u.Code)
			if r.Open() {
				open++
			} else {
				closed++
			}
		}
		assert.Equal(t, 3, open, "%s: this year's", u.Code)
		assert.Positive(t, closed, "%s: last year's", u.Code)
		blocks, err := h.Numbers.Blocks(h.App, by, u.Path)
		require.NoError(t, err)
		for _, b := range blocks {
			assert.False(t, b.Year < year && (b.Open() || b.Gaps > 0), "slips %s", b.From())
		}
		var days []string
		require.NoError(t, h.App.DB().NewQuery("SELECT DISTINCT r.day FROM receipts r WHERE r.unit = {:u} AND r.day < {:y} AND NOT EXISTS (SELECT 1 FROM cash_days c WHERE c.unit = r.unit AND c.day = r.day)").
			Bind(map[string]any{"u": u.ID, "y": fmt.Sprint(year)}).Column(&days))
		assert.Empty(t, days, "cash books of last year")
		var n int
		require.NoError(t, h.App.DB().NewQuery("SELECT COUNT(*) FROM cash_days WHERE unit = {:u} AND day < {:y}").Bind(map[string]any{"u": u.ID, "y": fmt.Sprint(year)}).Row(&n))
		assert.Positive(t, n, "the cash book of last year's last day")
	}
}
