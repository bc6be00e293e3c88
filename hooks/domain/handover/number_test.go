package handover_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/handover"
)

func TestANumberIsReadAsPeopleTypeIt(t *testing.T) {
	for text, want := range map[string][2]int{
		"BG-12/2026": {12, 2026}, "bg-12/2026": {12, 2026}, " bg 12 ": {12, 2026}, "BG12": {12, 2026}, "bg.12/25": {12, 2025}, "BG-0012/2025": {12, 2025},
		"BG – 12 / 2025": {12, 2025}, "bg‑7-2025": {7, 2025}, "BG: 3": {3, 2026}, "bg_3\\25": {3, 2025},
	} {
		no, year, ok := handover.ParseNumber(text, 2026)
		assert.True(t, ok, text)
		assert.Equal(t, want, [2]int{no, year}, text)
	}
	for _, text := range []string{"", "bg", "12/2026", "12", "BG-0", "BG-12/", "BG-12/20266", "BG-12/1999", "bg 12 an", "ebg 12", "bg1234567890", "H99.132-261120-0001", "Bùi Giang 12"} {
		_, _, ok := handover.ParseNumber(text, 2026)
		assert.False(t, ok, text)
	}
	no, year, ok := handover.ParseNumber(handover.Slip{No: 41, Year: 2031}.Number(), 2026)
	assert.True(t, ok, "a number as it is printed")
	assert.Equal(t, [2]int{41, 2031}, [2]int{no, year})
}
