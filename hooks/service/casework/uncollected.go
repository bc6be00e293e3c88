package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
)

// Uncollected are the dossiers whose result has been ready since a moment
// between oldest and newest and was not handed over, the oldest first.
func (d *Desk) Uncollected(app core.App, newest, oldest time.Time) ([]Case, error) {
	var ids []string
	err := app.DB().Select("id").From("dossiers").Where(dbx.And(dbx.HashExp{"state": string(dossier.Resolved)},
		dbx.NewExp("resolved_at <= {:newest} AND resolved_at > {:oldest}", dbx.Params{"newest": stored(newest), "oldest": stored(oldest)}))).
		OrderBy("resolved_at", "id").Limit(5000).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find results nobody came for: %w", err)
	}
	out := make([]Case, len(ids))
	for i, id := range ids {
		if out[i], err = d.find(app, dbx.HashExp{"id": id}); err != nil {
			return nil, err
		}
	}
	return out, nil
}
