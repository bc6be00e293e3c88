package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/number"
	"motcua/hooks/service/org"
	certifydoor "motcua/hooks/web/certify"
	"motcua/hooks/web/httpx"
	"motcua/hooks/web/outage"
)

// books wires the books and the slips to the desk: what is written in them
// stands or falls with the act it belongs to.
func (h *House) books() {
	now := h.options.Now
	h.Numbers = &number.Office{Now: now, Org: h.Org}
	h.Certify = &certify.Office{Now: now, Desk: h.Desk, Numbers: h.Numbers, Org: h.Org}
	h.Desk.SlipFits = func(app core.App, unit org.Unit, slip string, written time.Time) (problem.List, error) {
		return h.Numbers.Check(app, unit, slip, written)
	}
	h.Desk.After = append(h.Desk.After, h.keyedIn, h.Certify.Follow)
}

// keyedIn marks the paper slip of a dossier that was keyed in after an outage.
func (h *House) keyedIn(tx core.App, c casework.Case, e dossier.Event) error {
	if e.Kind != dossier.Receive || e.Data.Basis != dossier.PaperSlip {
		return nil
	}
	by, err := h.Org.StaffByID(tx, e.Actor)
	if err != nil {
		return err
	}
	return h.Numbers.KeyIn(tx, c.UnitRow, e.Data.Slip, number.Use{Dossier: c.ID, Code: c.Code, WrittenAt: e.ClaimedAt, By: by, At: e.At})
}

// bookDoors are the doors of certification and of an office without power.
func (h *House) bookDoors(r *httpx.Router) {
	certifydoor.Door{Desk: h.Desk, Org: h.Org, Certify: h.Certify, Numbers: h.Numbers}.Bind(r)
	outage.Door{Desk: h.Desk, Org: h.Org, Catalog: h.Catalog, Numbers: h.Numbers}.Bind(r)
}
