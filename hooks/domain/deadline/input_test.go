package deadline_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

func TestParseLimit(t *testing.T) {
	for text, want := range map[string]deadline.Limit{
		"3:working_day": {N: 3, Unit: deadline.WorkingDay}, " 24:clock_hour ": {N: 24, Unit: deadline.ClockHour},
		"1:same_day": {N: 1, Unit: deadline.SameDay}, "none": {Unit: deadline.None}, "01:month": {N: 1, Unit: deadline.Month},
	} {
		got, err := deadline.ParseLimit(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got)
	}
	for text, key := range map[string]string{
		"": deadline.KeyLimit, "3": deadline.KeyLimit, "x:working_day": deadline.KeyLimit, "-3:working_day": deadline.KeyLimit, "1.5:month": deadline.KeyLimit,
		"9999999999999999999:month": deadline.KeyLimit, "3:weeks": deadline.KeyLimitUnit, "3:": deadline.KeyLimitUnit, "0:working_day": deadline.KeyLimitN, "2:same_day": deadline.KeyLimitN, "10001:working_day": deadline.KeyLimitN,
	} {
		_, err := deadline.ParseLimit(text)
		assert.Equal(t, []string{"limit " + key}, found(err), text)
	}
	assert.Equal(t, "3 ngày làm việc", limit("3:working_day").Words())
	assert.Equal(t, "trong ngày", limit("1:same_day").Words())
}

func TestParseMoment(t *testing.T) {
	for _, text := range []string{"2026-11-20T16:30", "2026-11-20 16:30", "2026-11-20T16:30:00", "2026-11-20T09:30Z", "2026-11-20T16:30:00+07:00", " 2026-11-20T17:30+08:00"} {
		got, ok := deadline.ParseMoment(text)
		assert.True(t, ok, text)
		assert.True(t, at("2026-11-20T16:30").Equal(got), text)
	}
	for _, text := range []string{"", "2026-11-20", "20/11/2026 16:30", "2026-11-31T16:30", "2026-11-20T24:00", "1899-12-31T09:00", "2200-01-01T00:00", "16:30"} {
		_, ok := deadline.ParseMoment(text)
		assert.False(t, ok, text)
	}
}

func TestInputFindsEveryFaultAtOnce(t *testing.T) {
	_, err := deadline.Input{
		Received: "hôm qua", Limit: "3 ngày", Pause: []string{"2026-11-04T10:00/2026-11-03T10:00", "x/", "/2026-11-04T10:00", "2026-11-04T10:00"},
		Cutoff: "3 giờ", OutsideHours: "x", EndOnDayOff: "x", Hours: "cả ngày", Calendar: "us",
	}.Compute()
	assert.Equal(t, []string{
		"received deadline.received", "limit deadline.limit",
		"pause.0 deadline.pause_backwards", "pause.1 deadline.pause", "pause.2 deadline.pause_from", "pause.3 deadline.pause",
		"cutoff deadline.cutoff", "outside_hours deadline.outside_hours", "end_on_day_off deadline.end_on_day_off",
		"calendar deadline.calendar",
	}, found(err))
	_, err = deadline.Input{Received: "2026-11-20T16:30", Limit: "none", Hours: "cả ngày"}.Compute()
	assert.Equal(t, []string{"limit deadline.limit_unit", "hours " + calendar.KeyHours}, found(err))
}

func TestAnswerAsJSON(t *testing.T) {
	r, err := deadline.Input{Received: "2026-11-20T16:30", Limit: "2:working_day", Calendar: "vn", Hours: "08:00-11:30,13:30-16:45"}.Compute()
	require.NoError(t, err)
	data, err := json.Marshal(r.Answer())
	require.NoError(t, err)
	var got map[string]any
	require.NoError(t, json.Unmarshal(data, &got))
	assert.Equal(t, "2026-11-25T16:45:00+07:00", got["due"])
	assert.Equal(t, "2026-11-25", got["due_day"])
	assert.Equal(t, "2026-11-20T16:30:00+07:00", got["start"])
	assert.Equal(t, false, got["paused"])
	assert.Equal(t, false, got["provisional"])

	r, err = deadline.Input{Received: "2026-11-20T16:30", Limit: "2:working_day", Pause: []string{"2026-11-23T10:00/"}}.Compute()
	require.NoError(t, err)
	data, err = json.Marshal(r.Answer())
	require.NoError(t, err)
	assert.Contains(t, string(data), `"due":null,"due_day":null,"paused":true`)
}

func FuzzParseLimit(f *testing.F) {
	for _, s := range []string{"3:working_day", "1:same_day", "none", "0:month", "-1:month", "3:", ":month", "3:working_day:x", "٣:month"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := deadline.ParseLimit(s)
		if err != nil {
			return
		}
		again, err := deadline.ParseLimit(l.String())
		if err != nil || again != l {
			t.Fatalf("%q is written %q: %v", s, l, err)
		}
	})
}

func FuzzParsePause(f *testing.F) {
	for _, s := range []string{"2026-11-04T10:00/2026-11-10T14:00", "2026-11-04T10:00/", "/", "", "2026-11-04T10:00/2026-11-03T10:00", "2026-11-04 10:00 / 2026-11-10 14:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := deadline.ParsePause(s)
		if err == nil && (p.From.IsZero() || !p.To.IsZero() && p.To.Before(p.From.Truncate(time.Minute))) {
			t.Fatalf("%q gave %+v", s, p)
		}
	})
}

// Whatever is written, the engine answers or names a problem; it never stops.
func FuzzInput(f *testing.F) {
	f.Add("2026-11-20T16:30", "2:working_day", "2026-11-23T10:00/2026-11-25T10:00", "15:00", "next_session", "roll", "07:00-11:30,13:30-17:00")
	f.Add("1900-01-01T00:00", "10000:calendar_day", "", "", "as_received", "keep", "")
	f.Add("2199-12-31T23:59", "24:clock_hour", "2199-12-31T23:59/", "00:00", "", "roll", "00:00-00:01")
	f.Add("2027-01-31T09:00", "1:month", "x", "24:00", "", "", "23:58-23:59")
	f.Fuzz(func(t *testing.T, received, limit, pause, cutoff, outside, end, hours string) {
		in := deadline.Input{Received: received, Limit: limit, Cutoff: cutoff, OutsideHours: outside, EndOnDayOff: end, Hours: hours}
		if pause != "" {
			in.Pause = []string{pause}
		}
		r, err := in.Compute()
		if err != nil {
			if len(found(err)) == 0 {
				t.Fatalf("%+v: no problem is named in %v", in, err)
			}
			return
		}
		if r.Due.IsZero() != r.Paused || !r.Paused && r.Due.Before(r.Start) {
			t.Fatalf("%+v: %+v", in, r)
		}
	})
}
