package casework_test

import (
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// stintsWritten is how many stints lie in the table, without asking for them.
func (o office) stintsWritten() (n int) {
	o.t.Helper()
	require.NoError(o.t, o.App.DB().NewQuery("SELECT COUNT(*) FROM dossier_stints").Row(&n))
	return n
}

// An act leaves the figures alone, and whoever reads one finds it made.
func TestAFigureIsCountedWhenItIsRead(t *testing.T) {
	o := open(t)
	was := o.stintsWritten()
	got := o.receive()
	o.must(o.Desk.Stop(o.App, o.leader, got.Code, 0, dossier.EndInput{Reason: "Nhập nhầm thủ tục", Ground: "Điều 17"}))
	assert.Equal(t, was, o.stintsWritten(), "the clerk did not wait for the figures")
	stints, err := o.Desk.Stints(o.App, got.ID)
	require.NoError(t, err)
	require.Len(t, stints, 1)
	assert.Equal(t, string(dossier.Stop), stints[0].End)
	o.recounted()
}

// Many who ask at once, while others work, count each event once.
func TestEachEventIsCountedOnce(t *testing.T) {
	o := open(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 15 {
				_, err := o.Desk.Receive(o.App, o.clerk, intake(func(in *casework.ReceiveInput) { in.Applicant.IdentityNumber = "" }))
				assert.NoError(t, err)
			}
		})
		all.Go(func() {
			for range 15 {
				assert.NoError(t, o.Desk.CountUp(o.App))
			}
		})
	}
	all.Wait()
	require.NoError(t, o.Desk.CountUp(o.App))
	assert.Equal(t, 60, o.stintsWritten())
	o.recounted()
}

// What is counted within an act that is undone is undone with it.
func TestCountingStandsAndFallsWithItsTransaction(t *testing.T) {
	o := open(t)
	o.receive()
	_ = o.App.RunInTransaction(func(tx core.App) error {
		require.NoError(t, o.Desk.CountUp(tx))
		return assert.AnError
	})
	assert.Zero(t, o.stintsWritten())
	o.recounted()
	assert.Equal(t, 1, o.stintsWritten())
}
