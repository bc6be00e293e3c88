package handover

import (
	"regexp"
	"strconv"
)

// spelt is a slip's number as people type it: “BG-12/2026”, “bg 12”, “bg12/26”.
// The letters must be there: a bare number may mean anything.
var spelt = regexp.MustCompile(`(?i)^\s*bg[\s.:_\-\x{2010}-\x{2015}]*0*([1-9]\d{0,8})(?:[\s./\\\-\x{2010}-\x{2015}]+(?:20)?(\d{2}))?\s*$`)

// ParseNumber reads the number of a slip; thisYear is the office year that is
// meant when none is said.
func ParseNumber(text string, thisYear int) (no, year int, ok bool) {
	m := spelt.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	if no, _ = strconv.Atoi(m[1]); m[2] == "" { // nine digits fit
		return no, thisYear, true
	}
	year, _ = strconv.Atoi(m[2]) // two digits
	return no, 2000 + year, true
}
