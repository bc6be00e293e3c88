package report

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Codes of what a period may get wrong.
const (
	KeyDay    = "report.day"
	KeyOrder  = "report.order"
	KeyFuture = "report.future"
	KeyAsOf   = "report.as_of"
)

// firstDay is before any dossier of this software.
const firstDay = "2000-01-01"

// Period is what a report is about: office days, both inside, and the day on
// whose close it looks. Each is 2006-01-02.
type Period struct {
	From, To string
	At       time.Time // the moment at which open dossiers are judged
}

// NewPeriod reads the days of a report. asOf cuts the knowledge: nothing that
// was entered after that day counts. Since acts are entered under the server's
// clock and never in the past, a report is the same whenever it is made, and an
// asOf after to changes nothing. Days to come are cut at today.
func NewPeriod(from, to, asOf string, now time.Time) (Period, error) {
	var bad problem.List
	today := dayOf(now)
	for _, x := range []struct{ field, day string }{{"from", from}, {"to", to}, {"as_of", asOf}} {
		if _, ok := calendar.ParseDate(x.day); !ok && (x.field != "as_of" || x.day != "") || x.day != "" && x.day < firstDay {
			bad.Add(x.field, KeyDay)
		}
	}
	if err := bad.Err(); err != nil {
		return Period{}, err
	}
	if from > to {
		bad.Add("to", KeyOrder)
	}
	if from > today {
		bad.Add("from", KeyFuture)
	}
	if asOf != "" && asOf < from {
		bad.Add("as_of", KeyAsOf)
	}
	if asOf != "" {
		to = min(to, asOf)
	}
	p := Period{From: from, To: min(to, today), At: now}
	if p.To < today {
		day, _ := calendar.ParseDate(p.To) // parsed above
		p.At = (day + 1).At(0).Add(-time.Minute)
	}
	return p, bad.Err()
}

// Before is the day before the period.
func (p Period) Before() string {
	day, _ := calendar.ParseDate(p.From) // parsed by NewPeriod
	return (day - 1).String()
}

// DaysBack is the day n days before another.
func DaysBack(day string, n int) string {
	d, _ := calendar.ParseDate(day) // parsed by NewPeriod
	return (d - calendar.Date(n)).String()
}
