package catalogue

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

func TestTheClockIsSetReadBackAndPassesTheCheck(t *testing.T) {
	for name, c := range map[string]Clock{
		"the default":             {},
		"a restart":               {Restart: true, Ground: "Nghị định 1/2031/NĐ-CP Điều 5"},
		"a pause for payment":     {OnPayment: true, Ground: "Điều 6"},
		"a second appointment":    {OnPayment: true, SecondN: "5", SecondUnit: "working_day", Ground: "Điều 7"},
		"everything at one stage": {Restart: true, OnPayment: true, SecondN: "1", SecondUnit: "month", Ground: "Điều 8"},
	} {
		r := fixture(t, "clean")
		before := r.Version
		require.NoError(t, r.SetClock(c), name)
		assert.Equal(t, c, r.Clock(), name)
		assert.Empty(t, r.Version.Check(calendar.National()), name)
		assert.Equal(t, c == Clock{}, len(procedure.Diff(before, r.Version)) == 0, "%s: whoever publishes sees it", name)
	}
	r := fixture(t, "clean")
	require.NoError(t, r.SetClock(Clock{SecondN: "5", SecondUnit: "working_day", Ground: "Điều 7"}))
	assert.True(t, r.Clock().OnPayment, "the first appointment ends where the second begins")
	assert.Equal(t, deadline.Limit{N: 5, Unit: deadline.WorkingDay}, r.Version.Deadline.AfterPayment)
	require.NoError(t, r.SetClock(Clock{}))
	assert.Zero(t, r.Version.Deadline.AfterPayment, "and it can be taken back")
}

func TestAWrongClockChangesNothing(t *testing.T) {
	for _, x := range []struct {
		c    Clock
		want string
	}{
		{Clock{Restart: true, Ground: "  "}, "deadline.pause_ground: procedure.pause_without_ground"},
		{Clock{OnPayment: true}, "deadline.pause_ground: procedure.pause_without_ground"},
		{Clock{SecondN: "5", Ground: "Điều 7"}, "deadline.after_payment: " + deadline.KeyLimitUnit},
		{Clock{SecondUnit: "month", Ground: "Điều 7"}, "deadline.after_payment: " + deadline.KeyLimit},
		{Clock{SecondN: "0", SecondUnit: "month", Ground: "Điều 7"}, "deadline.after_payment: " + deadline.KeyLimitN},
		{Clock{SecondN: "năm", SecondUnit: "month"}, "deadline.after_payment: " + deadline.KeyLimit + "; deadline.pause_ground: procedure.pause_without_ground"},
	} {
		r := fixture(t, "clean")
		before := r.Version.SHA256()
		assert.EqualError(t, r.SetClock(x.c), x.want)
		assert.Equal(t, before, r.Version.SHA256(), x.want)
	}
}
