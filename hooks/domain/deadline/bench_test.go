package deadline_test

import (
	"fmt"
	"testing"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

func BenchmarkCompute20WorkingDays(b *testing.B) {
	benchmark(b, calendar.National(), query("2026-11-02T09:00", "20:working_day"))
}

func BenchmarkCompute168WorkingHours(b *testing.B) {
	benchmark(b, calendar.National(), query("2026-11-02T07:00", "168:working_hour"))
}

func BenchmarkComputePaused(b *testing.B) {
	q := query("2026-10-05T09:00", "15:working_day")
	q.Pauses = pauses("2026-10-09T10:00/2026-10-14T10:00; 2026-10-20T10:00/2026-10-26T10:00")
	benchmark(b, calendar.National(), q)
}

// The cost of a question must not grow with the years and rows loaded.
func BenchmarkComputeBigCalendar(b *testing.B) {
	for _, years := range []int{2, 60} {
		b.Run(fmt.Sprintf("years=%d", years), func(b *testing.B) {
			var local []calendar.Entry
			for y := 2026; y < 2026+years; y++ {
				for m := 1; m <= 12; m++ {
					local = append(local, calendar.Entry{Day: calendar.NewDate(y, m, 15).String(), Kind: calendar.Closed, Reason: "bão", Official: true})
				}
			}
			cal, err := calendar.New(calendar.Options{Local: local})
			if err != nil {
				b.Fatal(err)
			}
			for y := 2026; y < 2026+years; y++ {
				cal.Year(y)
			}
			benchmark(b, cal, query("2026-11-02T09:00", "20:working_day"))
		})
	}
}

func benchmark(b *testing.B, cal *calendar.Calendar, q deadline.Query) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := deadline.Compute(cal, q); err != nil {
			b.Fatal(err)
		}
	}
}
