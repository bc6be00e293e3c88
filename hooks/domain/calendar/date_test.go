package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestDateAgreesWithTheStandardLibrary(t *testing.T) {
	day := time.Date(MinYear-1, 12, 31, 12, 0, 0, 0, time.UTC)
	for d := MinDate - 1; d <= MaxDate+1; d++ {
		y, m, dd := d.Civil()
		if y != day.Year() || m != int(day.Month()) || dd != day.Day() || d.Weekday() != day.Weekday() || NewDate(y, m, dd) != d || d.String() != day.Format("2006-01-02") {
			t.Fatalf("%v is %d-%d-%d %v %s", day, y, m, dd, d.Weekday(), d)
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestAddMonthsKeepsToTheMonth(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2027-01-31", 1, "2027-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-12-31", 2, "2027-02-28"},
		{"2026-03-31", 1, "2026-04-30"}, {"2026-11-15", 1, "2026-12-15"}, {"2026-12-15", 12, "2027-12-15"},
		{"2028-02-29", 12, "2029-02-28"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -1, "2025-12-15"},
	} {
		d, ok := ParseDate(c.from)
		assert.True(t, ok)
		assert.Equal(t, c.want, d.AddMonths(c.n).String(), "%s and %d months", c.from, c.n)
	}
}

func TestSplitReadsAnyZoneInWholeMinutes(t *testing.T) {
	d, minute := Split(time.Date(2026, 11, 20, 17, 30, 59, 999, time.UTC))
	assert.Equal(t, "2026-11-21", d.String())
	assert.Equal(t, 30, minute)
	d, minute = Split(time.Date(1969, 12, 31, 16, 59, 1, 0, time.UTC))
	assert.Equal(t, "1969-12-31 23:59", d.String()+" "+Clock(minute))
	assert.Equal(t, "2026-11-20T16:30:00+07:00", NewDate(2026, 11, 20).At(16*60+30).Format(time.RFC3339))
}

func TestSplitAndAtAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(int(MinDate), int(MaxDate)).Draw(t, "day"))
		minute := rapid.IntRange(0, minutesPerDay-1).Draw(t, "minute")
		gotDay, gotMinute := Split(d.At(minute))
		assert.Equal(t, d, gotDay)
		assert.Equal(t, minute, gotMinute)
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-20", "2024-02-29", "2023-02-29", "", "2026-1-2", "+026-11-20", "2026-11-20T", "9999-99-99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s)
		std, err := time.Parse("2006-01-02", s)
		inside := err == nil && std.Year() >= MinYear && std.Year() <= MaxYear
		if ok != inside || ok && d.String() != s {
			t.Fatalf("%q: got %v %v, standard library %v %v", s, d, ok, std, err)
		}
	})
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"15:00", "7:05", "24:00", "15:0", "15", "-1:00", "00:00", "23:59"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		minute, ok := ParseClock(s)
		if ok && (minute < 0 || minute >= minutesPerDay) {
			t.Fatalf("%q gave minute %d", s, minute)
		}
		if again, fine := ParseClock(Clock(minute)); ok && (!fine || again != minute) {
			t.Fatalf("%q is written %s", s, Clock(minute))
		}
	})
}
