package deadline_test

import (
	"time"

	"pgregory.net/rapid"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

var units = []deadline.Unit{deadline.WorkingDay, deadline.CalendarDay, deadline.WorkingHour, deadline.ClockHour, deadline.Month, deadline.SameDay}

func drawSessions(t *rapid.T, name string) []calendar.Session {
	edges := rapid.SliceOfNDistinct(rapid.IntRange(24, 84), 2, 6, rapid.ID).Draw(t, name) // quarters of hours, 06:00–21:00
	var sessions []calendar.Session
	seen := map[int]bool{}
	for _, e := range edges {
		seen[e] = true
	}
	open := -1
	for quarter := range 96 {
		if !seen[quarter] {
			continue
		}
		if open < 0 {
			open = quarter
			continue
		}
		sessions = append(sessions, calendar.Session{Open: open * 15, Close: quarter * 15})
		open = -1
	}
	return sessions
}

// drawOffice makes a calendar and the oracle's picture of it: random hours,
// weekly intake Saturdays at times, and local rows over August–December 2026.
func drawOffice(t *rapid.T) (*calendar.Calendar, *office) {
	o := &office{hours: drawSessions(t, "hours"), rows: map[string][]calendar.Entry{}}
	hours := calendar.Hours{}
	for w := time.Monday; w <= time.Friday; w++ {
		hours.Week[w] = o.hours
	}
	if rapid.Bool().Draw(t, "intake Saturdays") {
		o.saturday = drawSessions(t, "saturday")
		hours.Week[time.Saturday] = o.saturday
	}
	for y := 2026; y <= 2028; y++ {
		rows, _ := calendar.National().Year(y)
		for _, e := range rows {
			o.rows[e.Day] = append(o.rows[e.Day], e)
		}
	}
	var local []calendar.Entry
	for range rapid.IntRange(0, 12).Draw(t, "rows") {
		local = append(local, drawEntry(t))
	}
	for _, e := range local {
		o.rows[e.Day] = append(o.rows[e.Day], e)
	}
	cal, err := calendar.New(calendar.Options{Hours: []calendar.Hours{hours}, Local: local})
	if err != nil {
		t.Fatalf("calendar: %v", err)
	}
	return cal, o
}

func (o *office) receivesOnDaysOff() bool {
	for _, rows := range o.rows {
		for _, e := range rows {
			if e.Kind == calendar.OpenForIntake {
				return true
			}
		}
	}
	return o.saturday != nil
}

func drawEntry(t *rapid.T) calendar.Entry {
	day := calendar.NewDate(2026, 8, 1) + calendar.Date(rapid.IntRange(0, 150).Draw(t, "day"))
	kinds := []calendar.Kind{calendar.Holiday, calendar.Substitute, calendar.SwappedOff, calendar.Closed, calendar.OpenForIntake, calendar.Makeup}
	e := calendar.Entry{Day: day.String(), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Reason: "thử", Official: true}
	if (e.Kind == calendar.Makeup || e.Kind == calendar.OpenForIntake) && rapid.Bool().Draw(t, "own hours") {
		e.Sessions = drawSessions(t, "sessions")
	}
	return e
}

func drawMoment(t *rapid.T, name string, from, days int) time.Time {
	day := calendar.NewDate(2026, 9, 1) + calendar.Date(from+rapid.IntRange(0, days).Draw(t, name+" day"))
	return day.At(rapid.IntRange(0, 1439).Draw(t, name+" minute"))
}

func drawQuery(t *rapid.T, unit deadline.Unit) deadline.Query {
	most := map[deadline.Unit]int{deadline.Month: 2, deadline.SameDay: 1, deadline.WorkingHour: 80, deadline.ClockHour: 200}[unit]
	if most == 0 {
		most = 25
	}
	return deadline.Query{
		Received:     drawMoment(t, "received", 0, 60),
		Limit:        deadline.Limit{N: rapid.IntRange(1, most).Draw(t, "n"), Unit: unit},
		OutsideHours: rapid.SampledFrom([]string{"", deadline.NextSession, deadline.AsReceived}).Draw(t, "outside"),
		EndOnDayOff:  rapid.SampledFrom([]string{"", deadline.Roll, deadline.Keep}).Draw(t, "end"),
	}
}

func drawPauses(t *rapid.T, received time.Time, open bool) []deadline.Pause {
	var list []deadline.Pause
	for range rapid.IntRange(0, 4).Draw(t, "pauses") {
		from := received.Add(time.Duration(rapid.IntRange(-3*1440, 25*1440).Draw(t, "pause after")) * time.Minute)
		p := deadline.Pause{From: from, To: from.Add(time.Duration(rapid.IntRange(0, 8*1440).Draw(t, "pause length")) * time.Minute), Why: deadline.Payment}
		if open && rapid.IntRange(0, 9).Draw(t, "open") == 0 {
			p.To = time.Time{}
		}
		list = append(list, p)
	}
	return list
}
