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

func national(t *testing.T) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Options{})
	require.NoError(t, err)
	return cal
}

func TestANormRunsInsideOfficeHours(t *testing.T) {
	cal := national(t)
	for _, c := range []struct {
		name, from string
		minutes    int
		want       string
	}{
		{"within the morning", "2026-11-20T09:00", 60, "2026-11-20T10:00"},
		{"to the close itself", "2026-11-20T09:00", 150, "2026-11-20T11:30"},
		{"over the lunch break", "2026-11-20T11:00", 60, "2026-11-20T14:00"},
		{"over the week-end", "2026-11-20T16:30", 60, "2026-11-23T07:30"},
		{"begun at night", "2026-11-20T22:00", 30, "2026-11-23T07:30"},
		{"begun on a Saturday", "2026-11-21T09:00", 30, "2026-11-23T07:30"},
		{"over a holiday", "2026-12-31T16:45", 30, "2027-01-04T07:15"},
	} {
		assert.Equal(t, at(c.want).UTC(), cal.After(at(c.from), c.minutes).UTC(), c.name)
	}
	assert.Zero(t, cal.After(at("2199-12-31T16:59"), 480), "past the last day of the calendar")
	assert.Zero(t, cal.Minutes(at("2026-11-20T09:00"), at("2026-11-20T09:00")))
	assert.Zero(t, cal.Minutes(at("2026-11-21T09:00"), at("2026-11-22T09:00")), "no office hours on a week-end")
}

// A norm ends where the engine that counts the citizen's hours ends, and what
// lies between its two ends is the norm again.
func TestANormIsTheEnginesHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal, _ := drawOffice(t)
		from := at("2026-08-01T00:00").Add(time.Duration(rapid.IntRange(0, 100*24*60).Draw(t, "from")) * time.Minute)
		hours := rapid.IntRange(1, 60).Draw(t, "hours")
		end := cal.After(from, hours*60)
		want := compute(t, cal, deadline.Query{Received: from, Limit: deadline.Limit{N: hours, Unit: deadline.WorkingHour}})
		assert.True(t, end.Equal(want.Due), "%s + %d h: %s, the engine says %s", from, hours, end, want.Due)
		assert.Equal(t, hours*60, cal.Minutes(from, end))
	})
}
