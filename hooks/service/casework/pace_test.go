package casework

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOneAddressMayAskThirtyTimesAMinute(t *testing.T) {
	var p pace
	now := time.Date(2026, 11, 20, 9, 0, 10, 0, time.UTC)
	for range maxPerMinute {
		require.NoError(t, p.may("a", now))
	}
	assert.ErrorContains(t, p.may("a", now), KeyTrackTooMany)
	assert.NoError(t, p.may("b", now), "somebody else may ask")
	assert.NoError(t, p.may("a", now.Add(time.Minute)))
}

func TestManyMissesTogetherRaiseOneAlarmAMinute(t *testing.T) {
	var p pace
	now := time.Date(2026, 11, 20, 9, 0, 10, 0, time.UTC)
	alarms := 0
	for range maxMissesPerMinute + 10 {
		if p.missed(now) {
			alarms++
		}
	}
	assert.Equal(t, 1, alarms)
	assert.ErrorContains(t, p.may("somebody new", now), KeyTrackTooMany)
	assert.NoError(t, p.may("somebody new", now.Add(time.Minute)))
	assert.Equal(t, 1, p.alarms)
}
