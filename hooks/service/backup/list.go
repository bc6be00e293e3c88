package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Kept is a backup that a place holds.
type Kept struct {
	Name     string
	Dir      string
	Manifest Manifest
}

// List names the whole backups of a place, oldest first. A place that is not
// there yet holds none; a folder with an unreadable manifest is none.
func List(place string) ([]Kept, error) {
	names, err := os.ReadDir(place)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(fmt.Errorf("list backups: %w", err), place)
	}
	var out []Kept
	for _, e := range names {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		dir := filepath.Join(place, e.Name())
		if m, err := readManifest(dir); err == nil {
			out = append(out, Kept{e.Name(), dir, m})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if !a.Manifest.MadeAt.Equal(b.Manifest.MadeAt) {
			return a.Manifest.MadeAt.Before(b.Manifest.MadeAt)
		}
		return a.Name < b.Name
	})
	return out, nil
}

// Find returns the backup at dir: dir itself, or the newest that the place dir
// holds.
func Find(dir string) (Kept, error) {
	dir = filepath.Clean(dir)
	if _, err := os.Stat(filepath.Join(dir, manifestName)); err == nil {
		m, err := readManifest(dir)
		return Kept{filepath.Base(dir), dir, m}, err
	}
	all, err := List(dir)
	if err != nil {
		return Kept{}, err
	}
	if len(all) == 0 {
		return Kept{}, refused(KeyNone, "place", dir)
	}
	return all[len(all)-1], nil
}

// place is the folder whose content store the backup uses.
func (k Kept) place() string { return filepath.Dir(k.Dir) }
