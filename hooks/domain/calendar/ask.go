package calendar

import (
	"slices"
	"time"
)

// MinDate and MaxDate are the first and the last day a calendar answers for.
var (
	MinDate = NewDate(MinYear, 1, 1)
	MaxDate = NewDate(MaxYear, 12, 31)
)

// Workday says whether a day, 2006-01-02, counts as a working day: make-up
// days do, Saturdays open for intake do not. A text that is no day does not.
func (c *Calendar) Workday(day string) bool {
	d, ok := ParseDate(day)
	return ok && c.On(d).Counted
}

// Open says whether the office receives people at a moment, on Saturdays open
// for intake too. Both ends of a session are inside, to the whole minute.
func (c *Calendar) Open(t time.Time) bool {
	d, minute := Split(t)
	return c.On(d).Open(minute)
}

// NextOpen is the moment itself, in whole minutes, when the office is open,
// else the next opening. It is zero past MaxYear.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	d, minute := Split(t)
	if d, minute, ok := c.Next(d, minute); ok {
		return d.At(minute)
	}
	return time.Time{}
}

// Next is NextOpen on a day and its minute; false past MaxYear.
func (c *Calendar) Next(d Date, minute int) (Date, int, bool) {
	for d = max(d, MinDate); d <= MaxDate; d++ {
		for _, s := range c.On(d).Sessions {
			if minute <= s.Close {
				return d, max(minute, s.Open), true
			}
		}
		minute = 0
	}
	return 0, 0, false
}

// Year returns the rows of a year by day, and whether the year is official:
// it has a table and every row of it is verified. The nation's, derived and
// the unit's own rows stand together; of several for a day the one that has
// the last word.
func (c *Calendar) Year(y int) (entries []Entry, official bool) {
	if y < MinYear || y > MaxYear {
		return nil, false
	}
	known := c.year(y)
	return slices.Clone(known.rows), known.official
}

// Official says whether a year has a table whose every row is verified.
func (c *Calendar) Official(y int) bool {
	return y >= MinYear && y <= MaxYear && c.tables[y] && c.year(y).official
}

// Day returns what is known of a day, 2006-01-02. A text that is no day
// between MinYear and MaxYear gives the zero Info.
func (c *Calendar) Day(day string) Info {
	d, ok := ParseDate(day)
	if !ok {
		return Info{}
	}
	return *c.On(d)
}

// On is Day without copying. The Info is shared: it must not be changed.
func (c *Calendar) On(d Date) *Info {
	if d < MinDate || d > MaxDate {
		return &beyond
	}
	y := c.yearOf(d)
	return &y.days[d-y.first]
}

// beyond is every day that no calendar answers for.
var beyond = Info{Kind: Closed, Reason: "ngoài phạm vi lịch"}

// WorkdaysBetween counts the working days after fromDay up to and including
// toDay, both 2006-01-02; 0 when toDay is not later or a text is no day.
func (c *Calendar) WorkdaysBetween(fromDay, toDay string) int {
	from, ok1 := ParseDate(fromDay)
	to, ok2 := ParseDate(toDay)
	if !ok1 || !ok2 {
		return 0
	}
	return c.Count(from, to)
}

// Count is WorkdaysBetween on dates.
func (c *Calendar) Count(from, to Date) int {
	from, to = max(from, MinDate-1)+1, min(to, MaxDate)
	n := 0
	for from <= to {
		y := c.yearOf(from)
		last := min(to, y.first+Date(len(y.days))-1)
		n += y.before[last-y.first+1] - y.before[from-y.first]
		from = last + 1
	}
	return n
}

// Add is the n-th working day after d, n ≥ 1; false when it lies past MaxYear.
func (c *Calendar) Add(d Date, n int) (Date, bool) {
	d = max(d+1, MinDate)
	for d <= MaxDate {
		y := c.yearOf(d)
		k := y.before[d-y.first] + n - 1
		if k < len(y.counted) {
			return y.first + Date(y.counted[k]), true
		}
		n -= len(y.counted) - y.before[d-y.first]
		d = y.first + Date(len(y.days))
	}
	return 0, false
}

// Last is the last working day before d; false before MinYear.
func (c *Calendar) Last(d Date) (Date, bool) {
	for d = min(d, MaxDate+1) - 1; d >= MinDate; d-- {
		if c.On(d).Counted {
			return d, true
		}
	}
	return 0, false
}

// LastClose is the last moment of office hours on d or before it; zero before
// MinYear. Asia/Ho_Chi_Minh.
func (c *Calendar) LastClose(d Date) time.Time {
	for d = min(d, MaxDate); d >= MinDate; d-- {
		if m := c.On(d).Close(); m >= 0 {
			return d.At(m)
		}
	}
	return time.Time{}
}

// Unofficial finds the first day from one day to another, both included,
// whose row nobody has announced or whose year has no table.
func (c *Calendar) Unofficial(from, to Date) (Date, bool) {
	from, to = max(from, MinDate), min(to, MaxDate)
	for from <= to {
		y := c.yearOf(from)
		if d := y.first + Date(y.unsure[from-y.first]); d < y.first+Date(len(y.days)) {
			return d, d <= to
		}
		from = y.first + Date(len(y.days))
	}
	return 0, false
}

// UsualClose is the minute at which the office would close on d if it were a
// working day: its own last session, else that of the last weekday before it.
func (c *Calendar) UsualClose(d Date) int {
	if last := c.On(d).Close(); last >= 0 {
		return last
	}
	sessions := c.sessionsOf(d, Entry{}, nil)
	return sessions[len(sessions)-1].Close
}

func (c *Calendar) yearOf(d Date) *year {
	// The quotient is at most one year off either way.
	y := 1970 + floorDiv(int(d)*400, 146097)
	y = min(max(y, MinYear), MaxYear)
	known := c.year(y)
	if d < known.first {
		return c.year(y - 1)
	}
	if d >= known.first+Date(len(known.days)) {
		return c.year(y + 1)
	}
	return known
}
