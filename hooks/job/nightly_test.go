package job_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
	"motcua/hooks/apptest"
	"motcua/hooks/job"
	"motcua/hooks/service/backup"
)

func open(t *testing.T) (*apptest.House, job.Nightly) {
	h := apptest.Open(t)
	h.Backups.Place = filepath.Join(t.TempDir(), "saoluu")
	return h, job.Nightly{Keeper: h.Backups, Org: h.Org}
}

func TestOneBackupANightAndAMachineThatWasOffCatchesUp(t *testing.T) {
	h, n := open(t)
	for _, c := range []struct {
		now  string
		have int
	}{
		{"2026-11-20T09:17", 1}, // first day, none yet: at once
		{"2026-11-20T10:17", 1},
		{"2026-11-21T00:17", 1}, // before the night's hour
		{"2026-11-21T01:17", 2},
		{"2026-11-21T02:17", 2},
		{"2026-11-23T07:17", 3}, // off for two nights: the first hour after
		{"2026-11-23T08:17", 3},
	} {
		h.SetNow(c.now)
		require.NoError(t, n.Run(h.App), c.now)
		list, err := backup.List(h.Backups.Place)
		require.NoError(t, err)
		assert.Len(t, list, c.have, c.now)
	}
	d, err := backup.LastDrill(h.Backups.Place)
	require.NoError(t, err)
	assert.True(t, d.Whole, "the first copy was proved by itself")
	assert.Equal(t, "2026-11-20_091700", d.Backup)
	h.SetNow("2026-11-28T01:17")
	require.NoError(t, n.Run(h.App))
	d, err = backup.LastDrill(h.Backups.Place)
	require.NoError(t, err)
	assert.Equal(t, "2026-11-28_011700", d.Backup, "and another one a week later")
}

func TestANightThatFailsIsRememberedUntilOneSucceeds(t *testing.T) {
	h, n := open(t)
	require.NoError(t, os.WriteFile(h.Backups.Place, []byte("a file stands where the folder should be"), 0o600))
	require.Error(t, n.Run(h.App))
	require.NoError(t, os.Remove(h.Backups.Place))
	require.NoError(t, n.Run(h.App))
	_, at := h.Backups.Failed()
	assert.True(t, at.IsZero())
}

func TestAHouseWithoutUnitsHasNothingToLose(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pb_data")
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect})
	h := hooks.Register(app, hooks.Options{})
	require.NoError(t, app.Bootstrap())
	defer func() { require.NoError(t, app.ResetBootstrapState()) }()
	require.NoError(t, h.Prepare(app))
	due, err := job.Nightly{Keeper: h.Backups, Org: h.Org}.Due(app)
	require.NoError(t, err)
	assert.False(t, due)
	assert.Equal(t, dir+"-saoluu", h.Backups.Place)
	found := false
	for _, j := range app.Cron().Jobs() {
		found = found || j.Id() == "motcua-backup"
	}
	assert.True(t, found, "the night's work is entered")
}
