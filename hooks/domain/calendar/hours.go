package calendar

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/problem"
)

// DefaultHours are the office hours kept where a unit has entered none.
const DefaultHours = "07:00-11:30,13:30-17:00"

// Session is one stretch of office hours (buổi làm việc), in minutes after
// midnight. Both ends are inside. As text and in JSON it is "07:00-11:30".
type Session struct {
	Open  int
	Close int
}

// Week holds the sessions of each weekday by time.Weekday, Sunday first. A
// Saturday or Sunday with sessions is open for intake; it is not a working day.
type Week [7][]Session

// Hours are the office hours of a unit and when they are kept.
type Hours struct {
	// From and To are the first and last day the hours are kept: both
	// 2006-01-02, or both 01-02 for a season of every year (which may pass
	// the new year), or both "" for always.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	Week Week   `json:"week"`
}

// ParseHours reads the sessions of one day, "07:00-11:30,13:30-17:00", as the
// hours of Monday to Friday (QĐ 188/1999/QĐ-TTg: five days a week).
func ParseHours(s string) (Hours, error) {
	sessions, err := ParseSessions(s)
	if err != nil {
		return Hours{}, err
	}
	var h Hours
	for day := time.Monday; day <= time.Friday; day++ {
		h.Week[day] = sessions
	}
	return h, nil
}

// ParseSessions reads sessions in the order of the day, at least one, each
// opening after the one before has closed.
func ParseSessions(s string) ([]Session, error) {
	var sessions []Session
	for part := range strings.SplitSeq(s, ",") {
		var session Session
		if err := session.UnmarshalText([]byte(strings.TrimSpace(part))); err != nil {
			return nil, err
		}
		sessions = append(sessions, session)
	}
	if !ordered(sessions) {
		return nil, problem.Of("hours", KeyHours)
	}
	return sessions, nil
}

// MarshalText writes 07:00-11:30.
func (s Session) MarshalText() ([]byte, error) {
	return []byte(Clock(s.Open) + "-" + Clock(s.Close)), nil
}

// UnmarshalText reads 07:00-11:30; the opening must be before the close.
func (s *Session) UnmarshalText(text []byte) error {
	open, last, found := strings.Cut(string(text), "-")
	from, ok1 := ParseClock(strings.TrimSpace(open))
	to, ok2 := ParseClock(strings.TrimSpace(last))
	if !found || !ok1 || !ok2 || from >= to {
		return problem.Of("hours", KeyHours)
	}
	*s = Session{Open: from, Close: to}
	return nil
}

// Holds says whether a minute of the day is inside; both ends are.
func (s Session) Holds(minute int) bool { return s.Open <= minute && minute <= s.Close }

func ordered(sessions []Session) bool {
	for i, s := range sessions {
		if s.Open < 0 || s.Open >= s.Close || s.Close >= minutesPerDay {
			return false
		}
		if i > 0 && s.Open <= sessions[i-1].Close {
			return false
		}
	}
	return true
}

// season is Hours made ready for asking.
type season struct {
	yearly   bool
	from, to int // Date, or month*100+day when yearly
	always   bool
	week     Week
}

func newSeason(h Hours) (season, bool) {
	s := season{always: h.From == "" && h.To == ""}
	working := false
	for day, sessions := range h.Week {
		if !ordered(sessions) {
			return season{}, false
		}
		s.week[day] = slices.Clone(sessions)
		working = working || workWeekday(time.Weekday(day)) && len(sessions) > 0
	}
	if !working {
		return season{}, false
	}
	if s.always {
		return s, true
	}
	if len(h.From) == len("01-02") && len(h.To) == len("01-02") {
		from, ok1 := ParseDate("2000-" + h.From)
		to, ok2 := ParseDate("2000-" + h.To)
		s.yearly, s.from, s.to = true, monthDay(from), monthDay(to)
		return s, ok1 && ok2
	}
	from, ok1 := ParseDate(h.From)
	to, ok2 := ParseDate(h.To)
	s.from, s.to = int(from), int(to)
	return s, ok1 && ok2 && from <= to
}

func (s season) holds(d Date) bool {
	switch {
	case s.always:
		return true
	case !s.yearly:
		return s.from <= int(d) && int(d) <= s.to
	}
	day := monthDay(d)
	if s.from <= s.to {
		return s.from <= day && day <= s.to
	}
	return day >= s.from || day <= s.to
}

func monthDay(d Date) int {
	_, m, day := d.Civil()
	return m*100 + day
}

func workWeekday(w time.Weekday) bool { return w >= time.Monday && w <= time.Friday }
