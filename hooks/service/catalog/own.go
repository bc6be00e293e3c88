package catalog

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// KeyOthersProcedure says that a procedure is not this person's to change.
const KeyOthersProcedure = "catalog.others_procedure" // Args: code

// MayEdit says whether somebody may change a procedure. The unit at the top
// keeps the whole catalogue; a unit below keeps its own procedures and may add
// new ones, but a shared procedure in force is also its neighbours'.
func (c *Catalog) MayEdit(app core.App, by access.Actor, code string) error {
	if Keeper(by) {
		return nil
	}
	p, err := app.FindFirstRecordByData("procedures", "code", code)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find procedure %s: %w", code, err)
	}
	owner := p.GetString("owner")
	last, err := lastVersion(app, code)
	switch {
	case err != nil:
		return err
	case owner == by.Unit, owner == "" && last == nil:
		return nil
	}
	return problem.Problem{Kind: problem.Forbidden, Key: KeyOthersProcedure}.With("code", code)
}

// Keeper reports whether somebody keeps the shared catalogue: an administrator
// of the unit at the top of the tree.
func Keeper(by access.Actor) bool {
	return strings.Count(by.UnitPath, "/") == 1 && by.HasAny(access.ProcedureAdmin, access.UnitAdmin)
}

// DraftsFor lists the drafts that somebody may change.
func (c *Catalog) DraftsFor(app core.App, by access.Actor) ([]DraftRow, error) {
	all, err := c.Drafts(app)
	if err != nil {
		return nil, err
	}
	var out []DraftRow
	for _, d := range all {
		err := c.MayEdit(app, by, d.Code)
		if _, refused := problem.In(err); refused {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}
