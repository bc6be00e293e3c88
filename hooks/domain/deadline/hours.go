package deadline

import "motcua/hooks/domain/calendar"

// workingHours runs minutes of office hours on working days from a moment.
// A pause takes out exactly its own time.
func (t *task) workingHours(at moment, minutes int) (moment, end) {
	left := minutes
	for {
		p := t.next(at)
		stop := moment{calendar.MaxDate + 1, 0}
		if p != nil {
			stop = later(p.from, at)
		}
		var due moment
		due, left = t.walk(at, stop, left, minutes)
		if left == 0 {
			return due, reached
		}
		if p == nil {
			return at, beyond
		}
		next, how := t.wait(stop, true)
		if how != reached {
			return next, how
		}
		at = next
	}
}

// walk spends minutes session by session until none is left or stop is
// reached; it returns where it got and how many are left.
func (t *task) walk(at, stop moment, left, total int) (moment, int) {
	for d := at.day; d <= stop.day && d <= calendar.MaxDate; d++ {
		info := t.cal.On(d)
		if !info.Counted {
			t.skip(info)
			continue
		}
		for _, s := range info.Sessions {
			from, to := s.Open, s.Close
			if d == at.day {
				from = max(from, at.min)
			}
			if d == stop.day {
				to = min(to, stop.min)
			}
			if to <= from {
				continue
			}
			to = min(to, from+left)
			left -= to - from
			t.saySession(info, from, to, total-left)
			if left == 0 {
				return moment{d, to}, 0
			}
		}
	}
	return stop, left
}

// clockHours runs minutes of the clock, day and night. An end on a day off is
// kept, or goes to the close of the next working day; an end on a working day
// stays at its minute.
func (t *task) clockHours(at moment, minutes int) (moment, end) {
	left := minutes
	for {
		raw := at.plus(left)
		due, ok := t.clockEnd(at, raw, left)
		if !ok || raw.day > calendar.MaxDate {
			return at, beyond
		}
		p := t.next(at)
		if p == nil || !later(p.from, at).before(due) {
			t.sayClock(at, raw, minutes)
			t.sayRoll(raw.day, due.day)
			return due, reached
		}
		from := later(p.from, at)
		used := min(left, from.minus(at))
		left -= used
		t.sayClock(at, at.plus(used), minutes-left)
		next, how := t.wait(from, left > 0)
		if how != reached {
			return next, how
		}
		at = next
	}
}

func (t *task) clockEnd(at, raw moment, left int) (moment, bool) {
	if left > 0 && (t.keeps(ClockHour) || t.cal.On(raw.day).Counted) {
		return raw, true
	}
	if left == 0 {
		day, ok := t.settle(at.day, at, false)
		return moment{day, t.cal.UsualClose(day)}, ok
	}
	day, ok := t.cal.Add(raw.day, 1)
	return moment{day, t.cal.UsualClose(day)}, ok
}
