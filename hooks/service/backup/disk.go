package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// hashFile reads a file to its end; progress is told of every piece.
func hashFile(path string, progress func(int64)) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close() //nolint:errcheck // only read
	return hashReader(f, io.Discard, progress)
}

// hashReader copies r to w and tells what went through.
func hashReader(r io.Reader, w io.Writer, progress func(int64)) (string, int64, error) {
	h := sha256.New()
	size, err := io.CopyBuffer(io.MultiWriter(w, h, counter(progress)), plain{r}, make([]byte, 256<<10))
	if err != nil {
		return "", size, err
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}

// plain hides every shortcut of a reader, so that the hash sees each byte.
type plain struct{ io.Reader }

type counter func(int64)

func (c counter) Write(b []byte) (int, error) {
	if c != nil {
		c(int64(len(b)))
	}
	return len(b), nil
}

func entryOf(path, name string) (Entry, error) {
	sum, size, err := hashFile(path, nil)
	if err != nil {
		return Entry{}, fmt.Errorf("read %s: %w", name, err)
	}
	return Entry{Path: name, Bytes: size, SHA256: sum}, nil
}

// writeSynced writes a small new file and waits for the disk.
func writeSynced(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// copySynced writes from to a new file at to, waits for the disk and tells
// what was written.
func copySynced(from, to string, progress func(int64)) (sum string, size int64, err error) {
	src, err := os.Open(from)
	if err != nil {
		return "", 0, err
	}
	defer src.Close() //nolint:errcheck // only read
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", 0, err
	}
	sum, size, err = hashReader(src, dst, progress)
	if err == nil {
		err = dst.Sync()
	}
	return sum, size, errors.Join(err, dst.Close())
}

// syncDir waits until the names in a folder are on the disk. Windows writes
// them with the file and cannot open a folder for it.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}

// syncTree is syncDir for a folder and everything below it.
func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncDir(path)
	})
}
