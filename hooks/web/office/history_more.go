package office

import (
	"fmt"
	"strconv"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// more says what the acts of the whole life leave beside the usual values.
func (s sayer) more(x casework.Entry) []string {
	var out []string
	say := func(key, name, value string) {
		if value != "" {
			out = append(out, templates.Text(key, map[string]string{name: value}))
		}
	}
	v := x.Data
	say("history.cooperating", "names", s.people(v.Cooperating))
	say("history.watching", "names", s.people(v.Watching))
	if p := v.Part; p != nil {
		say("history.agency_asked", "name", p.ToName)
		say("history.subject", "subject", p.Subject)
		if x.Kind == dossier.Consult {
			say("history.part_due", "day", templates.ShortDay(p.DueDay))
			if n := len(p.Shared); n > 0 {
				say("history.shared", "n", strconv.Itoa(n))
			}
		}
		if x.Kind == dossier.AnswerConsult {
			key := "act.answer.no"
			if p.Agreed {
				key = "act.answer.yes"
			}
			say("history.answer", "answer", templates.Text(key, nil))
		}
	}
	say("history.promised", "day", templates.Day(v.PromisedDay))
	if v.Days > 0 {
		say("history.days", "n", strconv.Itoa(v.Days))
	}
	say("history.back", "papers", paperList(v.Back))
	say("history.held", "papers", heldOf(v.Papers))
	if x.Kind != dossier.Printed && v.PaperNo != v.Slip { // a print says its paper by name; one number is said once
		say("history.paper_no", "no", v.PaperNo)
	}
	say("history.replaces", "number", v.Replaces)
	if v.ResultState != "" {
		out = append(out, templates.Text("act.result."+v.ResultState, nil))
	}
	return append(out, s.correction(x)...)
}

// correction says what is asked to be put right, and which receipt counts.
func (s sayer) correction(x casework.Entry) []string {
	var out []string
	say := func(key, name, value string) { out = append(out, templates.Text(key, map[string]string{name: value})) }
	v := x.Data
	if x.Kind == dossier.CorrectIntake && v.Correction == nil {
		out = append(out, templates.Text("history.refused", nil))
	}
	if v.Correction != nil && s.version != nil {
		if now, err := s.version(v.Correction.Version); err == nil { // a sentence is not worth failing a page for
			say("history.procedure", "name", now.Name)
			if title := titleOf(now, v.Correction.Case); title != "" {
				say("history.case", "name", title)
			}
		}
	}
	if v.VoidNo > 0 {
		say("history.void", "no", receiptNo(v.VoidNo))
	}
	if x.Kind == dossier.CorrectIntake && v.ReceiptNo > 0 {
		say("history.new_receipt", "no", receiptNo(v.ReceiptNo))
	}
	return out
}

// receiptNo is a receipt's number as it is printed.
func receiptNo(n int) string { return fmt.Sprintf("%04d", n) }

// heldOf are the originals of papers that the office keeps.
func heldOf(list []dossier.Paper) string {
	var kept []dossier.Paper
	for _, p := range list {
		if p.Held > 0 {
			kept = append(kept, p)
		}
	}
	return heldList(kept)
}

// people are the names of staff; whoever has left is left out.
func (s sayer) people(ids []string) string {
	if s.staff == nil {
		return ""
	}
	var out []string
	for _, id := range ids {
		if name := s.staff(id); name != "" {
			out = append(out, name)
		}
	}
	return joined(", ", out...)
}
