package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

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

func TestTheUnitOfSystemdIsWhole(t *testing.T) {
	quote := func(s string) string { return `"` + s + `"` }
	u, err := template.New("unit").Funcs(template.FuncMap{"cmd": quote, "cmdEscape": func(s string) string { return strings.ReplaceAll(s, " ", `\x20`) }}).Parse(systemdUnit)
	require.NoError(t, err)
	c := serviceConfig([]string{"--dir", "/srv/một cửa"}, "motcua", "/srv")
	var b bytes.Buffer
	require.NoError(t, u.Execute(&b, map[string]any{"Description": c.Description, "Path": "/opt/motcua", "Arguments": c.Arguments, "WorkingDirectory": c.WorkingDirectory, "UserName": c.UserName}))
	assert.Contains(t, b.String(), "ExecStart=/opt/motcua \"service\" \"run\" \"--dir\" \"/srv/một cửa\"\nWorkingDirectory=/srv\nUser=motcua\n")
	assert.NotContains(t, b.String(), "<no value>")
}
