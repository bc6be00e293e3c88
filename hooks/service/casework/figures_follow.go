package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
)

// The figures follow the chains of events: no act waits for them. Where a
// chain is counted up to stands beside it, and whoever reads a figure counts
// first what has come since, so that nobody sees one that is behind.

// countAtOnce is how many events are counted in one transaction: few enough
// that an act which comes in between does not notice.
const countAtOnce = 500

// span is the part of a unit's chain that is to be counted: what comes after
// one number, up to and with another.
type span struct{ after, upTo int }

// CountUp counts what has happened since the figures were last made. It costs
// one small question when that is nothing.
func (d *Desk) CountUp(app core.App) error {
	for {
		list, err := uncounted(app, 1)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := app.RunInTransaction(d.countSome); err != nil {
			return err
		}
	}
}

// uncountedRow is a line of what is still to be counted.
type uncountedRow struct {
	Unit    string
	Dossier string
	Seq     int
	After   int
}

// uncounted lists the first events that no figure knows, chain by chain.
func uncounted(app core.App, most int) ([]uncountedRow, error) {
	var rows []uncountedRow
	err := app.DB().NewQuery("SELECT e.unit, e.dossier, e.seq, c.seq AS after FROM figures_upto c CROSS JOIN dossier_events e ON e.unit = c.unit AND e.seq > c.seq " +
		"ORDER BY c.unit, e.seq LIMIT {:most}").Bind(dbx.Params{"most": most}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list events to be counted: %w", err)
	}
	return rows, nil
}

// countSome counts one lot of events, each dossier's together.
func (d *Desk) countSome(tx core.App) error {
	rows, err := uncounted(tx, countAtOnce)
	if err != nil {
		return err
	}
	spans := map[string]span{}
	var ids []string
	met := map[string]bool{}
	for _, r := range rows {
		spans[r.Unit] = span{r.After, r.Seq}
		if !met[r.Dossier] {
			met[r.Dossier] = true
			ids = append(ids, r.Dossier)
		}
	}
	sums := sums{of: map[sumKey]change{}}
	for _, id := range ids {
		if err := d.countOne(tx, id, spans, sums.put); err != nil {
			return err
		}
	}
	if err := sums.post(tx); err != nil {
		return err
	}
	for unit, s := range spans {
		if err := counts(tx, unit, s.upTo); err != nil {
			return err
		}
	}
	return nil
}

// countOne counts the events of a dossier that lie in the spans.
func (d *Desk) countOne(tx core.App, id string, spans map[string]span, put poster) error {
	events, err := d.events(tx, id)
	if err != nil {
		return err
	}
	var now dossier.Dossier
	for _, e := range events {
		after := now.Apply(e)
		if s := spans[e.Unit]; s.after < e.Seq && e.Seq <= s.upTo {
			if err := d.count(tx, now, after, e, put); err != nil {
				return err
			}
		}
		now = after
	}
	return nil
}

// chains are all of every chain.
func chains(tx core.App) (map[string]span, error) {
	var rows []uncountedRow
	if err := tx.DB().NewQuery("SELECT unit, MAX(seq) AS seq FROM dossier_events GROUP BY unit").All(&rows); err != nil {
		return nil, fmt.Errorf("list chains of events: %w", err)
	}
	out := map[string]span{}
	for _, r := range rows {
		out[r.Unit] = span{0, r.Seq}
	}
	return out, nil
}

// counts notes up to where the chain of a unit is counted.
func counts(tx core.App, unit string, upTo int) error {
	_, err := tx.DB().NewQuery("INSERT INTO figures_upto (unit, seq) VALUES ({:unit}, {:seq}) ON CONFLICT (unit) DO UPDATE SET seq = {:seq}").
		Bind(dbx.Params{"unit": unit, "seq": upTo}).Execute()
	if err != nil {
		return fmt.Errorf("note up to where unit %s is counted: %w", unit, err)
	}
	return nil
}

// sums gathers the changes of many events, to write each total once. What
// comes and goes within them adds nothing, but its day is there all the same.
type sums struct {
	order []sumKey
	of    map[sumKey]change
}

type sumKey struct{ table, unit, sector, day string }

func (s *sums) put(_ core.App, t running, unit, sector, day string, c change) error {
	key := sumKey{t.name, unit, sector, day}
	for _, name := range c.names() {
		if s.of[key] == nil {
			s.of[key] = change{}
			s.order = append(s.order, key)
		}
		s.of[key][name] += c[name]
	}
	return nil
}

func (s *sums) post(tx core.App) error {
	for _, key := range s.order {
		t := figuresTable
		if key.table == stocksTable.name {
			t = stocksTable
		}
		if err := post(tx, t, key.unit, key.sector, key.day, s.of[key]); err != nil {
			return err
		}
	}
	return nil
}
