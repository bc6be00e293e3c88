package httpx

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// Row is one dossier in a list of work; templates/part/dossiers.html draws it.
type Row struct {
	Href, Code, Ref string
	Name            string // "" for whoever sees no people
	Procedure       string
	Holder          string
	State           string // in words
	ReceivedAt      time.Time
	DueAt           time.Time
	Tag             templates.Tag

	New      bool   // given to the reader and not opened since
	Step     string // when the reader's own step runs out, in words; "" when the appointment comes first or is past
	StepLate bool
	Pick     string // what a tick posts: the code, or the record's id
}

// DossierPath is the address of a dossier's page: its code, or the record's id
// while it has none. It never holds a name or a number of a person.
func DossierPath(d dossier.Dossier) string {
	if d.Code == "" {
		return "/ho-so/" + d.ID
	}
	return "/ho-so/" + d.Code
}

// Rows makes the rows of a list, each with its status by its own unit's calendar.
func Rows(e *core.RequestEvent, office *org.Office, by access.Actor, lines []casework.Line, now time.Time) ([]Row, error) {
	out := make([]Row, len(lines))
	cals := Calendars(e, office)
	for i, l := range lines {
		cal, err := cals(l.Unit)
		if err != nil {
			return nil, err
		}
		r := Row{Href: DossierPath(l.Dossier), Code: l.Code, Ref: l.Ref, Procedure: l.ProcedureName, Holder: l.HolderName,
			State: templates.Text("state."+string(l.State), nil), ReceivedAt: l.ReceivedAt, DueAt: l.Due.At, Tag: Tag(l.Dossier, cal, now)}
		r.New, r.Pick = l.Unread(by), l.Code
		if l.Code == "" {
			r.Pick = l.ID
		}
		if mine := l.MyClock(); (l.Holder == by.ID || by.StandsFor(l.Holder)) && l.State.Running() && mine.Equal(l.StepDue) && !mine.IsZero() && r.Tag.Tone != "late" {
			r.Step, r.StepLate = stepWords(mine, now), mine.Before(now)
		}
		if by.SeesPeople() {
			r.Name = l.ApplicantName
		}
		out[i] = r
	}
	return out, nil
}

// Calendars finds the calendar of a unit by its record id.
func Calendars(e *core.RequestEvent, office *org.Office) func(unit string) (*calendar.Calendar, error) {
	return func(id string) (*calendar.Calendar, error) {
		unit, err := office.UnitByID(e.App, id)
		if err != nil {
			return nil, err
		}
		return office.Calendar(e.App, unit)
	}
}

// stepWords says when the norm of the reader's step runs out, or ran out.
func stepWords(at, now time.Time) string {
	key := "work.step_due"
	if at.Before(now) {
		key = "work.step_late"
	}
	return templates.Text(key, map[string]string{"clock": templates.Clock(at), "day": dayMonth(at)})
}
