package office

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/templates"
)

// happened is one event in words.
type happened struct {
	Title, Who string
	At         time.Time
	Lines      []string
	Now        bool
}

// sayer turns events into sentences. Without personal it leaves out whatever
// may name people: notes, reasons in free words, collectors.
type sayer struct {
	c        casework.Case
	personal bool

	staff   func(id string) string                     // a person's name, "" = has left
	version func(id string) (procedure.Version, error) // a published version
	unit    func(id string) string                     // short name of a unit, for a trail that crosses units
}

// all says every event after number seq, oldest first.
func (s sayer) all(list []casework.Entry, seq int) []happened {
	var out []happened
	crosses := slices.ContainsFunc(list, func(x casework.Entry) bool { return x.Data.ActorUnit != "" })
	for i, x := range list {
		if x.Seq > seq {
			out = append(out, happened{Title: title(x), Who: s.who(x, crosses), At: x.At,
				Lines: s.lines(x), Now: i == len(list)-1 && !s.c.State.Ended()})
		}
	}
	return out
}

// title names an event; what a place did for the unit has a name of its own.
func title(x casework.Entry) string {
	switch {
	case x.Kind == dossier.Submit && x.Data.PlaceReceived != nil:
		return templates.Text("event.submit_for", nil)
	case x.Kind == dossier.Printed && x.Data.ActorUnit != "":
		return templates.Text("event.printed_slip", nil)
	}
	return templates.Text("event."+string(x.Kind), nil)
}

// who acted and, when people of several units did, for which of them.
func (s sayer) who(x casework.Entry, crosses bool) string {
	if !crosses || x.ActorName == "" || s.unit == nil {
		return x.ActorName
	}
	unit := x.Data.ActorUnit
	if unit == "" {
		unit = s.c.Unit
	}
	return joined(" – ", x.ActorName, s.unit(unit))
}

func (s sayer) lines(x casework.Entry) []string {
	var out []string
	say := func(key, name, value string) {
		if value != "" {
			out = append(out, templates.Text(key, map[string]string{name: value}))
		}
	}
	v := x.Data
	if x.Kind == dossier.PassOn {
		say("history.passed", "papers", paperList(v.Papers))
	}
	if v.ToName != "" {
		key := "history.to"
		step := s.stepTitle(v.Step)
		if step != "" {
			key = "history.to_step"
		}
		out = append(out, templates.Text(key, map[string]string{"name": v.ToName, "step": step}))
	}
	if v.Outcome != "" {
		key := "history.proposes"
		if x.Kind == dossier.Resolve {
			key = "history.outcome"
		}
		say(key, "outcome", templates.Text("outcome."+string(v.Outcome), nil))
	}
	for _, it := range v.Items {
		if x.Kind == dossier.DemandRefused {
			say("history.demanded", "title", joined(": ", it.Title, it.Defect))
			continue
		}
		out = append(out, templates.Text("history.item", map[string]string{"title": it.Title, "defect": it.Defect, "ground": it.Ground}))
	}
	say("history.limit_day", "day", templates.Day(v.LimitDay))
	if x.Kind == dossier.AnswerSupplement || x.Kind == dossier.AnswerGuide || x.Kind == dossier.Volunteer {
		say("history.papers", "papers", paperList(v.Papers))
	}
	if x.Kind == dossier.Receive {
		say("reuse.history", "papers", paperList(reused(v.Papers)))
	}
	if x.Kind == dossier.ExemptFee {
		say("exempt.history", "fee", fees(s.c.Version.Body, v.Fees))
	}
	if claimed := claimed(x); claimed != "" {
		out = append(out, claimed)
	} else {
		say("history.slip", "slip", v.Slip)
	}
	switch {
	case x.Kind == dossier.Undo: // the sentence of the event says it
	case ends(x.Kind):
		if v.Cause != "" {
			say("history.cause", "cause", templates.Text("decline.cause."+string(v.Cause), nil))
		}
		say("history.agency", "agency", v.Reason)
	case v.Reason != "":
		say("history.reason", "reason", s.reasonTitle(v.Reason))
	}
	say(groundKey(x.Kind), groundName(x.Kind), x.Ground)
	say("history.result_number", "number", v.ResultNumber)
	say("history.shelf", "shelf", v.Shelf)
	say("history.paper", "paper", printedPaper(x))
	if v.Copy > 0 {
		say("history.copy", "n", templates.Number(v.Copy))
	}
	if v.Due != nil && !v.Due.At.IsZero() {
		key := "history.due"
		if x.Kind == dossier.Submit || x.Kind == dossier.AnswerGuide { // nothing is promised before the dossier is taken in
			key = "history.answer_by"
		}
		say(key, "moment", templates.Moment(v.Due.At))
	}
	out = append(out, s.more(x)...)
	say("history.behalf", "name", x.OnBehalfOf)
	return append(out, s.private(x.Detail)...)
}

// claimed is the moment that a dossier was taken in by, where it is another
// than that of its entry: the time on a paper slip, or a postmark.
func claimed(x casework.Entry) string {
	switch {
	case x.ClaimedAt.IsZero():
		return ""
	case x.Data.Basis == dossier.Postmark:
		return templates.Text("history.postmark", map[string]string{"day": templates.ShortDay(x.ClaimedAt)})
	}
	return templates.Text("history.by_slip", map[string]string{"slip": x.Data.Slip, "moment": templates.Moment(x.ClaimedAt)})
}

// printedPaper is which paper was printed, with its number.
func printedPaper(x casework.Entry) string {
	form, ok := paper.FormAt(x.Data.Paper, x.At.Format(time.DateOnly))
	if x.Kind != dossier.Printed || !ok {
		return ""
	}
	return joined(", ", form.Title, x.Data.PaperNo)
}

// groundKey are the words for what an act rests on: a ground in law, or the
// reason that a person gave.
func groundKey(a dossier.Act) string {
	switch a {
	case dossier.Extend, dossier.RequestSupplement, dossier.GuideBack, dossier.Apologise, dossier.RequestCorrection, dossier.CorrectIntake:
		return "history.reason"
	case dossier.Return:
		return "history.kept"
	}
	return "history.ground"
}

func groundName(a dossier.Act) string {
	if groundKey(a) == "history.ground" {
		return "ground"
	}
	return "reason"
}

// ends reports whether an act ends a dossier without a result.
func ends(a dossier.Act) bool {
	return a == dossier.Decline || a == dossier.Withdraw || a == dossier.Stop || a == dossier.Lapse
}

// private are the values kept beside the chain.
func (s sayer) private(d dossier.Detail) []string {
	if !s.personal {
		return nil
	}
	var out []string
	for _, x := range []struct{ key, name, value string }{
		{"history.collector", "name", d["collector"]}, {"history.authority", "authority", d["authority"]},
		{"history.reason", "reason", d["reason"]}, {"history.taker", "name", d["to"]}, {"history.proof", "proof", d["proof"]},
		{"history.authority", "authority", d["delegate_document"]}, {"exempt.history_proof", "proof", d["exempt_proof"]},
	} {
		if x.value != "" {
			out = append(out, templates.Text(x.key, map[string]string{x.name: x.value}))
		}
	}
	if d["answers"] != "" && d["applicant"] != "" { // a correction that names another applicant
		out = append(out, templates.Text("history.applicant", map[string]string{"name": d["applicant"]}))
	}
	if d["note"] != "" {
		out = append(out, d["note"])
	}
	return out
}

func (s sayer) stepTitle(key string) string {
	for _, x := range s.c.Version.Body.Flow {
		if x.Key == key {
			return x.Title
		}
	}
	return ""
}

// reasonTitle is the published wording of a coded reason.
func (s sayer) reasonTitle(key string) string {
	for _, x := range s.c.Version.Body.RefusalCodes {
		if x.Key == key {
			return x.Title
		}
	}
	return key
}

// reused are those of the papers that the office had already.
func reused(list []dossier.Paper) []dossier.Paper {
	return slices.DeleteFunc(slices.Clone(list), func(p dossier.Paper) bool { return len(p.Reuse) == 0 })
}

func paperList(list []dossier.Paper) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Title+" ("+gotOf(p)+")")
	}
	return strings.Join(out, "; ")
}
