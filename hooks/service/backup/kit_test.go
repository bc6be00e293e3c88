package backup_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return b
}

// tree is every file below root by its hash.
func tree(t testing.TB, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		sum := sha256.Sum256(read(t, path))
		out[rel] = hex.EncodeToString(sum[:])
		return err
	}))
	require.NotEmpty(t, out)
	return out
}

// biggest is the largest file below root: a paper, not its note of attributes.
func biggest(t testing.TB, root string) string {
	t.Helper()
	best, size := "", int64(-1)
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > size {
			best, size = path, info.Size()
		}
		return err
	}))
	return best
}

// save keeps files as they are and returns how to put them back.
func save(t testing.TB, paths ...string) func() {
	t.Helper()
	kept := make([][]byte, len(paths))
	for i, p := range paths {
		kept[i] = read(t, p)
	}
	return func() {
		for i, p := range paths {
			require.NoError(t, os.WriteFile(p, kept[i], 0o600))
		}
	}
}

// relist changes the first line of a backup's list and makes the manifest
// agree, as somebody with bad intentions would.
func relist(dir string, change func(map[string]any)) func(*testing.T) {
	return func(t *testing.T) {
		path := filepath.Join(dir, "files.jsonl")
		first, rest, _ := bytes.Cut(read(t, path), []byte("\n"))
		var e map[string]any
		require.NoError(t, json.Unmarshal(first, &e))
		change(e)
		line, err := json.Marshal(e)
		require.NoError(t, err)
		b := append(append(line, '\n'), rest...)
		require.NoError(t, os.WriteFile(path, b, 0o600))
		sum := sha256.Sum256(b)
		edit(filepath.Join(dir, "manifest.json"), func(m map[string]any) {
			m["list"] = map[string]any{"path": "files.jsonl", "bytes": len(b), "sha256": hex.EncodeToString(sum[:])}
		})(t)
	}
}

// dedupe drops neighbours that are the same.
func dedupe(in []int64) []int64 {
	var out []int64
	for _, v := range in {
		if len(out) == 0 || out[len(out)-1] != v {
			out = append(out, v)
		}
	}
	return out
}
