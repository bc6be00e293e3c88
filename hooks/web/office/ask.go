package office

import (
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// supplementDays is the limit offered for a citizen's answer, in working days;
// the person may write another.
const supplementDays = 10

func askMove(f *asking) error {
	step, people, leader, err := f.who(f.act)
	if err != nil {
		return err
	}
	if step == "" {
		key := dossier.KeyLastStep
		if f.act == dossier.StepBack {
			key = dossier.KeyFirstStep
		}
		f.Why = templates.Text(key, nil)
		return nil
	}
	f.Lead = step
	f.choose("to", "act.field.to", people)
	switch {
	case f.act == dossier.StepBack:
		f.add("textarea", "note", "act.field.reason_back", "", true)
	case f.act == dossier.Forward && leader:
		x := f.add("radios", "outcome", "act.field.propose", string(dossier.Granted), true)
		x.Options, x.Width = outcomes(), "inline"
		fallthrough
	default:
		f.add("textarea", "note", "act.field.note", "", false)
	}
	return nil
}

func askResolve(f *asking) error {
	begin := ""
	if f.c.Waiting == dossier.WaitSignature {
		begin = string(dossier.Granted)
	}
	x := f.add("radios", "outcome", "act.field.outcome", begin, true)
	x.Options, x.Width = outcomes(), "inline"
	f.add("input", "result_number", "act.field.result_number", "", false)
	reasons := []templates.Option{{}}
	for _, r := range f.c.Version.Body.RefusalCodes {
		reasons = append(reasons, templates.Option{Value: r.Key, Label: r.Title})
	}
	r := f.add("select", "reason", "act.field.reason_code", "", false)
	r.Options = reasons
	f.add("input", "ground", "act.field.ground", "", false).Hint = templates.Text("act.hint.ground_resolve", nil)
	f.fold(2)
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}

func askPayment(slip string) func(f *asking) error {
	return func(f *asking) error {
		f.add("input", "slip", slip, "", true)
		f.add("textarea", "note", "act.field.note", "", false)
		return nil
	}
}

// askReceive takes a dossier in that was filed online: the papers are there as
// filed, and whatever is missing needs the citizen's promise.
func askReceive(f *asking) error {
	f.Lead = templates.Text("act.hint.receive", nil)
	f.add("textarea", "promise", "act.field.promise", "", false)
	return nil
}

func askShelve(f *asking) error {
	f.add("input", "shelf", "act.field.shelf", f.c.Shelf, true).Hint = templates.Text("act.hint.shelf", nil)
	f.add("input", "result_number", "act.field.result_number", f.c.ResultNumber, false)
	return nil
}

func askExtend(f *asking) error {
	if list, refused := problem.In(f.c.CanExtend(f.c.Rule, f.now)); refused {
		f.Why = templates.Text(list[0].Key, list[0].Args)
		return nil
	}
	unit := deadline.Limit{N: 1, Unit: dossier.ExtendInput{N: 1}.By(f.c.Due.Unit).Unit}.Words()[2:]
	x := f.add("input", "n", "act.field.n", "", true)
	x.Kind, x.Width, x.Hint = "number", "tiny", templates.Text("act.hint.n", map[string]string{"unit": unit})
	f.add("textarea", "reason", "act.field.reason", "", true)
	f.add("input", "slip", "act.field.slip", "", false)
	return nil
}

func askEnd(f *asking) error {
	f.add("textarea", "reason", "act.field.reason", "", true)
	f.add("input", "ground", "act.field.ground", "", f.act != dossier.Withdraw)
	if f.act == dossier.Decline {
		f.add("input", "agency", "act.field.agency", "", false)
	}
	return nil
}

func askReturn(f *asking) error {
	people, err := f.known()
	if err != nil {
		return err
	}
	f.Collectors = people
	f.MatchAt = httpx.DossierPath(f.c.Dossier) + "/doi-chieu"
	f.add("number", "collector_number", "act.field.collector_number", "", false).Hint = templates.Text("act.hint.collector_number", nil)
	f.add("name", "collector_name", "act.field.collector_name", "", true)
	f.add("checkbox", "checked", "act.field.checked", "", true)
	f.add("input", "authority", "act.field.authority", "", false)
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}

// otherPaper is the line for a paper outside the published list: its ground
// must be written, since nothing published asks for it.
const otherPaper = "other"

func askSupplement(f *asking) error {
	second := f.c.Supplements > 0
	if second && !f.by.Has(access.Leader) {
		f.Why = templates.Text(dossier.KeySecondLeader, nil)
		return nil
	}
	f.Lead = templates.Text("act.hint.supplement", nil)
	for _, p := range f.c.Version.Body.Papers(f.c.Dossier.Case) {
		f.Items = append(f.Items, f.item(p.Key, p.Title, publishedGround(f.c.Version.Body.Code, f.c.Version.Decision)))
	}
	other := f.item(otherPaper, "", "")
	name := input{Field: f.field("items."+otherPaper+".title", "act.field.other_title", ""), As: "input"}
	other.Name = &name
	f.Items = append(f.Items, other)
	begin := ""
	if at, _ := calendar.Split(f.now); at > 0 {
		if day, ok := f.c.Cal.Add(at, supplementDays); ok {
			begin = day.String()
		}
	}
	x := f.add("date", "limit_day", "act.field.limit_day", begin, true)
	if f.in != nil {
		x.Value = f.in.day("limit_day")
	}
	if second {
		f.add("textarea", "reason", "act.field.reason_second", "", true)
	}
	return nil
}

func (f *asking) item(key, title, ground string) item {
	at := "items." + key
	d, g := f.field(at+".defect", "act.field.defect", ""), f.field(at+".ground", "act.field.item_ground", ground)
	return item{Title: title, Defect: input{Field: d, As: "input"}, Ground: input{Field: g, As: "input"}}
}

// publishedGround names the published list of papers, which is the ground for
// asking for one of them.
func publishedGround(code, decision string) string {
	if decision == "" {
		return templates.Text("act.ground.published", map[string]string{"code": code})
	}
	return templates.Text("act.ground.decided", map[string]string{"code": code, "decision": decision})
}

func askAnswer(f *asking) error {
	for _, p := range f.c.Version.Body.Papers(f.c.Dossier.Case) {
		at := "components." + p.Key
		f.Counts = append(f.Counts, count{
			Key: p.Key, Title: p.Title, Error: f.page.Error(string(f.act) + "." + at),
			Originals: f.value(at+".originals", "0"), Copies: f.value(at+".copies", "0"),
			OriginalsID: string(f.act) + "." + at, CopyID: string(f.act) + "." + at + ".copies",
		})
	}
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}
