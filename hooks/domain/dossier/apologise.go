package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// Codes of what an apology may get wrong.
const (
	KeyNotLate     = "dossier.not_late"
	KeyPromisedDay = "dossier.promised_day"
)

// ApologyInput is a letter of apology for a dossier that is late (Mẫu số 04).
type ApologyInput struct {
	Reason string `form:"reason" json:"reason"`
	Day    string `form:"day" json:"day"` // day the office now promises, 2006-01-02
}

// Apologise says sorry for an appointment that was missed and names the day the
// office now promises. The due date does not move: late stays late.
func (d Dossier) Apologise(by access.Actor, at time.Time, no string, in ApologyInput) (Event, error) {
	if err := d.Permit(Apologise, by); err != nil {
		return Event{}, err
	}
	if d.Due.At.IsZero() || !deadline.Overdue(d.Due.Unit, d.Due.At, at) {
		return Event{}, problem.Problem{Kind: problem.Conflict, Key: KeyNotLate}
	}
	var bad problem.List
	words(&bad, "reason", in.Reason, true)
	if _, err := time.Parse(time.DateOnly, in.Day); err != nil || in.Day < at.In(calendar.Location).Format(time.DateOnly) {
		bad.Add("day", KeyPromisedDay)
	}
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Apologise, by)
	e.At, e.Ground, e.Data = at, in.Reason, Data{PromisedDay: in.Day, PaperNo: no}
	return e, nil
}
