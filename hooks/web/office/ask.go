package office

import (
	"slices"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

func askMove(f *asking) error {
	step, people, leader, err := f.who(f.act)
	if err != nil {
		return err
	}
	if step == "" {
		key := dossier.KeyLastStep
		if f.act == dossier.StepBack || f.act == dossier.SendBack {
			key = dossier.KeyFirstStep
		}
		f.Why = templates.Text(key, nil)
		return nil
	}
	f.Lead = step
	f.choose("to", "act.field.to", f.sender(people), people)
	switch {
	case f.act == dossier.StepBack, f.act == dossier.SendBack:
		f.add("textarea", "note", "act.field.reason_back", "", true)
	case f.act == dossier.Reassign:
		f.add("textarea", "note", "act.field.reason_reassign", "", true)
	case f.act == dossier.Propose, f.act == dossier.Approve, f.act == dossier.Forward && leader:
		begin := string(dossier.Granted)
		if f.act == dossier.Approve && f.c.Proposed != "" {
			begin = string(f.c.Proposed)
		}
		x := f.add("radios", "outcome", "act.field.propose", begin, true)
		x.Options, x.Width = outcomes(), "inline"
		fallthrough
	default:
		f.add("textarea", "note", "act.field.note_next", "", false)
	}
	return f.team()
}

// sender is whoever of these people last sent the dossier on: what is sent
// back goes back to the same hands unless another is chosen.
func (f *asking) sender(people []templates.Option) string {
	if f.act != dossier.StepBack && f.act != dossier.SendBack {
		return ""
	}
	for _, e := range slices.Backward(f.events) {
		if (e.Kind == dossier.Propose || e.Kind == dossier.Forward) && slices.ContainsFunc(people, func(o templates.Option) bool { return o.Value == e.Actor }) {
			return e.Actor
		}
	}
	return ""
}

func askResolve(f *asking) error {
	begin := ""
	if f.c.Waiting == dossier.WaitSignature {
		begin = string(dossier.Granted)
		if f.c.Proposed != "" { // never the other way round from what was laid before the leader
			begin = string(f.c.Proposed)
		}
	}
	x := f.add("radios", "outcome", "act.field.outcome", begin, true)
	x.Options, x.Width = outcomes(), "inline"
	f.add("input", "result_number", "act.field.result_number", "", false)
	reasons := []templates.Option{{}}
	for _, r := range f.c.Version.Body.RefusalCodes {
		reasons = append(reasons, templates.Option{Value: r.Key, Label: r.Title})
	}
	r := f.add("select", "reason", "act.field.reason_code", "", true) // stands in the part that only a refusal needs
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

// askReceive takes a dossier in that was filed online or told to come back:
// the papers are filled in, and whatever is missing needs the citizen's promise.
func askReceive(f *asking) error {
	f.Lead = templates.Text("act.hint.receive", nil)
	if f.c.State == dossier.Draft {
		f.Lead = templates.Text("act.hint.receive_guided", nil)
		f.Title = templates.Text("act.receive.title_guided", nil)
	}
	f.CountsKey = "act.field.papers_in"
	f.papers(f.c.Version.Body.Papers(f.c.Dossier.Case), f.c.State == dossier.Draft)
	if err := f.reuse(); err != nil {
		return err
	}
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
	if f.act == dossier.Decline {
		f.choose("cause", "act.field.cause", "", httpx.Causes())
	}
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
	f.authority()
	if len(f.c.Held) > 0 { // the usual case: all of them go back in the same hands
		f.CountsKey = "act.field.return_back"
		f.held()
		f.add("textarea", "kept", "act.field.kept", "", false).Hint = templates.Text("act.hint.kept", nil)
	}
	f.add("textarea", "note", "act.field.note", "", false)
	return nil
}
