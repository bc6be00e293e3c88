package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		notices := base("notices",
			required("dossier"), required("code"), required("unit_path"), text("person"),
			required("kind"), one("channel", "email", "sms", "zalo", "print", "call"),
			text("to_sealed"), text("to_tail"), text("text_sealed"),
			one("state", "queued", "sent", "failed", "printed", "called", "cancelled"),
			number("tries"), moment("next_try"), text("lease"), moment("lease_until"),
			text("error"), text("provider_id"), required("idempotency_key"),
			moment("made_at"), moment("sent_at"), text("done_by"))
		notices.AddIndex("idx_notices_key", true, "idempotency_key", "")
		notices.AddIndex("idx_notices_due", false, "next_try", "state = 'queued'")
		notices.AddIndex("idx_notices_unit", false, "unit_path, state, made_at, id", "")
		notices.AddIndex("idx_notices_made", false, "made_at, id", "")
		notices.AddIndex("idx_notices_dossier", false, "dossier", "")
		notices.AddIndex("idx_notices_person", false, "person", "person != ''")

		texts := base("notice_texts",
			required("unit_path"), required("kind"), text("text"), flag("off"), text("changed_by"), moment("changed_at"))
		texts.AddIndex("idx_notice_texts_pair", true, "unit_path, kind", "")
		return saveAll(app, notices, texts)
	}, nil)
}
