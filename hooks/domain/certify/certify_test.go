package certify_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/certify"
)

func TestEachKindHasABook(t *testing.T) {
	for _, k := range certify.Kinds {
		back, ok := certify.OfSeries(k.Series())
		assert.True(t, ok)
		assert.Equal(t, k, back)
	}
	_, ok := certify.OfSeries("")
	assert.False(t, ok)
	_, ok = certify.KindOf("1.004873")
	assert.False(t, ok, "a marriage paper is no certification")
	k, _ := certify.KindOf("2.001019")
	assert.Equal(t, certify.Transaction, k)
	assert.False(t, k.Fast(), "a will takes its two working days")
}

func TestHowANumberIsSaid(t *testing.T) {
	assert.Equal(t, "123, quyển số 02/2026-SCT/BS", certify.Number(123, "SCT/BS", 2026, 2))
}

func TestWhoSignsAndForWhom(t *testing.T) {
	for title, want := range map[string][]string{
		"Chủ tịch UBND xã":              {"CHỦ TỊCH"},
		"Phó Chủ tịch UBND phường":      {"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"},
		"Công chức Tư pháp – Hộ tịch":   {"TUQ. CHỦ TỊCH", "CÔNG CHỨC TƯ PHÁP – HỘ TỊCH"},
		"Phó Giám đốc Trung tâm PVHCC ": {"TUQ. CHỦ TỊCH", "PHÓ GIÁM ĐỐC TRUNG TÂM PVHCC"},
		"":                              nil,
	} {
		assert.Equal(t, want, certify.SignedAs(title), title)
	}
}
