package casework

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
)

// scoped is the condition that keeps a query inside a scope. It is a text
// range an index can serve; an empty scope gives nothing.
func scoped(column string, scope access.Scope) dbx.Expression {
	if len(scope) == 0 {
		return dbx.NewExp("1 = 0")
	}
	parts := make([]string, len(scope))
	params := dbx.Params{}
	for i, r := range scope {
		parts[i] = fmt.Sprintf("(%s >= {:sf%d} AND %s < {:st%d})", column, i, column, i)
		params[fmt.Sprintf("sf%d", i)], params[fmt.Sprintf("st%d", i)] = r.From, r.To
	}
	return dbx.NewExp("("+strings.Join(parts, " OR ")+")", params)
}

// filled finds a value by a column whose index leaves the empty ones out:
// SQLite takes such an index only when the statement itself says that the
// value is none of them.
func filled(column, value string) dbx.Expression {
	return dbx.And(dbx.HashExp{column: value}, dbx.NewExp(column+" != ''"))
}

// Ways in which a dossier is somebody's; each part of a condition has its index.
const (
	isApplicant = "d.applicant = p.id"
	hasPerson   = "d.applicant = p.id OR d.submitter = p.id OR d.delegate = p.id AND d.delegate != ''"
)

// ofPeople begins a query of the dossiers (d) in the actor's scope that are,
// in one of those ways, of the people (p) with a value in a column.
//
// The people come first (CROSS JOIN keeps the order): left to itself SQLite
// walks the unit's whole register, which made every intake cost more the more
// dossiers there were.
func ofPeople(app core.App, by access.Actor, way, column, value string) *dbx.SelectQuery {
	return app.DB().Select("d.id").From("persons p").Join("CROSS JOIN", "dossiers d", dbx.NewExp(way)).
		Where(filled(column, value)).AndWhere(scoped("d.unit_path", by.Scope))
}

// sorted makes sure that visible knows the sector of every dossier.
func (d *Desk) sorted(app core.App, by access.Actor, f Filter) error {
	if !f.Watched || len(by.Watches) == 0 {
		return nil
	}
	return d.CountUp(app)
}

// visible is the condition of what the actor may list: the own scope and, when
// watched, what is supervised beside it, each sector by itself.
func visible(by access.Actor, watched bool) dbx.Expression {
	own := scoped("d.unit_path", by.Scope)
	if !watched || len(by.Watches) == 0 {
		return own
	}
	any := []dbx.Expression{own}
	for i, w := range by.Watches {
		from, to, sector := fmt.Sprintf("wf%d", i), fmt.Sprintf("wt%d", i), fmt.Sprintf("ws%d", i)
		q := "d.unit_path >= {:" + from + "} AND d.unit_path < {:" + to + "}"
		if w.Sector != "" {
			q += " AND EXISTS (SELECT 1 FROM dossier_stints st WHERE st.dossier = d.id AND st.sector = {:" + sector + "})"
		}
		any = append(any, dbx.NewExp(q, dbx.Params{from: w.From, to: w.To, sector: w.Sector}))
	}
	return dbx.Or(any...)
}
