package dossier

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/procedure"
)

func office(t *testing.T) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Options{})
	require.NoError(t, err)
	return cal
}

func when(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	require.NoError(t, err)
	return at.UTC()
}

func TestTheClockOfAStep(t *testing.T) {
	cal := office(t)
	flow := []procedure.Step{{Key: "receive", Norm: 60}, {Key: "examine", Norm: 480}, {Key: "sign"}}
	do := func(d Dossier, e Event) Dossier {
		e.Dossier = "d"
		if due := d.StepClock(e, flow, cal); !due.IsZero() {
			e.Data.StepDue = due
		}
		return d.Apply(e)
	}
	d := do(Dossier{}, Event{Kind: Receive, At: when(t, "2026-11-20T09:00"), Data: Data{Step: "receive", Holder: "clerk"}})
	assert.Equal(t, when(t, "2026-11-20T10:00"), d.StepDue)
	assert.Equal(t, when(t, "2026-11-20T09:00"), d.HeldSince)

	d = do(d, Event{Kind: Forward, At: when(t, "2026-11-20T10:30"), Data: Data{Step: "examine", Holder: "officer"}})
	assert.Equal(t, when(t, "2026-11-23T10:30"), d.StepDue, "another step begins its norm: 8 hours of the office")
	assert.Equal(t, when(t, "2026-11-20T10:30"), d.HeldSince)

	d = do(d, Event{Kind: Assign, At: when(t, "2026-11-20T14:30"), Data: Data{Step: "examine", Holder: "colleague"}})
	assert.Equal(t, when(t, "2026-11-23T10:30"), d.StepDue, "a colleague takes over what is left")
	assert.Equal(t, when(t, "2026-11-20T14:30"), d.HeldSince)

	d = do(d, Event{Kind: RequestSupplement, At: when(t, "2026-11-20T16:00")})
	assert.Equal(t, when(t, "2026-11-23T10:30"), d.StepDue, "nothing is counted before the answer")
	d = do(d, Event{Kind: AnswerSupplement, At: when(t, "2026-12-01T08:00")})
	assert.Equal(t, when(t, "2026-12-01T14:30"), d.StepDue, "4.5 hours were left when the citizen was asked")
	assert.Equal(t, when(t, "2026-11-20T14:30"), d.HeldSince, "the holder stayed")

	d = do(d, Event{Kind: Forward, At: when(t, "2026-12-01T09:00"), Data: Data{Step: "sign", Holder: "leader"}})
	assert.Zero(t, d.StepDue, "a step without a norm keeps no clock of its own")
	d = do(d, Event{Kind: Resolve, At: when(t, "2026-12-01T10:00"), Data: Data{Outcome: Granted}})
	assert.Zero(t, d.StepDue)
	assert.Zero(t, d.HeldSince)
}

func TestMyClockIsTheNearerEnd(t *testing.T) {
	early, late := when(t, "2026-11-20T10:00"), when(t, "2026-11-24T17:00")
	for _, c := range []struct {
		name      string
		step, due time.Time
		paused    bool
		want      time.Time
	}{
		{"the step runs out first", early, late, false, early},
		{"the citizen comes first", late, early, false, early},
		{"no norm", time.Time{}, late, false, late},
		{"no appointment", early, time.Time{}, false, early},
		{"stopped", early, time.Time{}, true, time.Time{}},
		{"nothing", time.Time{}, time.Time{}, false, time.Time{}},
	} {
		assert.Equal(t, c.want, Dossier{StepDue: c.step, Due: Due{At: c.due, Paused: c.paused}}.MyClock(), c.name)
	}
}
