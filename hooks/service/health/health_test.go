package health_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/backup"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/health"
	"motcua/templates"
)

func receive(t *testing.T, h *apptest.House) casework.Received {
	t.Helper()
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: casework.PersonInput{Name: "Nguyễn Văn An", IdentityNumber: "001090012345", Phone: "0912345678"}}
	ch, err := o.Version.Body.CaseOf("", in.Answers)
	require.NoError(t, err)
	for _, c := range o.Version.Body.Papers(ch.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	return got
}

// look is the case of a finding, and its level; every finding must have words.
func look(t *testing.T, h *apptest.House, deep bool) map[string]string {
	t.Helper()
	r, err := h.Doctor.Report(h.App, deep)
	require.NoError(t, err)
	out := map[string]string{"": string(r.Level)}
	for _, f := range r.Findings {
		out[f.ID] = f.Case + " " + string(f.Level)
		assert.True(t, templates.HasText("health."+f.ID+".title"), f.ID)
		assert.True(t, templates.HasText("health."+f.ID+"."+f.Case), "%s %s", f.ID, f.Case)
		assert.Equal(t, f.Level != health.Good, templates.HasText("health."+f.ID+"."+f.Case+".do"), "what to do about %s %s", f.ID, f.Case)
	}
	return out
}

func make1(t *testing.T, h *apptest.House) {
	t.Helper()
	_, err := h.Backups.Make(h.App, h.Backups.Place, backup.ByHand, func(int64, int64) {})
	require.NoError(t, err)
}

func TestASoundHouse(t *testing.T) {
	h := apptest.Open(t)
	got := look(t, h, false)
	assert.Equal(t, "not_yet look", got["backup"])
	assert.Equal(t, "never look", got["drill"])
	assert.Equal(t, "never look", got["books"])
	assert.Equal(t, "right good", got["clock"])
	assert.Equal(t, "full good", got["durable"])
	assert.Equal(t, "closed good", got["files"])
	assert.Equal(t, "inside look", got["key"], "the test kit keeps its key in the data folder")
	assert.Equal(t, "http look", got["transport"])
	assert.Equal(t, "look", got[""])

	got = look(t, h, true)
	for id, want := range map[string]string{"pages": "whole good", "chain": "whole good", "rows": "agree good", "papers": "there good"} {
		assert.Equal(t, want, got[id], id)
	}
	assert.Equal(t, "whole good", look(t, h, false)["chain"], "a deep look is remembered")
}

func TestBackupsByAge(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h)
	assert.Equal(t, "never danger", look(t, h, false)["backup"], "dossiers without any copy")
	make1(t, h)
	assert.Equal(t, "same_disk look", look(t, h, false)["backup"])
	h.SetNow("2026-11-21T12:00")
	assert.Equal(t, "aging look", look(t, h, false)["backup"])
	h.SetNow("2026-11-23T09:01")
	assert.Equal(t, "old danger", look(t, h, false)["backup"])
	h.Backups.Note(problem.Problem{Key: backup.KeyNoWrite}.With("place", "/x"))
	assert.Equal(t, "failed danger", look(t, h, false)["backup"])
	h.Backups.Note(nil)
	assert.Equal(t, "old danger", look(t, h, false)["backup"])
}

func TestDrillByAge(t *testing.T) {
	h := apptest.Open(t)
	make1(t, h)
	v, err := backup.Check(h.Backups.Place, func(int64, int64) {})
	require.NoError(t, err)
	require.NoError(t, backup.NoteDrill(v, h.Now()))
	got := look(t, h, false)
	assert.Equal(t, "fresh good", got["drill"])
	assert.Equal(t, "copy good", got["books"], "the copy was proved")
	h.SetNow("2026-12-26T09:01")
	assert.Equal(t, "old look", look(t, h, false)["drill"])
	v.Problems.Add("", backup.KeyChanged)
	require.NoError(t, backup.NoteDrill(v, h.Now()))
	got = look(t, h, false)
	assert.Equal(t, "broken danger", got["drill"])
	assert.Equal(t, "broken danger", got["books"])
	require.NoError(t, backup.NoteDrill(backup.Verdict{Backup: v.Backup}, time.Time{}))
	last, err := backup.LastDrill(h.Backups.Place)
	require.NoError(t, err)
	assert.False(t, last.At.IsZero(), "a command without a clock leaves the file's own moment")
}

func TestAClockThatRanBack(t *testing.T) {
	h := apptest.Open(t)
	receive(t, h)
	h.SetNow("2026-11-20T08:00")
	assert.Equal(t, "back danger", look(t, h, false)["clock"])
}

func TestWhatIsWrongWithTheBooksIsFound(t *testing.T) {
	for name, c := range map[string]struct{ sql, id, want string }{
		"an event was changed": {"UPDATE dossier_events SET actor_name = 'Khác'", "chain", "broken danger"},
		"an event was removed": {"DELETE FROM dossier_events WHERE seq = 1", "chain", "broken danger"},
		"a row was changed":    {"UPDATE dossiers SET state = 'returned'", "rows", "differ danger"},
		"a row was deleted":    {"DELETE FROM dossiers", "rows", "gone danger"},
	} {
		t.Run(name, func(t *testing.T) {
			h := apptest.Open(t)
			receive(t, h)
			require.Contains(t, look(t, h, true)[c.id], "good")
			_, err := h.App.NonconcurrentDB().NewQuery(c.sql).Execute()
			require.NoError(t, err)
			assert.Equal(t, c.want, look(t, h, true)[c.id])
		})
	}
}

func TestALostFileIsFound(t *testing.T) {
	h := apptest.Open(t)
	got := receive(t, h)
	add(t, h, got.Code)
	require.Equal(t, "there good", look(t, h, true)["papers"])
	files, err := casework.StoredFiles(h.App.DB())
	require.NoError(t, err)
	require.NoError(t, os.Remove(filepath.Join(h.App.DataDir(), filepath.FromSlash(files[0].Path))))
	assert.Equal(t, "lost danger", look(t, h, true)["papers"])
}

func add(t *testing.T, h *apptest.House, code string) {
	t.Helper()
	_, err := h.Desk.AddFile(h.App, h.Actor(access.Clerk, 0), code, "", "a.pdf", bytes.NewReader([]byte("%PDF-1.4\ntrailer\nstartxref")))
	require.NoError(t, err)
}

func TestSettingsThatAreUnsafe(t *testing.T) {
	h := apptest.Open(t)
	_, err := h.App.NonconcurrentDB().NewQuery("PRAGMA synchronous = NORMAL").Execute()
	require.NoError(t, err)
	assert.Equal(t, "weak danger", look(t, h, false)["durable"])

	col := core.NewBaseCollection("album")
	col.Fields.Add(&core.FileField{Name: "picture", MaxSelect: 1})
	require.NoError(t, h.App.Save(col))
	assert.Equal(t, "open danger", look(t, h, false)["files"])
}

func TestTheKeyFile(t *testing.T) {
	h := apptest.Open(t)
	h.Doctor.KeyFile = filepath.Join(t.TempDir(), "k")
	assert.Equal(t, "gone danger", look(t, h, false)["key"])
	require.NoError(t, os.WriteFile(h.Doctor.KeyFile, nil, 0o600))
	assert.Equal(t, "safe good", look(t, h, false)["key"])
	require.NoError(t, os.Chmod(h.Doctor.KeyFile, 0o644))
	assert.Equal(t, "open look", look(t, h, false)["key"])
}

func TestNoMoreFilesOnADiskThatIsNearlyFull(t *testing.T) {
	h := apptest.Open(t)
	free := uint64(health.Tightest)
	health.Guard(h.App, func(string) (uint64, uint64, error) { return free, 1 << 40, nil })
	got := receive(t, h)
	add(t, h, got.Code) // just enough room

	free--
	_, err := h.Desk.AddFile(h.App, h.Actor(access.Clerk, 0), got.Code, "", "a.pdf", bytes.NewReader([]byte("%PDF-1.4\ntrailer\nstartxref")))
	list, ok := problem.In(err)
	require.True(t, ok, "%v", err)
	assert.Equal(t, health.KeyTight, list[0].Key)
	assert.Equal(t, problem.Full, list[0].Kind)
	receive(t, h) // the text of a dossier goes last
}

func TestPulse(t *testing.T) {
	h := apptest.Open(t)
	p := h.Doctor.Pulse(h.App)
	assert.True(t, p.Live)
	assert.True(t, p.Ready)
	assert.Equal(t, "ok", p.Database)
	db, ok := h.App.NonconcurrentDB().(*dbx.DB)
	require.True(t, ok)
	tx, err := db.Begin() // somebody holds the only writing connection
	require.NoError(t, err)
	p = h.Doctor.Pulse(h.App)
	require.NoError(t, tx.Rollback())
	assert.True(t, p.Live)
	assert.False(t, p.Ready)
	assert.Equal(t, "down", p.Database)
}
