package backup_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/service/backup"
)

// A sealed copy is one file in which nobody reads anything, and which its key
// turns back into the same folder.
func TestASealedCopyGivesTheSameFolderToItsKeyAlone(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 2)
	place, away, work := t.TempDir(), t.TempDir(), t.TempDir()
	made, err := keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	public, private, err := backup.NewKey()
	require.NoError(t, err)
	_, stranger, err := backup.NewKey()
	require.NoError(t, err)
	k, err := backup.Find(place)
	require.NoError(t, err)
	file, err := backup.Seal(k, away, public, quiet)
	require.NoError(t, err)
	raw := read(t, file)
	for _, clear := range []string{"SQLite format", "manifest.json", "Bưởi", "dossiers"} {
		assert.False(t, bytes.Contains(raw, []byte(clear)), "%q can be read in a sealed copy", clear)
	}
	again, err := backup.Seal(k, away, public, quiet)
	require.NoError(t, err)
	assert.Equal(t, file, again, "a copy that lies there is left alone")

	dir, done, err := backup.Unseal(file, private+"\n", work)
	require.NoError(t, err)
	v, err := backup.Check(dir, quiet)
	require.NoError(t, err)
	assert.True(t, v.Whole(), v.Problems)
	plain, sealed := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	_, err = backup.Restore(made.Dir, plain, quiet)
	require.NoError(t, err)
	_, err = backup.Restore(dir, sealed, quiet)
	require.NoError(t, err)
	assert.Equal(t, tree(t, plain), tree(t, sealed))
	done()

	for name, x := range map[string]struct{ key, want string }{
		"no key":        {"mật khẩu", backup.KeyOpenKey},
		"another's key": {stranger, backup.KeyOpenKeyOther},
	} {
		_, _, err := backup.Unseal(file, x.key, work)
		assert.ErrorContains(t, err, x.want, name)
	}
	for name, bad := range map[string][]byte{"cut": raw[:len(raw)-100], "changed": append(append(bytes.Clone(raw[:len(raw)/2]), raw[len(raw)/2]^1), raw[len(raw)/2+1:]...), "no copy": []byte("xin chào")} {
		other := filepath.Join(away, "hong.motcua.age")
		require.NoError(t, os.WriteFile(other, bad, 0o600))
		_, _, err := backup.Unseal(other, private, work)
		assert.ErrorContains(t, err, "backup.", name)
	}
	left, err := os.ReadDir(work)
	require.NoError(t, err)
	assert.Empty(t, left, "nothing readable stays behind")
}

func TestSealedCopiesGoAfterFiveWeeks(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 1)
	k := keeper(h)
	k.Place, k.Away = t.TempDir(), t.TempDir()
	var err error
	k.Recipient, _, err = backup.NewKey()
	require.NoError(t, err)
	days := []string{"2026-11-20", "2026-11-21", "2026-12-20", "2026-12-25"}
	for _, day := range days {
		h.SetNow(day + "T01:17")
		_, err := k.Make(h.App, k.Place, backup.ByNight, quiet)
		require.NoError(t, err)
		require.NoError(t, k.SealNewest())
	}
	names, err := filepath.Glob(filepath.Join(k.Away, "*"))
	require.NoError(t, err)
	var left []string
	for _, n := range names {
		left = append(left, filepath.Base(n)[:10])
	}
	assert.Equal(t, days[1:], left, "34 days old stays, 35 goes")
	gone, err := backup.PruneSealed(k.Away, h.Now().AddDate(1, 0, 0))
	require.NoError(t, err)
	assert.Equal(t, 2, gone, "the newest one always stays")
}
