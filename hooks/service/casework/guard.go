package casework

import (
	"context"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
)

// KeyOnlyActs says that casework is changed by acts alone.
const KeyOnlyActs = "dossier.only_acts"

type writing struct{}

// asDesk marks a write as the desk's own.
func asDesk(ctx context.Context) context.Context { return context.WithValue(ctx, writing{}, true) }

// Guard refuses every record write to casework that does not come from an act,
// whoever asks: the REST API, a superuser, the dashboard. The acts themselves
// write rows directly; only files pass here, marked as the desk's.
func Guard(app core.App) {
	refuse := func(e *core.RecordEvent) error {
		if e.Context != nil && e.Context.Value(writing{}) == true {
			return e.Next()
		}
		return validation.Errors{"id": problem.Problem{Kind: problem.Conflict, Key: KeyOnlyActs}}
	}
	for _, name := range []string{"persons", "dossiers", "dossier_events", "event_details", "dossier_files", "dossier_parts", "number_series", "idempotency", "dossier_stints", "dossier_marks", "figures", "stocks", "figures_upto", "openings"} {
		app.OnRecordCreate(name).BindFunc(refuse)
		app.OnRecordUpdate(name).BindFunc(refuse)
		app.OnRecordDelete(name).BindFunc(refuse)
	}
}
