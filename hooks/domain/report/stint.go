// Package report holds the figures of statutory reports as pure functions: how
// a dossier counts, when, and what must add up. It reads no database and no
// clock.
package report

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
)

// Stint is a stretch of a dossier's life in the office during which its
// original appointment stays the same. The stints of a dossier follow each
// other without a gap from receipt to end, so that for every past day exactly
// one says how the dossier stood when that day closed. Nothing of a stint
// changes after its end, which is why a report for a past day, printed today,
// equals the one printed then.
type Stint struct {
	First   bool      // begins with the receipt
	From    time.Time // when it was entered, by the server's clock
	To      time.Time // zero while it lasts
	Due     time.Time // original appointment; zero = none, or paused in time
	DueDay  string
	DueUnit deadline.Unit
	Paused  bool
	End     string // act that ended the dossier; "" when only the clock changed
	Verdict string // early, on_time, late; only with End
}

// Begin is the stint that begins when an act made before into after; false
// when the act changed nothing that counts.
func Begin(before, after dossier.Dossier, at time.Time) (Stint, bool) {
	if !after.State.Open() || before.State.Open() && clockOf(before) == clockOf(after) {
		return Stint{}, false
	}
	s := Stint{First: !before.State.Open(), From: at, Paused: paused(after)}
	d := after.Due
	if s.Paused {
		// Nothing makes a late dossier look on time: paused after its day, it
		// stays late.
		if d = before.Due; d.OriginalAt.IsZero() || !deadline.Overdue(d.Unit, d.OriginalAt, at) {
			return s, true
		}
	}
	s.Due, s.DueDay, s.DueUnit = d.OriginalAt, d.OriginalDay, d.Unit
	return s, true
}

// Ends reports whether the act that made before into after takes the dossier
// out of the office's hands.
func Ends(before, after dossier.Dossier) bool { return before.State.Open() && !after.State.Open() }

// Finish ends the stint and judges it by the original appointment: days for
// limits in days, minutes for limits in hours.
func (s Stint) Finish(act dossier.Act, at time.Time) Stint {
	s.To, s.End = at, string(act)
	s.Verdict = deadline.Verdict(s.DueUnit, s.Due, at)
	return s
}

// Long reports whether the stint lasted more than LongDays days, both ends
// counted; the search for what was open on a past day looks back that far only.
func (s Stint) Long() bool {
	from, _ := calendar.Split(s.From)
	to, _ := calendar.Split(s.To)
	return int(to-from) > LongDays
}

// LongDays is how many days a short stint lasts at most.
const LongDays = 31

// LateFrom is the first office day (2006-01-02) at whose close the stint counts
// as overdue; "" when it never does: without an appointment, or ended before.
// While the stint lasts the day may still be to come.
func (s Stint) LateFrom() string {
	if s.Due.IsZero() || s.DueUnit == deadline.None {
		return ""
	}
	day, minute := calendar.Split(s.Due)
	if !s.DueUnit.InHours() || minute >= lastMinute {
		day++
	}
	if begun, _ := calendar.Split(s.From); day < begun {
		day = begun
	}
	if over, _ := calendar.Split(s.To); !s.To.IsZero() && over <= day {
		return ""
	}
	return day.String()
}

// lastMinute is the minute at which a past day is judged (Period.At).
const lastMinute = 24*60 - 1

// LateLong reports whether an ended stint was overdue for more than LongDays
// days; the search for what was overdue on a past day looks back that far only.
func (s Stint) LateLong() bool {
	from, late := calendar.ParseDate(s.LateFrom())
	if !late || s.To.IsZero() {
		return false
	}
	to, _ := calendar.Split(s.To)
	return int(to-from) > LongDays
}

// OpenAt reports whether the dossier was in hand when the office day closed.
func (s Stint) OpenAt(day string) bool {
	return dayOf(s.From) <= day && (s.To.IsZero() || dayOf(s.To) > day)
}

// OverdueAt reports whether the original appointment had passed at a moment.
func (s Stint) OverdueAt(at time.Time) bool {
	return !s.Due.IsZero() && deadline.Overdue(s.DueUnit, s.Due, at)
}

type clock struct {
	due    int64
	unit   deadline.Unit
	paused bool
}

func clockOf(d dossier.Dossier) clock {
	if paused(d) {
		return clock{paused: true}
	}
	return clock{d.Due.OriginalAt.Unix(), d.Due.Unit, false}
}

// paused reports whether the clock of an open dossier stands still.
func paused(d dossier.Dossier) bool { return d.State.Open() && d.Paused() }

func dayOf(t time.Time) string { return t.In(calendar.Location).Format(time.DateOnly) }
