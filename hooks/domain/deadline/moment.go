package deadline

import (
	"slices"
	"time"

	"motcua/hooks/domain/calendar"
)

// moment is a whole minute of a day in Asia/Ho_Chi_Minh.
type moment struct {
	day calendar.Date
	min int // after midnight
}

const minutesPerDay = 24 * 60

func split(t time.Time) moment {
	day, minute := calendar.Split(t)
	return moment{day, minute}
}

func (m moment) before(o moment) bool {
	return m.day < o.day || m.day == o.day && m.min < o.min
}

func (m moment) time() time.Time { return m.day.At(m.min) }

// plus adds n ≥ 0 minutes of the clock.
func (m moment) plus(n int) moment {
	n += m.min
	return moment{m.day + calendar.Date(n/minutesPerDay), n % minutesPerDay}
}

// minus is the number of minutes of the clock since o.
func (m moment) minus(o moment) int { return int(m.day-o.day)*minutesPerDay + m.min - o.min }

func later(a, b moment) moment {
	if a.before(b) {
		return b
	}
	return a
}

// span is one or several pauses that touch, as one.
type span struct {
	from, to moment
	open     bool // to is unknown
	restart  bool // holds a closed supplement
	why      []string
	slips    []string
}

// unite sorts the pauses and joins those that overlap or touch. A pause that
// lasts no whole minute is none.
func unite(pauses []Pause) []span {
	if len(pauses) == 0 {
		return nil
	}
	sorted := slices.Clone(pauses)
	slices.SortStableFunc(sorted, func(a, b Pause) int { return a.From.Compare(b.From) })
	var spans []span
	for _, p := range sorted {
		s := spanOf(p)
		if !s.open && s.to == s.from {
			continue
		}
		if n := len(spans); n > 0 && (spans[n-1].open || !spans[n-1].to.before(s.from)) {
			spans[n-1].join(s)
			continue
		}
		spans = append(spans, s)
	}
	return spans
}

func spanOf(p Pause) span {
	s := span{from: split(p.From), open: p.To.IsZero(), why: []string{p.Why}}
	if !s.open {
		s.to = split(p.To)
		s.restart = p.Why != Payment && p.Why != Incident
	}
	if p.Slip != "" {
		s.slips = []string{p.Slip}
	}
	return s
}

func (s *span) join(o span) {
	s.open = s.open || o.open
	s.to = later(s.to, o.to)
	s.restart = s.restart || o.restart
	s.why = append(s.why, o.why...)
	s.slips = append(s.slips, o.slips...)
}
