package office

import (
	"slices"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/templates"
)

// team asks who works on the dossier beside the one it goes to (phối hợp) and
// who is only told (theo dõi).
func (f *asking) team() error {
	people, err := f.p.Org.StaffOf(f.app, f.c.UnitPath, "")
	if err != nil {
		return err
	}
	for _, x := range []struct {
		name, label string
		now         []string
	}{{"cooperating", "act.field.cooperating", f.c.Cooperating}, {"watching", "act.field.watching", f.c.Watching}} {
		chosen := x.now
		if f.in != nil {
			chosen = f.in.list(x.name)
		}
		in := input{Field: f.field(x.name, x.label, ""), As: "checkboxes"}
		in.Value = "" // what was ticked is told by each choice
		for _, who := range people {
			if who.HasAny(access.Clerk, access.Officer, access.Leader) && who.ID != f.by.ID {
				in.Options = append(in.Options, templates.Option{Value: who.ID, Label: joined(" – ", who.Name, who.Title), Chosen: slices.Contains(chosen, who.ID)})
			}
		}
		if len(in.Options) > 0 {
			f.Team = append(f.Team, in)
			f.TeamOpen = f.TeamOpen || len(chosen) > 0 || in.Error != ""
		}
	}
	return nil
}

// askNote asks for a few words and nothing else.
func askNote(label string) func(f *asking) error {
	return func(f *asking) error {
		f.add("textarea", "note", label, "", false)
		return nil
	}
}

func askRemark(f *asking) error {
	f.add("textarea", "note", "act.field.remark", "", true)
	return nil
}

// askConsult asks another agency: one of this system, or any other by name.
func askConsult(f *asking) error {
	units, err := f.p.Org.Units(f.app, nil, "")
	if err != nil {
		return err
	}
	options := []templates.Option{{Label: templates.Text("act.outside", nil)}}
	for _, u := range units {
		if u.Kind != "office" && u.ID != f.c.Unit && u.Works(f.now.In(calendar.Location).Format("2006-01-02")) {
			options = append(options, templates.Option{Value: u.Code, Label: u.Name})
		}
	}
	f.Lead = templates.Text("act.hint.consult", nil)
	f.add("select", "to", "act.field.partner", "", false).Options = options
	f.add("input", "to_name", "act.field.partner_name", "", false).Hint = templates.Text("act.hint.partner_name", nil)
	x := f.add("textarea", "subject", "act.field.subject", "", true)
	x.Hint = templates.Text("act.hint.subject", nil)
	n := f.add("input", "days", "act.field.part_days", "", true)
	n.Kind, n.Width = "number", "tiny"
	f.add("input", "slip", "act.field.slip", "", false)
	f.add("checkbox", "wait", "act.field.wait", "", false)
	f.add("checkbox", "linked", "act.field.linked", "", false)
	return f.shared()
}

// shared asks which files the partner may open; it opens no other.
func (f *asking) shared() error {
	files, err := f.p.Desk.Files(f.app, f.by, f.c.ID)
	if err != nil || len(files) == 0 {
		return err
	}
	x := f.add("checkboxes", "shared", "linked.field.shared", "", false)
	x.Value, x.Hint = "", templates.Text("linked.hint.shared", nil) // what was ticked is told by each choice
	for _, file := range files {
		x.Options = append(x.Options, templates.Option{Value: file.ID, Label: file.Name, Hint: file.Title, Chosen: f.in != nil && slices.Contains(f.in.list("shared"), file.ID)})
	}
	return nil
}

// askPassOn notes that papers came from, or went to, the place that took the
// dossier in.
func askPassOn(f *asking) error {
	f.Lead = templates.Text("linked.pass_here", nil)
	f.add("input", "slip", "linked.field.pass_slip", "", true)
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}

// askPart notes what the partner did: took its part, or answered.
func askPart(answers bool) func(f *asking) error {
	return func(f *asking) error {
		var open []templates.Option
		for _, x := range f.c.Parts {
			// What another unit of this system was asked, that unit answers itself.
			if x.Open() && x.To == "" && (answers || x.TakenAt.IsZero()) {
				open = append(open, templates.Option{Value: x.Key, Label: x.ToName + " – " + x.Subject})
			}
		}
		if len(open) == 0 {
			f.Why = templates.Text("act.why.part_theirs", nil)
			return nil
		}
		f.choose("part", "act.field.part", "", open)
		if !answers {
			return nil
		}
		x := f.add("radios", "agreed", "act.field.answer", "true", true)
		x.Options, x.Width = []templates.Option{{Value: "true", Label: templates.Text("act.answer.yes", nil)}, {Value: "false", Label: templates.Text("act.answer.no", nil)}}, "inline"
		f.add("textarea", "note", "act.field.answer_words", "", true)
		f.add("input", "slip", "act.field.slip", "", false)
		return nil
	}
}

// askApologise is offered only to what is late; before that one extends.
func askApologise(f *asking) error {
	if f.c.Due.At.IsZero() || !deadline.Overdue(f.c.Due.Unit, f.c.Due.At, f.now) {
		f.Hide = true
		return nil
	}
	f.Lead = templates.Text("act.hint.apologise", nil)
	f.add("textarea", "reason", "act.field.reason", "", true)
	f.day("day", "act.field.promised_day")
	return nil
}

// day asks for a day and keeps it as it was typed.
func (f *asking) day(name, label string) {
	x := f.add("date", name, label, "", true)
	if f.in != nil {
		x.Value = f.in.day(name)
	}
}

func askPost(f *asking) error {
	f.Lead = templates.Text("act.hint.post", nil)
	x := f.add("input", "days", "act.field.post_days", "", true)
	x.Kind, x.Width = "number", "tiny"
	f.add("input", "ground", "act.field.ground", "", true)
	f.add("input", "slip", "act.field.slip", "", false)
	return nil
}

func askLapse(f *asking) error {
	if f.now.In(calendar.Location).Format("2006-01-02") <= f.c.LimitDay {
		f.Why = templates.Text(dossier.KeyLapseEarly, map[string]string{"day": templates.ShortDay(f.c.LimitDay)})
		return nil
	}
	f.Lead = templates.Text("act.hint.lapse", map[string]string{"day": templates.ShortDay(f.c.LimitDay), "reminded": templates.Moment(f.c.RemindedAt)})
	f.add("textarea", "reason", "act.field.reason", templates.Text("act.lapse.reason", map[string]string{"day": templates.ShortDay(f.c.LimitDay)}), true)
	f.add("input", "ground", "act.field.ground", templates.Text("act.lapse.ground", nil), true)
	return nil
}

func askResult(f *asking) error {
	f.Lead = templates.Text("act.hint.correct_result", nil)
	x := f.add("radios", "state", "act.field.result_way", "", true)
	x.Options = []templates.Option{
		{Value: string(dossier.Replaced), Label: templates.Text("act.result.replaced", nil)},
		{Value: string(dossier.Revoked), Label: templates.Text("act.result.revoked", nil)},
	}
	f.add("input", "result_number", "act.field.result_new", "", false)
	f.add("input", "ground", "act.field.ground", "", true)
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}
