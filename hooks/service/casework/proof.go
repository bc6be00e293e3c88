package casework

import (
	"fmt"
	"path"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// reader is an app that can only read one database: a copy, or one snapshot of
// the live one. Anything else asked of it is a mistake of the programmer.
type reader struct {
	core.App
	db dbx.Builder
}

// Reader makes the reading half of this room work on db. It takes no lock and
// waits for nobody; db should be one snapshot (a read transaction or a copy).
func Reader(db dbx.Builder) core.App { return reader{db: db} }

func (r reader) DB() dbx.Builder                                { return r.db }
func (r reader) IsTransactional() bool                          { return true }
func (r reader) RunInTransaction(do func(core.App) error) error { return do(r) }

// Proof is what the books of a database say about themselves.
type Proof struct {
	Dossiers  int
	Events    int
	Chains    []Verdict    // one per unit that has events, by unit id
	Different []Difference // rows that do not say what their events say
}

// Whole reports whether every chain holds and every row agrees.
func (p Proof) Whole() bool {
	for _, v := range p.Chains {
		if v.BadSeq > 0 {
			return false
		}
	}
	return len(p.Different) == 0
}

// Prove walks every chain and folds every dossier of db, and writes nothing.
func (d *Desk) Prove(db dbx.Builder, progress func(done, all int)) (Proof, error) {
	var p Proof
	var err error
	if p.Chains, err = d.Chains(db); err != nil {
		return p, err
	}
	for _, v := range p.Chains {
		p.Events += v.Events
	}
	if err := db.Select("COUNT(*)").From("dossiers").Row(&p.Dossiers); err != nil {
		return p, fmt.Errorf("count dossiers: %w", err)
	}
	p.Different, err = d.Rebuild(Reader(db), false, progress)
	return p, err
}

// Chains verifies the chain of every unit that has dossiers or events.
func (d *Desk) Chains(db dbx.Builder) ([]Verdict, error) {
	var units []string
	err := db.NewQuery("SELECT unit FROM dossier_events UNION SELECT unit FROM dossiers ORDER BY unit").Column(&units)
	if err != nil {
		return nil, fmt.Errorf("list chains: %w", err)
	}
	out := make([]Verdict, len(units))
	for i, u := range units {
		if out[i], err = d.Verify(Reader(db), u); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// chained is the table u of the units that have events, one NULL at its end.
// It leaps from unit to unit along the index instead of reading every event.
const chained = "WITH RECURSIVE u(unit) AS (SELECT MIN(unit) FROM dossier_events UNION ALL " +
	"SELECT (SELECT MIN(unit) FROM dossier_events WHERE unit > u.unit) FROM u WHERE u.unit IS NOT NULL) "

// last joins each unit to the end of its chain.
const last = " FROM u CROSS JOIN dossier_events e ON e.unit = u.unit AND e.seq = (SELECT MAX(seq) FROM dossier_events WHERE unit = u.unit)"

// Head is the last event of a unit's chain, not verified.
type Head struct {
	Unit   string `db:"unit" json:"unit"`
	Events int    `db:"seq" json:"events"`
	Hash   string `db:"hash" json:"head"`
}

// Heads are the last events of all chains, by unit id.
func Heads(db dbx.Builder) ([]Head, error) {
	var out []Head
	err := db.NewQuery(chained + "SELECT e.unit, e.seq, e.hash" + last + " ORDER BY e.unit").All(&out)
	if err != nil {
		return nil, fmt.Errorf("read ends of chains: %w", err)
	}
	return out, nil
}

// StoredFile is where the data folder keeps a file and what it must hold.
type StoredFile struct {
	Path   string // "storage/…", with slashes
	SHA256 string
}

// StoredFiles lists the files that the rows of db name. A paper that is used
// again has no bytes of its own.
func StoredFiles(db dbx.Builder) ([]StoredFile, error) {
	var rows []struct{ Collection, Id, File, Sha256 string }
	err := db.NewQuery("SELECT c.id AS collection, f.id, f.file, f.sha256 FROM dossier_files f JOIN _collections c ON c.name = 'dossier_files' WHERE f.file != '' ORDER BY f.id").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list stored files: %w", err)
	}
	out := make([]StoredFile, len(rows))
	for i, r := range rows {
		out[i] = StoredFile{Path: path.Join("storage", r.Collection, r.Id, r.File), SHA256: r.Sha256}
	}
	return out, nil
}

// LastEventAt is the moment of the latest event, as text in UTC; "" when there
// is none. Each chain is written in order, so its end is its latest.
func LastEventAt(db dbx.Builder) (string, error) {
	var at string
	err := db.NewQuery(chained + "SELECT COALESCE(MAX(e.at), '')" + last).Row(&at)
	if err != nil {
		return "", fmt.Errorf("read the latest event: %w", err)
	}
	return at, nil
}
