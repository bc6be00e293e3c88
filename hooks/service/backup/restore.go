package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Restored says what was put back, and where.
type Restored struct {
	Verdict Verdict
	Into    string
}

// Restore checks the copy at dir (a backup, or a place: its newest) and puts
// it into the folder into, which must be empty or not there yet. Nothing is
// written before every hash was found right, and into appears whole or not at
// all. The key file has to be brought by hand.
func Restore(dir, into string, progress Progress) (Restored, error) {
	out := Restored{}
	k, err := Find(dir)
	if err != nil {
		return out, err
	}
	if out.Into, err = target(k, into); err != nil {
		return out, err
	}
	half := func(part int64) Progress { // reading is one half of the work, writing the other
		return func(done, all int64) { progress(part*all+done, 2*all) }
	}
	if out.Verdict, err = Check(k.Dir, half(0)); err != nil {
		return out, err
	}
	if !out.Verdict.Whole() {
		return out, out.Verdict.Problems
	}
	return out, explain(putBack(k, out.Into, half(1)), out.Into)
}

// target refuses a folder that holds something, and one inside the copy.
func target(k Kept, into string) (string, error) {
	into, err := filepath.Abs(into)
	if err != nil {
		return "", fmt.Errorf("find target: %w", err)
	}
	place, err := filepath.Abs(k.place())
	if err != nil {
		return "", fmt.Errorf("find backup: %w", err)
	}
	if within(filepath.Join(place, k.Name), into) || within(filepath.Join(place, objectsName), into) {
		return "", refused(KeyTargetIn, "place", into)
	}
	names, err := os.ReadDir(into)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return into, nil
	case err != nil || len(names) > 0:
		return "", refused(KeyNotEmpty, "place", into)
	}
	return into, nil
}

// putBack builds the folder beside its place and renames it when it is whole.
func putBack(k Kept, into string, progress Progress) error {
	list, err := readList(k.Dir)
	if err != nil {
		return err
	}
	m := k.Manifest
	free, all, done := uint64(0), m.Database.Bytes+m.FileBytes, int64(0)
	parent := filepath.Dir(into)
	if err := os.MkdirAll(parent, 0o750); err != nil {
		return fmt.Errorf("make target: %w", err)
	}
	if free, _, err = Space(parent); err != nil {
		return err
	}
	want := uint64(all + spare) //nolint:gosec // sizes of files
	if want > free {
		return refused(KeyNoRoom, "place", parent, "need", megabytes(want), "free", megabytes(free))
	}
	tmp, err := os.MkdirTemp(parent, partial+filepath.Base(into)+"-")
	if err != nil {
		return fmt.Errorf("make target: %w", err)
	}
	defer os.RemoveAll(tmp) //nolint:errcheck // after the rename there is nothing left
	tell := func(n int64) { done += n; progress(min(done, all), max(all, 1)) }
	if err := putFile(filepath.Join(k.Dir, databaseName), filepath.Join(tmp, databaseName), m.Database, tell); err != nil {
		return err
	}
	for _, e := range list {
		name, err := e.local()
		if err != nil {
			return err
		}
		object, err := e.object(k.place())
		if err != nil {
			return err
		}
		to := filepath.Join(tmp, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o750); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := putFile(object, to, e, tell); err != nil {
			return err
		}
	}
	if err := os.Remove(into); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty folder stands in the way of the rename on Windows
		return fmt.Errorf("replace the empty target: %w", err)
	}
	if err := errors.Join(syncTree(tmp), os.Rename(tmp, into), syncDir(parent)); err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	return nil
}

// putFile copies one file and proves what arrived.
func putFile(from, to string, e Entry, tell func(int64)) error {
	sum, size, err := copySynced(from, to, tell)
	if err != nil {
		return fmt.Errorf("put back %s: %w", e.Path, err)
	}
	if sum != e.SHA256 || size != e.Bytes {
		return damaged(e.Path, "changed")
	}
	if !e.Modified.IsZero() {
		_ = os.Chtimes(to, e.Modified, e.Modified) // only spares the next backup some reading
	}
	return nil
}
