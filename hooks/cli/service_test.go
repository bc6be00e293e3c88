package cli

import (
	"path/filepath"
	"regexp"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheServiceRunsWithAbsoluteFoldersAndOnlyWhatWasAsked(t *testing.T) {
	f := pflag.NewFlagSet("x", pflag.ContinueOnError)
	flagsOf(f, "0.0.0.0:8090")
	require.NoError(t, f.Parse([]string{"--http", "0.0.0.0:80", "--backup-dir", "bk", "--dir", "d"}))
	got, err := serviceArgs(f, Config{Dir: "d"})
	require.NoError(t, err)
	abs := func(p string) string { a, err := filepath.Abs(p); require.NoError(t, err); return a }
	assert.Equal(t, []string{"--dir", abs("d"), "--http", "0.0.0.0:80", "--backup-dir", abs("bk")}, got)
}

// TestTheUnitOfSystemdSpeaksTheLibrarysLanguage: only what its template engine
// knows; anything else is refused at the installation and leaves an empty unit.
func TestTheUnitOfSystemdSpeaksTheLibrarysLanguage(t *testing.T) {
	actions := regexp.MustCompile(`\{\{(.*?)\}\}`).FindAllStringSubmatch(systemdUnit, -1)
	require.NotEmpty(t, actions)
	known := regexp.MustCompile(`^(end|\. \| cmd|(if |range )?(Description|Path|Arguments|WorkingDirectory|UserName)( \| (cmd|cmdEscape))?)$`)
	for _, a := range actions {
		assert.Regexp(t, known, a[1])
	}
	assert.NotRegexp(t, known, "if .UserName", "the twin: a name with a dot is not known")
	assert.Contains(t, systemdUnit, "\nExecStart={{Path | cmdEscape}}{{range Arguments}} {{. | cmd}}{{end}}\n")
	c := serviceConfig([]string{"--dir", "/srv/một cửa"}, "motcua", "/srv")
	assert.Equal(t, []string{"service", "run", "--home", "/srv", "--dir", "/srv/một cửa"}, c.Arguments)
}
