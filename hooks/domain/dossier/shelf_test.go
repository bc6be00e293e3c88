package dossier_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/dossier"
)

func TestTheNextPlaceFollowsTheLastAndIsFree(t *testing.T) {
	for _, x := range []struct {
		last  string
		taken []string
		want  string
	}{
		{"", nil, "K1-01"},
		{"K2-08", nil, "K2-09"},
		{"K2-08", []string{"k2-09", " K2-10 "}, "K2-11"},
		{"K2-99", nil, "K2-100"},
		{"Kệ A", nil, "Kệ A-1"},
		{"Kệ A2", []string{"Kệ A3"}, "Kệ A4"},
		{"7", nil, "8"},
		{"K99999999999999999999999", nil, "K00000000000000000000001"},
	} {
		assert.Equal(t, x.want, dossier.NextShelf(x.last, x.taken), "after %q", x.last)
	}
}
