package cli_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBackupOfAServingFolderRestoresElsewhereAndServes(t *testing.T) {
	dir := demoCopy(t)
	s := start(t, "serve", "--http", "127.0.0.1:0", "--dir", dir)
	require.Eventually(t, s.healthy, 10*time.Second, 20*time.Millisecond)
	place := filepath.Join(t.TempDir(), "bản sao")

	code, out, said := run(t, "backup", place, "--dir", dir, "--json")
	require.Equal(t, 0, code, said)
	var made struct{ Dir string }
	require.NoError(t, json.Unmarshal([]byte(out), &made))
	code, out, said = run(t, "backup", place, "--dir", dir)
	require.Equal(t, 0, code, said)
	assert.Contains(t, out, "Tệp khóa không nằm trong bản sao")
	assert.NotContains(t, out, "70 tệp mới", "the second copies nothing again")
	assert.True(t, s.healthy(), "it serves on")

	code, out, said = run(t, "doctor", "--dir", dir)
	assert.Equal(t, 1, code, "no backup in the nightly place yet: Nguy")
	assert.Contains(t, out, "Chuỗi băm liền mạch")
	assert.Contains(t, said, "có mục Nguy")
	code, _, said = run(t, "healthcheck", "--http", strings.TrimPrefix(s.url, "http://"))
	assert.Equal(t, 0, code, said)
	s.end(t)
	code, _, said = run(t, "healthcheck", "--http", strings.TrimPrefix(s.url, "http://"))
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "không trả lời")

	code, out, said = run(t, "restore", "--check", place)
	require.Equal(t, 0, code, said)
	assert.Contains(t, out, "nguyên vẹn")
	into := filepath.Join(t.TempDir(), "mới")
	code, out, said = run(t, "restore", made.Dir, "--into", into)
	require.Equal(t, 0, code, said)
	assert.Contains(t, out, into+".key")
	key, err := os.ReadFile(dir + ".key")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(into+".key", key, 0o600))
	again := start(t, "serve", "--http", "127.0.0.1:0", "--dir", into)
	require.Eventually(t, again.healthy, 10*time.Second, 20*time.Millisecond)
	res, err := http.Get(again.url + "/dang-nhap")
	require.NoError(t, err)
	defer res.Body.Close() //nolint:errcheck // only the status is asked for
	assert.Equal(t, http.StatusOK, res.StatusCode)
	again.end(t)
	code, _, said = run(t, "audit", "verify", "--dir", into)
	assert.Equal(t, 0, code, said)
	code, _, said = run(t, "dossier", "rebuild", "--check", "--dir", into)
	assert.Equal(t, 0, code, said)
}

func TestBackupOfASleepingFolder(t *testing.T) {
	dir := demoCopy(t)
	place := t.TempDir()
	code, out, said := run(t, "backup", place, "--dir", dir)
	require.Equal(t, 0, code, said)
	assert.Contains(t, out, "Tốt: đã sao lưu")
	code, _, said = run(t, "backup", filepath.Join(dir, "x"), "--dir", dir)
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "nằm trong thư mục dữ liệu")

	objects, err := filepath.Glob(filepath.Join(place, "files", "*", "*"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(objects[0], []byte("x"), 0o600))
	code, out, said = run(t, "restore", "--check", place, "--json")
	assert.Equal(t, 1, code)
	assert.Contains(t, out, `"code": "backup.file_changed"`)
	assert.Contains(t, said, "không dùng được")
	into := filepath.Join(t.TempDir(), "x")
	code, _, _ = run(t, "restore", place, "--into", into)
	assert.Equal(t, 1, code)
	assert.NoDirExists(t, into)
}

func TestOperatorsCommandsWrittenWrongly(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "none")
	for _, c := range []struct {
		code int
		said string
		args []string
	}{
		{2, "cần một thư mục", []string{"backup"}},
		{2, "thiếu --into", []string{"restore", "x"}},
		{2, "chọn một trong hai", []string{"restore", "x", "--check", "--into", "y"}},
		{1, "Không thấy bản sao nào", []string{"restore", "--check", t.TempDir()}},
		{1, "Không thấy dữ liệu", []string{"backup", t.TempDir(), "--dir", empty}},
		{1, "Không thấy dữ liệu", []string{"doctor", "--dir", empty}},
		{2, "không hiểu", []string{"doctor", "x"}},
	} {
		code, _, said := run(t, c.args...)
		assert.Equal(t, c.code, code, c.args)
		assert.Contains(t, said, c.said, c.args)
	}
	assert.NoDirExists(t, empty, "looking makes no folder")
}

func TestAServerKilledInTheMiddleLeavesNoHalfBackupThatLooksWhole(t *testing.T) {
	dir, place := demoCopy(t), t.TempDir()
	for range 3 {
		s := start(t, "serve", "--http", "127.0.0.1:0", "--dir", dir)
		require.Eventually(t, s.healthy, 10*time.Second, 20*time.Millisecond)
		c := command(t, "backup", place, "--dir", dir)
		require.NoError(t, c.Start())
		begun := func() bool {
			half, err := filepath.Glob(filepath.Join(place, ".partial-*"))
			return err == nil && len(half) > 0
		}
		require.Eventually(t, begun, 10*time.Second, time.Millisecond)
		s.end(t)
		err := c.Wait()
		whole, globErr := filepath.Glob(filepath.Join(place, "2*"))
		require.NoError(t, globErr)
		if err != nil {
			t.Logf("cut short; %d whole backups so far", len(whole))
		}
		for _, b := range whole {
			code, _, said := run(t, "restore", "--check", b)
			assert.Equal(t, 0, code, said)
		}
	}
	code, _, said := run(t, "backup", place, "--dir", dir)
	require.Equal(t, 0, code, said)
	half, err := filepath.Glob(filepath.Join(place, ".partial-*"))
	require.NoError(t, err)
	assert.Empty(t, half, "the next backup sweeps what was left")
	code, _, said = run(t, "restore", "--check", place)
	assert.Equal(t, 0, code, said)
}

// A copy that leaves the machine is sealed, and restore opens it with its key.
func TestASealedCopyByCommand(t *testing.T) {
	dir, place, away := filepath.Join(t.TempDir(), "data"), t.TempDir(), t.TempDir()
	code, _, said := run(t, "unit", "add", "--dir", dir, "--name", "Ủy ban nhân dân xã An Bình", "--identifier", "H99.132")
	require.Equal(t, 0, code, said)
	code, _, said = run(t, "backup", place, "--dir", dir)
	require.Equal(t, 0, code, said)
	code, out, _ := run(t, "backup", "key")
	require.Equal(t, 0, code)
	public := regexp.MustCompile(`age1[a-z0-9]+`).FindString(out)
	private := filepath.Join(t.TempDir(), "khoa-mo.txt")
	require.NoError(t, os.WriteFile(private, []byte(regexp.MustCompile(`AGE-SECRET-KEY-1\w+`).FindString(out)), 0o600))
	code, _, said = run(t, "backup", "seal", "--from", place, "--to", away)
	assert.Equal(t, 2, code, "no key in the settings")
	assert.Contains(t, said, "backup-recipient")
	code, _, said = run(t, "backup", "seal", "--from", place, "--to", away, "--backup-recipient", "age1sai")
	assert.Equal(t, 2, code, said)
	code, _, said = run(t, "backup", "seal", "--from", place, "--to", away, "--backup-recipient", public)
	require.Equal(t, 0, code, said)
	found, err := filepath.Glob(filepath.Join(away, "*.motcua.age"))
	require.NoError(t, err)
	require.Len(t, found, 1)
	code, _, said = run(t, "restore", "--check", found[0])
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "--open-key")
	code, out, said = run(t, "restore", "--check", found[0], "--open-key", private)
	assert.Equal(t, 0, code, said)
	assert.Contains(t, out, "nguyên vẹn")
	into := filepath.Join(t.TempDir(), "thu")
	code, _, said = run(t, "restore", found[0], "--open-key", private, "--into", into)
	assert.Equal(t, 0, code, said)
	assert.FileExists(t, filepath.Join(into, "data.db"))
}
