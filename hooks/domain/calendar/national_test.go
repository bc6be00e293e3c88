package calendar

import (
	"sort"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWorkingDaysOfEachYearOfTheTable(t *testing.T) {
	want := map[int]int{2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249, 2027: 249}
	for y, n := range want {
		got := National().Count(NewDate(y-1, 12, 31), NewDate(y, 12, 31))
		assert.Equal(t, n, got, "working days of %d", y)
	}
}

func TestOfficialYears(t *testing.T) {
	for y := 2015; y < 2035; y++ {
		_, official := National().Year(y)
		assert.Equal(t, y >= 2019 && y <= 2026, official, "%d", y)
		assert.Equal(t, official, National().Official(y))
	}
	days, official := National().Year(MaxYear + 1)
	assert.Empty(t, days)
	assert.False(t, official)
}

// Only the derived rows of 2027 are in doubt, not its other days; every day of
// a year without a table is.
func TestWhichDaysAreInDoubt(t *testing.T) {
	cal := National()
	assert.False(t, cal.Day("2027-04-16").Official)
	assert.True(t, cal.Day("2027-04-15").Official)
	assert.True(t, cal.Day("2027-02-04").Official)
	assert.False(t, cal.Day("2028-03-15").Official)
	assert.False(t, cal.Day("2018-12-31").Official, "2018 has one row, not a table")
	assert.False(t, cal.Workday("2018-12-31"), "but the row holds")

	d, found := cal.Unofficial(NewDate(2027, 1, 2), NewDate(2027, 12, 31))
	require.True(t, found)
	assert.Equal(t, "2027-04-16", d.String())
	_, found = cal.Unofficial(NewDate(2026, 1, 1), NewDate(2026, 12, 31))
	assert.False(t, found)
	d, found = cal.Unofficial(NewDate(2026, 6, 1), NewDate(2030, 1, 1))
	require.True(t, found)
	assert.Equal(t, "2027-01-01", d.String())
}

// What the law alone gives is what was announced, but for swaps.
func TestDerivedRowsAgreeWithTheAnnouncedYears(t *testing.T) {
	for y := 2019; y <= 2027; y++ {
		var want, got []string
		rows, _ := National().Year(y)
		for _, e := range rows {
			if e.Kind == Holiday || e.Kind == Substitute {
				want = append(want, e.Day+" "+string(e.Kind))
			}
		}
		for _, e := range derive(y) {
			assert.False(t, e.Official)
			assert.NotEmpty(t, e.Ground)
			got = append(got, e.Day+" "+string(e.Kind))
		}
		sort.Strings(got)
		assert.Equal(t, want, got, "%d", y)
	}
}

func TestNgayVanHoaIsNotGivenBack(t *testing.T) {
	assert.Equal(t, Holiday, National().Day("2029-11-24").Kind, "a Saturday")
	assert.True(t, National().Workday("2029-11-26"))
	assert.Equal(t, Holiday, National().Day("2030-11-24").Kind, "a Sunday")
	assert.True(t, National().Workday("2030-11-25"))
	assert.True(t, National().Workday("2025-11-24"), "the law is of 2026")
}

func TestEveryRowOfTheTableSaysWhyAndOnWhatGround(t *testing.T) {
	for _, e := range table() {
		assert.NotEmpty(t, e.Reason, e.Day)
		assert.NotEmpty(t, e.Ground, e.Day)
		d, _ := ParseDate(e.Day)
		weekend := !workWeekday(d.Weekday())
		switch e.Kind {
		case Makeup:
			assert.True(t, weekend, e.Day)
			assert.True(t, National().Workday(e.Day), e.Day)
		case Substitute, SwappedOff:
			assert.False(t, weekend, e.Day)
		}
	}
}

func TestATableThatCannotBeRead(t *testing.T) {
	for _, bad := range []string{
		"day,kind,reason,ground,official\n2026-02-30,holiday,a,b,yes\n",
		"day,kind,reason,ground,official\n2026-02-03,feast,a,b,yes\n",
		"day,kind\n2026-02-03,holiday\n",
	} {
		_, err := readTable([]byte(bad))
		assert.Error(t, err, bad)
	}
}
