package handover_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/handover"
	"motcua/hooks/domain/problem"
)

var at = time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)

// story makes events of a dossier: each has the number of its place.
func story(list ...dossier.Event) []dossier.Event {
	for i := range list {
		list[i].Seq, list[i].At = i+1, at.Add(time.Duration(i)*time.Minute)
	}
	return list
}

func event(kind dossier.Act, actor, holder, step string) dossier.Event {
	return dossier.Event{Kind: kind, Actor: actor, Data: dossier.Data{Holder: holder, Step: step}}
}

func atDesk(step string) bool { return step == "desk" }

var (
	received  = event(dossier.Receive, "clerk", "clerk", "desk")
	forwarded = event(dossier.Forward, "clerk", "officer", "check")
	proposed  = event(dossier.Propose, "officer", "leader", "sign")
	resolved  = event(dossier.Resolve, "leader", "", "")
)

func TestPapersFollowTheLastChangeOfHands(t *testing.T) {
	for name, c := range map[string]struct {
		events []dossier.Event
		held   bool
		want   handover.Move // zero = nothing to carry
	}{
		"received at the desk stays there":           {story(received), false, handover.Move{}},
		"forwarded goes to its holder":               {story(received, forwarded), false, handover.Move{Seq: 2, What: handover.Whole, To: "officer", Givers: []string{"clerk"}}},
		"forwarded on goes from hand to hand":        {story(received, forwarded, proposed), false, handover.Move{Seq: 3, What: handover.Whole, To: "leader", Givers: []string{"officer"}}},
		"assigned by a leader, whoever had it gives": {story(received, forwarded, event(dossier.Reassign, "leader", "other", "check")), false, handover.Move{Seq: 3, What: handover.Whole, To: "other", Givers: []string{"officer", "leader"}}},
		"assigned to the same person moves nothing":  {story(received, forwarded, event(dossier.Assign, "leader", "officer", "check")), false, handover.Move{Seq: 2, What: handover.Whole, To: "officer", Givers: []string{"clerk"}}},
		"taken back before it was touched":           {story(received, forwarded, event(dossier.Recall, "clerk", "clerk", "desk")), false, handover.Move{}},
		"taken back and forwarded again":             {story(received, forwarded, event(dossier.Recall, "clerk", "clerk", "desk"), forwarded), false, handover.Move{Seq: 4, What: handover.Whole, To: "officer", Givers: []string{"clerk"}}},
		"a print carries nothing":                    {story(received, forwarded, dossier.Event{Kind: dossier.Printed}), false, handover.Move{Seq: 2, What: handover.Whole, To: "officer", Givers: []string{"clerk"}}},
		"a result goes to the desk":                  {story(received, forwarded, proposed, resolved), false, handover.Move{Seq: 4, What: handover.Result, Givers: []string{"officer", "leader"}}},
		"a result made at the desk stays there":      {story(received, resolved), false, handover.Move{}},
		"a shelved result has arrived":               {story(received, forwarded, proposed, resolved, event(dossier.Shelve, "clerk", "", "")), false, handover.Move{}},
		"a result handed over is gone":               {story(received, forwarded, proposed, resolved, event(dossier.Return, "clerk", "", "")), false, handover.Move{}},
		"stopped with originals, they go back":       {story(received, forwarded, event(dossier.Stop, "leader", "", "")), true, handover.Move{Seq: 3, What: handover.Papers, Givers: []string{"officer"}}},
		"stopped without originals":                  {story(received, forwarded, event(dossier.Stop, "leader", "", "")), false, handover.Move{}},
		"withdrawn at the desk":                      {story(received, event(dossier.Withdraw, "clerk", "", "")), true, handover.Move{}},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := handover.Last(c.events, atDesk, c.held)
			assert.Equal(t, c.want.Seq > 0, ok)
			got.At = time.Time{}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestCounts(t *testing.T) {
	papers := []dossier.Paper{{Key: "a", Originals: 2, Copies: 1, Held: 1}, {Key: "b", Copies: 3}}
	held := []dossier.Paper{{Key: "a", Held: 1}}
	assert.Equal(t, handover.Count{Originals: 2, Copies: 4}, handover.CountOf(handover.Whole, papers, held, 0))
	assert.Equal(t, handover.Count{Originals: 1, Copies: 4}, handover.CountOf(handover.Whole, papers, nil, 1), "one went back to the citizen")
	assert.Equal(t, handover.Count{Originals: 1, Results: 1}, handover.CountOf(handover.Result, papers, held, 0))
	assert.Equal(t, handover.Count{Originals: 1}, handover.CountOf(handover.Papers, papers, held, 0))
	assert.True(t, handover.CountOf(handover.Whole, nil, nil, 0).None())
}

func staff(id string, roles ...access.Role) access.Actor {
	return access.Actor{ID: id, Name: id, UnitPath: "01/", Roles: roles}
}

func slip() handover.Slip {
	return handover.Slip{UnitPath: "01/", No: 12, Year: 2026, State: handover.Waiting, Giver: "clerk", Receiver: "officer", MadeAt: at, LateDay: "2026-11-23",
		Lines: []handover.Line{{ID: "x", Code: "H1"}, {ID: "y", Code: "H2"}}}
}

func keys(t *testing.T, err error) []string {
	t.Helper()
	list, is := problem.In(err)
	require.True(t, is, "%v", err)
	var out []string
	for _, p := range list {
		out = append(out, p.Key)
	}
	return out
}

func TestWhoConfirms(t *testing.T) {
	all := map[string]handover.Got{"x": {There: true}, "y": {There: true}}
	officer := staff("officer", access.Officer)
	got, err := slip().Confirm(officer, at.Add(time.Hour), all)
	require.NoError(t, err)
	assert.Equal(t, handover.Confirmed, got.State)
	assert.Equal(t, at, got.MadeAt, "both times are kept")
	assert.Equal(t, at.Add(time.Hour), got.EndedAt)
	assert.Empty(t, got.Missing())

	deputy := staff("deputy", access.Officer)
	deputy.For = []access.Standing{{ID: "officer"}}
	_, err = slip().Confirm(deputy, at, all)
	require.NoError(t, err)
	for _, by := range []access.Actor{staff("clerk", access.Clerk), staff("other", access.Officer), staff("leader", access.Leader)} {
		_, err = slip().Confirm(by, at, all)
		assert.Equal(t, []string{handover.KeyNotYours}, keys(t, err), by.ID)
	}
	far := officer
	far.UnitPath = "02/"
	_, err = slip().Confirm(far, at, all)
	assert.Equal(t, []string{handover.KeyNotYours}, keys(t, err))
	_, err = got.Confirm(officer, at, all)
	assert.Equal(t, []string{handover.KeyDone}, keys(t, err))

	desk := slip()
	desk.Giver, desk.Receiver = "officer", ""
	_, err = desk.Confirm(staff("any", access.Clerk), at, all)
	require.NoError(t, err, "at the desk any clerk takes it")
	_, err = desk.Confirm(staff("other", access.Officer), at, all)
	assert.Equal(t, []string{handover.KeyNotYours}, keys(t, err))
	both := staff("officer", access.Officer, access.Clerk)
	_, err = desk.Confirm(both, at, all)
	assert.Equal(t, []string{handover.KeyNotYours}, keys(t, err), "nobody confirms the own hand-over")
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	officer := staff("officer", access.Officer)
	_, err := slip().Confirm(officer, at, map[string]handover.Got{"x": {There: true}})
	list, _ := problem.In(err)
	require.Len(t, list, 1)
	assert.Equal(t, "note.y", list[0].Field)
	assert.Equal(t, "H2", list[0].Args["code"])
	_, err = slip().Confirm(officer, at, map[string]handover.Got{"x": {There: true}, "y": {Note: strings.Repeat("ă", 301)}})
	assert.Equal(t, []string{handover.KeyTooLong}, keys(t, err))
	got, err := slip().Confirm(officer, at, map[string]handover.Got{"x": {There: true}, "y": {Note: " thiếu giấy khai sinh "}})
	require.NoError(t, err)
	require.Len(t, got.Missing(), 1)
	assert.Equal(t, "thiếu giấy khai sinh", got.Missing()[0].Why)
}

func TestASlipIsVoidedWithAReason(t *testing.T) {
	for _, by := range []access.Actor{staff("clerk", access.Clerk), staff("leader", access.Leader)} {
		got, err := slip().Annul(by, at, "nhầm người nhận")
		require.NoError(t, err, by.ID)
		assert.Equal(t, handover.Void, got.State)
		assert.Equal(t, "BG-12/2026", got.Number(), "the number stays")
	}
	clerk := staff("clerk", access.Clerk)
	_, err := slip().Annul(clerk, at, "  ")
	assert.Equal(t, []string{handover.KeyReason}, keys(t, err))
	_, err = slip().Annul(clerk, at, strings.Repeat("x", 301))
	assert.Equal(t, []string{handover.KeyTooLong}, keys(t, err))
	_, err = slip().Annul(staff("officer", access.Officer), at, "x")
	assert.Equal(t, []string{handover.KeyNotYours}, keys(t, err))
	taken := slip()
	taken.State = handover.Confirmed
	_, err = taken.Annul(clerk, at, "x")
	assert.Equal(t, []string{handover.KeyDone}, keys(t, err), "what was confirmed stands")
}

func TestLateFromTheNextWorkingDay(t *testing.T) {
	s := slip()
	assert.False(t, s.Late("2026-11-20"))
	assert.False(t, s.Late("2026-11-22"), "a Sunday")
	assert.True(t, s.Late("2026-11-23"))
	s.State = handover.Confirmed
	assert.False(t, s.Late("2026-11-23"))
}
