package cli

import (
	"errors"
	"os"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// read loads the settings in an empty working folder with what a test puts there.
func read(t *testing.T, yaml string, env map[string]string, args ...string) (Config, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	if yaml != "" {
		require.NoError(t, os.WriteFile("motcua.yaml", []byte(yaml), 0o600))
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
	f := pflag.NewFlagSet("test", pflag.ContinueOnError)
	flagsOf(f, "0.0.0.0:8090")
	require.NoError(t, f.Parse(args))
	return loadConfig(f)
}

func TestSettingsFlagsOverEnvironmentOverFileOverDefaults(t *testing.T) {
	file := "dir: from-file\nhttp: \"127.0.0.1:1001\"\nbase-url: https://file.vn\n"
	env := map[string]string{"MOTCUA_DIR": "from-env", "MOTCUA_HTTP": "127.0.0.1:1002"}

	c, err := read(t, "", nil)
	require.NoError(t, err)
	assert.Equal(t, Config{Dir: "pb_data", HTTP: "0.0.0.0:8090"}, c)

	t.Run("file over default", func(t *testing.T) {
		c, err := read(t, file, nil)
		require.NoError(t, err)
		assert.Equal(t, Config{Dir: "from-file", HTTP: "127.0.0.1:1001", BaseURL: "https://file.vn"}, c)
	})
	t.Run("environment over file", func(t *testing.T) {
		c, err := read(t, file, env)
		require.NoError(t, err)
		assert.Equal(t, Config{Dir: "from-env", HTTP: "127.0.0.1:1002", BaseURL: "https://file.vn"}, c)
	})
	t.Run("flag over environment", func(t *testing.T) {
		c, err := read(t, file, env, "--dir", "from-flag")
		require.NoError(t, err)
		assert.Equal(t, Config{Dir: "from-flag", HTTP: "127.0.0.1:1002", BaseURL: "https://file.vn"}, c)
	})
	t.Run("a file named in the environment, and none by accident", func(t *testing.T) {
		_, err := read(t, "", map[string]string{"MOTCUA_CONFIG": "other.yaml"})
		require.ErrorContains(t, err, "other.yaml", "a file that was named must be there")
		require.NoError(t, os.WriteFile("other.yaml", []byte("dir: other\n"), 0o600))
		require.NoError(t, os.WriteFile("motcua", []byte{0x7f, 'E', 'L', 'F', 0}, 0o600)) // the program itself
		f := pflag.NewFlagSet("test", pflag.ContinueOnError)
		flagsOf(f, "")
		c, err := loadConfig(f)
		require.NoError(t, err)
		assert.Equal(t, "other", c.Dir)
		t.Setenv("MOTCUA_CONFIG", "")
		_, err = loadConfig(f)
		require.NoError(t, err)
	})
	t.Run("a dash in a key is an underscore in the environment", func(t *testing.T) {
		c, err := read(t, "", map[string]string{"MOTCUA_KEY_FILE": "k", "MOTCUA_BASE_URL": "http://a.vn"})
		require.NoError(t, err)
		assert.Equal(t, "k", c.KeyFile)
		assert.Equal(t, "http://a.vn", c.BaseURL)
	})
}

func TestSettingsThatAreNotUnderstoodAreNamedAndRefused(t *testing.T) {
	tests := map[string]struct {
		yaml string
		env  map[string]string
		args []string
		says []string
	}{
		"an unknown key of the file":     {yaml: "dri: x\n", says: []string{"motcua.yaml", "dri", "dir"}},
		"a key inside another":           {yaml: "http:\n  port: 80\n", says: []string{"http"}},
		"a number for a text":            {yaml: "dir: 7\n", says: []string{"dir"}},
		"a file that is no YAML":         {yaml: ":::\n- a\nb", says: []string{"tệp cấu hình"}},
		"an unknown variable":            {env: map[string]string{"MOTCUA_PORT": "1"}, says: []string{"MOTCUA_PORT"}},
		"an address without a port":      {args: []string{"--http", "localhost"}, says: []string{"http", "localhost"}},
		"a port that is no number":       {yaml: "http: \"127.0.0.1:abcd\"\n", says: []string{"http", "abcd"}},
		"an empty data folder":           {args: []string{"--dir", ""}, says: []string{"dir"}},
		"a base address without a name":  {env: map[string]string{"MOTCUA_BASE_URL": "https://"}, says: []string{"base-url"}},
		"a base address without http(s)": {args: []string{"--base-url", "motcua.vn"}, says: []string{"base-url", "motcua.vn"}},
	}
	for name, x := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, x.yaml, x.env, x.args...)
			var wrong UsageError
			require.True(t, errors.As(err, &wrong), "%v", err)
			for _, word := range x.says {
				assert.ErrorContains(t, err, word)
			}
		})
	}
}

func TestDemoOwnsOnlyWhatItMade(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, demoOwns(dir), "an empty folder may be taken")
	require.NoError(t, demoOwns(dir+"/none"), "a missing one too")
	require.NoError(t, os.WriteFile(dir+"/data.db", nil, 0o600))
	require.ErrorContains(t, demoOwns(dir), dir)
	require.NoError(t, clearDemo(dir))
	assert.FileExists(t, dir+"/data.db", "nothing is deleted where no mark is")

	require.NoError(t, writeMark(dir, demoMark{Ready: true}))
	require.NoError(t, os.WriteFile(dir+".key", nil, 0o600))
	require.NoError(t, demoOwns(dir))
	require.NoError(t, clearDemo(dir))
	assert.NoFileExists(t, dir+"/data.db")
	assert.NoFileExists(t, dir+".key")

	require.NoError(t, os.WriteFile(dir+"/"+markName, []byte("{"), 0o600))
	m, err := readMark(dir)
	require.NoError(t, err)
	assert.False(t, m.Ready, "a mark that was cut off means: make it anew")
}
