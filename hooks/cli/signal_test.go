//go:build !windows

package cli_test

import (
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestATerminatedServerEndsCleanly(t *testing.T) {
	dir := demoCopy(t)
	s := start(t, "serve", "--http", "127.0.0.1:0", "--dir", dir)
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
