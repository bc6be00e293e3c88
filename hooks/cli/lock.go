package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// lockName is the file that says a folder is in use. Nothing outside the one
// program may open data.db while it works: closing any descriptor of the file
// drops SQLite's locks, and an outside reader then deletes the live log.
const lockName = "motcua.lock"

// lock takes the folder for this program until the returned function is called.
func lock(dir string) (func(), error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, noFolder(dir, err)
	}
	l := flock.New(filepath.Join(dir, lockName))
	ok, err := l.TryLock()
	if err != nil {
		return nil, noFolder(dir, err)
	}
	if !ok {
		return nil, fmt.Errorf("thư mục %s đang được một chương trình motcua khác sử dụng. Tắt chương trình kia trước, hoặc chọn thư mục khác bằng --dir", dir)
	}
	return func() { _ = l.Unlock() }, nil // the process is ending: the system drops the lock in any case
}
