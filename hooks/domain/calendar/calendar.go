// Package calendar knows the working days (ngày làm việc) of an office: its
// hours, the days off of the nation and its own, and the lunar dates behind
// them. It counts no deadline and reads no clock.
package calendar

import (
	"maps"
	"strconv"
	"sync/atomic"

	"motcua/hooks/domain/problem"
)

// Calendar is a value: it never changes after New and may be read by any
// number of goroutines. Years are drawn up when first asked for, so that the
// cost of a question does not grow with the table.
type Calendar struct {
	seasons []season
	rows    map[Date][]Entry // in the order they were laid
	tables  map[int]bool     // years whose whole table is among rows
	years   *[MaxYear - MinYear + 1]atomic.Pointer[year]
}

// Options of a calendar; the zero value is the national calendar.
type Options struct {
	// Hours kept by the unit; the last one that holds on a day wins, and
	// DefaultHours fill the days that none holds on.
	Hours []Hours
	// Local rows of the unit, laid over the national table: a later row of a
	// day replaces an earlier one, but open_for_intake never stops a working
	// day from counting.
	Local []Entry
	// Complete names years whose whole table is in Local, entered from the
	// year's notice; nothing is derived for them.
	Complete []int
}

// New makes a calendar. Its error is a problem.List that names every hours
// ("hours.0") and entry ("days.0.kind") at fault.
func New(o Options) (*Calendar, error) {
	var l problem.List
	seasons := []season{defaultSeason()}
	for i, h := range o.Hours {
		s, ok := newSeason(h)
		if !ok {
			key := KeySeason
			if _, fine := newSeason(Hours{Week: h.Week}); !fine {
				key = KeyHours
			}
			l.Add("hours."+strconv.Itoa(i), key)
			continue
		}
		seasons = append(seasons, s)
	}
	if days, bad := problem.In(check(o.Local)); bad {
		l = append(l, days...)
	}
	if err := l.Err(); err != nil {
		return nil, err
	}
	c := &Calendar{
		seasons: seasons,
		rows:    map[Date][]Entry{},
		tables:  completeYears(table()),
		years:   new([MaxYear - MinYear + 1]atomic.Pointer[year]),
	}
	lay(c.rows, table())
	lay(c.rows, o.Local)
	for _, y := range o.Complete {
		c.tables[y] = true
	}
	return c, nil
}

// With lays more rows over the calendar and returns the new one; the old one
// stays as it was. The error is that of New.
func (c *Calendar) With(entries ...Entry) (*Calendar, error) {
	if err := check(entries); err != nil {
		return nil, err
	}
	next := &Calendar{
		seasons: c.seasons,
		rows:    maps.Clone(c.rows),
		tables:  c.tables,
		years:   new([MaxYear - MinYear + 1]atomic.Pointer[year]),
	}
	lay(next.rows, entries)
	touched := map[int]bool{}
	for _, e := range entries {
		d, _ := ParseDate(e.Day) // checked above
		y, _, _ := d.Civil()
		touched[y] = true
	}
	for i := range c.years {
		if !touched[MinYear+i] {
			next.years[i].Store(c.years[i].Load())
		}
	}
	return next, nil
}

func lay(rows map[Date][]Entry, entries []Entry) {
	for _, e := range entries {
		d, _ := ParseDate(e.Day) // checked before
		rows[d] = append(rows[d][:len(rows[d]):len(rows[d])], e)
	}
}

func defaultSeason() season {
	h, err := ParseHours(DefaultHours)
	if err != nil {
		panic(err) // a constant
	}
	s, _ := newSeason(h) // a constant
	return s
}
