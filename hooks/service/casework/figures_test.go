package casework_test

import (
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// counted is everything that the caches of reports hold.
func (o office) counted() map[string][]dbx.NullStringMap {
	o.t.Helper()
	require.NoError(o.t, o.Desk.CountUp(o.App))
	out := map[string][]dbx.NullStringMap{}
	for name, q := range map[string]string{
		"figures": "SELECT unit, sector, span, online, direct, early, on_time, late, unfinished, again, demanded FROM figures ORDER BY unit, sector, span",
		"stocks":  "SELECT unit, sector, span, open, paused FROM stocks ORDER BY unit, sector, span",
		"stints": "SELECT dossier, unit, sector, first, online, from_at, from_day, to_at, to_day, long, late_from, late_long, due_at, due_day, due_unit, paused, \"end\", verdict " +
			"FROM dossier_stints ORDER BY dossier, from_at, to_at",
		"marks": "SELECT dossier, unit, sector, kind, event, at, day FROM dossier_marks ORDER BY event, kind",
	} {
		var rows []dbx.NullStringMap
		require.NoError(o.t, o.App.DB().NewQuery(q).All(&rows))
		require.True(o.t, len(rows) > 0 || name == "marks", name)
		out[name] = rows
	}
	return out
}

// recounted asserts that counting all events anew gives what the acts left.
func (o office) recounted() {
	o.t.Helper()
	was := o.counted()
	require.NoError(o.t, o.Desk.CountAll(o.App, true))
	now := o.counted()
	for name := range was {
		require.Equal(o.t, was[name], now[name], name)
	}
}

// A server whose clock is set back counts on the day it believes in, and every
// total after it is still right.
func TestTotalsHoldWhenTheClockIsSetBack(t *testing.T) {
	o := open(t)
	days := []string{"2026-11-16", "2026-11-18", "2026-11-12", "2026-11-17", "2026-11-18"}
	for _, day := range days {
		o.SetNow(day + "T09:00")
		got := o.receive()
		if day == "2026-11-17" {
			o.must(o.Desk.Stop(o.App, o.leader, got.Code, 0, dossier.EndInput{Reason: "Nhập nhầm thủ tục", Ground: "Điều 17"}))
		}
	}
	require.NoError(t, o.Desk.CountUp(o.App))
	var rows []struct{ Span, Direct, Open string }
	require.NoError(t, o.App.DB().NewQuery("SELECT f.span, f.direct, s.open FROM figures f JOIN stocks s ON s.unit = f.unit AND s.sector = f.sector AND s.span = f.span "+
		"WHERE f.sector = '*' AND f.span != '' ORDER BY f.span").All(&rows))
	assert.Equal(t, []struct{ Span, Direct, Open string }{{"2026-11-12", "1", "1"}, {"2026-11-16", "2", "2"}, {"2026-11-17", "3", "2"}, {"2026-11-18", "5", "4"}}, rows)
	o.recounted()
}

// BenchmarkIntake is what the clerk waits for when a dossier is received.
func BenchmarkIntake(b *testing.B) {
	o := open(b)
	in := intake(func(in *casework.ReceiveInput) { in.Applicant.IdentityNumber = "" })
	for b.Loop() {
		if _, err := o.Desk.Receive(o.App, o.clerk, in); err != nil {
			b.Fatal(err)
		}
	}
}
