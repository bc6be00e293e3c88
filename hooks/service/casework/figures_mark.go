package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/report"
)

// mark notes what an act asked of the citizen beyond what the law allows: a row
// for whoever wants to see which dossiers, and the totals of its day. It counts
// where and when it was entered, before acceptance as well.
func (d *Desk) mark(tx core.App, before, after dossier.Dossier, e dossier.Event, put poster) error {
	marks := report.Marks(before, after)
	if len(marks) == 0 {
		return nil
	}
	v, err := d.Catalog.Version(tx, after.Version)
	if err != nil {
		return fmt.Errorf("sector of dossier %s: %w", after.ID, err)
	}
	flow := change{}
	for _, m := range marks {
		flow[string(m)]++
		_, err := tx.DB().Insert("dossier_marks", dbx.Params{"id": core.GenerateDefaultRandomId(), "dossier": after.ID, "unit": after.Unit,
			"sector": v.Body.Sector, "kind": string(m), "event": e.ID, "at": stored(e.At), "day": officeDay(e.At)}).Execute()
		if err != nil {
			return fmt.Errorf("mark dossier %s: %w", after.ID, err)
		}
	}
	return put(tx, figuresTable, after.Unit, v.Body.Sector, officeDay(e.At), flow)
}

// marked selects the marks of a part within the period; they are rows like
// stints, without a clock.
func (p part) marked(m report.Mark) (set, order string, params dbx.Params) {
	list, params := p.where()
	params["mark"] = string(m)
	return "SELECT dossier, unit, sector, at AS from_at, day AS from_day, '' AS to_at, '' AS due_at, '' AS due_day, '' AS due_unit, FALSE AS paused, '' AS verdict, event " +
		"FROM dossier_marks WHERE kind = {:mark} AND " + list + " AND day >= {:from} AND day <= {:to}", "from_at || '~' || event", params
}
