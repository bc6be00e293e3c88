package deadline

import "motcua/hooks/domain/calendar"

// workingDays counts n working days after the day of at (BLDS 2015 Điều 147:
// the first day is not counted). Of a pause, the days up to and including its
// first one are used; counting goes on the day after resuming. With none left
// (always so for same_day) it is due at the close of the day of at.
func (t *task) workingDays(at moment, n int) (moment, end) {
	left := n
	for {
		raw, ok := at.day, true
		if left > 0 {
			raw, ok = t.cal.Add(at.day, left)
		}
		if !ok {
			return at, beyond
		}
		last, ok := t.settle(raw, at, false)
		if !ok {
			return at, beyond
		}
		p := t.next(at)
		if p == nil || p.from.day > last {
			t.countDays(at.day, raw, n-left)
			t.sayRoll(raw, last)
			return t.close(last, last == raw && n > 0 && left > 0), reached
		}
		from := later(p.from, at)
		left -= t.countDays(at.day, from.day, n-left)
		next, how := t.wait(from, left > 0)
		if how != reached {
			return next, how
		}
		at = next
	}
}

// plainDays ends on the day raw, as a limit in calendar days or months does,
// moved by the days of each pause after its first one; then the end rolls off
// a day off (BLDS 2015 Điều 148 khoản 5).
func (t *task) plainDays(at moment, raw calendar.Date, by Limit) (moment, end) {
	begun := at.day
	for n := 0; ; {
		if raw > calendar.MaxDate {
			return at, beyond
		}
		last, ok := t.settle(raw, at, t.keeps(by.Unit))
		if !ok {
			return at, beyond
		}
		p := t.next(at)
		if p == nil || p.from.day > last {
			if by.Unit == CalendarDay {
				t.sayDays(at.day, raw, n)
			} else {
				t.sayMonths(begun, raw, by.N)
			}
			t.sayRoll(raw, last)
			return t.close(last, last == raw && raw > at.day), reached
		}
		from := later(p.from, at)
		used := min(from.day, raw)
		if by.Unit == CalendarDay {
			n = t.sayDays(at.day, used, n)
		}
		next, how := t.wait(from, used < raw)
		if how != reached {
			return next, how
		}
		raw = next.day + raw - used
		at = next
	}
}

// settle is the day on which a period that ends on raw is due: raw itself, or
// the next working day when raw is a day off. Where days off are kept it is
// raw all the same. A day whose office hours were over when counting began
// gives way to the next.
func (t *task) settle(raw calendar.Date, at moment, keep bool) (calendar.Date, bool) {
	past := raw == at.day && at.min > t.cal.UsualClose(raw)
	switch {
	case keep && past:
		return raw + 1, true
	case keep || t.cal.On(raw).Counted && !past:
		return raw, true
	}
	return t.cal.Add(raw, 1)
}

// close is the due moment on a day: the close of office hours, or the time of
// the receipt where the rule says so and the day was not moved.
func (t *task) close(day calendar.Date, sameTime bool) moment {
	closing := t.cal.UsualClose(day)
	if !sameTime || t.q.DueTime != SameTime {
		return moment{day, closing}
	}
	if next, minute, ok := t.cal.Next(day, t.start.min); ok && next == day {
		return moment{day, minute}
	}
	return moment{day, closing}
}

// keeps says whether an end on a day off stays there. An extension in another
// unit than the limit's has the default of its own unit.
func (t *task) keeps(u Unit) bool {
	if t.implied && (u == ClockHour) != (t.q.Limit.Unit == ClockHour) {
		return u == ClockHour
	}
	return t.q.EndOnDayOff == Keep
}
