package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		units, err := app.FindCollectionByNameOrId("units")
		if err != nil {
			return err
		}
		versions, err := app.FindCollectionByNameOrId("procedure_versions")
		if err != nil {
			return err
		}
		persons := base("persons",
			required("unit_path"), one("kind", "person", "household", "organisation"),
			required("name"), text("name_fold"),
			text("identity_sealed"), text("identity_hash"), text("identity_last4"),
			text("birth"), text("sex"), text("address"), text("phone"), text("email"), moment("seen_at"))
		persons.AddIndex("idx_persons_identity", false, "identity_hash, unit_path", "identity_hash != ''")
		if err := app.Save(persons); err != nil {
			return err
		}

		dossiers := base("dossiers",
			to("unit", units), required("unit_path"), text("code"), required("ref"), text("track_hash"),
			required("procedure"), to("version", versions), text("case"), text("channel"), text("received_at_unit"),
			to("applicant", persons), to("submitter", persons), to("delegate", persons), text("delegate_document"),
			one("state", "draft", "submitted", "received", "declined", "processing", "supplementing", "payment_due",
				"withdrawn", "stopped", "resolved", "returned"),
			text("waiting_for"), text("outcome"), text("holder"), text("step"),
			moment("submitted_at"), moment("received_at"), text("received_day"), text("received_basis"),
			number("limit_n"), text("limit_unit"), moment("due_at"), text("due_day"), text("due_unit"), moment("original_due_at"), text("original_due_day"),
			flag("due_paused"), flag("provisional"),
			moment("resolved_at"), moment("returned_at"), moment("closed_at"),
			number("supplement_count"), number("extension_count"), flag("restart"),
			blob("pauses"), blob("extensions"), blob("papers"), blob("fees"), blob("answers"),
			text("result_channel"), text("result_number"), text("shelf"), text("search_fold"), number("last_seq"))
		dossiers.AddIndex("idx_dossiers_code", true, "code", "code != ''")
		dossiers.AddIndex("idx_dossiers_ref", true, "ref", "")
		dossiers.AddIndex("idx_dossiers_register", false, "unit_path, received_at, id", "")
		dossiers.AddIndex("idx_dossiers_state", false, "unit_path, state, due_at, id", "")
		dossiers.AddIndex("idx_dossiers_holder", false, "holder, state, due_at", "holder != ''")
		dossiers.AddIndex("idx_dossiers_applicant", false, "applicant", "")
		dossiers.AddIndex("idx_dossiers_submitter", false, "submitter", "")
		if err := app.Save(dossiers); err != nil {
			return err
		}

		events := base("dossier_events",
			to("unit", units), number("seq"), to("dossier", dossiers), required("kind"),
			moment("at"), moment("claimed_at"), text("actor"), text("actor_name"), text("on_behalf_of"),
			&core.TextField{Name: "data", Max: 1 << 20}, text("ground"), text("detail_hash"), text("prev_hash"), required("hash"))
		events.AddIndex("idx_events_chain", true, "unit, seq", "")
		events.AddIndex("idx_events_dossier", false, "dossier, seq", "")
		if err := app.Save(events); err != nil {
			return err
		}

		details := base("event_details", to("event", events), required("salt"), &core.TextField{Name: "data", Max: 1 << 20})
		details.AddIndex("idx_details_event", true, "event", "")

		files := base("dossier_files",
			to("dossier", dossiers), required("unit_path"), required("component"), text("title"),
			required("original_name"), one("origin", "paper", "upload", "scan", "reuse", "issued"),
			&core.FileField{Name: "file", MaxSelect: 1, MaxSize: 10 << 20, Protected: true,
				MimeTypes: []string{"application/pdf", "image/jpeg", "image/png"}},
			number("size"), text("mime"), required("sha256"), text("added_by"), moment("added_at"))
		files.AddIndex("idx_files_dossier", false, "dossier", "")

		series := base("number_series", to("unit", units), required("series"), number("last"))
		series.AddIndex("idx_series_pair", true, "unit, series", "")

		idempotency := base("idempotency",
			required("account"), required("key"), required("body_hash"), number("status"),
			&core.TextField{Name: "answer", Max: 1 << 20}, moment("made_at"))
		idempotency.AddIndex("idx_idempotency_key", true, "account, key", "")

		parameters := base("parameters", required("name"), text("value"))
		parameters.AddIndex("idx_parameters_name", true, "name", "")
		return saveAll(app, details, files, series, idempotency, parameters)
	}, nil)
}
