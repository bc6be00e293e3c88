package calendar

import (
	"strconv"

	"motcua/hooks/domain/problem"
)

// Kind is what a day is.
type Kind string

// The kinds of an entry, and two that no entry has: an ordinary working day
// and an ordinary day of the weekly rest.
const (
	Holiday       Kind = "holiday"         // nghỉ lễ, BLLĐ 2019 Điều 112
	Substitute    Kind = "substitute"      // nghỉ bù, BLLĐ 2019 Điều 111 khoản 3
	SwappedOff    Kind = "swapped_off"     // nghỉ hoán đổi, worked on a make-up day instead
	Makeup        Kind = "makeup"          // ngày làm bù: a rest day that counts as a working day
	Closed        Kind = "closed"          // the unit is closed (flood, storm)
	OpenForIntake Kind = "open_for_intake" // receives dossiers, is no working day (QĐ 14/2010/QĐ-TTg)
	Workday       Kind = "workday"
	Weekend       Kind = "weekend"
)

// The keys of problems in hours and entries.
const (
	KeyHours    = "calendar.hours"    // sessions that cannot be read, overlap, or leave no working day
	KeySeason   = "calendar.season"   // From or To of hours
	KeyDay      = "calendar.day"      // not a day 2006-01-02 between MinYear and MaxYear
	KeyKind     = "calendar.kind"     // not a kind of entry
	KeySessions = "calendar.sessions" // sessions on a day that has none
	KeyReason   = "calendar.reason"   // an entry says why
)

// Entry is one row of a table of days: the nation's, or a unit's own laid over it.
type Entry struct {
	Day  string `json:"day"` // 2006-01-02
	Kind Kind   `json:"kind"`
	// Sessions kept on a makeup, open_for_intake or (partly) closed day. When
	// empty, makeup and intake keep the hours of the last weekday before, and
	// a closed day has none; a closed day with sessions still counts.
	Sessions []Session `json:"sessions,omitempty"`
	Reason   string    `json:"reason"`           // Vietnamese, for people
	Ground   string    `json:"ground,omitempty"` // number of the text or notice
	// Official is false for a row nobody has announced (derived, draft): a
	// due date that touches it is provisional.
	Official bool `json:"official"`
}

// Info is what a calendar knows of one day.
type Info struct {
	Day      string // 2006-01-02
	Label    string // Thứ Ba 24/11/2026
	Kind     Kind
	Reason   string    // a short sentence for people, why it counts or not
	Ground   string    // "" for an ordinary day
	Sessions []Session // when the office is open, intake Saturdays included; not to be changed
	Counted  bool      // is a working day
	Official bool      // false for a derived row and for every day of a year without a table
}

// Close is the minute of the day at which the last session ends, -1 when none.
func (i Info) Close() int {
	if len(i.Sessions) == 0 {
		return -1
	}
	return i.Sessions[len(i.Sessions)-1].Close
}

// Open says whether a minute of the day is inside a session.
func (i Info) Open(minute int) bool {
	for _, s := range i.Sessions {
		if s.Holds(minute) {
			return true
		}
	}
	return false
}

// check finds every problem of the entries; the field of the second entry's
// kind is "days.1.kind".
func check(entries []Entry) error {
	var l problem.List
	for i, e := range entries {
		field := func(name string) string { return "days." + strconv.Itoa(i) + "." + name }
		if _, ok := ParseDate(e.Day); !ok {
			l.Add(field("day"), KeyDay)
		}
		if e.Reason == "" {
			l.Add(field("reason"), KeyReason)
		}
		switch e.Kind {
		case Holiday, Substitute, SwappedOff:
			if len(e.Sessions) > 0 {
				l.Add(field("sessions"), KeySessions)
			}
		case Makeup, Closed, OpenForIntake:
			if !ordered(e.Sessions) {
				l.Add(field("sessions"), KeyHours)
			}
		default:
			l.Add(field("kind"), KeyKind)
		}
	}
	return l.Err()
}
