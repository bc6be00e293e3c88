package calendar

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLunarDatesOfHalfACentury(t *testing.T) {
	f, err := os.Open("testdata/lunar.csv")
	require.NoError(t, err)
	defer f.Close() //nolint:errcheck // read only
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, 52)
	short := map[string]string{"T2": "Thứ Hai", "T3": "Thứ Ba", "T4": "Thứ Tư", "T5": "Thứ Năm", "T6": "Thứ Sáu", "T7": "Thứ Bảy", "CN": "Chủ nhật"}
	for _, r := range records[1:] {
		y, err := strconv.Atoi(r[0])
		require.NoError(t, err)
		leap, _ := strconv.Atoi(r[5]) // "" = none
		assert.Equal(t, r[1], Tet(y).String(), "Tết %d", y)
		assert.Equal(t, short[r[2]], WeekdayName(Tet(y).Weekday()), "Tết %d", y)
		assert.Equal(t, r[3], GioTo(y).String(), "Giỗ Tổ %d", y)
		assert.Equal(t, short[r[4]], WeekdayName(GioTo(y).Weekday()), "Giỗ Tổ %d", y)
		assert.Equal(t, leap, leapMonth(y, vietnamZone), "leap month of %d", y)
		assert.Equal(t, r[6], lunarDate(y, 1, 1, 8).String(), "China's new year %d", y)
		assert.Equal(t, r[7], lunarDate(y, 3, 10, 8).String(), "China's 10/3 of %d", y)
	}
}

func TestYearsInWhichVietnamAndChinaDiffer(t *testing.T) {
	for y, days := range map[int][2]string{
		1985: {"1985-01-21", "1985-02-20"}, // a whole month
		2007: {"2007-02-17", "2007-02-18"},
		2030: {"2030-02-02", "2030-02-03"},
		2053: {"2053-02-18", "2053-02-19"},
	} {
		assert.Equal(t, days[0], Tet(y).String())
		assert.Equal(t, days[1], lunarDate(y, 1, 1, 8).String())
	}
}

func TestWinterMonthsBelongToTheirLunarYear(t *testing.T) {
	assert.Equal(t, Tet(2026)-1, lunarDate(2025, 12, 1, vietnamZone)+28, "the last month of Ất Tỵ has 29 days")
	assert.Equal(t, "2025-12-20", lunarDate(2025, 11, 1, vietnamZone).String())
}
