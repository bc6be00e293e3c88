package casework

import (
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// answered leaves out the questions that were not answered: at the desk the
// declaration is a paper in the clerk's hand and need not be typed.
func answered(list problem.List) problem.List {
	var out problem.List
	for _, p := range list {
		if p.Key != form.KeyRequired {
			out = append(out, p)
		}
	}
	return out
}

// feesOf works out the fees; while an answer that multiplies an amount is
// missing, the amounts are unknown rather than wrong.
func feesOf(v procedure.Version, channel procedure.Channel, caseKey string, in ReceiveInput, local map[string]int64) ([]procedure.Due, error) {
	fees, err := v.FeesFor(channel, caseKey, in.Answers, in.Fee.Exemptions, local)
	if list, is := problem.In(err); is && len(answered(list)) == 0 {
		return v.FeesOpen(caseKey), nil
	}
	return fees, err
}

// titled gives the papers taken in their published titles and leaves out those
// with no count.
func titled(v procedure.Version, caseKey string, in []dossier.Paper) []dossier.Paper {
	titles := map[string]string{}
	for _, c := range v.Papers(caseKey) {
		titles[c.Key] = c.Title
	}
	var out []dossier.Paper
	for _, p := range in {
		if p.Originals == 0 && p.Copies == 0 && !p.Volunteer && len(p.Reuse) == 0 {
			continue
		}
		if t := titles[p.Key]; t != "" && !p.Volunteer {
			p.Title = t
		}
		out = append(out, p)
	}
	return out
}

// lines keeps the fees of an intake; one due at receipt that is left for later
// says so.
func lines(fees []procedure.Due, deferred bool) []dossier.FeeLine {
	var out []dossier.FeeLine
	for _, f := range fees {
		out = append(out, dossier.FeeLine{Key: f.Key, Title: f.Title, Amount: f.Amount, Stage: f.Stage, Known: f.Known, Exempt: f.Exempt,
			Deferred: deferred && f.Stage == procedure.Before && f.Exempt == ""})
	}
	return out
}

func orDesk(channel string) string {
	if channel == "" {
		return "desk"
	}
	return channel
}

// parseMoment reads a claimed moment: RFC 3339, or office time without a zone.
func parseMoment(text string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC().Truncate(time.Millisecond), nil
	}
	t, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	return t.UTC(), err
}
