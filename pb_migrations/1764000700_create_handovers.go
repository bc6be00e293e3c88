package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Slips of hand-over between the desk and the offices, and what stands on them.
func init() {
	m.Register(func(app core.App) error {
		units, err := app.FindCollectionByNameOrId("units")
		if err != nil {
			return err
		}
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		slips := base("handovers",
			to("unit", units), required("unit_path"), number("year"), number("no"), one("state", "waiting", "confirmed", "void"),
			text("giver"), text("giver_name"), text("giver_title"), text("receiver"), text("receiver_name"), text("receiver_title"),
			moment("made_at"), text("late_day"), number("lines"), number("missing"),
			moment("ended_at"), text("ended_by"), text("ended_name"), text("void_reason"),
			&core.FileField{Name: "pdf", MaxSelect: 1, MaxSize: 10 << 20, Protected: true}, text("sha256"))
		slips.AddIndex("idx_handovers_number", true, "unit, year, no", "")
		slips.AddIndex("idx_handovers_waiting", false, "unit, receiver", "state = 'waiting'")
		slips.AddIndex("idx_handovers_missing", false, "unit, giver", "state = 'confirmed' AND missing > 0")
		if err := saveAll(app, slips); err != nil {
			return err
		}
		lines := base("handover_lines",
			to("handover", slips), number("n"), to("dossier", dossiers), text("code"), number("move"), one("what", "dossier", "result", "papers"),
			number("originals"), number("copies"), number("results"), text("note"), flag("missing"), text("why"))
		lines.AddIndex("idx_handover_lines_slip", true, "handover, n", "")
		lines.AddIndex("idx_handover_lines_dossier", false, "dossier, move", "")
		return saveAll(app, lines)
	}, nil)
}
