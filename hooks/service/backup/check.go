package backup

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// maxFaults is how many faults of a copy are named; more says nothing more.
const maxFaults = 50

// Verdict of a copy. No problem = every byte is there and the books agree.
type Verdict struct {
	Backup   Kept
	Problems problem.List
	Proof    casework.Proof
}

// Whole reports whether the copy can be put back as it is.
func (v Verdict) Whole() bool { return len(v.Problems) == 0 }

func (v *Verdict) add(p problem.Problem) {
	if len(v.Problems) < maxFaults {
		v.Problems = append(v.Problems, p)
	}
}

// Check reads every byte of the copy at dir (a backup, or a place: its newest)
// against its manifest, then opens the database for reading only and proves
// it: pages, rows of every table, chains of events, events against rows. The
// error is for what could not be looked at; what is wrong with the copy stands
// in the verdict.
func Check(dir string, progress Progress) (Verdict, error) {
	k, err := Find(dir)
	if err != nil {
		return Verdict{}, err
	}
	v := Verdict{Backup: k}
	if err := v.bytes(progress); err != nil {
		return v, explain(err, dir)
	}
	if !v.Whole() {
		return v, nil // a database of other bytes proves nothing
	}
	err = reading(filepath.Join(k.Dir, databaseName), v.books)
	return v, err
}

// bytes compares every file with its hash.
func (v *Verdict) bytes(progress Progress) error {
	m := v.Backup.Manifest
	all := m.Database.Bytes + m.List.Bytes + m.FileBytes
	var done int64
	tell := func(n int64) { done = min(done+n, all); progress(done, max(all, 1)) }
	compare := func(path string, e Entry) {
		sum, size, err := hashFile(path, tell)
		switch {
		case err != nil:
			v.add(damaged(e.Path, "lost"))
		case sum != e.SHA256 || size != e.Bytes:
			v.add(damaged(e.Path, "changed"))
		}
	}
	compare(filepath.Join(v.Backup.Dir, databaseName), m.Database)
	compare(filepath.Join(v.Backup.Dir, listName), m.List)
	if len(v.Problems) > 0 {
		return nil
	}
	list, err := readList(v.Backup.Dir)
	if err != nil {
		return err
	}
	for _, e := range list {
		_, err := e.local()
		object, err2 := e.object(v.Backup.place())
		if err != nil || err2 != nil {
			v.add(damaged(e.Path, "path"))
			continue
		}
		compare(object, e)
	}
	if len(list) != m.Files {
		v.add(damaged(listName, "changed"))
	}
	return nil
}

// books proves what the copied database says.
func (v *Verdict) books(db dbx.Builder) error {
	var said []string
	if err := db.NewQuery("PRAGMA integrity_check(5)").Column(&said); err != nil || strings.Join(said, "") != "ok" {
		v.add(refused(KeyPages, "file", databaseName))
		return nil //nolint:nilerr // unreadable pages: whatever else it says is worth nothing
	}
	var dangling []struct{ Table string }
	if err := db.NewQuery("PRAGMA foreign_key_check").All(&dangling); err != nil {
		return fmt.Errorf("check references: %w", err)
	}
	if len(dangling) > 0 {
		v.add(refused(KeyForeign, "n", strconv.Itoa(len(dangling))))
	}
	have, err := counts(db)
	if err != nil {
		return err
	}
	heads, err := casework.Heads(db)
	if err != nil {
		return err
	}
	if m := v.Backup.Manifest; !maps.Equal(have, m.Counts) || !slices.Equal(heads, m.Chains) {
		v.add(refused(KeyCounts, "file", databaseName))
	}
	desk := &casework.Desk{}
	if v.Proof, err = desk.Prove(db, func(int, int) {}); err != nil {
		return err
	}
	for _, c := range v.Proof.Chains {
		if c.BadSeq > 0 {
			v.add(refused(KeyChain, "unit", c.Unit, "seq", strconv.Itoa(c.BadSeq)))
		}
	}
	if n := len(v.Proof.Different); n > 0 {
		v.add(refused(KeyRows, "n", strconv.Itoa(n)))
	}
	return nil
}
