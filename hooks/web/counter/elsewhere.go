package counter

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// elsewhere asks for whom the dossier is taken in, where the unit agreed with
// others to receive the procedure for them (tiếp nhận hộ); the competent unit
// then gives code and appointment.
func (d desk) elsewhere(e *core.RequestEvent, unit org.Unit, t typed, v *intakePage) error {
	ids, err := d.Catalog.Competent(e.App, unit.ID, v.Code, d.today())
	if err != nil || len(ids) == 0 {
		return err
	}
	v.For = v.Field("receive_for", "linked.intake_for", t.text("receive_for"))
	v.For.Hint = templates.Text("linked.intake_hint", nil)
	v.For.Options = []templates.Option{{Label: templates.Text("linked.intake_here", nil)}}
	for _, id := range ids {
		u, err := d.Org.UnitByID(e.App, id)
		if err != nil {
			return err
		}
		if u.Works(d.today()) {
			v.For.Options = append(v.For.Options, templates.Option{Value: u.Code, Label: u.Name})
		}
	}
	v.ReturnAt = v.Field("return_at", "linked.intake_return", t.text("return_at"))
	v.ReturnAt.Options = []templates.Option{{Label: templates.Text("linked.return_there", nil)}, {Value: "here", Label: templates.Text("linked.return_here", nil)}}
	v.OpenFor = v.For.Value != "" || v.For.Error != "" || v.ReturnAt.Error != ""
	if v.For.Value != "" {
		v.Due = &templates.Due{Label: templates.Text("counter.due", nil), Text: templates.Text("linked.intake_hint", nil)}
	}
	return nil
}

// arrival is the page after an intake: the receipt, or the slip for what was
// taken in for another unit.
func arrival(got casework.Received) string {
	if got.Code == "" {
		return "/nhan-ho/" + got.ID + "/phieu"
	}
	return receiptPath(got.Code) + "?in=1"
}
