//go:build !windows

package backup

import (
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Space is how many bytes of a folder's disk are free for this program, and
// how many it has.
func Space(dir string) (free, all uint64, err error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, 0, fmt.Errorf("measure disk: %w", err)
	}
	return s.Bavail * uint64(s.Bsize), s.Blocks * uint64(s.Bsize), nil //nolint:gosec // a block has a size
}

// SameDisk reports whether two folders lie on one disk, as far as the system
// tells.
func SameDisk(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	if err1 != nil || err2 != nil {
		return false
	}
	p, ok1 := x.Sys().(*syscall.Stat_t)
	q, ok2 := y.Sys().(*syscall.Stat_t)
	return ok1 && ok2 && p.Dev == q.Dev
}
