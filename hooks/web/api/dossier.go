package api

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// dossierLine is one dossier of a list. applicant is null for whoever
// supervises.
type dossierLine struct {
	ID            string          `json:"id"`
	Code          *string         `json:"code"`
	Ref           string          `json:"ref"`
	UnitPath      string          `json:"unit_path"`
	Procedure     string          `json:"procedure"`
	ProcedureName string          `json:"procedure_name"`
	Applicant     *string         `json:"applicant"`
	State         dossier.State   `json:"state"`
	WaitingFor    dossier.Waiting `json:"waiting_for"`
	Outcome       dossier.Outcome `json:"outcome"`
	HolderName    string          `json:"holder_name"`
	ReceivedAt    *string         `json:"received_at"`
	Due           *string         `json:"due"`
	DueDay        *string         `json:"due_day"`
	Lateness      string          `json:"lateness"`
}

// list gives the dossiers of the caller's scope, last received first.
func (d Door) list(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	var bad problem.List
	f := casework.Filter{State: statesOf(q, &bad), DueBefore: dayOf(q, "due_before", &bad), Words: q.Get("q"),
		After: q.Get("after"), Limit: limitOf(q, &bad)}
	if err := bad.Err(); err != nil {
		return err
	}
	rows, next, err := d.Desk.List(e.App, by, f)
	if err != nil {
		return err
	}
	now := d.Desk.Now()
	out := page[dossierLine]{Items: []dossierLine{}, Next: next}
	for _, r := range rows {
		line := dossierLine{
			ID: r.ID, Code: orNull(r.Code), Ref: r.Ref, UnitPath: r.UnitPath, Procedure: r.Procedure, ProcedureName: r.ProcedureName,
			State: r.State, WaitingFor: r.Waiting, Outcome: r.Outcome, HolderName: r.HolderName,
			ReceivedAt: moment(r.ReceivedAt), Due: moment(r.Due.At), DueDay: orNull(r.Due.Day), Lateness: r.Lateness(now),
		}
		if by.SeesPeople() {
			line.Applicant = &r.ApplicantName
		}
		out.Items = append(out.Items, line)
	}
	return answer(e, http.StatusOK, out)
}

// show gives one dossier.
func (d Door) show(e *core.RequestEvent, by access.Actor) error {
	c, err := d.Desk.Find(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	body, err := d.dossierOf(e.App, by, c)
	if err != nil {
		return err
	}
	return answer(e, http.StatusOK, body)
}

// dueBody is the appointment of a dossier as the engine computes it now; the
// promised_ fields are what the last act wrote, and what binds the office.
type dueBody struct {
	deadline.Answer
	OriginalDue    *string   `json:"original_due"`
	OriginalDueDay *string   `json:"original_due_day"`
	PromisedDue    *string   `json:"promised_due"`
	PromisedDueDay *string   `json:"promised_due_day"`
	Limit          limitBody `json:"limit"`
}

// due gives the appointment with its trace (“Vì sao ngày này?”).
func (d Door) due(e *core.RequestEvent, by access.Actor) error {
	c, err := d.Desk.Find(e.App, by, e.Request.PathValue("code"))
	if err != nil {
		return err
	}
	if c.ReceivedAt.IsZero() {
		return problem.Problem{Kind: problem.Conflict, Key: KeyNoClock}
	}
	res, err := c.Clock()
	if err != nil {
		return err
	}
	out := dueBody{Answer: res.Answer(), OriginalDue: moment(res.OriginalDue), OriginalDueDay: orNull(res.OriginalDay),
		PromisedDue: moment(c.Due.At), PromisedDueDay: orNull(c.Due.Day),
		Limit: limitBody{N: c.Limit.N, Unit: c.Limit.Unit, Text: c.Version.Body.LimitText(), Ground: c.Rule.Ground}}
	out.Trace = list(out.Trace)
	return answer(e, http.StatusOK, out)
}

// KeyNoClock says that a dossier not yet received has no appointment.
const KeyNoClock = "api.not_received"
