package apptest

import (
	"os"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
)

// Empty opens a house on a new folder: the pack is there, no unit and nobody.
func Empty(t testing.TB) *House {
	t.Helper()
	dir, err := os.MkdirTemp("", "motcua-empty")
	require.NoError(t, err)
	h := &House{t: t, now: Start}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect})
	h.App = app
	o := options(dir, h.Now)
	o.Demo = false
	h.House = hooks.Register(app, o)
	require.NoError(t, app.Bootstrap())
	t.Cleanup(func() {
		require.NoError(t, app.ResetBootstrapState())
		require.NoError(t, os.RemoveAll(dir))
	})
	h.serve()
	return h
}
