package paper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A new circular adds a line; papers of the old time keep their form.
func TestALaterCircularDoesNotChangeEarlierPapers(t *testing.T) {
	table := []Form{{No: "02", Basis: "old", From: "2025-09-15"}, {No: "02", Basis: "new", From: "2027-03-01"}, {No: "03", Basis: "other", From: "2020-01-01"}}
	for day, want := range map[string]string{"2024-01-01": "old", "2026-11-20": "old", "2027-02-28": "old", "2027-03-01": "new", "2030-01-01": "new"} {
		f, ok := formAt(table, "02", day)
		assert.True(t, ok)
		assert.Equal(t, want, f.Basis, day)
	}
}

func TestWorkingTimeInWords(t *testing.T) {
	for minutes, want := range map[int]string{0: "0 phút", 35: "35 phút", 60: "1 giờ", 95: "1 giờ 35 phút", 480: "1 ngày", 600: "1 ngày 2 giờ", -600: "1 ngày 2 giờ", 610: "1 ngày 2 giờ"} {
		assert.Equal(t, want, Span(minutes))
	}
}
