package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Books of a year, blocks of numbers lent out, every slip of a block, and what
// stands in the certification books.
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
		registers := base("registers",
			to("unit", units), required("unit_path"), required("series"), number("year"), number("volume"),
			number("first"), number("last"), moment("opened_at"), text("opened_by"),
			moment("closed_at"), text("closed_by"), text("closed_title"), number("total"), number("voided"))
		registers.AddIndex("idx_registers_volume", true, "unit, series, year, volume", "")

		blocks := base("number_blocks",
			to("unit", units), required("unit_path"), required("kind"), number("year"), number("first"), number("last"),
			text("lent_to"), text("reason"), moment("made_at"), text("made_by"), moment("closed_at"), text("closed_by"))
		blocks.AddIndex("idx_blocks_unit", false, "unit, made_at", "")
		if err := saveAll(app, registers, blocks); err != nil {
			return err
		}

		slips := base("slips",
			to("block", blocks), to("unit", units), required("unit_path"), number("year"), number("n"), required("number"),
			one("state", "unused", "keyed_in", "spoiled", "lost", "returned"),
			text("dossier"), text("code"), moment("written_at"), text("reason"), moment("at"), text("by_name"))
		slips.AddIndex("idx_slips_number", true, "unit, year, n", "")
		slips.AddIndex("idx_slips_block", false, "block, n", "")

		certifications := base("certifications",
			to("unit", units), required("unit_path"), to("register", registers), required("series"), number("year"), number("volume"), number("number"),
			to("dossier", dossiers), text("code"), one("kind", "copy", "signature", "transaction"), text("document"),
			number("pages"), number("copies"), number("fee"), flag("fingerprint"), text("day"), moment("entered_at"), text("entered_by"), text("entered_name"),
			one("state", "waiting", "signed", "void"), text("applicant"),
			moment("signed_at"), text("signer"), text("signer_name"), text("signer_title"),
			moment("voided_at"), text("voided_by"), text("void_reason"))
		certifications.AddIndex("idx_certifications_number", true, "unit, series, year, number", "")
		certifications.AddIndex("idx_certifications_dossier", true, "dossier", "state != 'void'")
		certifications.AddIndex("idx_certifications_state", false, "unit_path, state, entered_at", "")
		return saveAll(app, slips, certifications)
	}, nil)
}
