package casework

import (
	"context"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/closed"
)

// KeyOnlyActs says that casework is changed by acts alone.
const KeyOnlyActs = "dossier.only_acts"

type writing struct{}

// asDesk marks a write as the desk's own.
func asDesk(ctx context.Context) context.Context { return context.WithValue(ctx, writing{}, true) }

// ours reports whether a write is the desk's own.
func ours(ctx context.Context) bool { return ctx.Value(writing{}) == true }

// Guard refuses every record write to casework that does not come from an act,
// whoever asks: the REST API, a superuser, the dashboard. The acts themselves
// write rows directly; only files pass here, marked as the desk's.
func Guard(app core.App) {
	closed.To(app, KeyOnlyActs, ours, "persons", "dossiers", "dossier_events", "event_details", "dossier_files", "dossier_parts", "number_series", "idempotency", "dossier_stints", "dossier_marks", "figures", "stocks", "figures_upto", "openings")
}
