package backup

import (
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// Space is how many bytes of a folder's disk are free for this program, and
// how many it has.
func Space(dir string) (free, all uint64, err error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, 0, fmt.Errorf("measure disk: %w", err)
	}
	var total uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, &all, &total); err != nil {
		return 0, 0, fmt.Errorf("measure disk: %w", err)
	}
	return free, all, nil
}

// SameDisk reports whether two folders lie on one disk, as far as the system
// tells.
func SameDisk(a, b string) bool {
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && strings.EqualFold(filepath.VolumeName(x), filepath.VolumeName(y))
}
