package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

func compute(t require.TestingT, cal *calendar.Calendar, q deadline.Query) deadline.Result {
	r, err := deadline.Compute(cal, q)
	require.NoError(t, err)
	return r
}

// each runs a property for every unit.
func each(t *testing.T, property func(t *rapid.T, unit deadline.Unit)) {
	for _, unit := range units {
		t.Run(string(unit), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { property(t, unit) })
		})
	}
}

func TestTheEngineEqualsTheSlowOracle(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		cal, o := drawOffice(t)
		q := drawQuery(t, unit)
		q.Pauses = drawPauses(t, q.Received, true)
		if unit == deadline.SameDay || rapid.IntRange(0, 3).Draw(t, "cutoff") == 0 {
			q.Cutoff = calendar.Clock(rapid.IntRange(5*60, 20*60).Draw(t, "cutoff at"))
		}
		want := (&oracle{office: o, q: q}).due()
		got := compute(t, cal, q)
		if want.IsZero() {
			assert.True(t, got.Paused)
			assert.True(t, got.Due.IsZero())
			return
		}
		assert.Equal(t, want.Format(time.RFC3339), got.Due.Format(time.RFC3339), "%+v", got.Trace)
	})
}

// Property 1. A cut-off keeps it only where days off receive nothing: by its
// own wording Friday after 15:00 counts from Monday's opening, but a Saturday
// open for intake (or as_received) counts from Saturday. A same_day limit
// meets both on Monday.
func TestALaterReceiptIsNeverDueEarlier(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		cal, o := drawOffice(t)
		q := drawQuery(t, unit)
		if unit == deadline.SameDay || !o.receivesOnDaysOff() && rapid.Bool().Draw(t, "cutoff") {
			q.Cutoff = "15:00"
			q.OutsideHours = deadline.NextSession
		}
		first := compute(t, cal, q)
		q.Received = q.Received.Add(time.Duration(rapid.IntRange(1, 5000).Draw(t, "later")) * time.Minute)
		assert.LessOrEqual(t, first.DueDay, compute(t, cal, q).DueDay)
	})
}

// Property 2.
func TestALimitInDaysEndsOnAWorkingDay(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		if unit.InHours() {
			return
		}
		cal, _ := drawOffice(t)
		q := drawQuery(t, unit)
		q.EndOnDayOff = ""
		q.Pauses = drawPauses(t, q.Received, false)
		assert.True(t, cal.Workday(compute(t, cal, q).DueDay))
	})
}

// Property 3: the working days from receipt to due are N and those paused.
func TestWorkingDaysAreNeitherLostNorGained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal, _ := drawOffice(t)
		q := drawQuery(t, deadline.WorkingDay)
		q.OutsideHours = ""
		pause := drawMoment(t, "pause", 0, 90)
		q.Pauses = []deadline.Pause{{From: pause, To: pause.Add(time.Duration(rapid.IntRange(1, 9000).Draw(t, "length")) * time.Minute)}}
		r := compute(t, cal, q)
		start := r.Start.Format("2006-01-02")
		plain := q
		plain.Pauses = nil
		before := compute(t, cal, plain)
		resumed := cal.NextOpen(q.Pauses[0].To)
		from := pause
		if from.Before(r.Start) {
			from = r.Start
		}
		first, last := from.Format("2006-01-02"), resumed.Format("2006-01-02")
		if before.DueDay < first || !resumed.After(r.Start) {
			assert.Equal(t, before.Due, r.Due, "a pause after the due day or before receipt changes nothing")
			return
		}
		want := q.Limit.N + cal.WorkdaysBetween(first, last)
		got := cal.WorkdaysBetween(start, r.DueDay)
		if before.DueDay == first && !cal.Workday(last) {
			want++ // nothing left, resumed on an intake Saturday: the next working day
		}
		assert.Equal(t, want, got)
	})
}

// Property 4.
func TestAPauseThatEndsAtOnceInsideASessionChangesNothing(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		cal, _ := drawOffice(t)
		q := drawQuery(t, unit)
		want := compute(t, cal, q)
		moment := cal.NextOpen(drawMoment(t, "pause", 0, 90))
		q.Pauses = []deadline.Pause{{From: moment, To: moment.Add(40 * time.Second)}}
		assert.Equal(t, want.Due, compute(t, cal, q).Due)
	})
}

// Property 5.
func TestADayOffNeverHastensAndAMakeupDayNeverDelays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal, _ := drawOffice(t)
		unit := rapid.SampledFrom([]deadline.Unit{deadline.WorkingDay, deadline.SameDay, deadline.WorkingHour}).Draw(t, "unit")
		q := drawQuery(t, unit)
		q.Pauses = drawPauses(t, q.Received, false)
		day := calendar.NewDate(2026, 9, 1) + calendar.Date(rapid.IntRange(0, 100).Draw(t, "extra day"))
		plain := compute(t, cal, q)
		off, err := cal.With(calendar.Entry{Day: day.String(), Kind: calendar.Holiday, Reason: "thêm", Official: true})
		require.NoError(t, err)
		assert.False(t, compute(t, off, q).Due.Before(plain.Due), "a day off made it earlier")
		if unit != deadline.WorkingDay || cal.Workday(day.String()) {
			return
		}
		on, err := cal.With(calendar.Entry{Day: day.String(), Kind: calendar.Makeup, Reason: "thêm", Official: true})
		require.NoError(t, err)
		assert.LessOrEqual(t, compute(t, on, q).DueDay, plain.DueDay, "a make-up day made it later")
	})
}

// Property 6.
func TestHoursInsideOneSessionAreAddition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "n")
		start := 7*60 + rapid.IntRange(0, (4*60+30)-n*60).Draw(t, "minute")
		received := calendar.NewDate(2026, 11, 9).At(start)
		r := compute(t, calendar.National(), deadline.Query{Received: received, Limit: deadline.Limit{N: n, Unit: deadline.WorkingHour}})
		assert.Equal(t, received.Add(time.Duration(n)*time.Hour), r.Due)
	})
}

// Property 7.
func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		cal, _ := drawOffice(t)
		q := drawQuery(t, unit)
		q.Pauses = drawPauses(t, q.Received, true)
		assert.Equal(t, compute(t, cal, q), compute(t, cal, q))
	})
}

// model.md §5.4.
func TestDueIsNeverBeforeReceiptNorInsideAClosedSession(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		cal, _ := drawOffice(t)
		q := drawQuery(t, unit)
		q.EndOnDayOff = ""
		q.DueTime = rapid.SampledFrom([]string{deadline.EndOfHours, deadline.SameTime}).Draw(t, "due time")
		q.Pauses = drawPauses(t, q.Received, false)
		if rapid.Bool().Draw(t, "extended") {
			q.Extensions = []deadline.Extended{{By: deadline.Limit{N: 2, Unit: deadline.WorkingDay}}}
		}
		r := compute(t, cal, q)
		assert.False(t, r.Due.Before(r.Start))
		assert.False(t, r.Due.Before(q.Received.Truncate(time.Minute)))
		assert.False(t, r.Due.Before(r.OriginalDue))
		if unit != deadline.ClockHour {
			assert.True(t, cal.Open(r.Due), "due %v", r.Due)
		}
		assert.Equal(t, r.DueDay, r.Due.Format("2006-01-02"))
	})
}

func TestALongerLimitIsNeverDueEarlier(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		if unit == deadline.SameDay {
			return
		}
		cal, _ := drawOffice(t)
		q := drawQuery(t, unit)
		q.Pauses = drawPauses(t, q.Received, false)
		short := compute(t, cal, q)
		q.Limit.N++
		assert.LessOrEqual(t, short.DueDay, compute(t, cal, q).DueDay)
	})
}

// The trace counts up to the limit, in order, and ends with the due day.
func TestTheTraceTellsTheWholeStory(t *testing.T) {
	each(t, func(t *rapid.T, unit deadline.Unit) {
		cal, _ := drawOffice(t)
		q := drawQuery(t, unit)
		q.Pauses = drawPauses(t, q.Received, false)
		r := compute(t, cal, q)
		last := r.Trace[len(r.Trace)-1]
		assert.Equal(t, "due", last.Kind)
		assert.Equal(t, r.DueDay, last.Day)
		n := 0
		for _, line := range r.Trace {
			assert.NotEmpty(t, line.Reason, "%+v", line)
			assert.NotEmpty(t, line.Day, "%+v", line)
			if line.Counted {
				assert.GreaterOrEqual(t, line.N, n)
				n = line.N
			}
		}
		if unit != deadline.SameDay {
			assert.Equal(t, q.Limit.N, n)
		}
	})
}
