package casework

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
)

// WorkSQL is the question behind a page of a pile, and behind its count.
func (d *Desk) WorkSQL(app core.App, by access.Actor, ask WorkAsk) (list, count string, params dbx.Params, err error) {
	unit, err := d.intakeUnit(app, by, "")
	if err != nil {
		return "", "", nil, err
	}
	p, err := d.pileOf(app, by, unit, ask)
	if err != nil {
		return "", "", nil, err
	}
	if list, err = p.sql(by, ask); err != nil {
		return "", "", nil, err
	}
	return list, "SELECT COUNT(*) FROM dossiers d WHERE " + p.where + " AND " + within(by.Scope, p.params), p.params, nil
}
