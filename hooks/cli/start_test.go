package cli_test

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever keeps the server from starting is said in words that tell what to
// do, never in the machine's own.
func TestWhatStandsInTheWayOfStartingIsSaidPlainly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	code, _, said := run(t, "unit", "add", "--dir", dir, "--name", "Ủy ban nhân dân xã An Bình", "--identifier", "H99.132")
	require.Equal(t, 0, code, said)
	refused := func(word string, args ...string) {
		t.Helper()
		code, _, said := run(t, append([]string{"serve", "--http", "127.0.0.1:0"}, args...)...)
		assert.Equal(t, 1, code)
		assert.Contains(t, said, word)
		assert.NotRegexp(t, `(?i)\b(no such|file is|address already|error|mkdir|open |read )`, said)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	refused("đang có chương trình khác dùng", "--dir", dir, "--http", l.Addr().String())
	require.NoError(t, l.Close())

	key := read(t, dir+".key")
	require.NoError(t, os.Remove(dir+".key"))
	refused("Thiếu tệp khóa", "--dir", dir)
	require.NoError(t, os.WriteFile(dir+".key", []byte("zz"), 0o600))
	refused("đã hỏng", "--dir", dir)
	require.NoError(t, os.WriteFile(dir+".key", []byte("00000000000000000000000000000000000000000000000000000000000000ff"), 0o600))
	refused("không phải của thư mục", "--dir", dir)
	require.NoError(t, os.WriteFile(dir+".key", key, 0o600))

	file := filepath.Join(t.TempDir(), "tep")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	refused("là một tệp", "--dir", file)
	broken := filepath.Join(t.TempDir(), "hong")
	require.NoError(t, os.MkdirAll(broken, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(broken, "data.db"), make([]byte, 9000), 0o600))
	b := make([]byte, 9000)
	copy(b, "không phải cơ sở dữ liệu")
	require.NoError(t, os.WriteFile(filepath.Join(broken, "data.db"), b, 0o600))
	refused("Cơ sở dữ liệu đã hỏng", "--dir", broken)
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}
