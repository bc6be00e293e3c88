package backup_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/service/backup"
)

// fatten makes the database about so many megabytes large.
func fatten(t testing.TB, h *apptest.House, megabytes int) {
	t.Helper()
	db := h.App.NonconcurrentDB()
	_, err := db.NewQuery("CREATE TABLE weight (id INTEGER PRIMARY KEY, body TEXT)").Execute()
	require.NoError(t, err)
	for i := range megabytes {
		_, err := db.NewQuery("INSERT INTO weight (body) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 256) SELECT {:x} || hex(randomblob(1900)) FROM n").
			Bind(dbx.Params{"x": fmt.Sprint(i)}).Execute()
		require.NoError(t, err)
	}
	_, err = db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute()
	require.NoError(t, err)
}

// waits receives dossiers without a break while the backup runs, and returns
// how long each act took.
func waits(t testing.TB, h *apptest.House, place string) []time.Duration {
	t.Helper()
	receive(t, h, 0) // warm
	done := make(chan error, 1)
	go func() {
		_, err := keeper(h).Make(h.App, place, backup.ByHand, quiet)
		done <- err
	}()
	var out []time.Duration
	for {
		select {
		case err := <-done:
			require.NoError(t, err)
			slices.Sort(out)
			return out
		default:
		}
		begun := time.Now() //nolint:forbidigo // measures
		receive(t, h, 0)
		out = append(out, time.Since(begun))
	}
}

func TestWorkGoesOnWhileABackupIsMade(t *testing.T) {
	h := apptest.Open(t)
	fatten(t, h, 24)
	place := t.TempDir()
	took := waits(t, h, place)
	require.NotEmpty(t, took, "dossiers were received while the copy was made")
	t.Logf("%d dossiers received meanwhile, the slowest in %v", len(took), took[len(took)-1])
	assert.Less(t, took[len(took)-1], 2*time.Second, "nobody waits for the copy to end; the exact figure is the benchmark's")
	v, err := backup.Check(place, quiet)
	require.NoError(t, err)
	assert.True(t, v.Whole(), "a copy of one moment: %v", v.Problems)
	assert.Less(t, v.Proof.Dossiers, len(took)+2, "what came after that moment is not in it")
}

// BenchmarkReceiveDuringBackup says how long a dossier waits at most while a
// database of 500 MB is copied: go test -bench DuringBackup -benchtime 1x
func BenchmarkReceiveDuringBackup(b *testing.B) {
	for b.Loop() {
		h := apptest.Open(b)
		fatten(b, h, 500)
		took := waits(b, h, b.TempDir())
		b.ReportMetric(float64(len(took)), "received")
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
		b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
		b.Log(strings.TrimSpace(fmt.Sprint(took[max(0, len(took)-5):])))
	}
}
