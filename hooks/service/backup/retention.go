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

// Which nightly backups stay: the newest of so many days, and the newest of
// each week, until KeepFor. What was erased from the books is then gone from
// every copy too (Luật 91/2025/QH15; docs/decisions/0023-copies.md).
const (
	KeepDays = 14
	KeepFor  = 35 * 24 * time.Hour
)

// keep tells which of the backups, oldest first, stay. A backup made by hand
// stays always: whoever made it removes it.
func keep(all []Kept, now time.Time) map[string]bool {
	stay := map[string]bool{}
	seen := map[string]bool{}
	newest := true
	for i := len(all) - 1; i >= 0; i-- {
		k := all[i]
		if k.Manifest.By != ByNight {
			stay[k.Name] = true
			continue
		}
		at, age := k.Manifest.MadeAt.In(calendar.Location), now.Sub(k.Manifest.MadeAt)
		year, week := at.ISOWeek()
		for period, limit := range map[string]time.Duration{at.Format(time.DateOnly): KeepDays * 24 * time.Hour, fmt.Sprintf("%d-w%d", year, week): KeepFor} {
			if !seen[period] && age < limit {
				stay[k.Name] = true
			}
			seen[period] = true
		}
		stay[k.Name] = stay[k.Name] || newest // a machine that was off for long keeps its last copy
		newest = false
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
	stay := keep(all, k.Now())
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
			return nil //nolint:nilerr // nothing is removed on a doubt
		}
		for _, e := range list {
			needed[e.SHA256] = true
		}
	}
	err = filepath.WalkDir(filepath.Join(place, objectsName), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || needed[d.Name()] {
			return err
		}
		return os.Remove(path) //nolint:gosec // a folder of our own, named by the operator
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove stored files: %w", err)
	}
	return nil
}
