package deadline_test

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

// office is the oracle's own picture of a calendar: it asks the tables row by
// row and minute by minute, and shares no code with the engine.
type office struct {
	hours    []calendar.Session
	saturday []calendar.Session // weekly intake
	rows     map[string][]calendar.Entry
}

type officeDay struct {
	counted  bool
	sessions []calendar.Session
}

func (o *office) day(t time.Time) officeDay {
	var d officeDay
	switch t.Weekday() {
	case time.Sunday:
	case time.Saturday:
		d.sessions = o.saturday
	default:
		d = officeDay{true, o.hours}
	}
	for _, row := range o.rows[t.Format("2006-01-02")] {
		switch row.Kind {
		case calendar.Makeup:
			d = officeDay{true, o.or(row.Sessions)}
		case calendar.OpenForIntake:
			if !d.counted && (len(d.sessions) == 0 || len(row.Sessions) > 0) {
				d.sessions = o.or(row.Sessions)
			}
		default:
			d = officeDay{}
		}
	}
	return d
}

func (o *office) or(s []calendar.Session) []calendar.Session {
	if len(s) > 0 {
		return s
	}
	return o.hours
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, calendar.Location)
}

func (o *office) open(t time.Time) bool {
	for _, s := range o.day(t).sessions {
		if s.Open <= minuteOf(t) && minuteOf(t) <= s.Close {
			return true
		}
	}
	return false
}

// runs says whether the minute from t to the next lies inside a session of a working day.
func (o *office) runs(t time.Time) bool {
	d := o.day(t)
	for _, s := range d.sessions {
		if d.counted && s.Open <= minuteOf(t) && minuteOf(t) < s.Close {
			return true
		}
	}
	return false
}

func (o *office) closing(t time.Time) time.Time {
	sessions := o.or(o.day(t).sessions)
	return midnight(t).Add(time.Duration(sessions[len(sessions)-1].Close) * time.Minute)
}

func (o *office) nextWorkday(t time.Time) time.Time {
	for t = midnight(t).AddDate(0, 0, 1); !o.day(t).counted; {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

// oracle answers one question the slow way.
type oracle struct {
	*office
	q      deadline.Query
	cutoff int
	spans  [][3]time.Time // begin, end, effective resumption
}

func (o *oracle) enter(t time.Time, receipt bool) time.Time {
	late := func(m time.Time) bool { return receipt && o.cutoff >= 0 && minuteOf(m) > o.cutoff }
	from := t
	if o.q.OutsideHours != deadline.AsReceived && !late(t) {
		for !o.open(t) {
			t = t.Add(time.Minute)
		}
	}
	if late(from) || late(t) && midnight(t).Equal(midnight(from)) {
		t = o.nextWorkday(from)
		for !o.open(t) {
			t = t.Add(time.Minute)
		}
	}
	return t
}

// due is the answer without extensions and restarts; zero when paused.
func (o *oracle) due() time.Time {
	q := o.q
	if q.OutsideHours == "" && q.Limit.Unit == deadline.ClockHour {
		o.q.OutsideHours = deadline.AsReceived
	}
	if q.EndOnDayOff == "" && q.Limit.Unit == deadline.ClockHour {
		o.q.EndOnDayOff = deadline.Keep
	}
	o.cutoff = -1
	if q.Cutoff != "" {
		o.cutoff = minuteOf(at("2026-01-01T" + q.Cutoff))
	}
	start := o.enter(q.Received.In(calendar.Location).Truncate(time.Minute), true)
	for _, p := range q.Pauses {
		if p.From.Truncate(time.Minute).Equal(p.To.Truncate(time.Minute)) {
			continue
		}
		s := [3]time.Time{p.From.Truncate(time.Minute), p.To.Truncate(time.Minute), {}}
		if p.To.IsZero() {
			s[1] = start.AddDate(20, 0, 0)
			s[2] = s[1]
		} else {
			s[2] = o.enter(s[1], false)
		}
		if s[0].Before(start) {
			s[0] = start
		}
		if s[2].After(s[0]) {
			o.spans = append(o.spans, s)
		}
	}
	due := o.dueFrom(start)
	if due.After(start.AddDate(10, 0, 0)) {
		return time.Time{}
	}
	return due
}

func (o *oracle) dueFrom(start time.Time) time.Time {
	switch o.q.Limit.Unit {
	case deadline.WorkingHour:
		return o.minutes(start, func(t time.Time) bool { return o.runs(t) })
	case deadline.ClockHour:
		raw := o.minutes(start, func(time.Time) bool { return true })
		if o.q.EndOnDayOff == deadline.Keep || o.day(raw).counted {
			return raw
		}
		return o.spent(o.closing(o.nextWorkday(raw)), func(begin, due time.Time) bool { return begin.Before(due) })
	case deadline.SameDay:
		return o.byDays(start, start)
	case deadline.WorkingDay:
		return o.byDays(start, o.nth(start, o.q.Limit.N, func(t time.Time) bool { return o.day(t).counted }))
	case deadline.CalendarDay:
		return o.byDays(start, o.nth(start, o.q.Limit.N, func(time.Time) bool { return true }))
	}
	first := midnight(start)
	month := time.Date(start.Year(), start.Month()+time.Month(o.q.Limit.N), 1, 0, 0, 0, 0, calendar.Location)
	end := month.AddDate(0, 0, start.Day()-1)
	if end.Month() != month.Month() {
		end = month.AddDate(0, 1, -1)
	}
	n := int(end.Sub(first).Hours() / 24)
	return o.byDays(start, o.nth(start, n, func(time.Time) bool { return true }))
}

// nth is the n-th day after start that counts and was not slept through: the
// days after a pause's first day up to its resumption are.
func (o *oracle) nth(start time.Time, n int, counts func(time.Time) bool) time.Time {
	d := midnight(start)
	limit := start.AddDate(15, 0, 0)
	for n > 0 && d.Before(limit) {
		d = d.AddDate(0, 0, 1)
		asleep := false
		for _, s := range o.spans {
			asleep = asleep || midnight(s[0]).Before(d) && !midnight(s[2]).Before(d)
		}
		if counts(d) && !asleep {
			n--
		}
	}
	return d
}

// byDays closes the day, off days rolled, and gives the day of resumption to a
// pause that began on or before the due day with nothing left.
func (o *oracle) byDays(start, day time.Time) time.Time {
	keep := o.q.EndOnDayOff == deadline.Keep && (o.q.Limit.Unit == deadline.CalendarDay || o.q.Limit.Unit == deadline.Month)
	due := o.settle(day, start, keep)
	return o.spentKeep(due, keep, func(begin, due time.Time) bool { return !midnight(begin).After(due) })
}

func (o *oracle) spent(due time.Time, touches func(begin, due time.Time) bool) time.Time {
	return o.spentKeep(due, false, touches)
}

func (o *oracle) spentKeep(due time.Time, keep bool, touches func(begin, due time.Time) bool) time.Time {
	for again := true; again; {
		again = false
		for _, s := range o.spans {
			if touches(s[0], due) && s[2].After(due) {
				due = o.settle(s[2], s[2], keep)
				again = true
			}
		}
	}
	return due
}

func (o *oracle) settle(day, since time.Time, keep bool) time.Time {
	if closing := o.closing(day); (keep || o.day(day).counted) && !closing.Before(since) {
		return closing
	}
	if keep {
		return o.closing(day.AddDate(0, 0, 1))
	}
	return o.closing(o.nextWorkday(day))
}

func (o *oracle) minutes(t time.Time, runs func(time.Time) bool) time.Time {
	left := o.q.Limit.N * 60
	limit := t.AddDate(15, 0, 0)
	for left > 0 && t.Before(limit) {
		if to, stopped := o.stopped(t); stopped {
			t = to
			continue
		}
		if runs(t) {
			left--
		}
		t = t.Add(time.Minute)
	}
	return t
}

func (o *oracle) stopped(t time.Time) (time.Time, bool) {
	for _, s := range o.spans {
		if !t.Before(s[0]) && t.Before(s[2]) {
			return s[2], true
		}
	}
	return t, false
}
