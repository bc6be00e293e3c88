package machine

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTroublesAreKnownOnBothSystems(t *testing.T) {
	for name, x := range map[string]struct {
		trouble Trouble
		unix    error
		windows syscall.Errno
	}{
		"disk full":   {DiskFull, syscall.ENOSPC, 112},
		"no write":    {NoWrite, fs.ErrPermission, 19},
		"port busy":   {PortBusy, syscall.EADDRINUSE, 10048},
		"port denied": {PortDenied, fs.ErrPermission, 10013},
		"no address":  {NoAddress, syscall.EADDRNOTAVAIL, 10049},
	} {
		t.Run(name, func(t *testing.T) {
			assert.True(t, x.trouble.on("linux", fmt.Errorf("open: %w", x.unix)))
			assert.True(t, x.trouble.on("windows", fmt.Errorf("open: %w", x.windows)))
			assert.False(t, x.trouble.on("linux", x.windows), "a number of Windows means nothing here")
			for _, system := range []string{"linux", "windows"} {
				assert.False(t, x.trouble.on(system, errors.New("something else")))
				assert.False(t, x.trouble.on(system, nil))
			}
		})
	}
}

func TestATakenPortIsKnown(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close() //nolint:errcheck // the test is over
	_, err = net.Listen("tcp", l.Addr().String())
	assert.True(t, PortBusy.Is(err), "%v", err)
	assert.False(t, DiskFull.Is(err))
}
