package dossier

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// m reads an office moment.
func m(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	if err != nil {
		panic(err)
	}
	return t
}

// keys are the problems of an error by field.
func keys(err error) map[string]string {
	list, _ := problem.In(err)
	out := map[string]string{}
	for _, p := range list {
		out[p.Field] = p.Key
	}
	return out
}

func TestExtensionRules(t *testing.T) {
	leader := worker("l", access.Leader)
	d := at(Processing)
	d.Due = Due{At: m("2026-11-26T17:00"), Day: "2026-11-26", Unit: deadline.WorkingDay}
	ok := ExtendInput{N: 2, Reason: "Xác minh", Slip: "4/XL"}
	day := func(n int) deadline.Limit { return deadline.Limit{N: n, Unit: deadline.WorkingDay} }
	for _, c := range []struct {
		why  string
		rule deadline.Extension
		done int
		at   string
		in   ExtendInput
		want map[string]string
	}{
		{"once, by default", deadline.Extension{}, 0, "2026-11-26T16:59", ok, map[string]string{}},
		{"on the due day after hours it is not late yet", deadline.Extension{}, 0, "2026-11-26T23:59", ok, map[string]string{}},
		{"late is too late", deadline.Extension{}, 0, "2026-11-27T00:00", ok, map[string]string{"": KeyExtendLate}},
		{"a second time", deadline.Extension{}, 1, "2026-11-26T09:00", ok, map[string]string{"": KeyExtendTimes}},
		{"twice where the text says so", deadline.Extension{Times: 2}, 1, "2026-11-26T09:00", ok, map[string]string{}},
		{"never where the text forbids it", deadline.Extension{Never: true}, 0, "2026-11-26T09:00", ok, map[string]string{"": KeyExtendNever}},
		{"the longest allowed", deadline.Extension{Max: day(2)}, 0, "2026-11-26T09:00", ok, map[string]string{}},
		{"longer than allowed", deadline.Extension{Max: day(1)}, 0, "2026-11-26T09:00", ok, map[string]string{"n": KeyExtendMax}},
		{"a maximum in another unit is not turned into this one", deadline.Extension{Max: deadline.Limit{N: 30, Unit: deadline.CalendarDay}}, 0, "2026-11-26T09:00", ok, map[string]string{"n": KeyExtendMax}},
		{"no days and no reason, both at once", deadline.Extension{}, 0, "2026-11-26T09:00", ExtendInput{}, map[string]string{"n": KeyExtendN, "reason": KeyRequired}},
	} {
		x := d
		x.Extensions = make([]deadline.Extended, c.done)
		e, err := x.Extend(leader, m(c.at), deadline.Rule{Extension: c.rule}, Due{Day: "2026-11-30"}, c.in)
		assert.Equal(t, c.want, keys(err), c.why)
		if err == nil {
			after := x.Apply(e)
			assert.Len(t, after.Extensions, c.done+1, c.why)
			assert.Equal(t, "2026-11-30", after.Due.Day)
		}
	}
	assert.Equal(t, deadline.WorkingDay, ExtendInput{N: 1}.By(deadline.SameDay).Unit)
	assert.Equal(t, deadline.ClockHour, ExtendInput{N: 1}.By(deadline.ClockHour).Unit)
}

func TestSupplementRules(t *testing.T) {
	clerk, leader := worker("c", access.Clerk), worker("l", access.Leader)
	item := Item{Component: "form", Title: "Tờ khai", Defect: "Thiếu", Ground: "Điều 5"}
	in := SupplementInput{Items: []Item{item}, LimitDay: "2026-12-01"}
	d := at(Received)
	d.Due = Due{At: m("2026-11-26T17:00"), Day: "2026-11-26"}
	now := m("2026-11-20T09:00")
	_, err := d.RequestSupplement(clerk, now, "1/PBS", d.Due, SupplementInput{Items: []Item{{Component: "form"}}, LimitDay: "2026-11-19"})
	assert.Equal(t, map[string]string{"items.form.defect": KeyRequired, "items.form.ground": KeyItemGround, "limit_day": KeyLimitDay}, keys(err))
	_, err = d.RequestSupplement(clerk, now, "1/PBS", d.Due, SupplementInput{LimitDay: "2026-12-01"})
	assert.Equal(t, map[string]string{"items": KeyNoItems}, keys(err))
	e, err := d.RequestSupplement(clerk, now, "1/PBS", d.Due, in)
	require.NoError(t, err)
	d = d.Apply(e)
	assert.Equal(t, Supplementing, d.State)
	assert.Equal(t, WaitCitizen, d.Waiting)
	assert.True(t, d.Due.Paused && d.Due.At.IsZero())
	assert.True(t, d.Pauses[0].To.IsZero())
	_, err = d.AnswerSupplement(clerk, now, false, Due{}, AnswerInput{})
	assert.Equal(t, map[string]string{"note": KeyNothingBrought}, keys(err), "nothing brought and nothing said")
	a, err := d.AnswerSupplement(clerk, m("2026-11-25T09:00"), true, Due{Day: "2026-12-02", At: m("2026-12-02T17:00")}, AnswerInput{Papers: []Paper{{Key: "form", Title: "Tờ khai", Originals: 1}}})
	require.NoError(t, err)
	d = d.Apply(a)
	assert.Equal(t, Processing, d.State)
	assert.True(t, d.Restart)
	assert.Equal(t, m("2026-11-25T09:00"), d.Pauses[0].To)
	_, err = d.RequestSupplement(clerk, now, "2/PBS", d.Due, in)
	assert.Equal(t, map[string]string{"": KeySecondLeader}, keys(err))
	_, err = d.RequestSupplement(leader, now, "2/PBS", d.Due, in)
	assert.Equal(t, map[string]string{"reason": KeySecondReason}, keys(err))
	in.Reason = "Phát hiện thêm khi thẩm tra"
	_, err = d.RequestSupplement(leader, now, "2/PBS", d.Due, in)
	assert.NoError(t, err)
}

func TestCollectorRules(t *testing.T) {
	clerk, d, now := worker("c", access.Clerk), at(Resolved), m("2026-11-26T09:00")
	_, err := d.ReturnResult(clerk, now, false, ReturnInput{})
	assert.Equal(t, map[string]string{"collector_name": KeyRequired, "checked": KeyCollector}, keys(err), "nobody named yet: no authority is asked of nobody")
	_, err = d.ReturnResult(clerk, now, false, ReturnInput{CollectorName: "B", Checked: true})
	assert.Equal(t, map[string]string{"authority_record.kind": KeyCollectorProof}, keys(err))
	_, err = d.ReturnResult(clerk, now, true, ReturnInput{CollectorName: "A", Checked: true})
	assert.NoError(t, err, "one of the dossier's own people needs no authority")
	_, err = d.ReturnResult(clerk, now, false, ReturnInput{CollectorName: "A", Checked: true, Authority: "Giấy uỷ quyền"})
	assert.NoError(t, err)
}

func TestDecisionRules(t *testing.T) {
	leader, d, now := worker("l", access.Leader), at(Processing), m("2026-11-26T09:00")
	_, err := d.Resolve(leader, now, ResolveInput{})
	assert.Equal(t, map[string]string{"outcome": KeyOutcome}, keys(err))
	_, err = d.Resolve(leader, now, ResolveInput{Outcome: Refused})
	assert.Equal(t, map[string]string{"reason": KeyRefusalReason, "ground": KeyRefusalGround}, keys(err))
	e, err := d.Resolve(leader, now, ResolveInput{Outcome: Refused, Reason: "not_eligible", Ground: "Điều 8"})
	require.NoError(t, err)
	after := d.Apply(e)
	assert.Equal(t, Resolved, after.State)
	assert.Equal(t, Refused, after.Outcome, "refused is an outcome, never a state")
	assert.Equal(t, now, after.ResolvedAt)
	for _, end := range []func(access.Actor, time.Time, EndInput) (Event, error){at(Submitted).Decline, at(Received).Stop} {
		by := leader
		by.Roles = []access.Role{access.Leader, access.Clerk}
		_, err := end(by, now, EndInput{})
		assert.Equal(t, map[string]string{"reason": KeyRequired, "ground": KeyRequired}, keys(err))
	}
	_, err = at(Received).Withdraw(worker("c", access.Clerk), now, EndInput{})
	assert.Equal(t, map[string]string{"reason": KeyRequired}, keys(err), "the applicant's wish needs no ground")
}

func TestHandOverRules(t *testing.T) {
	flow := []procedure.Step{{Key: "receive", Role: "clerk"}, {Key: "examine", Role: "officer"}, {Key: "sign", Role: "leader"}, {Key: "return", Role: "clerk"}}
	d, officer, leader, now := at(Processing), worker("o", access.Officer), worker("l", access.Leader), m("2026-11-26T09:00")
	d.Holder = "o"
	move := func(to access.Actor, in MoveInput) map[string]string {
		_, err := d.Forward(officer, now, flow, to, in)
		return keys(err)
	}
	assert.Equal(t, map[string]string{"to": KeyRequired}, move(access.Actor{}, MoveInput{}))
	assert.Equal(t, map[string]string{"to": KeyNoSuchStaff}, move(access.Actor{}, MoveInput{To: "x"}))
	assert.Equal(t, map[string]string{"to": KeyNotStepRole}, move(officer, MoveInput{To: "o"}))
	stranger := leader
	stranger.UnitPath = "01/0999/"
	assert.Equal(t, map[string]string{"to": KeyNoSuchStaff}, move(stranger, MoveInput{To: "l"}))
	e, err := d.Forward(officer, now, flow, leader, MoveInput{To: "l"})
	require.NoError(t, err)
	d = d.Apply(e)
	assert.Equal(t, "sign", d.Step)
	assert.Equal(t, WaitSignature, d.Waiting)
	_, err = d.Forward(leader, now, flow, leader, MoveInput{To: "l"})
	assert.Equal(t, map[string]string{"": KeyLastStep}, keys(err), "giving back is reached through Resolve")
	_, err = d.StepBack(leader, now, flow, officer, MoveInput{To: "o"})
	assert.Equal(t, map[string]string{"note": KeyRequired}, keys(err), "who gets it back must know why")
	e, err = d.StepBack(leader, now, flow, officer, MoveInput{To: "o", Note: "Thiếu xác minh"})
	require.NoError(t, err)
	assert.Equal(t, "examine", d.Apply(e).Step)
	assert.Equal(t, WaitNone, d.Apply(e).Waiting)
}
