package hooks_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/apptest"
	"motcua/hooks/service/org"
)

// TestNoUnitTakesTheAddressOfADoor holds the words that no unit may be called
// by against the route table: the command that adds a unit binds no route, so
// the list stands beside the rule and this test keeps it true.
func TestNoUnitTakesTheAddressOfADoor(t *testing.T) {
	h := apptest.Open(t)
	doors := map[string]bool{}
	for _, r := range h.Routes {
		if word := strings.Split(r.Path, "/")[1]; word != "" && !strings.ContainsAny(word, "{.") {
			doors[word] = true
		}
	}
	for word := range doors {
		assert.Contains(t, org.Reserved, word, "a unit could be called like this door: enter it in org.Reserved")
	}
	for _, word := range org.Reserved {
		assert.True(t, doors[word], "no door is called %q any more: take it out of org.Reserved", word)
	}
	assert.True(t, slices.IsSorted(org.Reserved))
}
