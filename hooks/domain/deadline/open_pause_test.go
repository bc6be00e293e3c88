package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/deadline"
)

// The contract: an open pause gives no date, whenever it began. Closed, one
// that began after the due day leaves the date where it was.
func TestOpenPauseGivesNoDate(t *testing.T) {
	for name, c := range map[string]struct{ pause, due string }{
		"open in time":     {"2026-11-23T10:00/", ""},
		"open too late":    {"2026-11-27T10:00/", ""},
		"closed, too late": {"2026-11-27T10:00/2026-11-30T10:00", "2026-11-25"},
	} {
		r, err := deadline.Input{Received: "2026-11-20T16:30", Limit: "2:working_day", Pause: []string{c.pause}}.Compute()
		require.NoError(t, err, name)
		assert.Equal(t, c.due, r.DueDay, name)
		assert.Equal(t, c.due == "", r.Paused, name)
	}
}
