package httpx

import (
	"strconv"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/templates"
)

// Tag is the status of a dossier as every list and page shows it: how much
// time is left, counted in working days of the unit's calendar, or whose turn
// it is, or how it ended.
func Tag(d dossier.Dossier, cal *calendar.Calendar, now time.Time) templates.Tag {
	switch d.Lateness(now) {
	case deadline.Early:
		return tag("done", "", "tag.early")
	case deadline.OnTime:
		return tag("done", "", "tag.on_time")
	case deadline.Late:
		return tag("done", "✗", "tag.late")
	case "paused":
		if d.State == dossier.PaymentDue {
			return tag("wait", "", "tag.wait_payment_due")
		}
		return tag("wait", "", "tag.wait_supplementing")
	case "overdue":
		return overdue(d.Due, cal, now)
	case "open":
		return left(d, cal, now)
	}
	if d.State == dossier.Submitted {
		return tag("new", "", "state.submitted")
	}
	return tag("plain", "", "state."+string(d.State))
}

func tag(tone, mark, key string, args ...string) templates.Tag {
	values := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		values[args[i]] = args[i+1]
	}
	return templates.Tag{Word: templates.Text(key, values), Mark: mark, Tone: tone}
}

// overdue counts the working days after the due day; a limit in hours may be
// past on its own day already, and no working day may have gone by yet.
func overdue(due dossier.Due, cal *calendar.Calendar, now time.Time) templates.Tag {
	last, _ := calendar.Split(due.At)
	today, _ := calendar.Split(now)
	switch n := cal.Count(last, today); {
	case last == today:
		return tag("late", "", "tag.overdue_since", "since", templates.Clock(due.At))
	case n == 0:
		return tag("late", "", "tag.overdue_since", "since", dayMonth(due.At))
	default:
		return tag("late", "", "tag.overdue", "n", strconv.Itoa(n))
	}
}

// left says how long there is still: due today, soon (one working day or a
// fifth of the whole limit), or in so many working days.
func left(d dossier.Dossier, cal *calendar.Calendar, now time.Time) templates.Tag {
	last, _ := calendar.Split(d.Due.At)
	today, _ := calendar.Split(now)
	if last == today {
		return tag("today", "", "tag.today", "clock", templates.Clock(d.Due.At))
	}
	begun, _ := calendar.Split(d.ReceivedAt)
	n := cal.Count(today, last)
	switch whole := cal.Count(begun, last); {
	case n == 0: // kept on a day off: no working day lies between
		return tag("soon", "", "tag.soon_day", "day", dayMonth(d.Due.At))
	case n == 1 || n*5 <= whole:
		return tag("soon", "", "tag.soon", "n", strconv.Itoa(n))
	}
	return tag("ok", "", "tag.left", "n", strconv.Itoa(n))
}

// dayMonth is the day without its year, which a nearby day needs not.
func dayMonth(at time.Time) string { return at.In(calendar.Location).Format("02/01") }
