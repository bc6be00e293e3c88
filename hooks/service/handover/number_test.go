package handover_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/service/handover"
)

func TestEveryNumberGivenStandsOnOneSlip(t *testing.T) {
	o := open(t)
	faults := func() []handover.Fault {
		t.Helper()
		list, err := o.Slips.Faults(o.App)
		require.NoError(t, err)
		return list
	}
	assert.Empty(t, faults(), "no slip, no fault")
	for range 3 {
		o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	}
	_, err := o.Slips.Annul(o.App, o.clerk, o.make(o.clerk, o.officer.ID, o.forwarded().Code).ID, "nhầm")
	require.NoError(t, err)
	o.SetNow("2027-01-04T09:00")
	o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	assert.Empty(t, faults(), "a voided one is in the book, another year begins at 1")

	write := func(sql string) {
		t.Helper()
		_, err := o.App.DB().NewQuery(sql).Execute()
		require.NoError(t, err)
	}
	unit := o.Communes[0].ID
	write("DELETE FROM handover_lines")
	write("DELETE FROM handovers WHERE no IN (2, 4) AND year = 2026")
	assert.Equal(t, []handover.Fault{{Unit: unit, Number: "BG-2/2026"}, {Unit: unit, Number: "BG-4/2026"}}, faults(), "also the last one")
	write("DROP INDEX idx_handovers_number")
	write("UPDATE handovers SET no = 1 WHERE no = 3 AND year = 2026")
	write("UPDATE handovers SET no = 9 WHERE year = 2027")
	assert.Equal(t, []handover.Fault{{unit, "BG-1/2026", 2}, {unit, "BG-2/2026", 0}, {unit, "BG-3/2026", 0}, {unit, "BG-4/2026", 0}, {unit, "BG-1/2027", 0}, {unit, "BG-9/2027", 1}}, faults())
}

func TestASlipIsFoundByItsNumber(t *testing.T) {
	o := open(t)
	s := o.make(o.clerk, o.officer.ID, o.forwarded().Code)
	for _, text := range []string{"BG-1/2026", "bg 1", "bg1/26"} {
		number, id, err := o.Slips.Named(o.App, o.clerk, text)
		require.NoError(t, err)
		assert.Equal(t, []string{"BG-1/2026", s.ID}, []string{number, id}, text)
	}
	o.SetNow("2027-01-04T09:00")
	number, id, err := o.Slips.Named(o.App, o.clerk, "bg 1")
	require.NoError(t, err)
	assert.Equal(t, []string{"BG-1/2027", ""}, []string{number, id}, "without a year it is this year's")
	number, id, err = o.Slips.Named(o.App, o.atOther(t), "BG-1/2026")
	require.NoError(t, err)
	assert.Equal(t, []string{"BG-1/2026", ""}, []string{number, id}, "another unit has a book of its own")
	number, _, err = o.Slips.Named(o.App, o.clerk, "Bùi Giang")
	require.NoError(t, err)
	assert.Empty(t, number)
}
