package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/report"
	"motcua/hooks/service/casework"
)

// foreign demands a paper that no published list asks for.
var foreign = dossier.SupplementInput{LimitDay: "2027-12-20",
	Items: []dossier.Item{{Component: "other", Title: "Giấy xác nhận của thôn", Defect: "Thiếu", Ground: "Điều 9"}}}

// marks are what stands in the tables about one unit over some days.
func (o office) marks(unit, from, to string) (again, demanded int) {
	o.t.Helper()
	p, err := report.NewPeriod(from, to, "", o.Now())
	require.NoError(o.t, err)
	areas := []casework.Area{{Unit: unit}}
	list, err := o.Desk.Tallies(o.App, areas, p, false)
	require.NoError(o.t, err)
	for _, x := range list {
		again, demanded = again+x.Again, demanded+x.Demanded
	}
	bySector, err := o.Desk.Tallies(o.App, areas, p, true)
	require.NoError(o.t, err)
	for _, x := range bySector {
		again, demanded = again-x.Again, demanded-x.Demanded
	}
	require.Equal(o.t, []int{0, 0}, []int{again, demanded}, "the sectors add up to the unit")
	for _, x := range list {
		again, demanded = again+x.Again, demanded+x.Demanded
	}
	for figure, n := range map[casework.Figure]int{casework.FigureAgain: again, casework.FigureDemanded: demanded} {
		ask, seen := casework.CountedAsk{Areas: areas, Period: p, Figure: figure, Limit: 3}, 0
		for next := "x"; next != ""; ask.After = next {
			rows, count, more, err := o.Desk.Counted(o.App, ask)
			require.NoError(o.t, err)
			require.Equal(o.t, n, count, figure)
			for _, r := range rows {
				require.False(o.t, r.MarkedAt.IsZero())
			}
			seen, next = seen+len(rows), more
		}
		require.Equal(o.t, n, seen, figure)
	}
	return again, demanded
}

// marksEqualTheEvents asserts that the figures are what a slow walk through all
// events finds, over the whole time and up to every tenth day of it.
func (o office) marksEqualTheEvents() {
	o.t.Helper()
	var events []struct{ Dossier, Unit, Kind, Day string }
	require.NoError(o.t, o.App.DB().NewQuery("SELECT dossier, unit, kind, date(datetime(substr(at, 1, 19), '+7 hours')) AS day FROM dossier_events "+
		"WHERE kind IN ('guide_back', 'request_supplement', 'demand_refused') ORDER BY unit, seq").All(&events))
	const first = "2026-01-01"
	last := o.Now().Format("2006-01-02")
	days, total := []string{last}, 0
	for i, e := range events {
		if i%10 == 0 {
			days = append(days, e.Day)
		}
	}
	for _, unit := range o.Communes {
		for _, day := range days {
			asked, marked, again, demanded := map[string]int{}, map[string]bool{}, 0, 0
			for _, e := range events {
				switch {
				case e.Unit != unit.ID || e.Day > day:
				case e.Kind == string(dossier.DemandRefused):
					demanded++
				default:
					asked[e.Dossier+e.Kind]++
					if asked[e.Dossier+e.Kind] == 2 && !marked[e.Dossier] {
						marked[e.Dossier] = true
						again++
					}
				}
			}
			gotAgain, gotDemanded := o.marks(unit.ID, first, day)
			require.Equal(o.t, []int{again, demanded}, []int{gotAgain, gotDemanded}, "%s until %s", unit.Code, day)
			total += again + demanded
		}
	}
	require.NotZero(o.t, total, "the histories ask too much now and then")
}

func TestASecondRequestAndARefusedDemandAreMarkedOnTheirDay(t *testing.T) {
	o := open(t)
	unit := o.Communes[0].ID
	code, filed := o.receive().Code, o.submit()
	want := func(again, demanded int, from, to string) {
		t.Helper()
		a, d := o.marks(unit, from, to)
		assert.Equal(t, []int{again, demanded}, []int{a, d}, "%s to %s", from, to)
	}
	ask := func(act, answer dossier.Act, name string) {
		t.Helper()
		require.NoError(t, o.do(act, o.leader, name, 0))
		require.NoError(t, o.do(answer, o.clerk, name, 0))
	}
	o.SetNow("2026-11-23T09:00")
	ask(dossier.RequestSupplement, dossier.AnswerSupplement, code)
	o.must(o.Desk.GuideBack(o.App, o.clerk, filed, 0, defect))
	require.NoError(t, o.do(dossier.AnswerGuide, o.clerk, filed, 0))
	o.refused(dossier.KeyPaperForeign, casework.Case{}, second(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, foreign)))
	want(0, 1, "2026-11-23", "2026-11-23")

	o.SetNow("2026-11-24T09:00")
	ask(dossier.RequestSupplement, dossier.AnswerSupplement, code)
	o.refused(dossier.KeyPaperForeign, casework.Case{}, second(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, foreign)))
	o.refused(dossier.KeyPaperForeign, casework.Case{}, second(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, foreign)))
	want(1, 2, "2026-11-24", "2026-11-24")
	o.SetNow("2026-11-25T09:00")
	ask(dossier.RequestSupplement, dossier.AnswerSupplement, code)
	want(0, 0, "2026-11-25", "2026-11-25")
	want(0, 1, "2026-11-01", "2026-11-23")
	want(1, 3, "2026-11-01", "2026-11-25")
	a, d := o.marks(o.Communes[1].ID, "2026-11-01", "2026-11-25")
	assert.Equal(t, 0, a+d, "another unit has none of it")
	o.recounted()
	o.marksEqualTheEvents()
}

func TestARequestAtEachStageIsNotASecondOne(t *testing.T) {
	o := open(t)
	id := o.submit()
	o.must(o.Desk.GuideBack(o.App, o.clerk, id, 0, defect))
	require.NoError(t, o.do(dossier.AnswerGuide, o.clerk, id, 0))
	require.NoError(t, o.do(dossier.Receive, o.clerk, id, 0))
	require.NoError(t, o.do(dossier.RequestSupplement, o.leader, id, 0))
	again, _ := o.marks(o.Communes[0].ID, "2026-11-01", "2026-11-20")
	assert.Zero(t, again)

	twice := o.submit()
	o.must(o.Desk.GuideBack(o.App, o.clerk, twice, 0, defect))
	require.NoError(t, o.do(dossier.AnswerGuide, o.clerk, twice, 0))
	if err := o.do(dossier.GuideBack, o.second, twice, 0); err == nil {
		again, _ = o.marks(o.Communes[0].ID, "2026-11-01", "2026-11-20")
		assert.Equal(t, 1, again, "before acceptance too")
	}
	o.recounted()
}
