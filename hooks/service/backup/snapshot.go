package backup

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// pace is how often the growing copy is pushed to the disk. Left alone the
// system would write all of it at once, and every dossier that is received
// meanwhile would wait behind it: 0.8 s at worst on a busy machine with a
// database of 500 MB, against 50 ms with this.
const pace = 10 * time.Millisecond

// snapshot writes the database as it is at this moment to a new file. VACUUM
// INTO reads in one transaction of a read connection, so writers go on.
func snapshot(app core.App, to string, progress func(int64)) error {
	stop, stopped := make(chan struct{}), make(chan error, 1)
	go func() { stopped <- push(to, stop, progress) }()
	_, err := app.ConcurrentDB().NewQuery("VACUUM INTO {:to}").Bind(dbx.Params{"to": to}).Execute()
	close(stop)
	if err := errors.Join(err, <-stopped); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return os.Chmod(to, 0o600)
}

// push writes the copy out piece by piece while it grows, and once at the end.
func push(path string, stop <-chan struct{}, progress func(int64)) error {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	var f *os.File
	var told int64
	for last := false; !last; {
		select {
		case <-stop:
			last = true
		case <-tick.C:
		}
		if f == nil {
			opened, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				continue // not begun yet, or it failed: the statement says why
			}
			f = opened
			defer f.Close() //nolint:errcheck // synced by then
		}
		if err := f.Sync(); err != nil {
			return fmt.Errorf("write copy to disk: %w", err)
		}
		if info, err := f.Stat(); err == nil {
			progress(info.Size() - told)
			told = info.Size()
		}
	}
	return nil
}

// reading opens a copy for reading only; it writes nothing beside it either.
// It is never used on a live data.db.
func reading(path string, do func(dbx.Builder) error) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("find copy: %w", err)
	}
	db, err := dbx.Open("sqlite", readOnly(filepath.ToSlash(abs)))
	if err != nil {
		return fmt.Errorf("open copy: %w", err)
	}
	return errors.Join(do(db), db.Close())
}

// readOnly is the address of a file for SQLite: C:/x, /x and //server/share/x.
func readOnly(path string) string {
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: "mode=ro&immutable=1&_pragma=query_only(1)&_pragma=temp_store(MEMORY)"}
	return u.String()
}

// counts are the rows of every table.
func counts(db dbx.Builder) (map[string]int, error) {
	var tables []string
	err := db.NewQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name").Column(&tables)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	out := make(map[string]int, len(tables))
	for _, t := range tables {
		var n int
		if err := db.NewQuery(`SELECT COUNT(*) FROM "` + strings.ReplaceAll(t, `"`, `""`) + `"`).Row(&n); err != nil {
			return nil, fmt.Errorf("count %s: %w", t, err)
		}
		out[t] = n
	}
	return out, nil
}
