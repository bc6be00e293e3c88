package procedure

import (
	"slices"

	"motcua/hooks/domain/deadline"
)

// DayMinutes is a working day for step norms: 8 working hours (Bộ luật Lao
// động 2019 Điều 105; quy trình nội bộ count one day as 8 hours).
const DayMinutes = 8 * 60

// minutes is the working time a limit leaves for certain, in minutes: a
// calendar day counts as the fewest working days the weeks allow (rolling to
// the next working day gives at least one), a month as 28 days, a clock hour
// as a third. Holidays are not foreseen here. ok is false when there is no
// limit to stay under.
func minutes(l deadline.Limit) (n int, ok bool) {
	switch l.Unit {
	case deadline.WorkingDay:
		return l.N * DayMinutes, true
	case deadline.WorkingHour:
		return l.N * 60, true
	case deadline.ClockHour:
		return l.N * 20, true
	case deadline.SameDay:
		return DayMinutes, true
	case deadline.CalendarDay:
		return calendarMinutes(l.N), true
	case deadline.Month:
		return calendarMinutes(28 * l.N), true
	}
	return 0, false
}

func calendarMinutes(days int) int {
	return max(1, days/7*5+max(0, days%7-2)) * DayMinutes
}

// Fit shortens the norms of steps, each in its share, to a limit that leaves
// less time than they take together: a unit may promise less than the law
// allows, and its steps must keep that promise. Otherwise they stay as they are.
func Fit(steps []Step, l deadline.Limit) []Step {
	most, ok := minutes(l)
	sum := 0
	for _, s := range steps {
		sum += s.Norm
	}
	if !ok || most <= 0 || sum <= most {
		return steps
	}
	out := slices.Clone(steps)
	for i := range out {
		if out[i].Norm > 0 {
			out[i].Norm = max(1, out[i].Norm*most/sum)
		}
	}
	return out
}
