package office

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// partLine is what one other agency was asked, and how far it is.
type partLine struct {
	Who, What, Slip string
	Linked          bool
	Due, Taken      string
	Answered        string
	Late            bool
}

// parts are the parts of a dossier as a small table.
func parts(c casework.Case, now time.Time) []partLine {
	today := now.In(calendar.Location).Format(time.DateOnly)
	var out []partLine
	for _, x := range c.Parts {
		l := partLine{Who: x.ToName, What: x.Subject, Slip: x.Slip, Linked: x.Linked, Due: templates.ShortDay(x.DueDay), Late: x.Open() && x.DueDay < today}
		if !x.TakenAt.IsZero() {
			l.Taken = joined(" · ", templates.Moment(x.TakenAt), x.TakenBy)
		}
		if !x.Open() {
			word := "act.answer.no"
			if x.Agreed {
				word = "act.answer.yes"
			}
			l.Answered = joined(" · ", templates.Text(word, nil), templates.Moment(x.AnsweredAt))
		}
		out = append(out, l)
	}
	return out
}
