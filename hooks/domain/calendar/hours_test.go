package calendar

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/problem"
)

func TestParseHours(t *testing.T) {
	h, err := ParseHours(" 07:00-11:30 , 13:30-17:00")
	require.NoError(t, err)
	assert.Equal(t, []Session{{420, 690}, {810, 1020}}, h.Week[1])
	assert.Empty(t, h.Week[0])
	assert.Empty(t, h.Week[6])
	for _, bad := range []string{"", "07:00", "07:00-07:00", "17:00-07:00", "07:00-25:00", "07:00-12:00,11:00-13:00", "13:00-17:00,07:00-11:00", "07:00-11:30,", "07:00-11:30,11:30-12:00"} {
		_, err := ParseHours(bad)
		list, ok := problem.In(err)
		require.True(t, ok, "%q", bad)
		assert.Equal(t, KeyHours, list[0].Key)
		assert.Equal(t, "hours", list[0].Field)
	}
}

func TestHoursAsJSON(t *testing.T) {
	h, err := ParseHours(DefaultHours)
	require.NoError(t, err)
	data, err := json.Marshal(h)
	require.NoError(t, err)
	assert.Contains(t, string(data), `"07:00-11:30"`)
	var back Hours
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, h.Week[1], back.Week[1])
	assert.Error(t, json.Unmarshal([]byte(`{"week":[["11:00-07:00"]]}`), &back))
}

func TestSeasonsOfTheYear(t *testing.T) {
	summer, err := ParseHours("06:30-11:00,13:30-17:00")
	require.NoError(t, err)
	summer.From, summer.To = "04-16", "10-15"
	winter, err := ParseHours("07:30-12:00,13:00-16:30")
	require.NoError(t, err)
	winter.From, winter.To = "12-01", "02-28" // passes the new year
	flood, err := ParseHours("08:00-11:00")
	require.NoError(t, err)
	flood.From, flood.To = "2026-10-01", "2026-10-02"
	cal, err := New(Options{Hours: []Hours{summer, winter, flood}})
	require.NoError(t, err)
	for day, open := range map[string]int{
		"2026-04-15": 7 * 60, "2026-04-16": 6*60 + 30, "2026-10-15": 6*60 + 30, "2026-10-16": 7 * 60,
		"2026-12-01": 7*60 + 30, "2027-01-04": 7*60 + 30, "2027-03-01": 7 * 60, "2026-10-01": 8 * 60, "2027-10-01": 6*60 + 30,
	} {
		assert.Equal(t, open, cal.Day(day).Sessions[0].Open, day)
	}
}

func TestHoursThatAreWrong(t *testing.T) {
	good, err := ParseHours(DefaultHours)
	require.NoError(t, err)
	season := good
	season.From, season.To = "13-01", "02-01"
	half := good
	half.From = "2026-01-01"
	backwards := good
	backwards.From, backwards.To = "2026-02-01", "2026-01-01"
	var none, overlap Hours
	overlap.Week[1] = []Session{{420, 700}, {690, 800}}
	for i, h := range []Hours{season, half, backwards, none, overlap} {
		_, err := New(Options{Hours: []Hours{good, h}})
		list, ok := problem.In(err)
		require.True(t, ok, "%d", i)
		assert.Equal(t, "hours.1", list[0].Field)
		want := KeySeason
		if i >= 3 {
			want = KeyHours
		}
		assert.Equal(t, want, list[0].Key)
	}
}

func FuzzParseSessions(f *testing.F) {
	for _, s := range []string{DefaultHours, "08:00-12:00", "07:00-07:00", "a-b", "07:00-11:30,,", "00:00-23:59"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sessions, err := ParseSessions(s)
		if err != nil {
			return
		}
		last := -1
		for _, session := range sessions {
			if session.Open <= last || session.Close <= session.Open || session.Close >= minutesPerDay {
				t.Fatalf("%q gave %v", s, sessions)
			}
			last = session.Close
		}
	})
}
