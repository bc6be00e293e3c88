package public

import (
	"strings"
	"time"
	"unicode"

	"motcua/hooks/domain/calendar"
	"motcua/templates"
)

// opening is when the desk receives people, as a page says it.
type opening struct {
	Now    string            // “Đang mở cửa, đến 11:30.”
	Today  string            // “Thứ Sáu, 20/11/2026: 07:00–11:30 và 13:30–17:00”
	Closed *templates.Notice // the banner of a day off
	Next   string            // a day off within the next ten days, "" for none
}

// openingOf reads the calendar at a moment.
func openingOf(cal *calendar.Calendar, now time.Time) opening {
	day, minute := calendar.Split(now)
	info := cal.On(day)
	o := opening{Next: nextOff(cal, day)}
	next := cal.NextOpen(now)
	when := ""
	if !next.IsZero() {
		when = templates.Clock(next) + " " + templates.Day(next)
	}
	switch {
	case len(info.Sessions) == 0:
		o.Now = templates.Text("public.hours.reopen", map[string]string{"when": when})
		o.Closed = &templates.Notice{Title: templates.Text("public.hours.closed_today", nil), Tone: "warn", Text: reasonOf(info) + ". " + o.Now}
		if d, _ := calendar.Split(next); !next.IsZero() {
			o.Today = templates.Day(next) + ": " + sessionsText(cal.On(d).Sessions)
		}
		return o
	case info.Open(minute):
		o.Now = templates.Text("public.hours.open", map[string]string{"until": calendar.Clock(closing(info, minute))})
	default:
		if d, _ := calendar.Split(next); d == day {
			when = templates.Clock(next) + " " + templates.Text("public.hours.same_day", nil)
		}
		o.Now = templates.Text("public.hours.reopen", map[string]string{"when": when})
	}
	o.Today = templates.Day(now) + ": " + sessionsText(info.Sessions)
	return o
}

// closing is the end of the session that a minute lies in.
func closing(info *calendar.Info, minute int) int {
	for _, s := range info.Sessions {
		if s.Holds(minute) {
			return s.Close
		}
	}
	return info.Close()
}

// sessionsText says “07:00–11:30 và 13:30–17:00”.
func sessionsText(list []calendar.Session) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = calendar.Clock(s.Open) + "–" + calendar.Clock(s.Close)
	}
	return strings.Join(parts, templates.Text("public.hours.and", nil))
}

// reasonOf is why a day is off, without its date and its ground: the page has
// said the day already.
func reasonOf(info *calendar.Info) string {
	_, why, found := strings.Cut(info.Reason, ": ")
	if !found {
		why = info.Reason
	}
	why = strings.TrimSuffix(why, " ("+info.Ground+")")
	rs := []rune(strings.TrimRight(why, ". "))
	if len(rs) > 0 {
		rs[0] = unicode.ToUpper(rs[0])
	}
	return string(rs)
}

// daysAhead is how far a page looks for days off.
const daysAhead = 10

// nextOff finds the next weekday on which the desk is closed.
func nextOff(cal *calendar.Calendar, today calendar.Date) string {
	for d := today + 1; d <= today+daysAhead; d++ {
		w := d.Weekday()
		info := cal.On(d)
		if w >= time.Monday && w <= time.Friday && len(info.Sessions) == 0 {
			return templates.Text("public.hours.next_off", map[string]string{"day": templates.Day(d.String()), "reason": reasonOf(info)})
		}
	}
	return ""
}
