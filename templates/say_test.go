package templates

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

type domainDay string

func TestDaysAndMomentsAreSaidInVietnam(t *testing.T) {
	late := time.Date(2026, 11, 26, 18, 30, 0, 0, time.UTC) // 01:30 of the next day there
	for _, x := range []struct {
		got, want string
	}{
		{Day("2026-11-27"), "Thứ Sáu, 27/11/2026"},
		{Day(domainDay("2026-11-29")), "Chủ nhật, 29/11/2026"},
		{Day(late), "Thứ Sáu, 27/11/2026"},
		{Day(&late), "Thứ Sáu, 27/11/2026"},
		{Day("2026-11-30T00:00:00Z"), "Thứ Hai, 30/11/2026"},
		{Day(time.Time{}), ""},
		{Day((*time.Time)(nil)), ""},
		{Day(nil), ""},
		{Day("hôm nay"), ""},
		{ShortDay("2026-01-02"), "02/01/2026"},
		{ShortDay(""), ""},
		{Moment(late), "01:30 ngày 27/11/2026"},
		{Moment(""), ""},
		{Clock(late), "01:30"},
		{Clock(""), ""},
		{isoDay(late), "2026-11-27"},
		{isoDay(""), ""},
	} {
		assert.Equal(t, x.want, x.got)
	}
}

func TestNumbersAreGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.000", 15000: "15.000", 1234567: "1.234.567", -8000: "−8.000"} {
		assert.Equal(t, want, Number(n))
	}
	assert.Equal(t, "15.000 đồng", Money(15000))
}

func TestSizes(t *testing.T) {
	for n, want := range map[int64]string{12: "12 byte", 319488: "312 KB", 1468006: "1,4 MB"} {
		assert.Equal(t, want, Size(n))
	}
	assert.Empty(t, Size("?"))
}

func TestPhonesAreSaidInGroups(t *testing.T) {
	for s, want := range map[string]string{"0912345678": "0912 345 678", "02343822000": "0234 382 2000", "+84912": "+84912", "19001000": "19001000", "": ""} {
		assert.Equal(t, want, Phone(s))
	}
}

func TestCodesAreGroupedAndCopiedExactly(t *testing.T) {
	assert.Equal(t, []string{"H29.132-", "261120-", "0001"}, groups("H29.132-261120-0001"))
	assert.Equal(t, []string{"123", "456", "789"}, groups("123456789"))
	assert.Equal(t, []string{"046", "123", "001", "234"}, groups("046123001234"))
	assert.Equal(t, "123\u2009456\u2009789", Code("123456789"))
	for _, code := range []string{"H29.132-261120-0001", "123456789", "k3f9x2ab", ""} {
		whole := ""
		for _, g := range groups(code) {
			whole += g
		}
		assert.Equal(t, code, whole)
	}
}
