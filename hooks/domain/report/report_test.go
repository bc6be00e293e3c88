package report

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	require.NoError(t, err)
	return m
}

func TestAPeriodIsWholeDaysUpToToday(t *testing.T) {
	now := at(t, "2026-11-20T09:00")
	p, err := NewPeriod("2026-11-01", "2026-11-30", "", now)
	require.NoError(t, err)
	assert.Equal(t, Period{From: "2026-11-01", To: "2026-11-20", At: now}, p, "a day to come is cut at today")

	p, err = NewPeriod("2026-10-01", "2026-10-31", "", now)
	require.NoError(t, err)
	assert.Equal(t, "2026-10-31", p.To)
	assert.True(t, at(t, "2026-10-31T23:59").Equal(p.At), "a past day is judged at its close")
	assert.Equal(t, "2026-09-30", p.Before())

	cut, err := NewPeriod("2026-10-01", "2026-10-31", "2026-10-15", now)
	require.NoError(t, err)
	assert.Equal(t, "2026-10-15", cut.To)
	later, err := NewPeriod("2026-10-01", "2026-10-31", "2026-11-15", now)
	require.NoError(t, err)
	assert.Equal(t, p, later, "knowing more later changes nothing")
}

func TestAWrongPeriodIsSaidAtItsField(t *testing.T) {
	now := at(t, "2026-11-20T09:00")
	for name, x := range map[string]struct{ from, to, asOf, want string }{
		"no day":             {"", "2026-11-01", "", "from: report.day"},
		"a word":             {"2026-11-01", "mai", "", "to: report.day"},
		"no such day":        {"2026-02-30", "2026-11-01", "", "from: report.day"},
		"before the world":   {"1890-01-01", "2026-11-01", "", "from: report.day"},
		"end before begin":   {"2026-11-02", "2026-11-01", "", "to: report.order"},
		"begins in future":   {"2026-11-21", "2026-11-30", "", "from: report.future"},
		"as of before begin": {"2026-11-02", "2026-11-10", "2026-11-01", "as_of: report.as_of"},
		"all at once":        {"x", "y", "z", "as_of: report.day; from: report.day; to: report.day"},
	} {
		_, err := NewPeriod(x.from, x.to, x.asOf, now)
		assert.EqualError(t, err, x.want, name)
	}
}

// The first late day found by arithmetic is the one found by asking every day.
func TestTheFirstLateDayIsFoundByAskingEveryDay(t *testing.T) {
	units := []deadline.Unit{deadline.WorkingDay, deadline.CalendarDay, deadline.WorkingHour, deadline.ClockHour, deadline.Month, deadline.None}
	rapid.Check(t, func(r *rapid.T) {
		moment := func(name string, from, to int) time.Time {
			return calendar.NewDate(2026, 3, 1).At(0).Add(time.Duration(rapid.IntRange(from*24*60, to*24*60).Draw(r, name)) * time.Minute)
		}
		s := Stint{From: moment("from", 0, 20), DueUnit: rapid.SampledFrom(units).Draw(r, "unit")}
		if rapid.Bool().Draw(r, "due") {
			s.Due = moment("due", -5, 40)
			if rapid.Bool().Draw(r, "at the last minute") {
				day, _ := calendar.Split(s.Due)
				s.Due = day.At(24*60 - 1)
			}
			s.DueDay = dayOf(s.Due)
		}
		if rapid.Bool().Draw(r, "ended") {
			s.To = s.From.Add(time.Duration(rapid.IntRange(0, 90*24*60).Draw(r, "length")) * time.Minute)
		}
		first, days := "", 0
		for d := calendar.NewDate(2026, 2, 20); d < calendar.NewDate(2026, 9, 1); d++ {
			if s.OpenAt(d.String()) && s.OverdueAt((d + 1).At(0).Add(-time.Minute)) {
				if days++; first == "" {
					first = d.String()
				}
			}
		}
		require.Equal(r, first, s.LateFrom())
		require.Equal(r, !s.To.IsZero() && days > LongDays, s.LateLong())
	})
}

// dossierAt makes a dossier in a state with an original appointment.
func dossierAt(state dossier.State, due time.Time, unit deadline.Unit) dossier.Dossier {
	d := dossier.Dossier{ID: "d", State: state}
	if !due.IsZero() {
		d.Due = dossier.Due{At: due, OriginalAt: due, OriginalDay: dayOf(due), Unit: unit}
	}
	return d
}

func TestTheClockOfAStint(t *testing.T) {
	due := at(t, "2026-11-18T17:00")
	none, received := dossier.Dossier{}, dossierAt(dossier.Received, due, deadline.WorkingDay)
	processing, waiting := dossierAt(dossier.Processing, due, deadline.WorkingDay), dossierAt(dossier.Supplementing, time.Time{}, "")

	s, ok := Begin(none, received, at(t, "2026-11-16T08:00"))
	require.True(t, ok)
	assert.True(t, s.First)
	assert.False(t, s.OverdueAt(at(t, "2026-11-18T23:59")), "on its day it is not late")
	assert.True(t, s.OverdueAt(at(t, "2026-11-19T00:00")))

	_, ok = Begin(received, processing, at(t, "2026-11-16T09:00"))
	assert.False(t, ok, "forwarding changes no clock")
	extended := processing
	extended.Due.At = due.AddDate(0, 0, 5)
	_, ok = Begin(processing, extended, at(t, "2026-11-17T09:00"))
	assert.False(t, ok, "an extension moves the appointment, never the original one")

	s, ok = Begin(processing, waiting, at(t, "2026-11-18T16:00"))
	require.True(t, ok)
	assert.True(t, s.Paused)
	assert.False(t, s.OverdueAt(at(t, "2026-12-31T00:00")), "paused in time counts in time")
	s, ok = Begin(processing, waiting, at(t, "2026-11-19T08:00"))
	require.True(t, ok)
	assert.True(t, s.OverdueAt(at(t, "2026-11-19T09:00")), "a pause makes no late dossier look on time")

	assert.True(t, Ends(processing, dossierAt(dossier.Resolved, due, deadline.WorkingDay)))
	assert.False(t, Ends(dossierAt(dossier.Submitted, time.Time{}, ""), dossierAt(dossier.Declined, time.Time{}, "")), "never received, never counted")
}

func TestTheVerdictIsOfTheOriginalAppointment(t *testing.T) {
	s := Stint{From: at(t, "2026-11-16T08:00"), Due: at(t, "2026-11-18T11:00"), DueUnit: deadline.WorkingDay}
	for when, want := range map[string]string{"2026-11-17T23:00": "early", "2026-11-18T23:00": "on_time", "2026-11-19T00:00": "late"} {
		assert.Equal(t, want, s.Finish(dossier.Resolve, at(t, when)).Verdict, when)
	}
	s.DueUnit = deadline.WorkingHour
	for when, want := range map[string]string{"2026-11-18T10:59": "early", "2026-11-18T11:00": "on_time", "2026-11-18T11:01": "late"} {
		assert.Equal(t, want, s.Finish(dossier.Resolve, at(t, when)).Verdict, when)
	}
	assert.Equal(t, "on_time", Stint{From: s.From}.Finish(dossier.Withdraw, s.From).Verdict, "without an appointment nothing is late")
}

func TestAStintIsOpenFromItsDayUntilTheDayItEnds(t *testing.T) {
	s := Stint{From: at(t, "2026-11-16T08:00"), To: at(t, "2026-11-18T08:00")}
	for day, want := range map[string]bool{"2026-11-15": false, "2026-11-16": true, "2026-11-17": true, "2026-11-18": false} {
		assert.Equal(t, want, s.OpenAt(day), day)
	}
	assert.False(t, s.Long())
	s.To = s.From.AddDate(0, 0, LongDays)
	assert.False(t, s.Long())
	s.To = s.From.AddDate(0, 0, LongDays+1)
	assert.True(t, s.Long())
}

func TestFiguresAddUp(t *testing.T) {
	f := Figures{Prior: 4, Online: 3, Direct: 10, Early: 5, OnTime: 2, Late: 1, Open: 9, Overdue: 2}
	assert.Equal(t, 17, f.Received())
	assert.Equal(t, 8, f.Done())
	assert.Equal(t, 7, f.InTime())
	assert.True(t, f.Adds())
	rate, ok := f.Rate()
	assert.True(t, ok)
	assert.Equal(t, 8750, rate)
	assert.Equal(t, 34, f.Plus(f).Received())
	f.Open++
	assert.False(t, f.Adds())
	_, ok = Figures{}.Rate()
	assert.False(t, ok)
	assert.True(t, Figures{}.Zero())
}
