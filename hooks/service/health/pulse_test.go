package health

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAFullDiskIsNotReady(t *testing.T) {
	for _, x := range []struct {
		free  uint64
		disk  string
		ready bool
	}{{0, "full", false}, {fullest, "tight", true}, {Tightest, "low", true}, {50 << 30, "ok", true}} {
		p := Pulse{Status: "ok", Live: true, Ready: true, Disk: "ok"}
		p.disk(x.free, 100<<30)
		assert.Equal(t, x.disk, p.Disk)
		assert.Equal(t, x.ready, p.Ready, x.disk)
		assert.True(t, p.Live)
	}
}
