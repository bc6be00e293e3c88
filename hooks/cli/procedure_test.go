package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ran is one command to its end: what it printed and its exit code.
func ran(t *testing.T, args ...string) (out, said string, code int) {
	t.Helper()
	c := command(t, args...)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return stdout.String(), stderr.String(), c.ProcessState.ExitCode()
}

type importAnswer struct {
	Imported    int `json:"imported"`
	Updated     int `json:"updated"`
	Unchanged   int `json:"unchanged"`
	NeedsReview []struct {
		Code, Field, Problem string
	} `json:"needs_review"`
	Failed []struct {
		File, Problem string
	} `json:"failed"`
}

func catalogueFile(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs("../domain/catalogue/testdata/" + name + ".json")
	require.NoError(t, err)
	return path
}

func TestProcedureImportOnAnEmptyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	bad := filepath.Join(t.TempDir(), "hong.json")
	require.NoError(t, os.WriteFile(bad, []byte(`{"ma_thu_tuc":`), 0o600))
	args := []string{"procedure", "import", "--json", "--dir", dir, catalogueFile(t, "no_unit"), bad, catalogueFile(t, "clean"), "khong-co.json"}

	var got importAnswer
	out, said, code := ran(t, args...)
	assert.Equal(t, 1, code, "a file failed")
	assert.Contains(t, said, "2 tệp không nhập được")
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	assert.Equal(t, 2, got.Imported)
	require.Len(t, got.Failed, 2)
	assert.Contains(t, got.Failed[0].Problem, "dòng 1")
	require.Len(t, got.NeedsReview, 2)
	assert.Equal(t, "deadline.limit", got.NeedsReview[0].Field)
	assert.Contains(t, got.NeedsReview[0].Problem, "Thời hạn chỉ ghi số 3")

	var again importAnswer
	out, _, code = ran(t, "procedure", "import", "--json", "--publish", "--dir", dir, catalogueFile(t, "no_unit"), catalogueFile(t, "clean"))
	assert.Zero(t, code)
	require.NoError(t, json.Unmarshal([]byte(out), &again))
	assert.Equal(t, 2, again.Unchanged)

	out, _, code = ran(t, "procedure", "check", "9.100001", "--dir", dir)
	assert.Zero(t, code, "published")
	assert.Contains(t, out, "Tốt")
	out, _, code = ran(t, "procedure", "check", "9.100002", "--dir", dir)
	assert.Equal(t, 1, code, "a draft with doubts")
	assert.Contains(t, out, "deadline.limit")
	out, _, code = ran(t, "procedure", "diff", "9.100002", "--dir", dir)
	assert.Zero(t, code)
	assert.Contains(t, out, "+ Ghi tên vào sổ chợ phiên")

	file := filepath.Join(t.TempDir(), "ra.json")
	_, _, code = ran(t, "procedure", "export", file, "--dir", dir)
	assert.Zero(t, code)
	out, _, code = ran(t, "procedure", "import", "--json", "--dir", dir, file)
	assert.Zero(t, code)
	var round importAnswer
	require.NoError(t, json.Unmarshal([]byte(out), &round))
	assert.Zero(t, round.Imported+round.Updated, "out and in again changes nothing")
	assert.NotZero(t, round.Unchanged)
}

func TestProcedureCommandsWrittenWrongly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{
		{"import"}, {"import", "--publsh", "x.json"}, {"export"}, {"check"}, {"check", "1", "2"}, {"diff"},
		{"import", "--unit", "khong-co", catalogueFile(t, "clean")},
	} {
		_, said, code := ran(t, append(append([]string{"procedure"}, args...), "--dir", dir)...)
		assert.Equal(t, 2, code, args)
		assert.NotEmpty(t, said, args)
	}
	_, said, code := ran(t, "procedure", "check", "9.999999", "--dir", dir)
	assert.Equal(t, 1, code)
	assert.Contains(t, said, "Không có thủ tục này")
	_, _, code = ran(t, "procedure", "diff", "1.000656", "--from", "9", "--dir", dir)
	assert.Equal(t, 1, code)
}
