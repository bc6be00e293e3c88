// Package backup copies a data folder while people work in it, proves a copy,
// and puts one back. A place holds many backups: each is a folder of its own
// with the database and a manifest, and all share one store of files by their
// hash. It never opens the live data.db itself: that would drop SQLite's locks.
// The key file is never copied.
package backup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// stampLayout names a backup by office time; Windows can keep it too.
const stampLayout = "2006-01-02_150405"

// partial begins the name of a backup that is not whole; leaving, of one that
// is being removed.
const (
	partial  = ".partial-"
	leaving  = ".leaving-"
	lockName = "motcua-backup.lock"
	spare    = 200 << 20
)

// Keeper makes backups. It is safe for concurrent use.
type Keeper struct {
	Now   func() time.Time
	Place string // where the nightly backups go

	Away      string // where a sealed copy of each goes; "" = none leaves the machine
	Recipient string // public key that sealed copies are for

	mu       sync.Mutex
	failure  problem.Problem
	failedAt time.Time
}

// Failed tells why the last nightly backup failed, and when; a zero moment
// when it did not.
func (k *Keeper) Failed() (problem.Problem, time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.failure, k.failedAt
}

// Note remembers how a nightly backup ended; nil = well.
func (k *Keeper) Note(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.failure, k.failedAt = problem.Problem{}, time.Time{}
	if err == nil {
		return
	}
	k.failure, k.failedAt = problem.Problem{Key: KeyFailed}, k.Now()
	if list, ok := problem.In(err); ok {
		k.failure = list[0]
	}
}

// Progress is told how many bytes are done, of how many.
type Progress func(done, all int64)

// Made is a finished backup.
type Made struct {
	Dir      string   `json:"dir"`
	Name     string   `json:"name"`
	Manifest Manifest `json:"manifest"`
	NewFiles int      `json:"new_files"` // files that were not in the store yet
}

// Make writes one backup of app into place and returns when all of it is on
// the disk. by is ByHand or ByNight. It never overwrites, and what is left of
// an interrupted one is swept away first.
func (k *Keeper) Make(app core.App, place, by string, progress Progress) (Made, error) {
	place, err := k.checkPlace(app, place)
	if err != nil {
		return Made{}, err
	}
	unlock, err := lockPlace(place)
	if err != nil {
		return Made{}, err
	}
	defer unlock()
	if err := sweep(place); err != nil {
		return Made{}, err
	}
	made, err := k.make(app, place, by, progress)
	return made, explain(err, place)
}

func (k *Keeper) make(app core.App, place, by string, progress Progress) (Made, error) {
	now := k.Now()
	name := freeName(place, now)
	tmp := filepath.Join(place, partial+name)
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		return Made{}, fmt.Errorf("make backup folder: %w", err)
	}
	done := false
	defer func() {
		if !done {
			_ = os.RemoveAll(tmp) // the next backup sweeps what stays
		}
	}()
	c := &copier{app: app, place: place, known: lastList(place), list: map[string]Entry{}, progress: progress}
	if err := c.plan(); err != nil {
		return Made{}, err
	}
	// Files first, then the database, then the files that came in between: so
	// every file that a copied row names is there.
	if err := c.files(); err != nil {
		return Made{}, err
	}
	if err := snapshot(app, filepath.Join(tmp, databaseName), c.addDone); err != nil {
		return Made{}, err
	}
	if err := c.files(); err != nil {
		return Made{}, err
	}
	m, err := c.describe(tmp, now, by)
	if err != nil {
		return Made{}, err
	}
	final := filepath.Join(place, name)
	if err := errors.Join(syncDir(tmp), os.Rename(tmp, final), syncDir(place)); err != nil {
		return Made{}, fmt.Errorf("finish backup: %w", err)
	}
	done = true
	c.finish()
	return Made{Dir: final, Name: name, Manifest: m, NewFiles: c.fresh}, nil
}

// checkPlace refuses a place that would be lost together with the data.
func (k *Keeper) checkPlace(app core.App, place string) (string, error) {
	place, err := filepath.Abs(place)
	if err != nil {
		return "", fmt.Errorf("find backup place: %w", err)
	}
	data, err := filepath.Abs(app.DataDir())
	if err != nil {
		return "", fmt.Errorf("find data folder: %w", err)
	}
	if within(data, place) {
		return "", refused(KeyInside, "place", place)
	}
	if _, err := os.Stat(filepath.Join(place, databaseName)); err == nil {
		return "", refused(KeyIsData, "place", place)
	}
	if err := os.MkdirAll(place, 0o700); err != nil {
		return "", explain(fmt.Errorf("make backup place: %w", err), place)
	}
	return place, nil
}

// within reports whether path is dir or lies in it, links followed.
func within(dir, path string) bool {
	if d, err := filepath.EvalSymlinks(dir); err == nil {
		dir = d
	}
	for p := path; ; p = filepath.Dir(p) {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			rel, err := filepath.Rel(dir, filepath.Join(real, strings.TrimPrefix(path, p)))
			return err == nil && filepath.IsLocal(rel)
		}
		if filepath.Dir(p) == p {
			return false
		}
	}
}

func lockPlace(place string) (func(), error) {
	l := flock.New(filepath.Join(place, lockName))
	ok, err := l.TryLock()
	if err != nil {
		return nil, explain(fmt.Errorf("lock backup place: %w", err), place)
	}
	if !ok {
		return nil, refused(KeyBusy, "place", place)
	}
	return func() { _ = l.Unlock() }, nil // the system drops it with the process in any case
}

// sweep removes what an interrupted backup or removal left.
func sweep(place string) error {
	names, err := os.ReadDir(place)
	if err != nil {
		return fmt.Errorf("list backups: %w", err)
	}
	for _, e := range names {
		if strings.HasPrefix(e.Name(), partial) || strings.HasPrefix(e.Name(), leaving) {
			if err := os.RemoveAll(filepath.Join(place, e.Name())); err != nil {
				return fmt.Errorf("remove an unfinished backup: %w", err)
			}
		}
	}
	return nil
}

// freeName is the name of a new backup; a second one in the same second gets a
// number, nothing is ever overwritten.
func freeName(place string, now time.Time) string {
	stamp := now.In(calendar.Location).Format(stampLayout)
	for name, n := stamp, 2; ; n++ {
		if _, err := os.Lstat(filepath.Join(place, name)); errors.Is(err, os.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s_%d", stamp, n)
	}
}

// describe reads the copied database once and writes what it must hold.
func (c *copier) describe(tmp string, now time.Time, by string) (Manifest, error) {
	m := Manifest{Format: format, MadeAt: now.UTC().Truncate(time.Second), By: by}
	path := filepath.Join(tmp, databaseName)
	err := reading(path, func(db dbx.Builder) error {
		var err error
		if m.Counts, err = counts(db); err != nil {
			return err
		}
		if m.Chains, err = casework.Heads(db); err != nil {
			return err
		}
		if m.KeyCheck, err = org.Parameter(casework.Reader(db), "key_check"); err != nil {
			return err
		}
		m.Missing, err = c.missing(db)
		return err
	})
	if err != nil {
		return m, err
	}
	if m.Database, err = entryOf(path, databaseName); err != nil {
		return m, err
	}
	list := make([]Entry, 0, len(c.list))
	for _, e := range c.list {
		list = append(list, e)
		m.Files++
		m.FileBytes += e.Bytes
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	if m.List, err = writeList(tmp, list); err != nil {
		return m, err
	}
	return m, writeManifest(tmp, m)
}
