package dossier

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

// flow4 is a flow of a half hour, a day, four hours and a half hour.
var flow4 = []procedure.Step{{Key: "receive", Role: "clerk", Norm: 30}, {Key: "examine", Role: "officer", Norm: 480},
	{Key: "sign", Role: "leader", Norm: 240}, {Key: "return", Role: "clerk", Norm: 30}}

func clock(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	require.NoError(t, err)
	return at
}

// happen makes the events of a dossier received on Friday 20/11/2026 at 9:00.
func happen(t testing.TB, list ...Event) []Event {
	first := Event{Dossier: "d", Kind: Receive, ActorName: "Bích", At: clock(t, "2026-11-20T09:00"),
		Data: Data{Code: "H-1", ReceivedAt: clock(t, "2026-11-20T09:00"), Step: "receive", Holder: "clerk"}}
	out := append([]Event{first}, list...)
	for i := range out {
		out[i].Seq = i + 1
	}
	return out
}

func move(t testing.TB, at string, act Act, step, holder string) Event {
	return Event{Dossier: "d", Kind: act, At: clock(t, at), ActorName: "giver", Data: Data{Step: step, Holder: holder, ToName: holder}}
}

func TestEachStepIsJudgedByItsOwnNorm(t *testing.T) {
	events := happen(t,
		move(t, "2026-11-20T09:20", Forward, "examine", "officer"),
		move(t, "2026-11-23T09:00", Forward, "sign", "leader"),
		Event{Dossier: "d", Kind: Resolve, At: clock(t, "2026-11-23T15:00"), ActorName: "leader", Data: Data{Outcome: Granted}},
		Event{Dossier: "d", Kind: Shelve, At: clock(t, "2026-11-23T15:30"), ActorName: "Bích", Data: Data{Shelf: "A1"}},
		Event{Dossier: "d", Kind: Return, At: clock(t, "2026-11-26T08:00"), ActorName: "Bích"})
	turns := Steps(events, flow4, calendar.National(), clock(t, "2026-12-01T09:00"))
	require.Len(t, turns, 4)
	for i, want := range []struct {
		used    int
		verdict string
	}{{20, deadline.Early}, {460, deadline.OnTime}, {240, deadline.OnTime}, {30, deadline.OnTime}} {
		assert.Equal(t, want.used, turns[i].Used, i)
		assert.Equal(t, want.verdict, turns[i].Verdict(), i)
		assert.NotZero(t, turns[i].Seq)
	}
	assert.Equal(t, clock(t, "2026-11-23T09:20"), turns[1].Due)
	assert.Equal(t, "Bích", turns[0].Name)
	assert.Empty(t, turns[0].Giver)
}

func TestWaitingForTheCitizenIsNobodysStep(t *testing.T) {
	events := happen(t,
		move(t, "2026-11-20T09:30", Forward, "examine", "officer"),
		Event{Dossier: "d", Kind: RequestSupplement, At: clock(t, "2026-11-20T10:00"), Data: Data{Due: &Due{Paused: true}}},
		Event{Dossier: "d", Kind: AnswerSupplement, At: clock(t, "2026-11-25T10:00"), Data: Data{Due: &Due{}}})
	turns := Steps(events, flow4, calendar.National(), clock(t, "2026-11-25T11:00"))
	require.Len(t, turns, 2)
	assert.Equal(t, 30, turns[0].Used)
	assert.Equal(t, deadline.OnTime, turns[0].Verdict())
	assert.Equal(t, 90, turns[1].Used)
	assert.Equal(t, 390, turns[1].Left())
	assert.Empty(t, turns[1].Verdict())
	assert.Equal(t, clock(t, "2026-11-26T09:30"), turns[1].Due)

	late := Steps(events, flow4, calendar.National(), clock(t, "2026-11-27T07:30"))
	assert.Equal(t, deadline.Late, late[1].Verdict())
	assert.Equal(t, clock(t, "2026-11-26T09:30"), late[1].Due)
}

func TestAnotherPersonDoesNotRenewTheNormButAnotherVisitDoes(t *testing.T) {
	events := happen(t,
		move(t, "2026-11-20T09:30", Forward, "examine", "officer"),
		move(t, "2026-11-20T15:30", Assign, "examine", "other"),
		move(t, "2026-11-23T09:30", Forward, "sign", "leader"),
		move(t, "2026-11-23T10:00", StepBack, "examine", "other"),
		move(t, "2026-11-23T10:30", Forward, "sign", "leader"))
	turns := Steps(events, flow4, calendar.National(), clock(t, "2026-11-23T11:00"))
	require.Len(t, turns, 6)
	assert.Equal(t, []int{30, 240, 240, 30, 30, 30}, []int{turns[0].Used, turns[1].Used, turns[2].Used, turns[3].Used, turns[4].Used, turns[5].Used})
	assert.Equal(t, 480, turns[2].Spent)
	assert.Equal(t, deadline.OnTime, turns[2].Verdict())
	assert.Equal(t, turns[1].Due, turns[2].Due)
	assert.Equal(t, 30, turns[4].Spent, "sent back: a new visit")
	assert.Equal(t, clock(t, "2026-11-23T16:30"), turns[5].Due)
}

func TestADossierWithoutAFlowHasTurnsWithoutVerdict(t *testing.T) {
	turns := Steps(happen(t), nil, calendar.National(), clock(t, "2026-11-20T09:10"))
	require.Len(t, turns, 1)
	assert.Empty(t, turns[0].Verdict())
	assert.Zero(t, turns[0].Left())
	assert.Empty(t, Steps(nil, flow4, calendar.National(), clock(t, "2026-11-20T09:10")))
}
