package calendar

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/problem"
)

func moment(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04:05", s, Location)
	if err != nil {
		panic(err)
	}
	return t
}

func TestOpenHoldsBothEndsOfASession(t *testing.T) {
	for s, want := range map[string]bool{
		"2026-11-20T06:59:59": false, "2026-11-20T07:00:00": true, "2026-11-20T11:30:59": true, "2026-11-20T11:31:00": false,
		"2026-11-20T13:30:00": true, "2026-11-20T17:00:00": true, "2026-11-20T17:01:00": false,
		"2026-11-21T09:00:00": false, "2026-11-24T09:00:00": false, "2026-08-22T09:00:00": true,
	} {
		assert.Equal(t, want, National().Open(moment(s)), s)
	}
}

func TestNextOpen(t *testing.T) {
	for from, want := range map[string]string{
		"2026-11-20T09:15:30": "2026-11-20T09:15:00", "2026-11-20T12:00:00": "2026-11-20T13:30:00",
		"2026-11-20T17:00:59": "2026-11-20T17:00:00", "2026-11-20T17:01:00": "2026-11-23T07:00:00",
		"2026-02-13T18:00:00": "2026-02-23T07:00:00", "2026-08-21T20:00:00": "2026-08-22T07:00:00",
	} {
		assert.Equal(t, moment(want), National().NextOpen(moment(from)), from)
	}
	assert.True(t, National().NextOpen(moment("2300-01-01T00:00:00")).IsZero())
}

func TestIntakeSaturdaysAreOpenButDoNotCount(t *testing.T) {
	h, err := ParseHours(DefaultHours)
	require.NoError(t, err)
	h.Week[time.Saturday] = []Session{{7 * 60, 11 * 60}}
	cal, err := New(Options{Hours: []Hours{h}})
	require.NoError(t, err)
	saturday := cal.Day("2026-11-21")
	assert.Equal(t, OpenForIntake, saturday.Kind)
	assert.False(t, saturday.Counted)
	assert.True(t, cal.Open(moment("2026-11-21T09:00:00")))
	assert.False(t, cal.Open(moment("2026-11-21T14:00:00")))
	assert.False(t, cal.Workday("2026-11-21"))
	makeup := cal.Day("2026-08-22")
	assert.True(t, makeup.Counted)
	assert.Equal(t, 17*60, makeup.Close(), "a make-up Saturday keeps Friday's hours")
}

func TestLocalRowsLieOverTheNation(t *testing.T) {
	national := National()
	cal, err := national.With(
		Entry{Day: "2026-11-20", Kind: Closed, Reason: "bão số 12", Ground: "QĐ 12/QĐ-UBND", Official: true},
		Entry{Day: "2026-11-24", Kind: OpenForIntake, Reason: "trực tiếp nhận", Official: true},
		Entry{Day: "2026-11-25", Kind: OpenForIntake, Reason: "trực tiếp nhận", Official: true},
		Entry{Day: "2026-11-26", Kind: Closed, Reason: "cúp điện chiều", Sessions: []Session{{7 * 60, 11 * 60}}, Official: true},
		Entry{Day: "2026-11-28", Kind: Makeup, Reason: "làm bù cho 20/11", Sessions: []Session{{8 * 60, 12 * 60}}},
		Entry{Day: "2027-04-16", Kind: Holiday, Reason: "Giỗ Tổ Hùng Vương", Ground: "TB mới", Official: true},
	)
	require.NoError(t, err)
	assert.True(t, national.Workday("2026-11-20"), "the old calendar stays as it was")
	assert.False(t, cal.Workday("2026-11-20"))
	assert.Equal(t, "20/11/2026: bão số 12 (QĐ 12/QĐ-UBND)", cal.Day("2026-11-20").Reason)
	assert.True(t, cal.Open(moment("2026-11-24T09:00:00")), "a holiday with people on duty")
	assert.False(t, cal.Workday("2026-11-24"))
	assert.True(t, cal.Workday("2026-11-25"), "intake never stops a working day")
	assert.True(t, cal.Workday("2026-11-26"))
	assert.Equal(t, 11*60, cal.On(NewDate(2026, 11, 26)).Close())
	assert.True(t, cal.Workday("2026-11-28"))
	assert.False(t, cal.Day("2026-11-28").Official)
	assert.True(t, cal.Day("2027-04-16").Official, "a derived row that was announced")
	_, official := cal.Year(2026)
	assert.False(t, official, "one row is a draft")
	rows, _ := cal.Year(2026)
	plain, _ := national.Year(2026)
	assert.Len(t, rows, len(plain)+4)
	rows[0].Reason = "changed by the caller"
	again, _ := cal.Year(2026)
	assert.NotEqual(t, rows[0].Reason, again[0].Reason)
}

func TestAYearEnteredFromItsNotice(t *testing.T) {
	var rows []Entry
	for _, e := range derive(2028) {
		e.Official = true
		rows = append(rows, e)
	}
	cal, err := New(Options{Local: rows, Complete: []int{2028}})
	require.NoError(t, err)
	assert.True(t, cal.Official(2028))
	assert.False(t, National().Official(2028))
}

func TestEntriesThatAreWrongAreAllNamed(t *testing.T) {
	_, err := New(Options{Local: []Entry{
		{Day: "2026-02-30", Kind: Holiday, Reason: "a"},
		{Day: "2026-02-03", Kind: "feast"},
		{Day: "2026-02-03", Kind: Holiday, Reason: "a", Sessions: []Session{{1, 2}}},
		{Day: "2026-02-07", Kind: Makeup, Reason: "a", Sessions: []Session{{9, 2}}},
	}})
	list, ok := problem.In(err)
	require.True(t, ok)
	var got []string
	for _, p := range list {
		got = append(got, p.Field+" "+p.Key)
	}
	assert.Equal(t, []string{
		"days.0.day " + KeyDay, "days.1.reason " + KeyReason, "days.1.kind " + KeyKind,
		"days.2.sessions " + KeySessions, "days.3.sessions " + KeyHours,
	}, got)
	_, err = National().With(Entry{})
	assert.Error(t, err)
}

func TestAWeekdayWithoutSessionsDoesNotCount(t *testing.T) {
	h, err := ParseHours(DefaultHours)
	require.NoError(t, err)
	h.Week[time.Friday] = nil
	cal, err := New(Options{Hours: []Hours{h}})
	require.NoError(t, err)
	assert.Equal(t, Closed, cal.Day("2026-11-20").Kind)
	assert.False(t, cal.Workday("2026-11-20"))
	assert.Equal(t, 17*60, cal.UsualClose(NewDate(2026, 11, 20)), "as on the Thursday before")
	assert.Equal(t, 17*60, cal.Day("2026-08-22").Close(), "so does a make-up Saturday")
}

func TestTextsThatAreNoDay(t *testing.T) {
	assert.False(t, National().Workday("hôm nay"))
	assert.Equal(t, Info{}, National().Day("2026-13-01"))
	assert.Zero(t, National().WorkdaysBetween("2026-01-01", "x"))
	assert.Zero(t, National().WorkdaysBetween("2026-03-01", "2026-01-01"))
	assert.Equal(t, Closed, National().On(MaxDate+1).Kind)
}

func TestWorkdaysBetween(t *testing.T) {
	assert.Equal(t, 2, National().WorkdaysBetween("2026-11-20", "2026-11-25"))
	assert.Equal(t, 10*249, National().WorkdaysBetween("2025-12-31", "2026-12-31")*10)
}

// Counting, adding and looking back agree with one day at a time.
func TestCountAddAndLastAgreeWithWalking(t *testing.T) {
	cal := National()
	rapid.Check(t, func(t *rapid.T) {
		from := Date(rapid.IntRange(int(NewDate(2017, 1, 1)), int(NewDate(2034, 1, 1))).Draw(t, "from"))
		n := rapid.IntRange(1, 600).Draw(t, "n")
		d := from
		for left := n; left > 0; {
			d++
			if cal.On(d).Counted {
				left--
			}
		}
		got, ok := cal.Add(from, n)
		assert.True(t, ok)
		assert.Equal(t, d.String(), got.String())
		assert.Equal(t, n, cal.Count(from, d))
		last, ok := cal.Last(d)
		assert.True(t, ok)
		if n > 1 {
			before, _ := cal.Add(from, n-1)
			assert.Equal(t, before, last)
		}
	})
}

func TestPastTheLastYear(t *testing.T) {
	_, ok := National().Add(MaxDate-1, 5)
	assert.False(t, ok)
	_, ok = National().Last(MinDate)
	assert.False(t, ok)
	assert.Equal(t, 0, National().Count(MaxDate, MaxDate+100))
}

func TestManyReadersAtOnce(t *testing.T) {
	cal, err := New(Options{})
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for y := 2020; y < 2040; y++ {
				cal.Count(NewDate(y, 1, 1), NewDate(y+1, 1, 1))
			}
		})
	}
	wg.Wait()
	assert.Equal(t, 249, cal.WorkdaysBetween("2025-12-31", "2026-12-31"))
}

func BenchmarkDrawYear(b *testing.B) {
	cal := National()
	for b.Loop() {
		cal.draw(2026)
	}
}

func BenchmarkDrawDerivedYear(b *testing.B) {
	cal := National()
	for b.Loop() {
		cal.draw(2040)
	}
}
