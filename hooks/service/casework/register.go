package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// Collectors tells who took the results of the listed dossiers, by dossier id,
// for the last column of the register (ký nhận). A list from List is always
// within the actor's scope; whoever sees no people gets an empty answer.
func (d *Desk) Collectors(app core.App, by access.Actor, lines []Line) (map[string]string, error) {
	out := map[string]string{}
	var ids []any
	for _, l := range lines {
		if l.State == dossier.Returned && by.Scope.Has(l.UnitPath) {
			ids = append(ids, l.ID)
		}
	}
	if len(ids) == 0 || !by.SeesPeople() {
		return out, nil
	}
	var rows []struct{ Dossier, Data string }
	err := app.DB().Select("e.dossier", "d.data").From("dossier_events e").
		InnerJoin("event_details d", dbx.NewExp("d.event = e.id")).
		Where(dbx.HashExp{"e.kind": string(dossier.Return)}).AndWhere(dbx.In("e.dossier", ids...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("load collectors: %w", err)
	}
	for _, r := range rows {
		var detail dossier.Detail
		if err := json.Unmarshal([]byte(r.Data), &detail); err != nil {
			return nil, fmt.Errorf("read collector of dossier %s: %w", r.Dossier, err)
		}
		out[r.Dossier] = detail["collector"]
	}
	return out, nil
}
