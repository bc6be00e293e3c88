package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestWorkingTimeBetweenTwoMoments(t *testing.T) {
	c := National()
	at := func(text string) time.Time {
		m, err := time.ParseInLocation("2006-01-02T15:04", text, Location)
		assert.NoError(t, err)
		return m
	}
	for name, x := range map[string]struct {
		from, to string
		want     int
	}{
		"within a session":                {"2026-11-20T09:00", "2026-11-20T10:30", 90},
		"over noon":                       {"2026-11-20T11:00", "2026-11-20T14:00", 60},
		"a whole day is eight hours":      {"2026-11-20T07:00", "2026-11-20T17:00", 8 * 60},
		"over a weekend":                  {"2026-11-20T16:30", "2026-11-23T07:30", 60},
		"before opening and after close":  {"2026-11-20T05:00", "2026-11-20T22:00", 8 * 60},
		"a day off has none":              {"2026-11-21T08:00", "2026-11-22T17:00", 0},
		"National Day and its neighbours": {"2026-09-01T07:00", "2026-09-03T17:00", 8 * 60},
		"nothing backwards":               {"2026-11-20T10:00", "2026-11-20T09:00", 0},
	} {
		got := c.Minutes(at(x.from), at(x.to))
		assert.Equal(t, x.want, got, name)
		if got > 0 {
			end := c.After(at(x.from), got)
			assert.Equal(t, got, c.Minutes(at(x.from), end), "%s: and there again", name)
			assert.False(t, end.After(at(x.to)), name)
		}
	}
	assert.Equal(t, at("2026-11-20T09:00"), c.After(at("2026-11-20T09:00"), 0))
	assert.Equal(t, at("2026-11-23T08:00"), c.After(at("2026-11-20T16:30"), 90))
}
