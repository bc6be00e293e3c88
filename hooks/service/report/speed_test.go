package report_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/report"
)

// fill writes n dossiers of three years into so many communes, straight into
// the tables that reports read, as acts would have left them: 2 % are open, 4 %
// took longer than a month, one in twelve of the open is late.
func fill(t testing.TB, h *apptest.House, n, communes int) access.Actor {
	t.Helper()
	for i := range communes {
		_, err := h.Org.AddUnit(h.App, h.Superior.ID, org.Unit{Code: fmt.Sprintf("x%03d", i), Name: "Xã", ShortName: "Xã", Kind: "commune"})
		require.NoError(t, err)
	}
	run := func(q string, p dbx.Params) {
		_, err := h.App.NonconcurrentDB().NewQuery(q).Bind(p).Execute()
		require.NoError(t, err, q)
	}
	run("CREATE TEMP TABLE places AS SELECT row_number() OVER () - 1 AS no, id, path FROM units WHERE code LIKE 'x___'", nil)
	run(`CREATE TEMP TABLE lots AS WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < {:n} - 1)
		SELECT n, date('2023-11-20', '+' || (n * 1096 / {:n}) || ' days') AS day, 'd' || n AS id, n % {:units} AS place, 'Lĩnh vực ' || (n * 7 % 13) AS sector,
		CASE WHEN n > {:n} * 0.98 OR n * 1096 / {:n} + 50 > 1096 AND n % 25 = 3 THEN ''
		ELSE date('2023-11-20', '+' || (n * 1096 / {:n} + CASE n % 25 WHEN 3 THEN 50 ELSE n % 9 END) || ' days') END AS done FROM i`,
		dbx.Params{"n": n, "units": communes})
	run("INSERT INTO dossiers (id, unit, unit_path, code, ref, procedure, state, received_at, received_day) "+
		"SELECT l.id, p.id, p.path, 'C-' || l.n, 'r' || l.n, '1.004873', CASE done WHEN '' THEN 'processing' ELSE 'resolved' END, day || ' 01:00:00.000Z', day FROM lots l JOIN places p ON p.no = l.place", nil)
	run("INSERT INTO dossier_stints (id, dossier, unit, sector, first, online, from_at, from_day, to_at, to_day, long, due_at, due_day, due_unit, paused, \"end\", verdict) "+
		"SELECT 's' || l.n, l.id, p.id, sector, TRUE, n % 3 = 0, day || ' 01:00:00.000Z', day, CASE done WHEN '' THEN '' ELSE done || ' 03:00:00.000Z' END, done, done != '' AND n % 25 = 3, "+
		"date(day, '+' || CASE n % 12 WHEN 0 THEN 2 ELSE 40 END || ' days') || ' 10:00:00.000Z', date(day, '+' || CASE n % 12 WHEN 0 THEN 2 ELSE 40 END || ' days'), 'working_day', FALSE, "+
		"CASE done WHEN '' THEN '' ELSE 'resolve' END, CASE WHEN done = '' THEN '' WHEN n % 12 = 0 THEN 'late' ELSE 'early' END FROM lots l JOIN places p ON p.no = l.place", nil)
	run("UPDATE dossier_stints SET late_from = date(due_day, '+1 day') WHERE to_day = '' OR to_day > date(due_day, '+1 day')", nil)
	run("UPDATE dossier_stints SET late_long = TRUE WHERE late_from != '' AND to_day > date(late_from, '+31 days')", nil)
	for kind, every := range map[string]int{"again": 50, "demanded": 40} {
		run("INSERT INTO dossier_marks (id, dossier, unit, sector, kind, event, at, day) SELECT {:kind} || l.n, l.id, p.id, sector, {:kind}, 'e' || l.n, day || ' 02:00:00.000Z', day "+
			"FROM lots l JOIN places p ON p.no = l.place WHERE (n / {:units}) % {:every} = 0", dbx.Params{"kind": kind, "every": every, "units": communes})
	}
	for _, sector := range []string{"sector", "'*'"} {
		run("INSERT INTO figures (unit, sector, span, online, direct, early, late, again, demanded) SELECT unit, sector, span, SUM(o) OVER series, SUM(d) OVER series, SUM(e) OVER series, SUM(l) OVER series, SUM(a) OVER series, SUM(m) OVER series FROM ("+
			"SELECT unit, "+sector+" AS sector, span, SUM(o) AS o, SUM(d) AS d, SUM(e) AS e, SUM(l) AS l, SUM(a) AS a, SUM(m) AS m FROM ("+
			"SELECT unit, sector, from_day AS span, online AS o, 1 - online AS d, 0 AS e, 0 AS l, 0 AS a, 0 AS m FROM dossier_stints UNION ALL "+
			"SELECT unit, sector, day, 0, 0, 0, 0, kind = 'again', kind = 'demanded' FROM dossier_marks UNION ALL "+
			"SELECT unit, sector, to_day, 0, 0, verdict = 'early', verdict = 'late', 0, 0 FROM dossier_stints WHERE to_day != '') GROUP BY 1, 2, 3) "+
			"WINDOW series AS (PARTITION BY unit, sector ORDER BY span)", nil)
		run("INSERT INTO stocks (unit, sector, span, open) SELECT unit, sector, span, SUM(n) OVER (PARTITION BY unit, sector ORDER BY span) FROM ("+
			"SELECT unit, "+sector+" AS sector, span, SUM(n) AS n FROM (SELECT unit, sector, from_day AS span, 1 AS n FROM dossier_stints UNION ALL "+
			"SELECT unit, sector, to_day, -1 FROM dossier_stints WHERE to_day != '') GROUP BY 1, 2, 3)", nil)
	}
	for _, table := range []string{"figures", "stocks"} {
		run("INSERT INTO "+table+" (unit, sector, span) SELECT DISTINCT unit, sector, '' FROM "+table, nil)
	}
	run("ANALYZE", nil)
	h.Org.Forget()
	return above(h)
}

// Whatever is asked, the database goes straight to it: no table is read from
// end to end.
func TestNoQueryScansATable(t *testing.T) {
	h := apptest.Open(t)
	by := fill(t, h, 20_000, 5)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	var asked []string
	for _, db := range []dbx.Builder{h.App.ConcurrentDB(), h.App.NonconcurrentDB()} {
		db.(*dbx.DB).QueryLogFunc = func(_ context.Context, _ time.Duration, q string, _ *sql.Rows, _ error) { asked = append(asked, q) }
	}
	q := report.Query{From: "2025-03-05", To: "2026-10-17"}
	_, err := office.ByUnit(h.App, by, q)
	require.NoError(t, err)
	_, err = office.BySector(h.App, by, q)
	require.NoError(t, err)
	for figure := range numbers(report.Row{}.Figures) {
		for _, unit := range []string{"x003", ""} {
			ask := report.RowsAsk{Query: q, Figure: figure}
			ask.Unit = unit
			_, err := office.Behind(h.App, by, ask)
			require.NoError(t, err)
		}
	}
	checked := 0
	for _, sql := range append([]string(nil), asked...) {
		if !strings.Contains(sql, "dossier_stints") && !strings.Contains(sql, "figures") && !strings.Contains(sql, "stocks") && !strings.Contains(sql, "dossier_marks") {
			continue
		}
		var plan []struct{ Detail string }
		require.NoError(t, h.App.ConcurrentDB().NewQuery("EXPLAIN QUERY PLAN "+sql).All(&plan))
		for _, step := range plan {
			for _, table := range []string{"dossier_stints", "dossier_marks", "figures", "stocks", "series", "f", "x", "d", "pr"} {
				assert.NotRegexp(t, "^SCAN "+table+"( |$)", step.Detail, sql)
			}
		}
		checked++
	}
	assert.Greater(t, checked, 40)
}

// The superior's table at a million dossiers in a hundred communes: below
// 200 ms for any period.
func BenchmarkTableOfAMillion(b *testing.B) {
	h := apptest.Open(b)
	by := fill(b, h, 1_000_000, 100)
	office := &report.Office{Desk: h.Desk, Org: h.Org}
	for name, q := range map[string]report.Query{
		"this month":         {From: "2026-11-01", To: "2026-11-20"},
		"three years":        {From: "2023-11-21", To: "2026-11-20"},
		"a year long ago":    {From: "2024-02-03", To: "2025-01-17"},
		"one day a year ago": {From: "2025-11-20", To: "2025-11-20"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				t, err := office.ByUnit(h.App, by, q)
				require.NoError(b, err)
				require.True(b, t.Adds())
			}
		})
		b.Run(name+" by sector", func(b *testing.B) {
			for b.Loop() {
				_, err := office.BySector(h.App, by, q)
				require.NoError(b, err)
			}
		})
		b.Run(name+" rows of one commune", func(b *testing.B) {
			for b.Loop() {
				ask := report.RowsAsk{Query: q, Figure: casework.FigureOverdue}
				ask.Unit = "x007"
				_, err := office.Behind(h.App, by, ask)
				require.NoError(b, err)
			}
		})
	}
}
