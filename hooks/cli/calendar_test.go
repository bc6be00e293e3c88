package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCalendarAsJSON(t *testing.T) {
	out, err := execute(t, Calendar(), "", "--year", "2026", "--json")
	require.NoError(t, err)
	var got struct {
		Year     int  `json:"year"`
		Official bool `json:"official"`
		Days     []struct{ Day, Kind, Reason, Ground string }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	assert.Equal(t, 2026, got.Year)
	assert.True(t, got.Official)
	require.Len(t, got.Days, 17)
	assert.Equal(t, "2026-01-01", got.Days[0].Day)
	last := got.Days[16]
	assert.Equal(t, "2026-11-24 holiday Ngày Văn hóa Việt Nam NQ 28/2026/QH16", strings.Join([]string{last.Day, last.Kind, last.Reason, last.Ground}, " "))
	kinds := map[string]int{}
	for _, d := range got.Days {
		kinds[d.Kind]++
	}
	assert.Equal(t, map[string]int{"holiday": 12, "substitute": 1, "swapped_off": 2, "makeup": 2}, kinds)
}

func TestCalendarForPeople(t *testing.T) {
	out, err := execute(t, Calendar(), "")
	require.NoError(t, err)
	assert.Contains(t, out, "Lịch nghỉ năm 2026 (đã có thông báo chính thức)", "the newest official year")
	assert.Contains(t, out, "  làm bù    Thứ Bảy 22/08/2026: Làm bù cho 31/8 (TB 9441/TB-BNV)")
	out, err = execute(t, Calendar(), "", "--year", "2031")
	require.NoError(t, err)
	assert.Contains(t, out, "TẠM TÍNH")
	assert.Contains(t, out, "* nghỉ lễ ")
}

func TestWrongUsageOfCalendar(t *testing.T) {
	for _, args := range [][]string{{"--year", "1899"}, {"--year", "2200"}, {"--year", "x"}, {"2026"}, {"--yaer", "2026"}} {
		out, err := execute(t, Calendar(), "", args...)
		assert.Empty(t, out)
		require.Error(t, err)
		assert.True(t, isUsage(err), "%v", args)
	}
}
