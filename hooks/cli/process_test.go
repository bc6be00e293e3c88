package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks"
)

// home is where the program is built and the demo is made, once for all tests.
var home string

func TestMain(m *testing.M) {
	var err error
	if home, err = os.MkdirTemp("", "motcua-cli"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(home) // the system's temporary folder is cleaned in any case
	os.Exit(code)
}

var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(home, "motcua")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, "motcua").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

// command is the real program in a working folder without motcua.yaml.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := program()
	require.NoError(t, err)
	c := exec.Command(path, args...)
	c.Dir = t.TempDir()
	return c
}

// run executes the program to its end.
func run(t *testing.T, args ...string) (code int, out, said string) {
	t.Helper()
	c := command(t, args...)
	var o, e bytes.Buffer
	c.Stdout, c.Stderr = &o, &e
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return c.ProcessState.ExitCode(), o.String(), e.String()
}

// server is the program while it serves.
type server struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
	url   string
	said  *bytes.Buffer
}

// start runs the program until it has printed its address.
func start(t *testing.T, args ...string) *server {
	t.Helper()
	s := &server{cmd: command(t, args...), said: &bytes.Buffer{}}
	s.cmd.Stderr = s.said
	out, err := s.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, s.cmd.Start())
	t.Cleanup(func() { _ = s.cmd.Process.Kill() }) // over already when the test stopped it
	s.lines = bufio.NewScanner(out)
	for s.lines.Scan() {
		if _, rest, ok := strings.Cut(s.lines.Text(), "http://"); ok {
			s.url = "http://" + strings.FieldsFunc(rest, func(r rune) bool { return r == '"' || r == ' ' })[0]
			return s
		}
	}
	_ = s.cmd.Wait() // what it said is the message
	require.Fail(t, "no address", s.said.String())
	return nil
}

func (s *server) healthy() bool {
	res, err := http.Get(s.url + "/healthz")
	if err != nil {
		return false
	}
	defer res.Body.Close() //nolint:errcheck // only the status is asked for
	return res.StatusCode == http.StatusOK
}

// end stops the program at once: what it acknowledged must be there all the same.
func (s *server) end(t *testing.T) {
	t.Helper()
	require.NoError(t, s.cmd.Process.Kill())
	_ = s.cmd.Wait() // killed: the error is the signal
}

// demoFolder is a seeded demo, made once; each test takes a copy.
var demoFolder = sync.OnceValues(func() (string, error) {
	path, err := program()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(home, "demo")
	c := exec.Command(path, "demo", "--json", "--http", "127.0.0.1:0", "--dir", dir)
	c.Dir = home
	out, err := c.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := c.Start(); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_ = c.Process.Kill() // it has said what was asked
	_ = c.Wait()
	if err != nil {
		return "", err
	}
	return dir, os.WriteFile(filepath.Join(home, "first-line"), []byte(line), 0o600)
})

func demoCopy(t *testing.T) string {
	t.Helper()
	from, err := demoFolder()
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "demo")
	require.NoError(t, os.CopyFS(dir, os.DirFS(from)))
	key, err := os.ReadFile(from + ".key")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(dir+".key", key, 0o600))
	return dir
}

func TestExitCodes(t *testing.T) {
	tests := map[string]struct {
		args []string
		code int
		says string
	}{
		"version":              {[]string{"version"}, 0, ""},
		"help":                 {[]string{"--help"}, 0, ""},
		"unknown command":      {[]string{"nonsense"}, 2, "không có lệnh này"},
		"unknown part":         {[]string{"dossier", "nonsense"}, 2, "nonsense"},
		"unknown flag":         {[]string{"serve", "--port", "1"}, 2, "không có tham số --port"},
		"unknown root flag":    {[]string{"--port", "1"}, 2, "không có tham số --port"},
		"flag without a value": {[]string{"serve", "--dir"}, 2, "--dir còn thiếu giá trị"},
		"flag of another kind": {[]string{"demo", "--fresh=abc"}, 2, "--fresh không nhận giá trị “abc”"},
		"unknown service":      {[]string{"service", "nonsense"}, 2, "nonsense"},
		"unknown procedure":    {[]string{"procedure", "nonsense"}, 2, "nonsense"},
		"stray word":           {[]string{"version", "now"}, 2, "now"},
		"wrong setting":        {[]string{"serve", "--http", "here"}, 2, "http"},
		"superuser without":    {[]string{"superuser", "upsert", "a@b.vn"}, 2, "mật khẩu"},
		"no such batch file":   {[]string{"deadline", "--batch", "none.jsonl"}, 1, "none.jsonl"},
		"key of another house": {[]string{"audit", "verify", "--dir", "DEMO", "--key-file", "KEY"}, 1, "key"},
	}
	for name, x := range tests {
		t.Run(name, func(t *testing.T) {
			args := append([]string{}, x.args...)
			for i, a := range args {
				switch a {
				case "DEMO":
					args[i] = demoCopy(t)
				case "KEY":
					args[i] = filepath.Join(t.TempDir(), "other.key")
					require.NoError(t, os.WriteFile(args[i], []byte(strings.Repeat("A", 43)+"=\n"), 0o600))
				}
			}
			code, _, said := run(t, args...)
			assert.Equal(t, x.code, code, said)
			assert.Contains(t, said, x.says)
			assert.LessOrEqual(t, strings.Count(said, "\n"), 1, "one clear sentence: %s", said)
		})
	}
}

// TestAFolderWithoutDataIsNotFoundSound: a slip in --dir must not be answered "Tốt".
func TestAFolderWithoutDataIsNotFoundSound(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "typo")
	for _, args := range [][]string{
		{"audit", "verify"}, {"dossier", "rebuild", "--check"}, {"doctor"},
		{"report", "ii06a", "--unit", "an-binh", "--from", "2026-11-01", "--to", "2026-11-30"},
	} {
		code, out, said := run(t, append(args, "--dir", dir)...)
		assert.Equal(t, 1, code, args)
		assert.Empty(t, out, args)
		assert.Contains(t, said, dir, args)
	}
	assert.NoDirExists(t, dir)
}

func TestVersionSaysWhatItWasMadeFrom(t *testing.T) {
	code, out, _ := run(t, "version", "--json")
	require.Zero(t, code)
	var v map[string]string
	require.NoError(t, json.Unmarshal([]byte(out), &v))
	assert.Equal(t, "v0.39.11", v["pocketbase"])
	assert.Equal(t, runtime.Version(), v["go"])
	assert.NotEmpty(t, v["version"])
	assert.NotEmpty(t, v["sqlite"])
}

func TestDemoSaysItsAddressesAndAccounts(t *testing.T) {
	_, err := demoFolder()
	require.NoError(t, err)
	line, err := os.ReadFile(filepath.Join(home, "first-line"))
	require.NoError(t, err)
	var d struct {
		URL      string
		Units    []struct{ Code, Name, Path string }
		Accounts []struct{ Email, Password, Role, Unit string }
	}
	require.NoError(t, json.Unmarshal(line, &d))
	assert.True(t, strings.HasPrefix(d.URL, "http://127.0.0.1:"), d.URL)
	require.Len(t, d.Units, 4)
	roles := map[string]int{}
	for _, a := range d.Accounts {
		roles[a.Role]++
		assert.NotEmpty(t, a.Email+a.Password+a.Unit)
	}
	assert.Len(t, roles, 8, "every role: %v", roles)
}

func TestDemoIsUsedAgainAndMadeAnewOnlyWhenAsked(t *testing.T) {
	dir := demoCopy(t)
	mark, err := os.ReadFile(filepath.Join(dir, "motcua-demo.json"))
	require.NoError(t, err)
	s := start(t, "demo", "--http", "127.0.0.1:0", "--dir", dir)
	assert.True(t, s.healthy())
	s.end(t)
	again, err := os.ReadFile(filepath.Join(dir, "motcua-demo.json"))
	require.NoError(t, err)
	assert.Equal(t, string(mark), string(again))

	s = start(t, "demo", "--fresh", "--http", "127.0.0.1:0", "--dir", dir)
	assert.True(t, s.healthy())
	s.end(t)
	again, err = os.ReadFile(filepath.Join(dir, "motcua-demo.json"))
	require.NoError(t, err)
	assert.NotEqual(t, string(mark), string(again))
}

func TestDemoLeavesForeignFoldersAlone(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "data.db"), []byte("somebody's"), 0o600))
	for _, args := range [][]string{{"demo", "--dir", dir}, {"demo", "--dir", dir, "--fresh"}} {
		code, out, said := run(t, append(args, "--http", "127.0.0.1:0")...)
		assert.Equal(t, 1, code)
		assert.Empty(t, out)
		assert.Contains(t, said, dir)
	}
	list, err := fs.ReadDir(os.DirFS(dir), ".")
	require.NoError(t, err)
	assert.Len(t, list, 1, "nothing added, nothing taken")
}

func TestABusyPortIsSaidBeforeAnythingIsMade(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close() //nolint:errcheck // the test is over
	dir := filepath.Join(t.TempDir(), "new")
	for _, name := range []string{"demo", "serve"} {
		code, _, said := run(t, name, "--dir", dir, "--http", l.Addr().String())
		assert.Equal(t, 1, code)
		assert.Contains(t, said, l.Addr().String())
		assert.Contains(t, said, "--http")
		assert.NoFileExists(t, filepath.Join(dir, "data.db"))
	}
}

func TestServeAnswersWithinASecond(t *testing.T) {
	dir := demoCopy(t)
	best := time.Hour
	for range 4 { // the first start after a copy reads from disk; the machine may be busy with other tests
		begun := time.Now() //nolint:forbidigo // measures the real program
		s := start(t, "serve", "--http", "127.0.0.1:0", "--dir", dir)
		require.True(t, s.healthy())
		best = min(best, time.Since(begun))
		s.end(t)
		if best < time.Second {
			break
		}
	}
	assert.Less(t, best, time.Second)
}

func TestAFolderInUseIsRefused(t *testing.T) {
	dir := demoCopy(t)
	s := start(t, "serve", "--http", "127.0.0.1:0", "--dir", dir)
	commands := [][]string{
		{"serve", "--http", "127.0.0.1:0"}, {"demo", "--http", "127.0.0.1:0", "--fresh"}, {"dossier", "rebuild"}, {"dossier", "rebuild", "--check"},
		{"audit", "verify"}, {"superuser", "upsert", "van.hanh@xa.vn", "mat-khau-dai-du"},
	}
	for _, args := range commands {
		code, out, said := run(t, append(args, "--dir", dir)...)
		assert.Equal(t, 1, code, args)
		assert.Empty(t, out, args)
		assert.Contains(t, said, "đang được", args)
	}
	assert.True(t, s.healthy(), "the server does not mind")
	s.end(t)
	code, out, said := run(t, "superuser", "upsert", "van.hanh@xa.vn", "mat-khau-dai-du", "--dir", dir)
	assert.Zero(t, code, said)
	assert.Contains(t, out, "van.hanh@xa.vn")
	code, _, said = run(t, "superuser", "upsert", "van.hanh@xa.vn", "ngan", "--dir", dir)
	assert.Equal(t, 1, code, said)
}

func TestRebuildAndAudit(t *testing.T) {
	dir := demoCopy(t)
	code, out, said := run(t, "dossier", "rebuild", "--check", "--dir", dir)
	require.Zero(t, code, said)
	assert.Contains(t, out, "Tốt")
	code, out, said = run(t, "audit", "verify", "--json", "--unit", "an-binh", "--dir", dir)
	require.Zero(t, code, said)
	var whole struct {
		Units []struct {
			Unit   string
			Events int
			BadSeq int `json:"bad_seq"`
		}
	}
	require.NoError(t, json.Unmarshal([]byte(out), &whole))
	require.Len(t, whole.Units, 1)
	assert.Greater(t, whole.Units[0].Events, 100)

	change(t, dir, "UPDATE dossiers SET shelf = 'Z9' WHERE code != '' AND id = (SELECT dossier FROM dossier_events WHERE kind = 'receive' ORDER BY at LIMIT 1)")
	code, out, said = run(t, "dossier", "rebuild", "--check", "--dir", dir)
	assert.Equal(t, 1, code)
	assert.Contains(t, out, "shelf")
	assert.Contains(t, said, "motcua dossier rebuild")
	code, _, said = run(t, "dossier", "rebuild", "--dir", dir)
	assert.Zero(t, code, said)
	code, out, _ = run(t, "dossier", "rebuild", "--check", "--json", "--dir", dir)
	assert.Zero(t, code)
	assert.JSONEq(t, `{"different":[]}`, out)

	change(t, dir, "UPDATE dossier_events SET ground = 'sửa' WHERE seq = 7 AND unit = (SELECT id FROM units WHERE code = 'an-binh')")
	code, out, said = run(t, "audit", "verify", "--dir", dir)
	assert.Equal(t, 1, code)
	assert.Contains(t, out, "Nguy: an-binh, sự kiện số 7")
	assert.Contains(t, out, "Tốt: phuoc-loc")
	assert.Contains(t, said, "1 đơn vị")
	code, out, _ = run(t, "audit", "verify", "--json", "--dir", dir)
	assert.Equal(t, 1, code)
	assert.Contains(t, out, `"bad_seq": 7`)
	code, _, said = run(t, "audit", "verify", "--unit", "khong-co", "--dir", dir)
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "khong-co")
}

// change does to a folder what no command does.
func change(t *testing.T, dir, sql string) {
	t.Helper()
	db, err := hooks.Connect(filepath.Join(dir, "data.db"))
	require.NoError(t, err)
	res, err := db.NewQuery(sql).Execute()
	require.NoError(t, err)
	n, err := res.RowsAffected()
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.NoError(t, db.Close())
}
