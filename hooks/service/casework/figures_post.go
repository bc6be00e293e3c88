package casework

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// A running table keeps one series a unit and sector, and one a unit over all
// sectors. A row of a series holds the totals since ever at the close of a day
// on which something changed, so that how things stood on any day is one row:
// the last one not after it. Every series begins with a row of the day "".
type running struct {
	name    string
	columns []string
}

var (
	figuresTable = running{"figures", []string{"online", "direct", "early", "on_time", "late", "unfinished", "again", "demanded"}}
	stocksTable  = running{"stocks", []string{"open", "paused"}}
)

// wholeUnit stands for all sectors together; a sector may have no name ("").
const wholeUnit = "*"

// change is what an act adds to one day of a running table, by column.
type change map[string]int

// names are the columns that it does change.
func (c change) names() []string {
	var out []string
	for name, n := range c {
		if n != 0 {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

// poster writes changes into running tables.
type poster func(tx core.App, t running, unit, sector, day string, c change) error

// post adds all columns of a change to the totals from a day on. Nothing is ever
// entered
// backwards, so that is the last row of two series; should the server's clock
// be set back, the later rows are put right as well.
func post(tx core.App, t running, unit, sector, day string, c change) error {
	names := slices.Sorted(maps.Keys(c))
	at := dbx.Params{"unit": unit, "a": sector, "b": wholeUnit, "day": day}
	sets := make([]string, len(names))
	for i, name := range names {
		sets[i] = name + " = " + name + " + {:n" + name + "}"
		at["n"+name] = c[name]
	}
	add := "UPDATE " + t.name + " SET " + strings.Join(sets, ", ") + " WHERE unit = {:unit} AND "
	var hit []struct{ Sector, Span string }
	if err := tx.DB().NewQuery(add + "sector IN ({:a}, {:b}) AND span >= {:day} RETURNING sector, span").Bind(at).All(&hit); err != nil {
		return fmt.Errorf("count into %s of %s: %w", t.name, day, err)
	}
	begun := map[string]bool{}
	for _, h := range hit {
		begun[h.Sector] = begun[h.Sector] || h.Span == day
	}
	for _, at["of"] = range []any{sector, wholeUnit} {
		if begun[at["of"].(string)] {
			continue // nearly always: something was counted on this day before
		}
		for _, q := range []string{t.begin(), t.open(), add + "sector = {:of} AND span = {:day}"} {
			if _, err := tx.DB().NewQuery(q).Bind(at).Execute(); err != nil {
				return fmt.Errorf("open %s of %s: %w", t.name, day, err)
			}
		}
	}
	return nil
}

// begin is the row that every series begins with.
func (t running) begin() string {
	return "INSERT INTO " + t.name + " (unit, sector, span) VALUES ({:unit}, {:of}, '') ON CONFLICT (unit, sector, span) DO NOTHING"
}

// open carries the totals of the last day before into a day.
func (t running) open() string {
	list := strings.Join(t.columns, ", ")
	return "INSERT INTO " + t.name + " (unit, sector, span, " + list + ") SELECT f.unit, f.sector, {:day}, " + list + " FROM " + t.name + " f " +
		"WHERE f.unit = {:unit} AND f.sector = {:of} AND f.span < {:day} ORDER BY f.span DESC LIMIT 1 ON CONFLICT (unit, sector, span) DO NOTHING"
}

// gather notes a change under its own day alone; sumUp makes totals of the
// notes. Together they do what post does, for dossiers in any order.
func gather(tx core.App, t running, unit, sector, day string, c change) error {
	names := c.names()
	if len(names) == 0 {
		return nil
	}
	for _, of := range []string{sector, wholeUnit} {
		at := dbx.Params{"unit": unit, "sector": of, "day": day}
		values, sets := make([]string, len(names)), make([]string, len(names))
		for i, name := range names {
			at["n"+name] = c[name]
			values[i], sets[i] = "{:n"+name+"}", name+" = "+name+" + {:n"+name+"}"
		}
		_, err := tx.DB().NewQuery("INSERT INTO " + t.name + " (unit, sector, span, " + strings.Join(names, ", ") + ") VALUES ({:unit}, {:sector}, {:day}, " +
			strings.Join(values, ", ") + ") ON CONFLICT (unit, sector, span) DO UPDATE SET " + strings.Join(sets, ", ")).Bind(at).Execute()
		if err != nil {
			return fmt.Errorf("note in %s of %s: %w", t.name, day, err)
		}
	}
	return nil
}

// sumUp turns what gather noted into running totals, unit by unit.
func sumUp(tx core.App, t running) error {
	var units []string
	if err := tx.DB().Select("unit").Distinct(true).From(t.name).Column(&units); err != nil {
		return fmt.Errorf("list units of %s: %w", t.name, err)
	}
	sets, sums := make([]string, len(t.columns)), make([]string, len(t.columns))
	for i, c := range t.columns {
		sets[i], sums[i] = c+" = total."+c, "SUM("+c+") OVER series AS "+c
	}
	for _, q := range []string{
		"UPDATE " + t.name + " SET " + strings.Join(sets, ", ") + " FROM (SELECT rowid AS row, " + strings.Join(sums, ", ") + " FROM " + t.name +
			" WHERE unit = {:unit} WINDOW series AS (PARTITION BY sector ORDER BY span)) total WHERE " + t.name + ".rowid = total.row",
		"INSERT INTO " + t.name + " (unit, sector, span) SELECT DISTINCT unit, sector, '' FROM " + t.name + " WHERE unit = {:unit}",
	} {
		for _, unit := range units {
			if _, err := tx.DB().NewQuery(q).Bind(dbx.Params{"unit": unit}).Execute(); err != nil {
				return fmt.Errorf("sum up %s: %w", t.name, err)
			}
		}
	}
	return nil
}
