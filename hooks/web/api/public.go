package api

import (
	_ "embed" // the document below
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// openAPI describes every route of this door; a test keeps the two together.
//
//go:embed openapi.json
var openAPI []byte

// document gives the OpenAPI document.
func (d Door) document(e *core.RequestEvent, _ access.Actor) error {
	return e.Blob(http.StatusOK, "application/json", openAPI)
}

// deadline asks the engine alone, as the command does; nothing is kept.
func (d Door) deadline(e *core.RequestEvent, _ access.Actor) error {
	raw, err := read(e)
	if err != nil {
		return err
	}
	var in deadline.Input
	if err := decode(e, raw, &in); err != nil {
		return err
	}
	res, err := in.Compute()
	if err != nil {
		return err
	}
	out := res.Answer()
	out.Trace = list(out.Trace)
	return answer(e, http.StatusOK, out)
}

// trackedBody is what the public may know. Nothing in it is personal.
type trackedBody struct {
	Code      *string       `json:"code"`
	Ref       string        `json:"ref"`
	Procedure string        `json:"procedure"`
	Unit      string        `json:"unit"`
	UnitPhone string        `json:"unit_phone"`
	State     dossier.State `json:"state"`
	StateText string        `json:"state_text"`
	WhatNext  string        `json:"what_next"`
	Received  *string       `json:"received_at"`
	Due       *string       `json:"due"`
	DueDay    *string       `json:"due_day"`
	Paused    bool          `json:"paused"`
}

// track tells the public where a dossier is. A wrong code, a wrong second
// factor and too many guesses are the same 404, byte for byte.
func (d Door) track(e *core.RequestEvent, _ access.Actor) error {
	raw, err := read(e)
	if err != nil {
		return err
	}
	var in casework.TrackInput
	if err := decode(e, raw, &in); err != nil {
		return err
	}
	var bad problem.List
	if in.Code == "" {
		bad.Add("code", dossier.KeyRequired)
	}
	if in.PhoneLast4 == "" && in.Token == "" {
		bad.Add("phone_last4", dossier.KeyRequired)
	}
	if err := bad.Err(); err != nil {
		return err
	}
	in.From = e.RemoteIP()
	t, err := d.Desk.Track(e.App, in)
	if err != nil {
		return err
	}
	unit := map[string]string{"unit": t.Unit}
	return answer(e, http.StatusOK, trackedBody{
		Code: orNull(t.Code), Ref: t.Ref, Procedure: t.Procedure, Unit: t.Unit, UnitPhone: t.UnitPhone, State: t.State,
		StateText: templates.Text("track.where."+string(t.State), unit), WhatNext: templates.Text("track.next."+t.Next(), unit),
		Received: moment(t.Received), Due: moment(t.Due.At), DueDay: orNull(t.Due.Day), Paused: t.Due.Paused,
	})
}
