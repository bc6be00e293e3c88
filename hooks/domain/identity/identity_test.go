package identity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

func TestParseNumberReadsEveryKind(t *testing.T) {
	for _, c := range []struct {
		text, digits string
		kind         identity.Kind
	}{
		{"001085012345", "001085012345", identity.Citizen},
		{" 001 085 012 345 ", "001085012345", identity.Citizen},
		{"００１085012345", "001085012345", identity.Citizen},
		{"012345678", "012345678", identity.OldCard},
		{"0100109106", "0100109106", identity.TaxCode},
		{"0100109106-001", "0100109106001", identity.TaxCode},
	} {
		n, err := identity.ParseNumber(c.text)
		require.NoError(t, err, c.text)
		assert.Equal(t, identity.Number{Kind: c.kind, Digits: c.digits}, n)
		assert.Equal(t, c.digits[len(c.digits)-4:], n.Last4())
	}
	for text, key := range map[string]string{
		"": identity.KeyNumberRequired, " - ": identity.KeyNumberRequired,
		"00108501234": identity.KeyNumberInvalid, "0010850123456x": identity.KeyNumberInvalid, "00108501234O": identity.KeyNumberInvalid,
	} {
		_, err := identity.ParseNumber(text)
		assertKey(t, err, "identity_number", key)
	}
}

func TestCheckWarnsAndNeverRefuses(t *testing.T) {
	for _, c := range []struct {
		name, number string
		birth        identity.Birth
		sex          identity.Sex
		want         []identity.Warning
	}{
		{"a man of 1985 from Hà Nội", "001085012345", "1985-09-02", identity.Male, nil},
		{"a woman of 2004", "079304000001", "2004-02-29", identity.Female, nil},
		{"a woman of 1957, only the year", "036157000001", "1957", identity.Female, nil},
		{"born abroad", "101085012345", "1985", identity.Male, nil},
		{"nothing known but the number", "001085012345", "", "", nil},
		{"the other sex", "001085012345", "1985", identity.Female, []identity.Warning{identity.WarnSex}},
		{"another year", "001085012345", "1986-09-02", identity.Male, []identity.Warning{identity.WarnBirth}},
		{"another century", "001085012345", "2085", identity.Male, []identity.Warning{identity.WarnBirth}},
		{"no such province", "099085012345", "1986", identity.Female, []identity.Warning{identity.WarnProvince, identity.WarnSex, identity.WarnBirth}},
		{"a tax code that checks", "0100109106", "", "", nil},
		{"another that checks", "0300588569", "", "", nil},
		{"a tax code that does not", "0100109107", "", "", []identity.Warning{identity.WarnTaxCode}},
		{"an old number says nothing", "012345678", "1985", identity.Female, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, err := identity.ParseNumber(c.number)
			require.NoError(t, err)
			assert.Equal(t, c.want, n.Check(c.birth, c.sex))
		})
	}
	n, _ := identity.ParseNumber("079304000001")
	assert.Equal(t, "Thành phố Hồ Chí Minh", n.Province())
	assert.Len(t, identity.Provinces, 63)
}

func TestMaskShowsNoWholeNumber(t *testing.T) {
	for number, want := range map[string]string{
		"001085012345": "001•••••2345", "012345678": "•••••5678", "0100109106": "••••••9106",
		"12345678": "••••••••", "": "", "ấ1": "••",
	} {
		assert.Equal(t, want, identity.Mask(number))
	}
}

func TestParsePhoneNormalises(t *testing.T) {
	for text, want := range map[string][2]string{
		"0912345678":        {"0912345678", "0912 345 678"},
		"+84 912 345 678":   {"0912345678", "0912 345 678"},
		"84912345678":       {"0912345678", "0912 345 678"},
		"+84 (0) 912345678": {"0912345678", "0912 345 678"},
		"0084-912.345.678":  {"0912345678", "0912 345 678"},
		"024 3825 3535":     {"02438253535", "024 3825 3535"},
		"(0203) 382.5353":   {"02033825353", "0203 382 5353"},
	} {
		p, err := identity.ParsePhone(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, [2]string{string(p), p.String()}, text)
		assert.Equal(t, want[0][len(want[0])-4:], p.Last4())
	}
	for text, key := range map[string]string{
		"": identity.KeyPhoneRequired, "091234567": identity.KeyPhoneInvalid, "09123456789": identity.KeyPhoneInvalid,
		"0112345678": identity.KeyPhoneInvalid, "0912345678 máy 2": identity.KeyPhoneInvalid, "01234567890": identity.KeyPhoneInvalid,
	} {
		_, err := identity.ParsePhone(text)
		assertKey(t, err, "phone", key)
	}
	assert.Equal(t, "•••••••678", identity.Phone("0912345678").Mask())
}

func TestParseNamePutsLettersInOrder(t *testing.T) {
	for text, want := range map[string]string{
		"  Nguyễn \t Văn  Ấn ":            "Nguyễn Văn Ấn",
		"Nguye\u0302\u0303n":              "Nguyễn",
		"Tra\u0302\u0300n\u200b A\u202en": "Trần An",
		"H'Hen Niê":                       "H'Hen Niê",
		"Công ty TNHH 36":                 "Công ty TNHH 36",
		strings.Repeat("Ấ", 100):          strings.Repeat("Ấ", 100),
	} {
		got, err := identity.ParseName(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got)
	}
	for text, key := range map[string]string{
		"": identity.KeyNameRequired, "\u200b ": identity.KeyNameRequired, "12 - 3": identity.KeyNameInvalid,
		strings.Repeat("Ấ", 101): identity.KeyNameTooLong,
	} {
		_, err := identity.ParseName(text)
		assertKey(t, err, "name", key)
	}
}

func TestFoldMakesSearchable(t *testing.T) {
	for text, want := range map[string]string{
		"Đặng  Thị-Ấn": "dang thi an", "ĐẮK LẮK": "dak lak", "Nguye\u0302\u0303n": "nguyen",
		"H29.132-261120-0001": "h29 132 261120 0001", "«Ủy ban»": "uy ban", "": "", " . ": "", "Ｎam": "nam",
	} {
		assert.Equal(t, want, identity.Fold(text))
	}
}

func TestParseBirthKnowsAYearAlone(t *testing.T) {
	for text, want := range map[string]identity.Birth{
		"1957": "1957", "02/09/1985": "1985-09-02", "2-9-1985": "1985-09-02", "1985-09-02": "1985-09-02",
		"02091985": "1985-09-02", "00001957": "1957", "29.02.2004": "2004-02-29", "": "", " 1957 ": "1957",
	} {
		got, err := identity.ParseBirth(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got)
	}
	for _, text := range []string{"31/02/1985", "29/02/2005", "1749", "57", "02/1985", "hôm qua", "2026-13-01", "00/05/1985", "0209198"} {
		_, err := identity.ParseBirth(text)
		assertKey(t, err, "birth", identity.KeyBirthInvalid)
	}
	b, err := identity.BirthOf("", "", "1957")
	require.NoError(t, err)
	assert.Equal(t, "1957", b.String())
	assert.Equal(t, "02/09/1985", identity.Birth("1985-09-02").String())
	_, err = identity.BirthOf("2", "", "1957")
	assertKey(t, err, "birth", identity.KeyBirthInvalid)
	assertKey(t, identity.Birth("2026-11-23").CheckToday("2026-11-22"), "birth", identity.KeyBirthFuture)
	assertKey(t, identity.Birth("2027").CheckToday("2026-11-22"), "birth", identity.KeyBirthFuture)
	assert.NoError(t, identity.Birth("2026-11-22").CheckToday("2026-11-22"))
	assert.NoError(t, identity.Birth("2026").CheckToday("2026-11-22"))
}

func TestSortKeyOrdersByGivenName(t *testing.T) {
	want := []string{"Lê An", "Nguyễn An", "Nguyễn Văn An", "Trần Án", "Lê Anh", "Bùi Ăn", "Bùi Ân", "Đỗ Ba",
		"Lê Dung", "Lê Đào", "Lê Đức", "Phan Giang", "Ngô Hành", "Ngô Hạnh", "Ngô Oanh", "Ngô Ông", "Ngô Ơn", "Vũ Ung", "Vũ Ưng", "Lê Yến"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(identity.SortKey(a), identity.SortKey(b)) })
	assert.Equal(t, want, got)
	assert.Empty(t, identity.SortKey("  "))
	assert.Equal(t, identity.SortKey("Nguyễn Ấn"), identity.SortKey("nguye\u0302\u0303n A\u0302\u0301n"))
}

func assertKey(t *testing.T, err error, field, key string) {
	t.Helper()
	l, ok := problem.In(err)
	if assert.True(t, ok, "want %s, got %v", key, err) {
		assert.Equal(t, key, l[0].Key)
		assert.Equal(t, field, l[0].Field)
	}
}
