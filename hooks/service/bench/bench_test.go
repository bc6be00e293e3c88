package bench_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/bench"
)

func staff(h *apptest.House) bench.Staff {
	return bench.Staff{Unit: h.Communes[0].Code, Clerk: h.Actor(access.Clerk, 0), Officer: h.Actor(access.Officer, 0), Leader: h.Actor(access.Leader, 0)}
}

// TestEveryPathIsMeasured: the figures are the machine's, but each path is
// there and the folder holds what was asked for.
func TestEveryPathIsMeasured(t *testing.T) {
	h := apptest.Open(t)
	by := staff(h)
	require.NoError(t, bench.Fill(h.Desk, by, 8, func(int, int) {}))
	seen := 0
	res, err := bench.Run(h.Desk, by, hooks.Connect, t.TempDir(), 2, func(done, _ int) { seen = done })
	require.NoError(t, err)
	assert.Equal(t, 8, res.Dossiers)
	assert.Equal(t, 2, seen)
	require.Len(t, res.Lines, len(bench.Names))
	for i, l := range res.Lines {
		assert.Equal(t, bench.Names[i], l.Name)
	}
	diff, err := h.Desk.Rebuild(h.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diff, "the dossiers are real ones")
}

func TestNothingIsMeasuredWithoutADisk(t *testing.T) {
	h := apptest.Open(t)
	_, err := bench.Run(h.Desk, staff(h), hooks.Connect, filepath.Join(t.TempDir(), "khong", "co"), 1, func(int, int) {})
	assert.Error(t, err)
}

// BenchmarkRound is one round of all paths, to be profiled.
func BenchmarkRound(b *testing.B) {
	h := apptest.Open(b)
	by := staff(h)
	for b.Loop() {
		_, err := bench.Run(h.Desk, by, hooks.Connect, b.TempDir(), 50, func(int, int) {})
		require.NoError(b, err)
	}
}
