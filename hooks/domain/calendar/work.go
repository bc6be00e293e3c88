package calendar

import "time"

// Minutes counts the minutes of office hours on working days between two
// moments of any zone, whole minutes; 0 when to is not later.
func (c *Calendar) Minutes(from, to time.Time) int {
	d, begin := Split(from)
	last, end := Split(to)
	d, last = max(d, MinDate), min(last, MaxDate)
	n := 0
	for ; d <= last; d, begin = d+1, 0 {
		info := c.On(d)
		if !info.Counted {
			continue
		}
		for _, s := range info.Sessions {
			until := s.Close
			if d == last {
				until = min(until, end)
			}
			n += max(0, until-max(s.Open, begin))
		}
	}
	return n
}

// After is the moment at which so many minutes of office hours on working days
// have gone by since from; zero past MaxYear. No minute at all is from itself.
func (c *Calendar) After(from time.Time, minutes int) time.Time {
	d, begin := Split(from)
	if minutes <= 0 {
		return d.At(begin)
	}
	for d = max(d, MinDate); d <= MaxDate; d, begin = d+1, 0 {
		info := c.On(d)
		if !info.Counted {
			continue
		}
		for _, s := range info.Sessions {
			from := max(s.Open, begin)
			if left := s.Close - from; left >= minutes {
				return d.At(from + minutes)
			} else if left > 0 {
				minutes -= left
			}
		}
	}
	return time.Time{}
}
