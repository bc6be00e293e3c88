package api

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// dossierBody is one dossier. people is null for whoever supervises.
type dossierBody struct {
	ID             string            `json:"id"`
	Code           *string           `json:"code"`
	Ref            string            `json:"ref"`
	Unit           string            `json:"unit"`
	Procedure      string            `json:"procedure"`
	ProcedureName  string            `json:"procedure_name"`
	Version        int               `json:"version"`
	Case           string            `json:"case"`
	Channel        procedure.Channel `json:"channel"`
	State          dossier.State     `json:"state"`
	WaitingFor     dossier.Waiting   `json:"waiting_for"`
	Outcome        dossier.Outcome   `json:"outcome"`
	Holder         *string           `json:"holder"` // staff id
	HolderName     *string           `json:"holder_name"`
	Step           string            `json:"step"`
	SubmittedAt    *string           `json:"submitted_at"`
	ReceivedAt     *string           `json:"received_at"`
	ReceivedBasis  dossier.Basis     `json:"received_basis"`
	Due            *string           `json:"due"`
	DueDay         *string           `json:"due_day"`
	OriginalDue    *string           `json:"original_due"`
	OriginalDueDay *string           `json:"original_due_day"`
	Provisional    bool              `json:"provisional"`
	Paused         bool              `json:"paused"`
	Lateness       string            `json:"lateness"`
	ResolvedAt     *string           `json:"resolved_at"`
	ReturnedAt     *string           `json:"returned_at"`
	ClosedAt       *string           `json:"closed_at"`
	Supplements    int               `json:"supplement_count"`
	Extensions     int               `json:"extension_count"`
	ResultChannel  string            `json:"result_channel"`
	ResultNumber   string            `json:"result_number"`
	Shelf          string            `json:"shelf"`
	TotalDue       *string           `json:"total_due"` // of the whole, when linked procedures follow
	TotalDueDay    *string           `json:"total_due_day"`
	PlaceReceived  *string           `json:"place_received"` // unit code: taken in there for the competent unit
	PlaceReturn    *string           `json:"place_return"`   // unit code: the result is handed over there
	Parts          []partStatus      `json:"parts"`          // what other agencies were asked
	Components     []dossier.Paper   `json:"components"`
	Fees           []dossier.FeeLine `json:"fees"`
	People         *peopleBody       `json:"people"`
	Allowed        []dossier.Act     `json:"allowed_acts"` // what the caller may do now
	Seen           int               `json:"seen"`         // send it with an act: refused when somebody was faster
}

// peopleBody is who the dossier is about.
type peopleBody struct {
	Applicant *personBody  `json:"applicant"`
	Submitter *personBody  `json:"submitter"`
	Delegate  *personBody  `json:"delegate"`
	Answers   form.Answers `json:"answers"`
}

// personBody is a person; the number is masked.
type personBody struct {
	Kind           string `json:"kind"`
	Name           string `json:"name"`
	IdentityNumber string `json:"identity_number"`
	Birth          string `json:"birth"`
	Sex            string `json:"sex"`
	Address        string `json:"address"`
	Phone          string `json:"phone"`
	Email          string `json:"email"`
}

func (d Door) dossierOf(app core.App, by access.Actor, c casework.Case) (dossierBody, error) {
	out := dossierBody{
		ID: c.ID, Code: orNull(c.Code), Ref: c.Ref, Unit: c.UnitRow.Code, Procedure: c.Procedure, ProcedureName: c.Version.Body.Name,
		Version: c.Version.No, Case: c.Dossier.Case, Channel: c.Channel, State: c.State, WaitingFor: c.Waiting, Outcome: c.Outcome,
		Holder: orNull(c.Holder), Step: c.Step, SubmittedAt: moment(c.SubmittedAt), ReceivedAt: moment(c.ReceivedAt), ReceivedBasis: c.ReceivedBasis,
		Due: moment(c.Due.At), DueDay: orNull(c.Due.Day), OriginalDue: moment(c.Due.OriginalAt), OriginalDueDay: orNull(c.Due.OriginalDay),
		Provisional: c.Due.Provisional, Paused: c.Due.Paused, Lateness: c.Lateness(d.Desk.Now()),
		ResolvedAt: moment(c.ResolvedAt), ReturnedAt: moment(c.ReturnedAt), ClosedAt: moment(c.ClosedAt),
		Supplements: c.Supplements, Extensions: len(c.Extensions), ResultChannel: c.ResultChannel, ResultNumber: c.ResultNumber,
		Shelf: c.Shelf, Components: list(c.Papers), Fees: list(c.Fees), Allowed: []dossier.Act{}, Seen: c.Seq,
	}
	if err := d.together(app, c, &out); err != nil {
		return out, err
	}
	for _, act := range c.Allowed(by) {
		if _, known := acts[act]; known {
			out.Allowed = append(out.Allowed, act)
		}
	}
	if holder, err := d.Org.StaffByID(app, c.Holder); err == nil { // somebody who left has no name to show
		out.HolderName = &holder.Name
	}
	if !by.SeesPeople() {
		return out, nil
	}
	var err error
	out.People, err = d.peopleOf(app, c)
	return out, err
}

// together adds what the dossier has to do with other units.
func (d Door) together(app core.App, c casework.Case, out *dossierBody) error {
	j, err := c.Joint()
	if err != nil {
		return err
	}
	out.TotalDue, out.TotalDueDay = moment(j.At), orNull(j.Day)
	out.Parts = partsOf(c, func(dossier.Part) bool { return true })
	for _, x := range []struct {
		place dossier.Place
		into  **string
	}{{c.PlaceReceived, &out.PlaceReceived}, {c.PlaceReturn, &out.PlaceReturn}} {
		if x.place.Unit == "" {
			continue
		}
		unit, err := d.Org.UnitByID(app, x.place.Unit)
		if err != nil {
			return err
		}
		*x.into = &unit.Code
	}
	return nil
}

func (d Door) peopleOf(app core.App, c casework.Case) (*peopleBody, error) {
	out := &peopleBody{Answers: c.Answers}
	if out.Answers == nil {
		out.Answers = form.Answers{}
	}
	for _, p := range []struct {
		id   string
		into **personBody
	}{{c.Applicant, &out.Applicant}, {c.Submitter, &out.Submitter}, {c.Delegate, &out.Delegate}} {
		if p.id == "" {
			continue
		}
		x, err := d.Desk.Person(app, p.id)
		if err != nil {
			return nil, err
		}
		*p.into = &personBody{x.Kind, x.Name, identity.Mask(x.Number), x.Birth, x.Sex, x.Address, x.Phone, x.Email}
	}
	return out, nil
}
