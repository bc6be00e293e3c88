package catalogue

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

func TestEveryFixtureCanBeClearedAndThenPassesTheCheck(t *testing.T) {
	for name, answers := range map[string][][2]string{
		"no_unit":      {{"deadline.limit", "3:working_day"}, {"deadline.cutoff", "15:00"}},
		"glued_amount": {{"deadline.limit", "1:same_day"}, {"fees", "fixed|30.000|le_phi|12/2031/NĐ-CP"}},
		"cases":        {{"deadline.cases", "Họp thôn | 2 ngày làm việc\nLễ hội | 6 ngày"}},
		"province":     {{"decision", "80/QĐ-UBND"}, {"fees", "province|le_phi|Nghị quyết 5"}},
		"empty_cells": {{"agency", "Ủy ban nhân dân xã"}, {"sector", "Cây giống"}, {"deadline.limit", "7:working_day"}, {"fees", "free|12/2031/NĐ-CP"},
			{"legal_basis", "12/2031/NĐ-CP | Nghị định về cây"}, {"results", "Phiếu cấp cây"}},
		"papers": {{"components.paper_1.title", "Đơn ghi danh theo Mẫu số 18"}, {"components.paper_1.count", "1/0"}, {"components.paper_3.count", "note"},
			{"components.paper_4.count", "2/0"}, {"components.paper_5.title", "Tờ giới thiệu"}, {"components.paper_7.requirement", "optional"}, {"components", "keep"}},
		"legal":        {{"legal_basis", "61/2034/QH15 | Luật"}},
		"cut":          {{"steps_text", "Nộp đơn\nNhận trả lời"}},
		"hours":        {{"deadline.per_channel.desk", "4:working_hour"}},
		"contradicted": {{"agency", "Ủy ban nhân dân xã"}, {"deadline.limit", "7:working_day"}, {"fees", "fixed|50000|phi|07/2032/TT-BXX"}},
	} {
		r := fixture(t, name)
		for _, a := range answers {
			require.NoError(t, r.Resolve(a[0], a[1]), "%s %s", name, a[0])
		}
		assert.Empty(t, r.Doubts, name)
		assert.Empty(t, r.Version.Check(calendar.National()), name)
	}
}

func TestAWrongAnswerChangesNothing(t *testing.T) {
	for _, c := range []struct{ name, field, value, key string }{
		{"no_unit", "deadline.limit", "3:", deadline.KeyLimitUnit},
		{"no_unit", "deadline.limit", ":working_day", deadline.KeyLimit},
		{"no_unit", "deadline.limit", "", KeyAnswerEmpty},
		{"no_unit", "deadline.cutoff", "16:00", KeyAnswerChoice},
		{"no_unit", "fees", "free|x", KeyNoDoubt},
		{"cases", "deadline.cases", "Họp thôn", KeyAnswerCase},
		{"province", "fees", "free|", KeyAnswerGround},
		{"province", "fees", "fixed|-5|phi|x", KeyAnswerMoney},
		{"province", "fees", "fixed|5000||x", KeyAnswerChoice},
		{"province", "fees", "twice", KeyAnswerChoice},
		{"papers", "components.paper_4.count", "0/0", KeyAnswerCount},
		{"papers", "components.paper_4.count", "x/1", KeyAnswerCount},
		{"papers", "components.paper_7.requirement", "perhaps", KeyAnswerChoice},
		{"papers", "components", "Đơn | 1", KeyAnswerPaper},
		{"legal", "legal_basis", " | tên", KeyAnswerLegal},
	} {
		r := fixture(t, c.name)
		before, doubts := r.Version.SHA256(), len(r.Doubts)
		list, bad := problem.In(r.Resolve(c.field, c.value))
		require.True(t, bad, "%s %s", c.field, c.value)
		assert.Equal(t, c.key, list[0].Key, "%s %s", c.field, c.value)
		assert.Equal(t, c.field, list[0].Field)
		assert.Equal(t, before, r.Version.SHA256())
		assert.Len(t, r.Doubts, doubts)
	}
}

func TestARemarkTakesItsPaperAway(t *testing.T) {
	r := fixture(t, "papers")
	papers := len(r.Version.Components)
	require.NoError(t, r.Resolve("components.paper_3.count", Note))
	assert.Len(t, r.Version.Components, papers-1)
	assert.Empty(t, r.Left("components.paper_3.requirement"))
	assert.Contains(t, r.Version.Conditions, "Lưu ý: Trường hợp có giấy khen thì nộp kèm.")
}

func TestCasesHaveTheirOwnLimits(t *testing.T) {
	r := fixture(t, "cases")
	assert.Equal(t, "Họp thôn | 2 ngày làm việc\nTổ chức lễ hội | 6 ngày", r.Proposed("deadline.cases"))
	require.NoError(t, r.Resolve("deadline.cases", r.Proposed("deadline.cases")))
	v := r.Version
	require.Len(t, v.Cases, 2)
	assert.True(t, v.Cases[0].Default)
	assert.Equal(t, deadline.Limit{N: 6, Unit: deadline.CalendarDay}, v.Deadline.PerCase["case_2"])
	assert.Len(t, v.Examples, 2)
}

func TestNothingIsProposedThatWouldBeAGuess(t *testing.T) {
	r := fixture(t, "no_unit")
	assert.Empty(t, r.Proposed("deadline.limit"))
	assert.Empty(t, fixture(t, "province").Proposed("fees"))
}

func TestTheDefaultFlowStaysWithinTheShortestLimit(t *testing.T) {
	for _, l := range []deadline.Limit{{N: 1, Unit: deadline.ClockHour}, {N: 1, Unit: deadline.SameDay}, {N: 45, Unit: deadline.WorkingDay}, {Unit: deadline.None}} {
		v := fixture(t, "clean").Version
		v.Deadline.Limit = l
		v.Flow = v.DefaultFlow()
		v.Examples = nil
		for _, p := range v.Check(calendar.National()) {
			assert.Equal(t, procedure.KeyNoExample, p.Key, l)
		}
	}
}
