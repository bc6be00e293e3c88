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

// TestTheStepOfASlipBeginsWithTheSlip: the paper has lain at the desk since the
// moment written on it, whenever it was keyed in.
func TestTheStepOfASlipBeginsWithTheSlip(t *testing.T) {
	cal := office(t)
	flow := []procedure.Step{{Key: "receive", Norm: 240}, {Key: "examine", Norm: 480}}
	for _, basis := range []Basis{PaperSlip, Postmark} {
		e := Event{Dossier: "d", Kind: Receive, At: when(t, "2026-11-20T15:00"), ClaimedAt: when(t, "2026-11-19T15:00"),
			Data: Data{Step: "receive", Holder: "clerk", Basis: basis, ReceivedAt: when(t, "2026-11-19T15:00")}}
		due := Dossier{}.StepClock(e, flow, cal)
		assert.Equal(t, when(t, "2026-11-20T09:00"), due, "%s: two hours of that day, two of the next", basis)
		e.Data.StepDue = due
		turns := Steps([]Event{e}, flow, cal, e.At)
		assert.Equal(t, due, turns[0].Due.UTC(), "the control slip says the same")
	}
	live := Event{Dossier: "d", Kind: Receive, At: when(t, "2026-11-20T15:00"), Data: Data{Step: "receive", Holder: "clerk", ReceivedAt: when(t, "2026-11-20T15:00")}}
	assert.Equal(t, when(t, "2026-11-23T09:00"), Dossier{}.StepClock(live, flow, cal))
}

// TestPausesThatLieTogetherAreTakenOutOnce: nothing is given back twice.
func TestPausesThatLieTogetherAreTakenOutOnce(t *testing.T) {
	cal := office(t)
	flow := []procedure.Step{{Key: "examine", Norm: 480}}
	var d Dossier
	var events []Event
	do := func(kind Act, at string, days int) {
		e := Event{Dossier: "d", Seq: len(events) + 1, Kind: kind, At: when(t, at), Data: Data{Days: days}}
		if kind == Receive {
			e.Data = Data{Step: "examine", Holder: "officer", ReceivedAt: e.At}
		} else {
			e.Data.Until = e.At.AddDate(0, 0, days)
		}
		if due := d.StepClock(e, flow, cal); !due.IsZero() {
			e.Data.StepDue = due
		}
		d = d.Apply(e)
		events = append(events, e)
		turns := Steps(events, flow, cal, e.At)
		assert.Equal(t, turns[len(turns)-1].Due.UTC(), d.StepDue, "after event %d", e.Seq)
	}
	do(Receive, "2026-11-20T09:00", 0)
	do(PostPublic, "2026-11-20T10:00", 15)
	do(PostPublic, "2026-11-20T10:00", 10)
	do(PostPublic, "2026-11-20T10:00", 20)
	do(PostPublic, "2026-11-23T10:00", 15)
	do(PostPublic, "2026-11-24T10:00", 30)
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
