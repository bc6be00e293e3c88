package office

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/calendar"
	declaration "motcua/hooks/domain/form"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// questions asks the declaration of the procedure that is chosen, as the intake
// does; what was answered under the same key stands there already. A question
// that hangs on another answer is asked once that answer calls for it.
func (f *asking) questions(version procedure.Version) {
	begin := casework.KeptAnswers(f.c.Answers, version)
	now := begin
	if f.in != nil && len(f.in["shown"]) > 0 {
		now = f.in.answers(version)
	}
	for _, q := range version.Form.Fields() {
		if q.ShowIf != nil && !q.ShowIf.Holds(now) {
			continue
		}
		f.Hidden = append(f.Hidden, hidden{string(f.act) + ".asked", q.Key})
		f.question(q, begin[q.Key])
	}
}

func (f *asking) question(q declaration.Field, begin string) {
	as := "input"
	switch q.Kind {
	case declaration.Bool:
		as = "checkbox"
	case declaration.Choice:
		as = "select"
	case declaration.Date:
		if day, err := identity.ParseBirth(begin); err == nil {
			begin = day.String()
		}
	}
	name := "answers." + q.Key
	if f.in != nil && slices.Contains(f.in["asked"], q.Key) {
		begin = "" // what stands there was typed, an empty box and no tick, too
	}
	x := f.add(as, name, "act.field.answer", begin, true) // on the paper declaration; need not be typed
	x.Label, x.Hint = q.Label, q.Help
	if len(f.in[name]) == 0 {
		x.Value = begin
	}
	switch q.Kind {
	case declaration.Number:
		x.Kind, x.Width = "number", "tiny"
	case declaration.Choice:
		x.Options = []templates.Option{{}}
		for _, o := range q.Options {
			x.Options = append(x.Options, templates.Option{Value: o.Value, Label: o.Label})
		}
	}
}

// answers are those typed to the questions that are asked now.
func (t typed) answers(v procedure.Version) declaration.Answers {
	all := declaration.Answers{}
	for _, q := range v.Form.Fields() {
		a := t.get("answers." + q.Key)
		if day, err := identity.ParseBirth(a); q.Kind == declaration.Date && err == nil {
			a = string(day)
		}
		if a != "" {
			all[q.Key] = a
		}
	}
	for _, q := range v.Form.Fields() {
		if q.ShowIf != nil && !q.ShowIf.Holds(all) {
			delete(all, q.Key)
		}
	}
	return all
}

// lookAgain reads the answers of the form. The form comes back once more when
// papers or questions on it belong to what was chosen before.
func lookAgain(d *casework.Desk, tx core.App, c casework.Case, in typed, want *casework.CorrectionInput) error {
	shown := in.get("shown")
	if shown == "" {
		return nil // sent by hand, without a page: only what is named is put right
	}
	version := c.Version.Body
	if want.Procedure != "" && want.Procedure != c.Procedure {
		offer, err := d.Catalog.Offer(tx, c.Unit, want.Procedure, c.ReceivedAt.In(calendar.Location).Format("2006-01-02"))
		if list, is := problem.In(err); is {
			list[0].Kind, list[0].Field = problem.Invalid, "procedure"
			return list
		} else if err != nil {
			return err
		}
		version = offer.Version.Body
	}
	want.Answers = in.answers(version)
	code, caseKey, _ := strings.Cut(shown, "|")
	if code != version.Code {
		return problem.Of("procedure", KeyLookAgain)
	}
	if want.Case != "" && caseKey != want.Case {
		return problem.Of("case", KeyLookAgain)
	}
	for _, q := range version.Form.Fields() {
		if q.ShowIf != nil && q.ShowIf.Holds(want.Answers) && !slices.Contains(in["asked"], q.Key) {
			return problem.Of("answers."+q.Key, KeyLookAgain)
		}
	}
	return nil
}

// compareAnswers shows the leader every answer that becomes another one.
func (f *asking) compareAnswers(view casework.CorrectionView) {
	for _, q := range view.Version.Body.Form.Fields() {
		was, now := answerWords(q, f.c.Answers[q.Key]), answerWords(q, view.Answers[q.Key])
		if was != now {
			f.Rows = append(f.Rows, compared{Name: q.Label, Old: was, New: now})
		}
	}
}

// answerWords is an answer as a person reads it.
func answerWords(q declaration.Field, answer string) string {
	switch {
	case answer == "":
		return "–"
	case q.Kind == declaration.Bool:
		return templates.Text("act.answer_yes", nil)
	case q.Kind == declaration.Date:
		return birth(answer)
	}
	for _, o := range q.Options {
		if o.Value == answer {
			return o.Label
		}
	}
	return answer
}
