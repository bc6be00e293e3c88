// Package bench measures what an act costs beside the cheapest thing it could
// cost: one row written to the same disk in a FULL transaction. All are
// measured in turns in the same run, so that a slow disk is slow for all.
package bench

import (
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// Staff are the people of one commune who do the acts.
type Staff struct {
	Unit                   string // unit code
	Clerk, Officer, Leader access.Actor
}

// Line is one path that was measured.
type Line struct {
	Name   string  `json:"name"`
	Median float64 `json:"median_ms"`
	P95    float64 `json:"p95_ms"`
	Max    float64 `json:"max_ms"`
	Ratio  float64 `json:"ratio"` // of the median to the bare row's
}

// Result is one run.
type Result struct {
	Dossiers int    `json:"dossiers"` // in the folder while it was measured
	Rounds   int    `json:"rounds"`
	Lines    []Line `json:"lines"`
}

// Names of the paths, in the order they are told.
const (
	Bare    = "bare_row"   // one row, one FULL transaction, SQLite alone
	Record  = "pocketbase" // one record created through PocketBase
	Receive = "receive"
	Forward = "forward"
	Propose = "propose"
	Resolve = "resolve"
	Count   = "count" // the four acts counted into the figures of reports, later and beside them
)

// Names lists them.
var Names = []string{Bare, Record, Receive, Forward, Propose, Resolve, Count}

// Fill brings the folder up to n dossiers, resolved in turns so that the lists
// look like a commune's. Many go into one transaction: it is not measured.
func Fill(d *casework.Desk, by Staff, n int, progress func(done, all int)) error {
	have, err := d.Size(d.App)
	if err != nil {
		return err
	}
	const batch = 500
	for done := have; done < n; {
		err := d.App.RunInTransaction(func(tx core.App) error {
			for i := 0; i < batch && done < n; i++ {
				done++
				if err := one(d, tx, by, done); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := d.CountUp(d.App); err != nil {
			return err
		}
		progress(min(done, n), n)
	}
	return nil
}

// one takes a made-up dossier in and brings three of four to their end.
func one(d *casework.Desk, tx core.App, by Staff, i int) error {
	got, err := d.Receive(tx, by.Clerk, intake(by.Unit, i))
	if err != nil || i%4 == 0 {
		return err
	}
	if _, err := d.Forward(tx, by.Clerk, got.ID, 0, dossier.MoveInput{To: by.Officer.ID}); err != nil {
		return err
	}
	_, err = d.Resolve(tx, by.Leader, got.ID, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	return err
}

// intake is a made-up intake; the people differ, so their index is no toy.
func intake(unit string, i int) casework.ReceiveInput {
	return casework.ReceiveInput{
		Unit: unit, Procedure: "1.010039",
		Applicant: casework.PersonInput{Name: fmt.Sprintf("Nguyễn Văn Thử %d", i), IdentityNumber: fmt.Sprintf("099190%06d", i%1_000_000),
			Phone: fmt.Sprintf("09%08d", i%100_000_000)},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}},
		Answers:    map[string]string{"kind": "head", "what": "Đổi chủ hộ"},
	}
}

// Run measures rounds rounds of every path, each in its own transaction, in
// turns. connect opens a database with the product's own settings; dir is
// where the bare database is made, on the same disk.
func Run(d *casework.Desk, by Staff, connect func(path string) (*dbx.DB, error), dir string, rounds int, progress func(done, all int)) (Result, error) {
	n, err := d.Size(d.App)
	if err != nil {
		return Result{}, err
	}
	bare, err := connect(filepath.Join(dir, "bare.db"))
	if err != nil {
		return Result{}, fmt.Errorf("open the bare database: %w", err)
	}
	defer bare.Close() //nolint:errcheck // a throw-away file
	if _, err := bare.NewQuery("CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, text TEXT)").Execute(); err != nil {
		return Result{}, fmt.Errorf("make the bare table: %w", err)
	}
	plain, err := plainRecord(d.App)
	if err != nil {
		return Result{}, err
	}
	took := map[string][]time.Duration{}
	for i := range rounds {
		steps, err := round(d, by, bare, plain, n+i+1)
		if err != nil {
			return Result{}, err
		}
		for name, t := range steps {
			took[name] = append(took[name], t)
		}
		progress(i+1, rounds)
	}
	return Result{Dossiers: n, Rounds: rounds, Lines: lines(took)}, nil
}

// words is as much text as a small event holds.
const words = "Một dòng chữ dài chừng một sự kiện nhỏ của hồ sơ, để hai bên cùng ghi như nhau."

// round does every path once and says how long each took.
func round(d *casework.Desk, by Staff, bare *dbx.DB, plain *core.Collection, i int) (map[string]time.Duration, error) {
	took := map[string]time.Duration{}
	var id string
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{Bare, func() error {
			return bare.Transactional(func(tx *dbx.Tx) error {
				_, err := tx.Insert("bare", dbx.Params{"id": core.GenerateDefaultRandomId(), "text": words}).Execute()
				return err
			})
		}},
		{Record, func() error {
			r := core.NewRecord(plain)
			r.Set("text", words)
			return d.App.Save(r)
		}},
		{Receive, func() error {
			got, err := d.Receive(d.App, by.Clerk, intake(by.Unit, i))
			id = got.ID
			return err
		}},
		{Forward, func() error {
			_, err := d.Forward(d.App, by.Clerk, id, 0, dossier.MoveInput{To: by.Officer.ID})
			return err
		}},
		{Propose, func() error {
			_, err := d.Propose(d.App, by.Officer, id, 0, dossier.MoveInput{To: by.Leader.ID, Outcome: dossier.Granted})
			return err
		}},
		{Resolve, func() error {
			_, err := d.Resolve(d.App, by.Leader, id, 0, dossier.ResolveInput{Outcome: dossier.Granted})
			return err
		}},
		{Count, func() error { return d.CountUp(d.App) }},
	} {
		begin := d.Now()
		if err := step.do(); err != nil {
			if list, told := problem.In(err); told {
				return nil, fmt.Errorf("%s was refused: %w", step.name, list)
			}
			return nil, fmt.Errorf("measure %s: %w", step.name, err)
		}
		took[step.name] = d.Now().Sub(begin)
	}
	return took, nil
}

// plainRecord is a collection with one text, for the bare record.
func plainRecord(app core.App) (*core.Collection, error) {
	if c, err := app.FindCollectionByNameOrId("bench_plain"); err == nil {
		return c, nil
	}
	c := core.NewBaseCollection("bench_plain")
	c.Fields.Add(&core.TextField{Name: "text", Max: 500})
	if err := app.Save(c); err != nil {
		return nil, fmt.Errorf("make the plain collection: %w", err)
	}
	return c, nil
}

func lines(took map[string][]time.Duration) []Line {
	var out []Line
	bare := 0.0
	for _, name := range Names {
		list := slices.Clone(took[name])
		slices.Sort(list)
		l := Line{Name: name, Median: ms(list[len(list)/2]), P95: ms(list[len(list)*95/100]), Max: ms(list[len(list)-1])}
		if name == Bare {
			bare = l.Median
		}
		l.Ratio = l.Median / bare
		out = append(out, l)
	}
	return out
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
