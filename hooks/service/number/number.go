// Package number is the books and the slips of an office: which book of the
// year is open and what its next number is, which blocks of slips were lent
// out for an outage, and what became of every one of them. It owns registers,
// number_blocks and slips; it knows no dossier but by its code.
package number

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// Office keeps books and slips. It is safe for concurrent use: a number is
// taken in the transaction of what it is for.
type Office struct {
	Now func() time.Time
	Org *org.Office
}

// now is the moment of an act: UTC, whole milliseconds as the database keeps them.
func (o *Office) now() time.Time { return o.Now().UTC().Truncate(time.Millisecond) }

// yearOf is the office year of a moment, in Asia/Ho_Chi_Minh.
func yearOf(at time.Time) int { return at.In(calendar.Location).Year() }

// stored is how PocketBase keeps a moment: UTC text with milliseconds.
func stored(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(types.DefaultDateLayout)
}

// works refuses whoever is not of the unit or has none of the roles.
func works(by access.Actor, unitPath string, roles ...access.Role) error {
	if !by.Works(unitPath) || !by.HasAny(roles...) {
		return problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}
	}
	return nil
}

// scoped is the condition that keeps a query inside a scope; an empty scope
// gives nothing.
func scoped(scope access.Scope) dbx.Expression {
	if len(scope) == 0 {
		return dbx.NewExp("1 = 0")
	}
	parts := make([]string, len(scope))
	params := dbx.Params{}
	for i, r := range scope {
		parts[i] = fmt.Sprintf("(unit_path >= {:sf%d} AND unit_path < {:st%d})", i, i)
		params[fmt.Sprintf("sf%d", i)], params[fmt.Sprintf("st%d", i)] = r.From, r.To
	}
	return dbx.NewExp("("+strings.Join(parts, " OR ")+")", params)
}

// changed says whether an update found the row it was meant for.
func changed(app core.App, table string, set dbx.Params, where dbx.Expression) (bool, error) {
	res, err := app.DB().Update(table, set, where).Execute()
	if err != nil {
		return false, fmt.Errorf("write %s: %w", table, err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("count what was written to %s: %w", table, err)
	}
	return n > 0, nil
}
