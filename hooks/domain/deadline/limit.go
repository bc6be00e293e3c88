package deadline

import (
	"strconv"
	"strings"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// The keys of problems in a question or a rule.
const (
	KeyReceived     = "deadline.received"      // missing, or outside the calendar's years
	KeyLimit        = "deadline.limit"         // cannot be read as "3:working_day"
	KeyLimitUnit    = "deadline.limit_unit"    // unknown unit
	KeyLimitN       = "deadline.limit_n"       // not between 1 and the most of its unit; arg max
	KeyCutoff       = "deadline.cutoff"        // not a time of day 15:04
	KeyOutside      = "deadline.outside_hours" // neither next_session nor as_received
	KeyEnd          = "deadline.end_on_day_off"
	KeyDueTime      = "deadline.due_time"
	KeyPause        = "deadline.pause"           // cannot be read as "FROM/TO" or "FROM/"
	KeyPauseFrom    = "deadline.pause_from"      // has no beginning
	KeyPauseEnds    = "deadline.pause_backwards" // ends before it begins
	KeyAfter        = "deadline.after_supplement"
	KeyCalendar     = "deadline.calendar" // not a known calendar
	KeyBeyond       = "deadline.beyond"   // due after the calendar's last year
	KeyNoExtension  = "deadline.extension_never"
	KeyExtensions   = "deadline.extension_spent"    // no extension left; arg times
	KeyExtensionMax = "deadline.extension_too_long" // longer than published; args n, unit
)

// maxN keeps a slip of the hand from counting for ever.
var maxN = map[Unit]int{
	WorkingDay: 10_000, CalendarDay: 10_000, Month: 600,
	WorkingHour: 50_000, ClockHour: 100_000, SameDay: 1,
}

// ParseLimit reads a limit written "3:working_day", "1:same_day" or "none".
// The error is a problem.Problem on field "limit".
func ParseLimit(s string) (Limit, error) {
	if s = strings.TrimSpace(s); s == string(None) {
		return Limit{Unit: None}, nil
	}
	number, unit, found := strings.Cut(s, ":")
	if !found || number == "" || len(number) > 9 || strings.Trim(number, "0123456789") != "" {
		return Limit{}, problem.Of("limit", KeyLimit)
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return Limit{}, problem.Of("limit", KeyLimit)
	}
	l := Limit{N: n, Unit: Unit(unit)}
	if key := l.check(); key != "" {
		return Limit{}, l.problem("limit", key)
	}
	return l, nil
}

// String writes the limit as ParseLimit reads it.
func (l Limit) String() string {
	if l.Unit == None {
		return string(None)
	}
	return strconv.Itoa(l.N) + ":" + string(l.Unit)
}

// Words are the limit for people: “3 ngày làm việc”.
func (l Limit) Words() string {
	switch l.Unit {
	case SameDay, None:
		return unitWords[l.Unit]
	}
	return strconv.Itoa(l.N) + " " + unitWords[l.Unit]
}

var unitWords = map[Unit]string{
	WorkingDay: "ngày làm việc", CalendarDay: "ngày", WorkingHour: "giờ làm việc",
	ClockHour: "giờ", Month: "tháng", SameDay: "trong ngày", None: "không quy định thời hạn",
}

// InHours says whether the unit is judged by moments; the others by days.
func (u Unit) InHours() bool { return u == WorkingHour || u == ClockHour }

// check returns the key of what is wrong with the limit, "" when nothing is.
func (l Limit) check() string {
	if l.Unit == None {
		return ""
	}
	most, known := maxN[l.Unit]
	switch {
	case !known:
		return KeyLimitUnit
	case l.N < 1 || l.N > most:
		return KeyLimitN
	}
	return ""
}

func (l Limit) problem(field, key string) problem.Problem {
	p := problem.Of(field, key)
	if key == KeyLimitN {
		p = p.With("max", strconv.Itoa(maxN[l.Unit]))
	}
	return p
}

// check finds everything wrong with the question.
func (q Query) check() error {
	var l problem.List
	if day, _ := calendar.Split(q.Received); day < calendar.MinDate || day > calendar.MaxDate {
		l.Add("received", KeyReceived) // the zero time lies before MinDate
	}
	if key := q.Limit.check(); key != "" {
		l = append(l, q.Limit.problem("limit", key))
	}
	q.checkPolicies(&l)
	for i, p := range q.Pauses {
		field := "pause." + strconv.Itoa(i)
		switch {
		case p.From.IsZero():
			l.Add(field, KeyPauseFrom)
		case !p.To.IsZero() && split(p.To).before(split(p.From)):
			l.Add(field, KeyPauseEnds)
		}
	}
	for i, e := range q.Extensions {
		key := e.By.check()
		if e.By.Unit == SameDay || e.By.Unit == None {
			key = KeyLimitUnit
		}
		if key != "" {
			l = append(l, e.By.problem("extensions."+strconv.Itoa(i), key))
		}
	}
	return l.Err()
}

func (q Query) checkPolicies(l *problem.List) {
	if q.Cutoff != "" {
		if _, ok := calendar.ParseClock(q.Cutoff); !ok {
			l.Add("cutoff", KeyCutoff)
		}
	}
	if !oneOf(q.OutsideHours, NextSession, AsReceived) {
		l.Add("outside_hours", KeyOutside)
	}
	if !oneOf(q.EndOnDayOff, Roll, Keep) {
		l.Add("end_on_day_off", KeyEnd)
	}
	if !oneOf(q.DueTime, EndOfHours, SameTime) {
		l.Add("due_time", KeyDueTime)
	}
}

// oneOf accepts the two values and the empty one, which means the default.
func oneOf(s, a, b string) bool { return s == "" || s == a || s == b }
