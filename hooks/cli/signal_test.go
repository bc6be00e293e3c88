//go:build !windows

package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestATerminatedServerEndsCleanly(t *testing.T) {
	dir := demoCopy(t)
	endsCleanly(t, dir, start(t, "serve", "--http", "127.0.0.1:0", "--dir", dir))
}

// TestTheServiceIsTheServerOfItsFolder: the manager may start it anywhere.
func TestTheServiceIsTheServerOfItsFolder(t *testing.T) {
	dir, home := demoCopy(t), t.TempDir()
	settings := fmt.Sprintf("http: \"127.0.0.1:0\"\nkey-file: %q\n", dir+".key")
	require.NoError(t, os.WriteFile(filepath.Join(home, "motcua.yaml"), []byte(settings), 0o600))
	endsCleanly(t, dir, start(t, "service", "run", "--home", home, "--dir", dir))

	code, _, said := run(t, "service", "run", "--home", filepath.Join(home, "gone"), "--dir", dir)
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "motcua service uninstall")
}

func endsCleanly(t *testing.T, dir string, s *server) {
	t.Helper()
	require.True(t, s.healthy())
	require.NoError(t, s.cmd.Process.Signal(syscall.SIGTERM))
	for s.lines.Scan() { // to the end of its output, so that Wait does not cut it off
		t.Log(s.lines.Text())
	}
	require.NoError(t, s.cmd.Wait(), s.said.String())
	assert.Zero(t, s.cmd.ProcessState.ExitCode())
	assert.Empty(t, s.said.String(), "nothing to complain about")
	assert.NoFileExists(t, dir+"/data.db-wal", "the log was written back")
	code, _, said := run(t, "dossier", "rebuild", "--check", "--dir", dir)
	assert.Zero(t, code, said)
}
