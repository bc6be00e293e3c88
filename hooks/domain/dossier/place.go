package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Place is a unit that takes part in a dossier without deciding it: where it
// was taken in, where its result is handed over (tiếp nhận, trả kết quả không
// phụ thuộc địa giới hành chính).
type Place struct {
	Unit string `json:"unit"` // record id
	Path string `json:"path"`
}

// worksOn reports whether by may do the act for a dossier's unit, or for a
// place that has this part in it: the place of return puts the result on its
// shelf and hands it over; the place that took the dossier in says what it
// passed on.
func (d Dossier) worksOn(act Act, by access.Actor) bool {
	switch {
	case by.Works(d.UnitPath):
		return true
	case act == PassOn:
		return by.Works(d.PlaceReceived.Path)
	case act == Shelve || act == Return:
		return by.Works(d.PlaceReturn.Path)
	}
	return false
}

// PassOnInput says by which slip the papers changed places.
type PassOnInput struct {
	Slip string `form:"slip" json:"slip"` // number of the hand-over slip or of the post
	Note string `form:"note" json:"note"`
}

// PassOn records that papers changed places (bàn giao hồ sơ giấy giữa hai nơi):
// written by the place that took them in, they were sent; written by the
// competent unit, they arrived.
func (d Dossier) PassOn(by access.Actor, at time.Time, in PassOnInput) (Event, error) {
	if err := d.Permit(PassOn, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	words(&bad, "slip", in.Slip, true)
	words(&bad, "note", in.Note, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(PassOn, by)
	e.At, e.Data = at, Data{Slip: in.Slip, Papers: d.Papers, ActorUnit: d.from(by)}
	return e, nil
}

// from is the unit of an actor who is not of the dossier's own; "" for its own
// people and for those without an account.
func (d Dossier) from(by access.Actor) string {
	if by.Unit == "" || by.Unit == d.Unit || by.Works(d.UnitPath) {
		return ""
	}
	return by.Unit
}
