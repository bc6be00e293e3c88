package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

// found lists the problems of err as "field key".
func found(err error) []string {
	list, _ := problem.In(err)
	var all []string
	for _, p := range list {
		all = append(all, p.Field+" "+p.Key)
	}
	return all
}

func TestARuleAnswersForItsCaseThenItsChannel(t *testing.T) {
	r := deadline.Rule{
		Limit:      limit("5:working_day"),
		PerChannel: map[string]deadline.Limit{"online": limit("3:working_day")},
		PerCase:    map[string]deadline.Limit{"verify": limit("24:clock_hour")},
		ExtendIf:   []deadline.ExtendIf{{When: form.Cond{Field: "pages", Op: form.Gt, Value: "20"}, N: 2}},
	}
	for _, c := range []struct {
		channel, caseKey, pages, want, outside, end string
	}{
		{"desk", "plain", "3", "5:working_day", deadline.NextSession, deadline.Roll},
		{"online", "plain", "", "3:working_day", deadline.NextSession, deadline.Roll},
		{"online", "verify", "1", "24:clock_hour", deadline.AsReceived, deadline.Keep},
		{"desk", "", "21", "7:working_day", deadline.NextSession, deadline.Roll},
	} {
		q, err := r.Query(c.channel, c.caseKey, form.Answers{"pages": c.pages})
		require.NoError(t, err)
		assert.Equal(t, c.want, q.Limit.String())
		assert.Equal(t, c.outside, q.OutsideHours)
		assert.Equal(t, c.end, q.EndOnDayOff)
		assert.Empty(t, q.Cutoff)
		assert.Equal(t, deadline.EndOfHours, q.DueTime)
	}
}

// NĐ 23/2015/NĐ-CP Điều 21: many pages add two working days to the same day.
func TestASameDayRuleIsLengthenedInWorkingDays(t *testing.T) {
	r := deadline.Rule{
		Limit:           limit("1:same_day"),
		ExtendIf:        []deadline.ExtendIf{{When: form.Cond{Field: "pages", Op: form.Gt, Value: "20"}, N: 2}},
		AfterSupplement: deadline.Restart,
	}
	q, err := r.Query("desk", "", nil)
	require.NoError(t, err)
	assert.Equal(t, "15:00", q.Cutoff)
	assert.True(t, q.Restart)
	q, err = r.Query("desk", "", form.Answers{"pages": "100"})
	require.NoError(t, err)
	q.Received = at("2026-11-19T10:00")
	assert.Equal(t, "2026-11-23T17:00", due(t, calendar.National(), q), "worked case 40")
	q.Received = at("2026-11-19T15:01")
	assert.Equal(t, "2026-11-25T17:00", due(t, calendar.National(), q))
}

func TestEveryFaultOfARuleIsNamed(t *testing.T) {
	r := deadline.Rule{
		Limit:           deadline.Limit{N: -1, Unit: deadline.WorkingDay},
		PerCase:         map[string]deadline.Limit{"a": {N: 1, Unit: "week"}},
		PerChannel:      map[string]deadline.Limit{"desk": {N: 2, Unit: deadline.SameDay}},
		ExtendIf:        []deadline.ExtendIf{{N: 0}},
		Extension:       deadline.Extension{Max: deadline.Limit{N: 1}},
		Cutoff:          "25:00",
		OutsideHours:    "later",
		EndOnDayOff:     "jump",
		DueTime:         "noon",
		AfterSupplement: "again",
	}
	_, err := r.Query("", "", nil)
	assert.Equal(t, []string{
		"limit deadline.limit_n", "per_case.a deadline.limit_unit", "per_channel.desk deadline.limit_n",
		"extend_if.0 deadline.limit_n", "extension deadline.limit_unit", "after_supplement deadline.after_supplement",
		"cutoff deadline.cutoff", "outside_hours deadline.outside_hours", "end_on_day_off deadline.end_on_day_off", "due_time deadline.due_time",
	}, found(err))
}

func TestALimitLengthenedBeyondMeasure(t *testing.T) {
	r := deadline.Rule{Limit: limit("10000:working_day"), ExtendIf: []deadline.ExtendIf{{N: 1}}}
	_, err := r.Query("", "", nil)
	assert.Equal(t, []string{"limit deadline.limit_n"}, found(err))
	r = deadline.Rule{Limit: limit("none"), ExtendIf: []deadline.ExtendIf{{N: 1}}}
	q, err := r.Query("", "", nil)
	require.NoError(t, err)
	assert.Equal(t, limit("none"), q.Limit)
}

func TestEveryFaultOfAQuestionIsNamed(t *testing.T) {
	_, err := deadline.Compute(calendar.National(), deadline.Query{
		Limit: deadline.Limit{N: 0, Unit: deadline.Month}, Cutoff: "3pm", OutsideHours: "x", EndOnDayOff: "x", DueTime: "x",
		Pauses: []deadline.Pause{{}, {From: at("2026-11-03T10:00"), To: at("2026-11-03T09:00")}},
		Extensions: []deadline.Extended{
			{By: limit("1:same_day")}, {By: limit("none")}, {By: deadline.Limit{N: 99_999, Unit: deadline.CalendarDay}},
		},
	})
	assert.Equal(t, []string{
		"received deadline.received", "limit deadline.limit_n",
		"cutoff deadline.cutoff", "outside_hours deadline.outside_hours", "end_on_day_off deadline.end_on_day_off", "due_time deadline.due_time",
		"pause.0 deadline.pause_from", "pause.1 deadline.pause_backwards",
		"extensions.0 deadline.limit_unit", "extensions.1 deadline.limit_unit", "extensions.2 deadline.limit_n",
	}, found(err))
}

func TestALimitPastTheLastYear(t *testing.T) {
	for _, l := range []string{"10000:working_day", "10000:calendar_day", "600:month", "50000:working_hour", "100000:clock_hour"} {
		_, err := deadline.Compute(calendar.National(), query("2199-12-20T09:00", l))
		assert.Equal(t, []string{"limit deadline.beyond"}, found(err), l)
	}
	for _, l := range []string{"1:working_day", "1:same_day", "1:clock_hour"} {
		q := query("2199-12-31T18:00", l)
		q.OutsideHours = deadline.NextSession
		_, err := deadline.Compute(calendar.National(), q)
		assert.Equal(t, []string{"limit deadline.beyond"}, found(err), l)
	}
}

func TestMayExtend(t *testing.T) {
	three := limit("3:working_day")
	for _, c := range []struct {
		name string
		rule deadline.Extension
		done int
		by   deadline.Limit
		want string
	}{
		{"once by default", deadline.Extension{}, 0, three, ""},
		{"not twice", deadline.Extension{}, 1, three, deadline.KeyExtensions},
		{"as often as published", deadline.Extension{Times: 2}, 1, three, ""},
		{"forbidden", deadline.Extension{Never: true}, 0, three, deadline.KeyNoExtension},
		{"as long as published", deadline.Extension{Max: three}, 0, three, ""},
		{"too long", deadline.Extension{Max: three}, 0, limit("4:working_day"), deadline.KeyExtensionMax},
		{"another unit", deadline.Extension{Max: three}, 0, limit("1:month"), deadline.KeyExtensionMax},
		{"same day", deadline.Extension{}, 0, limit("1:same_day"), deadline.KeyLimitUnit},
		{"nothing", deadline.Extension{}, 0, deadline.Limit{N: 0, Unit: deadline.WorkingDay}, deadline.KeyLimitN},
	} {
		err := deadline.Rule{Extension: c.rule}.MayExtend(c.done, c.by)
		if c.want == "" {
			assert.NoError(t, err, c.name)
			continue
		}
		assert.Equal(t, []string{"extension " + c.want}, found(err), c.name)
	}
	_, err := deadline.Extend(calendar.National(), at("2026-11-05T17:00"), limit("1:same_day"))
	assert.Error(t, err)
}

func TestVerdicts(t *testing.T) {
	due := at("2026-11-12T17:00")
	for _, c := range []struct {
		unit     deadline.Unit
		resolved string
		want     string
	}{
		{deadline.WorkingDay, "2026-11-11T23:59", deadline.Early}, {deadline.WorkingDay, "2026-11-12T00:00", deadline.OnTime},
		{deadline.CalendarDay, "2026-11-12T23:59", deadline.OnTime}, {deadline.Month, "2026-11-13T00:00", deadline.Late},
		{deadline.SameDay, "2026-11-12T18:30", deadline.OnTime},
		{deadline.WorkingHour, "2026-11-12T16:59", deadline.Early}, {deadline.ClockHour, "2026-11-12T17:00:59", deadline.OnTime},
		{deadline.WorkingHour, "2026-11-12T17:01", deadline.Late}, {deadline.None, "2030-01-01T00:00", deadline.OnTime},
	} {
		assert.Equal(t, c.want, deadline.Verdict(c.unit, due, at(c.resolved)), "%s %s", c.unit, c.resolved)
		assert.Equal(t, c.want == deadline.Late, deadline.Overdue(c.unit, due, at(c.resolved)))
	}
	assert.Equal(t, deadline.OnTime, deadline.Verdict(deadline.WorkingDay, due.UTC(), at("2026-11-12T02:00").UTC()), "days are those of Asia/Ho_Chi_Minh")
	assert.False(t, deadline.Overdue(deadline.WorkingDay, time.Time{}, at("2026-11-12T02:00")), "no due date, never late")
	assert.True(t, deadline.ApologyBy(calendar.National(), time.Time{}).IsZero())
	assert.True(t, deadline.ApologyBy(calendar.National(), at("1900-01-01T09:00")).IsZero())
}
