package access

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Whatever is supervised: a dossier is seen exactly when the own scope or one
// watch holds its unit and its sector, and Sectors and Sees say the same.
func TestWhatASupervisorSees(t *testing.T) {
	paths := []string{"", "tinh/", "tinh/a/", "tinh/a/p/", "tinh/b/", "tinh/ba/", "khac/"}
	sectors := []string{"Đất đai", "Hộ tịch", ""}
	rapid.Check(t, func(r *rapid.T) {
		pick := func(name string) string { return rapid.SampledFrom(paths).Draw(r, name) }
		var a Actor
		for range rapid.IntRange(0, 2).Draw(r, "scopes") {
			a.Scope = append(a.Scope, Subtree(pick("scope")))
		}
		for range rapid.IntRange(0, 3).Draw(r, "watches") {
			a.Watches = append(a.Watches, Watch{Subtree(pick("over")), rapid.SampledFrom(sectors).Draw(r, "sector")})
		}
		path := pick("path")
		list, ok := a.Sectors(path)
		require.True(r, slices.IsSorted(list))
		any := false
		for _, s := range append([]string{"Khác"}, sectors...) {
			want := a.Scope.Has(path)
			for _, w := range a.Watches {
				want = want || w.Has(path) && (w.Sector == "" || w.Sector == s)
			}
			require.Equal(r, want, a.Sees(path, s), "%s %q", path, s)
			any = any || want
		}
		require.Equal(r, any, ok)
		require.False(r, a.Works(path) && a.UnitPath == "", "to watch is not to work")
	})
}
