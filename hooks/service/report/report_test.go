package report_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	figures "motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/report"
	"motcua/hooks/service/sheet"
)

// Over random periods of the demo's histories: the fast tables equal a slow
// walk through the events that knows nothing later than the period; stock at
// the end = stock at the begin + received − ended; communes add up to their
// subtree and sectors to the whole; every number has exactly its rows.
func TestFiguresEqualTheEventsOfTheirTime(t *testing.T) {
	h := withDemo(t)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	all, by := lives(t, h), above(h)
	require.Greater(t, len(all), 250)
	last, _ := calendar.Split(apptest.Start)
	rapid.Check(t, func(r *rapid.T) {
		from := last - calendar.Date(rapid.IntRange(0, 110).Draw(r, "back"))
		to := from + calendar.Date(rapid.IntRange(0, int(last-from)).Draw(r, "days"))
		p := period(t, from.String(), to.String(), h.Now())
		q := report.Query{From: p.From, To: p.To}
		want, wantSector := map[string]figures.Figures{}, map[string]figures.Figures{}
		var total figures.Figures
		for _, l := range all {
			f := slowly(l, p)
			want[l.unit], wantSector[l.sector], total = want[l.unit].Plus(f), wantSector[l.sector].Plus(f), total.Plus(f)
		}
		units, err := office.ByUnit(h.App, by, q)
		require.NoError(r, err)
		require.Len(r, units.Rows, len(h.Communes))
		for _, row := range units.Rows {
			require.Equal(r, want[row.Unit.ID], row.Figures, row.Unit.Code)
		}
		require.Equal(r, total, units.Total)
		require.True(r, units.Adds(), "3 = 7 + 11")
		sectors, err := office.BySector(h.App, by, q)
		require.NoError(r, err)
		require.Equal(r, total, sectors.Total, "sectors add up to the subtree")
		for _, row := range sectors.Rows {
			require.Equal(r, wantSector[row.Sector], row.Figures, row.Sector)
		}
		before, err := office.ByUnit(h.App, by, report.Query{From: "2026-01-01", To: p.Before()})
		require.NoError(r, err)
		require.Equal(r, before.Total.Open, units.Total.Prior, "the stock carried over is the stock of the day before")
		require.Equal(r, units.Total.Open, before.Total.Open+units.Total.New()-units.Total.Done())
		row := units.Rows[rapid.IntRange(0, len(units.Rows)-1).Draw(r, "unit")]
		checkBehind(r, h, office, by, q, row)
	})
}

// numbers are all figures that lead to rows, and what they must add up to.
func numbers(f figures.Figures) map[casework.Figure]int {
	return map[casework.Figure]int{casework.FigureNew: f.New(), casework.FigureOnline: f.Online, casework.FigureDirect: f.Direct, casework.FigurePrior: f.Prior,
		casework.FigureReceived: f.Received(), casework.FigureDone: f.Done(), casework.FigureEarly: f.Early, casework.FigureOnTime: f.OnTime,
		casework.FigureLate: f.Late, casework.FigureUnfinished: f.Unfinished, casework.FigureOpen: f.Open, casework.FigureInTime: f.InTime(),
		casework.FigureOverdue: f.Overdue, casework.FigurePaused: f.Paused, casework.FigureAgain: f.Again, casework.FigureDemanded: f.Demanded}
}

func checkBehind(r require.TestingT, h *apptest.House, office *report.Office, by access.Actor, q report.Query, row report.Row) {
	for figure, n := range numbers(row.Figures) {
		ask := report.RowsAsk{Query: q, Figure: figure, Alone: true}
		ask.Unit = row.Unit.Code
		seen := map[string]bool{}
		for {
			rows, err := office.Behind(h.App, by, ask)
			require.NoError(r, err)
			require.Equal(r, n, rows.Count, figure)
			for _, x := range rows.List {
				key := x.ID + x.MarkedAt.String() // a dossier is as often under demands as one was made
				require.False(r, seen[key], "%s twice under %s", x.Code, figure)
				require.Equal(r, row.Unit.ID, x.Unit)
				seen[key] = true
			}
			if ask.After = rows.Next; rows.Next == "" {
				break
			}
		}
		require.Len(r, seen, n, figure)
	}
}

// model.md §5.10, with a real clock that goes on.
func TestAReportPrintedTodayEqualsTheOnePrintedThen(t *testing.T) {
	h := withDemo(t)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	by := report.Whole(h.Communes[0])
	print := func(name string) string {
		r, err := office.Make(h.App, by, name, report.Query{Unit: "an-binh", From: "2026-11-01", To: "2026-11-20"})
		require.NoError(t, err)
		r.Sheet.Notes = nil // they say when it was printed
		var b bytes.Buffer
		require.NoError(t, sheet.WriteCSV(&b, *r.Sheet))
		return b.String()
	}
	h.SetNow("2026-11-20T23:59")
	then := map[string]string{}
	for _, name := range report.Names {
		then[name] = print(name)
		require.NotEmpty(t, then[name])
	}
	// Work goes on for a month: everything open in the commune is ended.
	h.SetNow("2026-12-21T09:00")
	clerk, leader := h.Actor(access.Clerk, 0), h.Actor(access.Leader, 0)
	lines, _, err := h.Desk.List(h.App, clerk, casework.Filter{Limit: 500, State: []dossier.State{dossier.Received, dossier.Processing, dossier.Supplementing, dossier.PaymentDue}})
	require.NoError(t, err)
	require.NotEmpty(t, lines)
	for _, l := range lines {
		_, err := h.Desk.Stop(h.App, leader, l.Code, 0, dossier.EndInput{Reason: "Người nộp không bổ sung", Ground: "NĐ 118/2025/NĐ-CP Điều 17"})
		require.NoError(t, err)
	}
	for _, name := range report.Names {
		assert.Equal(t, then[name], print(name), name)
	}
	now, err := office.ByUnit(h.App, by, report.Query{Unit: "an-binh", From: "2026-12-01", To: "2026-12-31"})
	require.NoError(t, err)
	assert.Equal(t, len(lines), now.Total.Unfinished)
	assert.Zero(t, now.Total.Open)
}

func TestFiguresAreRebuiltFromEvents(t *testing.T) {
	h := withDemo(t)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	q := report.Query{From: "2026-08-01", To: "2026-11-20"}
	before, err := office.BySector(h.App, above(h), q)
	require.NoError(t, err)
	_, err = h.App.DB().NewQuery("DELETE FROM figures").Execute()
	require.NoError(t, err)
	broken, err := office.BySector(h.App, above(h), q)
	require.NoError(t, err)
	assert.False(t, broken.Adds(), "the check finds counters that were lost")
	require.NoError(t, h.Desk.CountAll(h.App, true))
	after, err := office.BySector(h.App, above(h), q)
	require.NoError(t, err)
	assert.Equal(t, before, after)
	require.NoError(t, h.Desk.CountAll(h.App, false), "a second start changes nothing")
}

func TestAScopeSeesItsOwnUnitsAlone(t *testing.T) {
	h := withDemo(t)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	q := report.Query{From: "2026-11-01", To: "2026-11-20"}
	inspector := h.Actor(access.Inspector, 1)
	got, err := office.ByUnit(h.App, inspector, q)
	require.NoError(t, err)
	require.Len(t, got.Rows, 1)
	assert.Equal(t, h.Communes[1].ID, got.Rows[0].Unit.ID)

	for _, code := range []string{h.Communes[0].Code, "khong-co", h.Superior.Code} {
		q.Unit = code
		_, err = office.BySector(h.App, inspector, q)
		assert.EqualError(t, err, "unit: org.unit_not_found", code)
	}
	q.Unit = h.Communes[1].Code
	_, err = office.BySector(h.App, inspector, q)
	assert.NoError(t, err)
	_, err = office.ByUnit(h.App, access.Actor{ID: "x"}, report.Query{From: q.From, To: q.To})
	assert.EqualError(t, err, "unit: org.unit_not_found", "an empty scope means nothing, never everything")
}

func TestReportsByName(t *testing.T) {
	h := withDemo(t)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	q := report.Query{Unit: "hoa-giang", From: "2026-10-01", To: "2026-10-31"}
	_, err := office.Make(h.App, above(h), "khong-co", q)
	assert.EqualError(t, err, "name: report.unknown")
	r, err := office.Make(h.App, above(h), " II.06a ", q)
	require.NoError(t, err)
	assert.Equal(t, report.II06a, r.Name)
	assert.True(t, *r.Adds)
	assert.NotZero(t, r.Total.Received)
	book, err := office.Make(h.App, above(h), report.Register, q)
	require.NoError(t, err)
	entries, ok := book.Rows.([]report.Entry)
	require.True(t, ok)
	require.NotEmpty(t, entries)
	for _, e := range entries {
		assert.Nil(t, e.Name, "a superior's register has no people")
	}
	book, err = office.Make(h.App, report.Whole(h.Superior), report.Register, q)
	require.NoError(t, err)
	entries, ok = book.Rows.([]report.Entry)
	require.True(t, ok)
	assert.NotNil(t, entries[0].Name)
	assert.Equal(t, 1, entries[0].No, "of several units: the place in the list")

	q.Unit = "an-binh"
	book, err = office.Make(h.App, report.Whole(h.Superior), report.Register, q)
	require.NoError(t, err)
	entries, ok = book.Rows.([]report.Entry)
	require.True(t, ok)
	for _, e := range entries {
		c, err := h.Desk.Find(h.App, h.Actor(access.Leader, 0), e.Code)
		require.NoError(t, err)
		require.Equal(t, c.BookNo, e.No, "of one unit: the number on the receipt")
	}
	assert.Greater(t, entries[0].No, 1, "the year began before the period")
}

// The demo has what the two columns count, so that the table shows them.
func TestTheDemoAsksTooMuchNowAndThen(t *testing.T) {
	h := withDemo(t)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	got, err := office.ByUnit(h.App, above(h), report.Query{From: "2026-08-01", To: "2026-11-20"})
	require.NoError(t, err)
	assert.NotZero(t, got.Total.Again)
	assert.NotZero(t, got.Total.Demanded)
}
