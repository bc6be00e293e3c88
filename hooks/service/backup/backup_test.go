package backup_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/casework"
)

// pdf is the smallest file that a dossier takes; n makes each one different.
func pdf(n byte) []byte {
	return append([]byte("%PDF-1.4\n%"), append(bytes.Repeat([]byte{'a' + n}, 2000), []byte("\ntrailer\nstartxref\n0\n%%EOF")...)...)
}

// receive takes in one dossier, with a file when n is not zero.
func receive(t testing.TB, h *apptest.House, n byte) casework.Received {
	t.Helper()
	clerk := h.Actor(access.Clerk, 0)
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: casework.PersonInput{Name: "Nguyễn Văn An", IdentityNumber: "001090012345", Phone: "0912345678"}}
	ch, err := o.Version.Body.CaseOf("", in.Answers)
	require.NoError(t, err)
	for _, c := range o.Version.Body.Papers(ch.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	got, err := h.Desk.Receive(h.App, clerk, in)
	require.NoError(t, err)
	if n > 0 {
		_, err = h.Desk.AddFile(h.App, clerk, got.Code, "", "don.pdf", bytes.NewReader(pdf(n)))
		require.NoError(t, err)
	}
	return got
}

func quiet(int64, int64) {}

func keeper(h *apptest.House) *backup.Keeper { return &backup.Keeper{Now: h.Now} }

func keyOf(t testing.TB, err error) string {
	t.Helper()
	list, ok := problem.In(err)
	require.True(t, ok, "want a problem, got %v", err)
	return list[0].Key
}

func TestBackupThenRestoreGivesTheSameFolder(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 1)
	got := receive(t, h, 2)
	place, into := filepath.Join(t.TempDir(), "sao lưu"), filepath.Join(t.TempDir(), "mới", "pb_data")

	var told []int64
	made, err := keeper(h).Make(h.App, place, backup.ByHand, func(done, all int64) { told = append(told, done*100/all) })
	require.NoError(t, err)
	assert.Equal(t, "2026-11-20_090000", made.Name)
	assert.IsIncreasing(t, append([]int64{-1}, dedupe(told)...))
	assert.EqualValues(t, 100, told[len(told)-1])
	assert.Empty(t, made.Manifest.Missing)
	assert.Equal(t, 2, made.Manifest.Counts["dossiers"])
	assert.NotEmpty(t, made.Manifest.KeyCheck)

	out, err := backup.Restore(place, into, quiet)
	require.NoError(t, err)
	require.True(t, out.Verdict.Whole(), "%v", out.Verdict.Problems)
	assert.Equal(t, 2, out.Verdict.Proof.Dossiers)
	assert.Equal(t, tree(t, filepath.Join(h.App.DataDir(), "storage")), tree(t, filepath.Join(into, "storage")), "every stored file, byte for byte")

	// A copy of the copy holds the same rows: counts and chain ends are equal.
	again, err := backup.Check(place, quiet)
	require.NoError(t, err)
	assert.Equal(t, made.Manifest, again.Backup.Manifest)
	assert.NotContains(t, string(read(t, filepath.Join(into, "data.db"))), "001090012345", "identity numbers are sealed in the copy too")
	assert.Contains(t, string(read(t, filepath.Join(into, "data.db"))), got.Code)
}

func TestSecondBackupCopiesOnlyWhatIsNew(t *testing.T) {
	h := apptest.Open(t)
	place := t.TempDir()
	receive(t, h, 1)
	first, err := keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	receive(t, h, 2)
	second, err := keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	assert.Equal(t, "2026-11-20_090000_2", second.Name, "nothing is overwritten, the clock may stand still")
	assert.Positive(t, first.NewFiles)
	assert.Equal(t, 1, second.NewFiles-countAttrs(second.NewFiles))
	for _, m := range []backup.Made{first, second} {
		v, err := backup.Check(m.Dir, quiet)
		require.NoError(t, err)
		assert.True(t, v.Whole(), "%s: %v", m.Name, v.Problems)
	}
	list, err := backup.List(place)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, first.Name, list[0].Name)
}

// countAttrs leaves one: PocketBase writes a note of attributes beside each file.
func countAttrs(n int) int { return n - 1 }

func TestPlacesThatAreRefused(t *testing.T) {
	h := apptest.Open(t)
	data := h.App.DataDir()
	link := filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(data, link))
	other := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(other, "data.db"), nil, 0o600))
	for name, c := range map[string]struct{ place, key string }{
		"the data folder itself":            {data, backup.KeyInside},
		"a folder in it":                    {filepath.Join(data, "a", "b"), backup.KeyInside},
		"a folder in it, by another name":   {filepath.Join(link, "a"), backup.KeyInside},
		"another data folder, by a mistake": {other, backup.KeyIsData},
	} {
		_, err := keeper(h).Make(h.App, c.place, backup.ByHand, quiet)
		assert.Equal(t, c.key, keyOf(t, err), name)
	}
	_, err := keeper(h).Make(h.App, data+"-saoluu", backup.ByHand, quiet)
	require.NoError(t, err, "beside it is right")
	require.NoError(t, os.RemoveAll(data+"-saoluu"))
}

func TestRestoreNeverOverwrites(t *testing.T) {
	h := apptest.Open(t)
	place := t.TempDir()
	made, err := keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	full := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(full, "thư.txt"), []byte("x"), 0o600))
	_, err = backup.Restore(place, full, quiet)
	assert.Equal(t, backup.KeyNotEmpty, keyOf(t, err))
	_, err = backup.Restore(place, filepath.Join(made.Dir, "x"), quiet)
	assert.Equal(t, backup.KeyTargetIn, keyOf(t, err))
	_, err = backup.Restore(t.TempDir(), filepath.Join(t.TempDir(), "x"), quiet)
	assert.Equal(t, backup.KeyNone, keyOf(t, err))
	_, err = backup.Restore(place, t.TempDir(), quiet)
	require.NoError(t, err, "an empty folder is taken")
}

func TestEveryDamageIsNamedAndNothingIsWritten(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 1)
	place := t.TempDir()
	made, err := keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	object := biggest(t, filepath.Join(place, "files"))
	flip := func(path string) func(*testing.T) {
		return func(t *testing.T) {
			b := read(t, path)
			b[len(b)/2] ^= 1
			require.NoError(t, os.WriteFile(path, b, 0o600))
		}
	}
	database, list, manifest := filepath.Join(made.Dir, "data.db"), filepath.Join(made.Dir, "files.jsonl"), filepath.Join(made.Dir, "manifest.json")
	for name, c := range map[string]struct {
		harm func(*testing.T)
		key  string
	}{
		"one bit of the database":     {flip(database), backup.KeyChanged},
		"one bit of a stored file":    {flip(object), backup.KeyChanged},
		"one bit of the list":         {flip(list), backup.KeyChanged},
		"a stored file is gone":       {func(t *testing.T) { require.NoError(t, os.Remove(object)) }, backup.KeyLost},
		"the database is gone":        {func(t *testing.T) { require.NoError(t, os.Remove(database)) }, backup.KeyLost},
		"counts are not these":        {edit(manifest, func(m map[string]any) { m["counts"].(map[string]any)["dossiers"] = 9 }), backup.KeyCounts},
		"a way out of the folder":     {relist(made.Dir, func(e map[string]any) { e["path"] = "storage/../../../x" }), backup.KeyPath},
		"a way out, Windows spelling": {relist(made.Dir, func(e map[string]any) { e["path"] = `storage\..\..\x` }), backup.KeyPath},
		"a drive letter":              {relist(made.Dir, func(e map[string]any) { e["path"] = `C:/Windows/x` }), backup.KeyPath},
		"a hash that is a path":       {relist(made.Dir, func(e map[string]any) { e["sha256"] = "../../x" }), backup.KeyPath},
	} {
		t.Run(name, func(t *testing.T) {
			saved := save(t, database, list, manifest, object)
			defer saved()
			c.harm(t)
			v, err := backup.Check(place, quiet)
			require.NoError(t, err)
			require.False(t, v.Whole())
			assert.Equal(t, c.key, v.Problems[0].Key, "%v", v.Problems)
			into := filepath.Join(t.TempDir(), "x")
			_, err = backup.Restore(place, into, quiet)
			assert.Equal(t, c.key, keyOf(t, err))
			_, err = os.Stat(into)
			assert.ErrorIs(t, err, os.ErrNotExist, "nothing was written")
		})
	}
	v, err := backup.Check(place, quiet)
	require.NoError(t, err)
	assert.True(t, v.Whole(), "put right again: %v", v.Problems)
}

func TestRowsThatSomebodyChangedAreFoundInTheCopy(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 0)
	_, err := h.App.NonconcurrentDB().NewQuery("UPDATE dossiers SET due_day = '2027-01-01'").Execute()
	require.NoError(t, err)
	place := t.TempDir()
	_, err = keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err, "a copy is made all the same")
	v, err := backup.Check(place, quiet)
	require.NoError(t, err)
	require.Len(t, v.Problems, 1)
	assert.Equal(t, backup.KeyRows, v.Problems[0].Key)

	_, err = h.App.NonconcurrentDB().NewQuery("UPDATE dossier_events SET actor_name = 'Người khác' WHERE seq = 1").Execute()
	require.NoError(t, err)
	h.SetNow("2026-11-20T10:00")
	_, err = keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	v, err = backup.Check(place, quiet)
	require.NoError(t, err)
	assert.Equal(t, backup.KeyChain, v.Problems[0].Key)
}

func TestALostFileIsSaidInTheManifest(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h, 1)
	files, err := casework.StoredFiles(h.App.DB())
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.NoError(t, os.Remove(filepath.Join(h.App.DataDir(), filepath.FromSlash(files[0].Path))))
	made, err := keeper(h).Make(h.App, t.TempDir(), backup.ByHand, quiet)
	require.NoError(t, err)
	assert.Equal(t, []string{files[0].Path}, made.Manifest.Missing)
}

func TestAnInterruptedBackupDoesNotLookWholeAndIsSweptAway(t *testing.T) {
	h := apptest.Open(t)
	place := t.TempDir()
	half := filepath.Join(place, ".partial-2026-11-19_010000")
	require.NoError(t, os.MkdirAll(half, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(half, "data.db"), []byte("half"), 0o600))
	list, err := backup.List(place)
	require.NoError(t, err)
	assert.Empty(t, list)
	_, err = backup.Check(place, quiet)
	assert.Equal(t, backup.KeyNone, keyOf(t, err))
	_, err = keeper(h).Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	_, err = os.Stat(half)
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestNightsAreThinnedOutAndTheirFilesWithThem(t *testing.T) {
	h := apptest.Open(t)
	place := t.TempDir()
	receive(t, h, 1)
	k := keeper(h)
	hand, err := k.Make(h.App, place, backup.ByHand, quiet)
	require.NoError(t, err)
	day := time.Date(2026, 11, 21, 1, 17, 0, 0, time.UTC)
	for i := range 40 {
		h.SetNow(day.AddDate(0, 0, i).Format("2006-01-02T15:04"))
		_, err := k.Make(h.App, place, backup.ByNight, quiet)
		require.NoError(t, err)
	}
	_, err = k.Prune(place)
	require.NoError(t, err)
	list, err := backup.List(place)
	require.NoError(t, err)
	names := []string{}
	for _, b := range list {
		names = append(names, b.Name[:10])
	}
	assert.Equal(t, []string{
		"2026-11-20",                             // by hand: stays
		"2026-11-29", "2026-12-06", "2026-12-13", // weeks end on Sunday; none is older than 35 days
		"2026-12-17", "2026-12-18", "2026-12-19", "2026-12-20", "2026-12-21", "2026-12-22", "2026-12-23", // two weeks of days
		"2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29", "2026-12-30",
	}, names)
	for _, b := range list {
		v, err := backup.Check(b.Dir, quiet)
		require.NoError(t, err)
		assert.True(t, v.Whole(), "%s: %v", b.Name, v.Problems)
	}
	assert.DirExists(t, hand.Dir)
	gone, err := k.Prune(place)
	require.NoError(t, err)
	assert.Zero(t, gone, "a second time changes nothing")
}

func edit(path string, change func(map[string]any)) func(*testing.T) {
	return func(t *testing.T) {
		var m map[string]any
		require.NoError(t, json.Unmarshal(read(t, path), &m))
		change(m)
		b, err := json.Marshal(m)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, b, 0o600))
	}
}
