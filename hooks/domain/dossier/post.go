package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// KeyPostDays says that a public posting has no such length.
const KeyPostDays = "dossier.post_days"

// PostInput posts a matter in public (niêm yết công khai).
type PostInput struct {
	Days   int    `form:"days" json:"days"`     // calendar days, as the law of the matter says
	Ground string `form:"ground" json:"ground"` // that law
	Slip   string `form:"slip" json:"slip"`     // number of the notice
}

// PostedUntil is when the clock goes on after a posting of days calendar days
// from at: its day is not counted, the last one is, so the first working day
// after that one counts again.
func PostedUntil(cal *calendar.Calendar, at time.Time, days int) time.Time {
	day, _ := calendar.Split(at)
	until := cal.LastClose(day + calendar.Date(days))
	if until.Before(at) {
		return at // posted over days off only
	}
	return until.UTC()
}

// PostPublic posts the matter in public for a fixed time that is not counted
// (law.md §5.3); its end is known from the beginning, so the appointment stays
// a date.
func (d Dossier) PostPublic(by access.Actor, at, until time.Time, due Due, in PostInput) (Event, error) {
	if err := d.Permit(PostPublic, by); err != nil {
		return Event{}, err
	}
	var bad problem.List
	if in.Days < 1 || in.Days > 90 {
		bad.Add("days", KeyPostDays)
	}
	words(&bad, "ground", in.Ground, true)
	words(&bad, "slip", in.Slip, false)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(PostPublic, by)
	e.At, e.Ground, e.Data = at, in.Ground, Data{Days: in.Days, Until: until, Slip: in.Slip, Due: &due}
	return e, nil
}
