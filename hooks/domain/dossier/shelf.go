package dossier

import (
	"strconv"
	"strings"
)

// NextShelf is the place that follows the one used last and is free: the same
// name with the next number, "K2-09" after "K2-08". A name without a number at
// its end, or none at all, begins a row of its own. taken are the places where
// something lies.
func NextShelf(last string, taken []string) string {
	last = strings.TrimSpace(last)
	if last == "" {
		last = "K1-00"
	}
	name := strings.TrimRight(last, "0123456789")
	digits := last[len(name):]
	if digits == "" {
		name, digits = last+"-", "0"
	}
	used := map[string]bool{}
	for _, t := range taken {
		used[strings.ToUpper(strings.TrimSpace(t))] = true
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n > 99_999 {
		n = 0 // a number too long to be a place
	}
	for range len(taken) + 1 {
		n++
		text := strconv.Itoa(n)
		place := name + strings.Repeat("0", max(0, len(digits)-len(text))) + text
		if !used[strings.ToUpper(place)] {
			return place
		}
	}
	return "" // unreachable: one of len+1 places is free
}
