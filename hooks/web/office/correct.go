package office

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// KeyLookAgain says that case and papers on the form belong to the procedure
// chosen before.
const KeyLookAgain = "office.look_again"

// askCorrection asks what was entered wrongly: procedure, case, papers or the
// applicant. Case and papers are those of the procedure that is chosen; after
// another choice the form comes back with them.
func askCorrection(f *asking) error {
	f.Lead = templates.Text("act.hint.request_correction", nil)
	offers, err := f.p.Catalog.Offers(f.app, f.c.Unit, f.c.ReceivedAt.In(calendar.Location).Format("2006-01-02"))
	if err != nil {
		return err
	}
	version := f.c.Version.Body
	chosen := f.add("select", "procedure", "act.field.procedure", f.c.Procedure, true)
	for _, o := range offers {
		chosen.Options = append(chosen.Options, templates.Option{Value: o.Code, Label: o.Version.Body.Name})
		if o.Code == chosen.Value && o.Code != f.c.Procedure {
			version = o.Version.Body
		}
	}
	caseKey := f.cases(version)
	f.Hidden = append(f.Hidden, hidden{string(f.act) + ".shown", version.Code + "|" + caseKey})
	f.questions(version)
	f.CountsKey = "act.field.papers_in"
	f.papers(version.Papers(caseKey), false)
	who, err := f.p.Desk.Person(f.app, f.c.Applicant)
	if err != nil {
		return err
	}
	f.add("input", "applicant.name", "act.field.name", who.Name, true)
	x := f.add("input", "applicant.identity_number", "act.field.number", "", false)
	x.Kind, x.Width = "number", "half"
	if who.Number != "" {
		x.Hint = templates.Text("act.hint.number", map[string]string{"number": identity.Mask(who.Number)})
	}
	f.add("input", "applicant.birth", "act.field.birth", birth(who.Birth), false).Width = "half"
	f.add("input", "applicant.address", "act.field.address", who.Address, false)
	f.add("input", "applicant.phone", "act.field.phone", who.Phone, false).Kind = "tel"
	f.add("textarea", "reason", "act.field.reason_wrong", "", true)
	return nil
}

// cases offers the cases of the version, and tells which one is chosen.
func (f *asking) cases(version procedure.Version) string {
	begin := ""
	if version.Code == f.c.Procedure {
		begin = f.c.Dossier.Case
	}
	key := f.value("case", begin)
	there := false
	var options []templates.Option
	for _, c := range version.Cases {
		there = there || c.Key == key
		options = append(options, templates.Option{Value: c.Key, Label: c.Title})
	}
	if !there {
		key = ""
		if c, err := version.CaseOf("", nil); err == nil {
			key = c.Key
		}
	}
	if len(options) > 1 {
		x := f.add("select", "case", "act.field.case", begin, true)
		x.Value, x.Options = key, options
	}
	return key
}

// runCorrection sends what differs; an applicant who was not touched stays as is.
func runCorrection(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	c, err := d.Find(tx, by, code)
	if err != nil {
		return c, err
	}
	want := casework.CorrectionInput{Procedure: in.get("procedure"), Case: in.get("case"), Reason: in.get("reason"), Components: in.counted()}
	if err := lookAgain(d, tx, c, in, &want); err != nil {
		return c, err
	}
	if want.Applicant, err = corrected(d, tx, c, in); err != nil {
		return c, err
	}
	return d.RequestCorrection(tx, by, code, seen, want)
}

// corrected is the applicant as typed; nil when nothing about them differs.
// What the form does not ask, and a number left empty, stays.
func corrected(d *casework.Desk, tx core.App, c casework.Case, in typed) (*casework.PersonInput, error) {
	if len(in["applicant.name"]) == 0 {
		return nil, nil
	}
	was, err := d.Person(tx, c.Applicant)
	if err != nil {
		return nil, err
	}
	now := casework.PersonInput{Kind: was.Kind, Name: in.get("applicant.name"), IdentityNumber: in.get("applicant.identity_number"), Birth: in.get("applicant.birth"),
		Sex: was.Sex, Address: in.get("applicant.address"), Phone: in.get("applicant.phone"), Email: was.Email}
	if now.IdentityNumber == "" && now.Name == was.Name && now.Birth == birth(was.Birth) && now.Address == was.Address && now.Phone == was.Phone {
		return nil, nil
	}
	if now.IdentityNumber == "" {
		now.IdentityNumber = was.Number
	}
	return &now, nil
}

// askCorrect shows the leader what stands and what is asked for, side by side.
func askCorrect(f *asking) error {
	want := f.c.Correction
	if want == nil {
		f.Hide = true // confirmed or refused meanwhile
		return nil
	}
	if want.By == f.by.ID {
		f.Why = templates.Text(dossier.KeySameHand, nil)
		return nil
	}
	view, err := f.p.Desk.Corrected(f.app, f.c)
	if err != nil {
		return err
	}
	was, err := f.p.Desk.Person(f.app, f.c.Applicant)
	if err != nil {
		return err
	}
	f.Lead = templates.Text("act.hint.correct_intake", map[string]string{"name": want.ByName, "reason": want.Reason})
	now := f.c.Version.Body
	f.compare("act.field.procedure", now.Name, view.Version.Body.Name)
	f.compare("act.field.case", titleOf(now, f.c.Dossier.Case), titleOf(view.Version.Body, want.Case))
	f.compare("dossier.page.person", personLine(was), personLine(view.Applicant))
	f.compareAnswers(view)
	f.compare("dossier.page.papers", paperList(f.c.Papers), paperList(want.Papers))
	f.compare("dossier.page.fees", fees(now, f.c.Fees), fees(view.Version.Body, want.Fees))
	f.compare("dossier.page.due", dueWords(f.c.Due), dueWords(view.Due))
	x := f.add("radios", "refuse", "act.field.correct", "", true)
	x.Options = []templates.Option{{Value: "false", Label: templates.Text("act.correct.yes", nil)}, {Value: "true", Label: templates.Text("act.correct.no", nil)}}
	f.add("textarea", "note", "act.field.correct_note", "", false)
	return nil
}

// compare adds one line; what stays the same says so.
func (f *asking) compare(key, was, now string) {
	if was == "" && now == "" {
		return
	}
	r := compared{Name: templates.Text(key, nil), Old: was, New: now}
	if was == now {
		r.New, r.Same = templates.Text("act.same", nil), true
	}
	f.Rows = append(f.Rows, r)
}

func personLine(p casework.Person) string {
	return joined(" · ", p.Name, identity.Mask(p.Number), birth(p.Birth), p.Address, templates.Phone(p.Phone))
}

func titleOf(v procedure.Version, key string) string {
	for _, c := range v.Cases {
		if c.Key == key && len(v.Cases) > 1 {
			return c.Title
		}
	}
	return ""
}

func dueWords(d dossier.Due) string {
	if d.At.IsZero() {
		return templates.Text("dossier.page.due_paused", nil)
	}
	return templates.Moment(d.At)
}

// runCorrect is the leader's word; saying nothing is no word.
func runCorrect(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	if in.get("refuse") == "" {
		return casework.Case{}, problem.Of("refuse", dossier.KeyRequired)
	}
	return d.CorrectIntake(tx, by, code, seen, dossier.CorrectInput{Refuse: in.get("refuse") == "true", Note: in.get("note")})
}
