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
		dossiers, err := app.FindCollectionByNameOrId("dossiers")
		if err != nil {
			return err
		}
		receipts := base("receipts",
			to("unit", units), required("unit_path"), required("series"), number("no"),
			required("day"), moment("taken_at"), number("amount"), one("mode", "cash", "bank_qr", "portal"), number("given"),
			required("payer"), text("reference"), text("cashier"), required("cashier_name"),
			moment("voided_at"), text("void_day"), text("void_reason"), text("voided_by"), text("voided_by_name"))
		receipts.AddIndex("idx_receipts_number", true, "unit, series, no", "")
		receipts.AddIndex("idx_receipts_day", false, "unit, day", "")
		receipts.AddIndex("idx_receipts_void", false, "unit, void_day", "void_day != ''")
		receipts.AddIndex("idx_receipts_reference", true, "unit, mode, reference", "reference != '' AND void_day = ''")
		if err := app.Save(receipts); err != nil {
			return err
		}
		// live is true while the receipt stands: one fee of a dossier is paid once.
		lines := base("receipt_lines",
			to("receipt", receipts), to("dossier", dossiers), required("code"), required("fee"), required("title"), number("amount"), flag("live"), number("place"))
		lines.AddIndex("idx_receipt_lines_paid", true, "dossier, fee", "live = TRUE")
		lines.AddIndex("idx_receipt_lines_receipt", false, "receipt, place", "")

		days := base("cash_days",
			to("unit", units), required("unit_path"), required("day"), number("receipts"), number("voids"),
			number("total"), number("cash"), number("bank_qr"), number("portal"), number("counted"), number("difference"),
			text("reason"), moment("closed_at"), text("closed_by"), required("closed_by_name"))
		days.AddIndex("idx_cash_days_day", true, "unit, day", "")
		return saveAll(app, lines, days)
	}, nil)
}
