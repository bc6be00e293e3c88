package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/casework"
)

// copier brings the stored files of a data folder into the store of a place.
type copier struct {
	app      core.App
	place    string
	known    map[string]Entry // what the last backup held, by path
	list     map[string]Entry // what this one holds
	fresh    int
	progress Progress
	done     int64
	all      int64
}

// plan counts the bytes to copy and refuses a disk that cannot hold them.
func (c *copier) plan() error {
	var pages, size int64
	if err := c.app.ConcurrentDB().NewQuery("SELECT c.page_count - f.freelist_count, s.page_size FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s").Row(&pages, &size); err != nil {
		return fmt.Errorf("measure database: %w", err)
	}
	c.all = pages * size
	need := c.all
	err := c.walk(func(e Entry, _ string) error {
		c.all += e.Bytes
		if !c.has(e) {
			need += e.Bytes
		}
		return nil
	})
	if err != nil {
		return err
	}
	free, _, err := Space(c.place)
	if err != nil {
		return err
	}
	want := uint64(need + spare) //nolint:gosec // sizes of files
	if want > free {
		return refused(KeyNoRoom, "place", c.place, "need", megabytes(want), "free", megabytes(free))
	}
	return nil
}

func megabytes(n uint64) string { return strconv.FormatUint(n>>20, 10) + " MB" }

func (c *copier) addDone(n int64) {
	c.done = min(c.done+n, c.all)
	c.progress(c.done, max(c.all, 1))
}

func (c *copier) finish() { c.progress(max(c.all, 1), max(c.all, 1)) }

// walk calls do for every file of the storage; one that vanishes meanwhile is
// passed over.
func (c *copier) walk(do func(e Entry, path string) error) error {
	data := c.app.DataDir()
	err := filepath.WalkDir(filepath.Join(data, "storage"), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(data, path)
		if err != nil {
			return err
		}
		err = do(Entry{Path: filepath.ToSlash(rel), Bytes: info.Size(), Modified: info.ModTime().UTC()}, path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("copy files: %w", err)
	}
	return nil
}

// has reports whether the last backup held the very same file and the store
// still does: then it need not be read again.
func (c *copier) has(e Entry) bool {
	k, ok := c.known[e.Path]
	if !ok || k.Bytes != e.Bytes || !k.Modified.Equal(e.Modified) {
		return false
	}
	return stored(c.place, k)
}

// stored reports whether the store has an object of the entry's length.
func stored(place string, e Entry) bool {
	object, err := e.object(place)
	if err != nil {
		return false
	}
	info, err := os.Stat(object)
	return err == nil && info.Size() == e.Bytes
}

// files copies every file that this backup has not got yet.
func (c *copier) files() error {
	return c.walk(func(e Entry, path string) error {
		if have, ok := c.list[e.Path]; ok && have.Bytes == e.Bytes && have.Modified.Equal(e.Modified) {
			return nil
		}
		if c.has(e) {
			e.SHA256 = c.known[e.Path].SHA256
			c.addDone(e.Bytes)
		} else if err := c.store(&e, path); err != nil {
			return err
		}
		c.list[e.Path] = e
		return nil
	})
}

// store writes one file into the content store under its hash.
func (c *copier) store(e *Entry, path string) error {
	objects := filepath.Join(c.place, objectsName)
	if err := os.MkdirAll(objects, 0o700); err != nil {
		return err
	}
	tmp := filepath.Join(objects, partial+"file")
	if err := os.RemoveAll(tmp); err != nil {
		return err
	}
	sum, size, err := copySynced(path, tmp, c.addDone)
	if err != nil {
		return err
	}
	e.SHA256, e.Bytes = sum, size
	object, err := e.object(c.place)
	if err != nil {
		return err
	}
	if stored(c.place, *e) {
		return os.Remove(tmp)
	}
	c.fresh++
	dir := filepath.Dir(object)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return errors.Join(os.Rename(tmp, object), syncDir(dir), syncDir(objects))
}

// missing are the files that the copied rows name and nobody has, or whose
// content is not what the row says.
func (c *copier) missing(db dbx.Builder) ([]string, error) {
	named, err := casework.StoredFiles(db)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range named {
		if e, ok := c.list[f.Path]; !ok || !strings.EqualFold(e.SHA256, f.SHA256) {
			out = append(out, f.Path)
		}
	}
	return out, nil
}

// lastList is what the newest backup of a place held; nothing when there is
// none, or when it cannot be read.
func lastList(place string) map[string]Entry {
	out := map[string]Entry{}
	all, err := List(place)
	if err != nil || len(all) == 0 {
		return out
	}
	list, err := readList(all[len(all)-1].Dir)
	if err != nil {
		return out
	}
	for _, e := range list {
		out[e.Path] = e
	}
	return out
}
