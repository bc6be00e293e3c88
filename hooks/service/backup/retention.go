package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"motcua/hooks/domain/calendar"
)

// How many nightly backups stay: of so many days, weeks and months the newest.
const (
	KeepDays   = 7
	KeepWeeks  = 4
	KeepMonths = 12
)

// keep tells which of the backups, oldest first, stay. A backup made by hand
// stays always: whoever made it removes it.
func keep(all []Kept) map[string]bool {
	stay := map[string]bool{}
	seen := map[string]bool{}
	var days, weeks, months int
	take := func(period string, n *int, limit int, name string) {
		if !seen[period] && *n < limit {
			seen[period] = true
			*n++
			stay[name] = true
		}
	}
	for i := len(all) - 1; i >= 0; i-- {
		k := all[i]
		if k.Manifest.By != ByNight {
			stay[k.Name] = true
			continue
		}
		at := k.Manifest.MadeAt.In(calendar.Location)
		year, week := at.ISOWeek()
		take(at.Format(time.DateOnly), &days, KeepDays, k.Name)
		take(fmt.Sprintf("%d-w%d", year, week), &weeks, KeepWeeks, k.Name)
		take(at.Format("2006-01"), &months, KeepMonths, k.Name)
	}
	return stay
}

// Prune removes the nightly backups that are older than what is kept, and the
// stored files that no backup needs any more. It returns how many went.
func (k *Keeper) Prune(place string) (int, error) {
	unlock, err := lockPlace(place)
	if err != nil {
		return 0, err
	}
	defer unlock()
	all, err := List(place)
	if err != nil {
		return 0, err
	}
	stay := keep(all)
	gone := 0
	var left []Kept
	for _, b := range all {
		if stay[b.Name] {
			left = append(left, b)
			continue
		}
		// The new name first, so that a half removed backup never looks whole.
		tmp := filepath.Join(place, leaving+b.Name)
		if err := os.Rename(b.Dir, tmp); err != nil {
			return gone, fmt.Errorf("remove backup %s: %w", b.Name, err)
		}
		if err := os.RemoveAll(tmp); err != nil {
			return gone, fmt.Errorf("remove backup %s: %w", b.Name, err)
		}
		gone++
	}
	if gone == 0 {
		return 0, nil
	}
	return gone, sweepStore(place, left)
}

// sweepStore removes the objects that none of the backups names. One list that
// cannot be read keeps everything.
func sweepStore(place string, left []Kept) error {
	dirs, err := os.ReadDir(place)
	if err != nil {
		return fmt.Errorf("list backups: %w", err)
	}
	folders := 0
	for _, d := range dirs {
		if d.IsDir() && d.Name() != objectsName {
			folders++
		}
	}
	if folders != len(left) {
		return nil // a folder here is no readable backup: it may still need its files
	}
	needed := map[string]bool{}
	for _, b := range left {
		list, err := readList(b.Dir)
		if err != nil {
			return nil // nothing is removed on a doubt
		}
		for _, e := range list {
			needed[e.SHA256] = true
		}
	}
	err = filepath.WalkDir(filepath.Join(place, objectsName), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || needed[d.Name()] {
			return err
		}
		return os.Remove(path)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove stored files: %w", err)
	}
	return nil
}
