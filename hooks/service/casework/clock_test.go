package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// 1.010039 has 3 working days; 24 November is a day off.
func TestPauseAndExtensionMoveTheDate(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.SetNow("2026-11-23T10:00")
	c := o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect))
	assert.True(t, c.Due.At.IsZero())
	assert.True(t, c.Due.Paused)
	assert.Equal(t, "2026-11-26", c.Due.OriginalDay)
	assert.Equal(t, "paused", c.Lateness(o.Now()))
	o.SetNow("2026-12-01T09:00")
	c = o.must(o.Desk.AnswerSupplement(o.App, o.clerk, code, 0, dossier.AnswerInput{Papers: []dossier.Paper{{Key: "declaration", Copies: 2}}}))
	assert.Equal(t, "2026-12-03", c.Due.Day, "Monday was used; two days are left after 1 December")
	assert.Equal(t, 2, c.Papers[0].Copies, "what was brought is added")
	assert.Equal(t, "1/PBS-TTPVHCC", c.Pauses[0].Slip)
	_, err := o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect)
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeySecondLeader, key)
	c = o.must(o.Desk.Extend(o.App, o.leader, code, 0, dossier.ExtendInput{N: 2, Reason: "Xác minh", Slip: "4/XL"}))
	assert.Equal(t, "2026-12-07", c.Due.Day)
	assert.Equal(t, "2026-12-03", c.Due.OriginalDay, "statistics judge by the first date")
	_, err = o.Desk.Extend(o.App, o.leader, code, 0, dossier.ExtendInput{N: 1, Reason: "x"})
	_, key = kind(t, err)
	assert.Equal(t, dossier.KeyExtendTimes, key)
	o.toOfficer(code)
	o.SetNow("2026-12-04T09:00")
	c = o.must(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted}))
	assert.Equal(t, "late", c.Lateness(o.Now()))
	o.whole()
}

func TestExtensionComesTooLate(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.SetNow("2026-11-27T00:01")
	_, err := o.Desk.Extend(o.App, o.leader, code, 0, dossier.ExtendInput{N: 1, Reason: "x"})
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyExtendLate, key)
	o.SetNow("2026-11-26T23:59")
	c := o.must(o.Desk.Extend(o.App, o.leader, code, 0, dossier.ExtendInput{N: 1, Reason: "x"}))
	assert.Equal(t, "2026-11-27", c.Due.Day)
}

// The limit day of a supplement is a day of the office, not of UTC.
func TestLimitDayIsAnOfficeDay(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.SetNow("2026-11-25T01:00") // still the 24th in UTC
	in := defect
	in.LimitDay = "2026-11-24"
	_, err := o.Desk.RequestSupplement(o.App, o.clerk, code, 0, in)
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyLimitDay, key)
	in.LimitDay = "2026-11-25"
	_, err = o.Desk.RequestSupplement(o.App, o.clerk, code, 0, in)
	require.NoError(t, err)
}

func TestDossierKeepsTheDateItWasPromised(t *testing.T) {
	o := open(t)
	got := o.receive()
	o.SetNow("2026-11-23T10:00")
	c, err := o.Desk.Find(o.App, o.clerk, got.Code)
	require.NoError(t, err)
	res, err := c.Clock()
	require.NoError(t, err)
	assert.Equal(t, got.Due.Day, res.DueDay, "asking again gives the same")
	assert.Equal(t, got.Trace, res.Trace)
	same := o.receive(func(in *casework.ReceiveInput) { in.Procedure, in.Components = "2.000815", nil; in.Answers = nil })
	assert.Equal(t, "2026-11-23", same.Due.Day)
	o.SetNow("2026-11-23T15:01")
	same = o.receive(func(in *casework.ReceiveInput) { in.Procedure, in.Components = "2.000815", nil; in.Answers = nil })
	assert.Equal(t, "2026-11-25", same.Due.Day, "after 15:00, and the 24th is off")
}
