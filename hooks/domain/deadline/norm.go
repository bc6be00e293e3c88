package deadline

import (
	"time"

	"motcua/hooks/domain/calendar"
)

// NormEnd is the moment at which a step of the internal process (định mức của
// bước) runs out: so many minutes of office hours on working days after from.
// The result is UTC; it is zero when minutes is not positive or the end lies
// past the last day of the calendar. It is a promise inside the office: the
// citizen's appointment is Compute's alone.
func NormEnd(cal *calendar.Calendar, from time.Time, minutes int) time.Time {
	if minutes <= 0 || from.IsZero() {
		return time.Time{}
	}
	at := split(from)
	for d := max(at.day, calendar.MinDate); d <= calendar.MaxDate; d++ {
		info := cal.On(d)
		if !info.Counted {
			continue
		}
		for _, s := range info.Sessions {
			open := s.Open
			if d == at.day {
				open = max(open, at.min)
			}
			if s.Close <= open {
				continue
			}
			if minutes <= s.Close-open {
				return moment{d, open + minutes}.time().UTC()
			}
			minutes -= s.Close - open
		}
	}
	return time.Time{}
}

// NormLeft is how many minutes of office hours on working days lie between two
// moments; 0 when to is not later.
func NormLeft(cal *calendar.Calendar, from, to time.Time) int {
	if from.IsZero() || !to.After(from) {
		return 0
	}
	begin, end := split(from), split(to)
	n := 0
	for d := max(begin.day, calendar.MinDate); d <= min(end.day, calendar.MaxDate); d++ {
		info := cal.On(d)
		if !info.Counted {
			continue
		}
		for _, s := range info.Sessions {
			open, last := s.Open, s.Close
			if d == begin.day {
				open = max(open, begin.min)
			}
			if d == end.day {
				last = min(last, end.min)
			}
			n += max(last-open, 0)
		}
	}
	return n
}
