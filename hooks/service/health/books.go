package health

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/backup"
	"motcua/hooks/service/casework"
)

// proved is the last deep look.
type proved struct {
	at       time.Time
	findings []Finding
}

// remembered is how long a deep look is shown to later reports.
const remembered = 24 * time.Hour

// books proves the database when it is asked to, and else says what the last
// proof found: its own, or that of the last copy.
func (d *Doctor) books(app core.App, deep bool) ([]Finding, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if deep {
		found, err := d.prove(app)
		if err != nil {
			return nil, err
		}
		d.deep = &proved{d.Now(), found}
		return found, nil
	}
	if d.deep != nil && d.Now().Sub(d.deep.at) < remembered {
		return d.deep.findings, nil
	}
	last, err := backup.LastDrill(d.Backups.Place)
	switch {
	case err != nil:
		return nil, err
	case last.At.IsZero():
		return []Finding{finding("books", "never", Look)}, nil
	case !last.Whole:
		return []Finding{finding("books", "broken", Danger, "at", d.day(last.At))}, nil
	}
	return []Finding{finding("books", "copy", Good, "at", d.day(last.At))}, nil
}

// prove looks at one snapshot of the live database through a read connection.
func (d *Doctor) prove(app core.App) ([]Finding, error) {
	db, ok := app.ConcurrentDB().(*dbx.DB)
	if !ok {
		return nil, errors.New("prove the books: the app is inside a transaction")
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, fmt.Errorf("begin to read: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	var said []string
	if err := tx.NewQuery("PRAGMA quick_check(5)").Column(&said); err != nil || strings.Join(said, "") != "ok" {
		return []Finding{finding("pages", "damaged", Danger)}, nil // what unreadable pages say is worth nothing
	}
	out := []Finding{finding("pages", "whole", Good)}
	p, err := d.Desk.Prove(tx, func(int, int) {})
	if err != nil {
		return nil, err
	}
	lost, err := lostFiles(tx, app.DataDir())
	if err != nil {
		return nil, err
	}
	return append(out, d.chains(app, p), rows(p), papers(lost)), nil
}

func (d *Doctor) chains(app core.App, p casework.Proof) Finding {
	for _, c := range p.Chains {
		if c.BadSeq > 0 {
			name := c.Unit
			if u, err := d.Org.UnitByID(app, c.Unit); err == nil { // a broken chain is told even of a unit that is gone
				name = u.ShortName
			}
			return finding("chain", "broken", Danger, "unit", name, "seq", strconv.Itoa(c.BadSeq))
		}
	}
	return finding("chain", "whole", Good, "n", strconv.Itoa(p.Events))
}

func rows(p casework.Proof) Finding {
	gone := 0
	for _, d := range p.Different {
		if d.Gone {
			gone++
		}
	}
	if gone > 0 {
		return finding("rows", "gone", Danger, "n", strconv.Itoa(gone))
	}
	if n := len(p.Different); n > 0 {
		return finding("rows", "differ", Danger, "n", strconv.Itoa(n))
	}
	return finding("rows", "agree", Good, "n", strconv.Itoa(p.Dossiers))
}

func papers(lost int) Finding {
	if lost > 0 {
		return finding("papers", "lost", Danger, "n", strconv.Itoa(lost))
	}
	return finding("papers", "there", Good)
}

// lostFiles counts the files that rows name and the folder does not have.
func lostFiles(db dbx.Builder, data string) (int, error) {
	files, err := casework.StoredFiles(db)
	if err != nil {
		return 0, err
	}
	lost := 0
	for _, f := range files {
		if _, err := os.Stat(filepath.Join(data, filepath.FromSlash(f.Path))); err != nil {
			lost++
		}
	}
	return lost, nil
}
