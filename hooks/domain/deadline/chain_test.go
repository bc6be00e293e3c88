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

func TestAChainCountsEachLimitFromTheDueOfTheOneBefore(t *testing.T) {
	cal := calendar.National()
	for _, c := range []struct {
		why, from string
		limits    []string
		want      []string
	}{
		{"nothing follows", "2026-11-20T17:00", nil, nil},
		{"two days, then three, over a weekend", "2026-11-12T17:00", []string{"2:working_day", "3:working_day"}, []string{"2026-11-16T17:00", "2026-11-19T17:00"}},
		{"24 November is a day off between them", "2026-11-20T17:00", []string{"1:working_day", "1:working_day"}, []string{"2026-11-23T17:00", "2026-11-25T17:00"}},
		{"calendar days that end on a Sunday roll, and the next counts from there", "2026-11-20T17:00", []string{"2:calendar_day", "1:working_day"}, []string{"2026-11-23T17:00", "2026-11-25T17:00"}},
		{"a link without a limit hands its beginning on", "2026-11-12T17:00", []string{"0:none", "2:working_day"}, []string{"", "2026-11-16T17:00"}},
	} {
		t.Run(c.why, func(t *testing.T) {
			var limits []deadline.Limit
			for _, l := range c.limits {
				if l == "0:none" {
					limits = append(limits, deadline.Limit{Unit: deadline.None})
					continue
				}
				limits = append(limits, limit(l))
			}
			got, err := deadline.Chain(cal, at(c.from), limits)
			require.NoError(t, err)
			var have []string
			for _, r := range got {
				text := ""
				if !r.Due.IsZero() {
					text = r.Due.In(calendar.Location).Format("2006-01-02T15:04")
				}
				have = append(have, text)
			}
			assert.Equal(t, c.want, have)
		})
	}
}

func TestAChainWithoutABeginningHasNoEnd(t *testing.T) {
	got, err := deadline.Chain(calendar.National(), time.Time{}, []deadline.Limit{limit("2:working_day")})
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestAChainOfOneIsTheLimitItself(t *testing.T) {
	cal := calendar.National()
	rapid.Check(t, func(t *rapid.T) {
		from := at("2026-01-05T08:00").Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "minutes")) * time.Minute)
		l := deadline.Limit{N: rapid.IntRange(1, 30).Draw(t, "n"), Unit: rapid.SampledFrom([]deadline.Unit{deadline.WorkingDay, deadline.CalendarDay, deadline.WorkingHour}).Draw(t, "unit")}
		one, err := deadline.Compute(cal, deadline.Query{Received: from, Limit: l})
		require.NoError(t, err)
		two, err := deadline.Chain(cal, from, []deadline.Limit{l, l})
		require.NoError(t, err)
		require.Equal(t, one.Due, two[0].Due)
		require.False(t, two[1].Due.Before(two[0].Due), "what follows is never due before")
	})
}
