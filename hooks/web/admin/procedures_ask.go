package admin

import (
	"slices"
	"strings"

	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/templates"
)

// card is one matter with its doubts, the original beside the questions.
type card struct {
	ID, Title string
	Why       []string
	Original  string
	Inputs    []input
	InFile    bool // nothing to answer here: mend the file
}

// input is one question and the part that draws it.
type input struct {
	templates.Field
	As string // input money textarea select radios checkbox
}

// cards groups the doubts: those of one paper stand on one card.
func cards(page templates.Page, read catalogue.Reading, in typed) []card {
	var out []card
	for _, d := range read.Doubts {
		id := subject(d.Field)
		i := slices.IndexFunc(out, func(c card) bool { return c.ID == id })
		if i < 0 {
			out = append(out, card{ID: id, Title: titleOf(read, d.Field), Original: read.Original[d.Field]})
			i = len(out) - 1
		}
		if why := templates.Text(d.Kind, d.Args); !slices.Contains(out[i].Why, why) {
			out[i].Why = append(out[i].Why, why)
		}
		a := asker{page: page, read: read, in: in, field: d.Field}
		if a.ask(); len(a.out) == 0 {
			out[i].InFile = true
		}
		for _, x := range a.out {
			if !slices.ContainsFunc(out[i].Inputs, func(y input) bool { return y.Name == x.Name }) {
				out[i].Inputs = append(out[i].Inputs, x)
			}
		}
	}
	return out
}

// subject is what a field is about: the paper for its count, title and
// requirement, the field itself otherwise.
func subject(field string) string {
	if part := strings.Split(field, "."); len(part) == 3 && part[0] == "components" {
		return part[0] + "." + part[1]
	}
	return field
}

func titleOf(read catalogue.Reading, field string) string {
	if key, paper := strings.CutPrefix(subject(field), "components."); paper {
		for _, c := range read.Version.Components {
			if c.Key == key {
				return templates.Text("procedures.field.paper", map[string]string{"title": short(c.Title)})
			}
		}
	}
	if key, ok := fieldTitles[field]; ok {
		return templates.Text(key, nil)
	}
	return field
}

// fieldTitles are the headings of the matters that are no paper.
var fieldTitles = map[string]string{
	"deadline.limit": "procedures.field.deadline.limit", "deadline.cases": "procedures.field.deadline.cases", "deadline.cutoff": "procedures.field.deadline.cutoff",
	"deadline.per_channel.desk": "procedures.field.deadline.per_channel.desk", "deadline.per_channel.online": "procedures.field.deadline.per_channel.online",
	"deadline.per_channel.post": "procedures.field.deadline.per_channel.post", "fees": "procedures.field.fees", "fees.fee.kind": "procedures.field.fees.fee.kind",
	"components": "procedures.field.components", "legal_basis": "procedures.field.legal_basis", "results": "procedures.field.results",
	"steps_text": "procedures.field.steps_text", "conditions": "procedures.field.conditions", "agency": "procedures.field.agency",
	"sector": "procedures.field.sector", "decision": "procedures.field.decision", "channels": "procedures.field.channels",
}

// short keeps a heading readable; the whole title stands in the original.
func short(s string) string {
	r := []rune(s)
	if len(r) <= 90 {
		return s
	}
	return strings.TrimSpace(string(r[:88])) + "…"
}

// asker turns one doubtful field into questions.
type asker struct {
	page  templates.Page
	read  catalogue.Reading
	in    typed
	field string
	out   []input
}

// value is what was typed, or what the question begins with.
func (a *asker) value(name, begin string) string {
	if a.in == nil {
		return begin
	}
	return a.in.Get(name)
}

func (a *asker) add(as, end, label, begin string) *input {
	f := a.page.Field(a.field+end, label, a.value(a.field+end, begin))
	f.Need = true // nothing here is optional in the end; what is not known yet may wait
	a.out = append(a.out, input{f, as})
	return &a.out[len(a.out)-1]
}

func (a *asker) choose(as, end, label string, options ...string) {
	x := a.add(as, end, label, "")
	if as == "select" {
		x.Options = append(x.Options, templates.Option{Label: templates.Text("procedures.choose", nil)})
	}
	for i := 0; i+1 < len(options); i += 2 {
		x.Options = append(x.Options, templates.Option{Value: options[i], Label: templates.Text(options[i+1], nil)})
	}
}

// confirm asks for a text that was proposed; the tick says it was read.
func (a *asker) confirm(as, label string) {
	x := a.add(as, "", label, a.read.Proposed(a.field))
	x.Rows, x.Width = 5, "full"
	if a.read.Proposed(a.field) != "" { // what a person writes anew needs no tick
		a.add("checkbox", ".ok", "procedures.q.confirm", "")
	}
}

var units = []string{"working_day", "procedures.unit.working_day", "calendar_day", "procedures.unit.calendar_day", "working_hour", "procedures.unit.working_hour",
	"clock_hour", "procedures.unit.clock_hour", "month", "procedures.unit.month", "same_day", "procedures.unit.same_day", "none", "procedures.unit.none"}

func (a *asker) ask() {
	switch catalogue.AskOf(a.field) {
	case catalogue.AskLimit:
		x := a.add("input", ".n", "procedures.q.limit_n", "")
		x.Kind, x.Width = "number", "tiny"
		a.choose("select", ".unit", "procedures.q.limit_unit", units...)
	case catalogue.AskCases:
		a.confirm("textarea", "procedures.q.cases")
		a.out[0].Hint = templates.Text("procedures.q.cases_hint", nil)
	case catalogue.AskCutoff:
		a.choose("radios", "", "procedures.q.cutoff", "15:00", "procedures.q.cutoff_yes", "none", "procedures.q.cutoff_no")
	case catalogue.AskFee:
		a.choose("radios", "", "procedures.q.fee", "free", "procedures.q.fee_free", "fixed", "procedures.q.fee_fixed", "province", "procedures.q.fee_province")
		a.add("money", ".amount", "procedures.q.fee_amount", "").Need = false
		a.choose("select", ".kind", "procedures.q.kind", string(procedure.Charge), "procedures.q.kind_phi", string(procedure.Levy), "procedures.q.kind_le_phi")
		a.add("input", ".ground", "procedures.q.fee_ground", "").Hint = templates.Text("procedures.q.fee_ground_hint", nil)
	case catalogue.AskKind:
		a.choose("radios", "", "procedures.q.kind", string(procedure.Charge), "procedures.q.kind_phi", string(procedure.Levy), "procedures.q.kind_le_phi")
		a.out[0].Width = "inline"
	case catalogue.AskCount:
		a.askCount()
	case catalogue.AskRequirement:
		a.askRequirement()
	default:
		a.askText()
	}
}

// askRequirement offers “a remark only” where the count does not ask it too.
func (a *asker) askRequirement() {
	options := []string{string(procedure.Required), "procedures.q.required", string(procedure.Optional), "procedures.q.optional", string(procedure.ShowOnly), "procedures.q.show_only"}
	if len(a.read.Left(subject(a.field)+".count")) == 0 {
		options = append(options, catalogue.Note, "procedures.q.note")
	}
	a.choose("radios", "", "procedures.q.requirement", options...)
	a.out[0].Width = "inline"
}

func (a *asker) askCount() {
	for _, x := range [][2]string{{".originals", "procedures.q.originals"}, {".copies", "procedures.q.copies"}} {
		f := a.add("input", x[0], x[1], "")
		f.Kind, f.Width = "number", "tiny"
	}
	a.add("checkbox", ".note", "procedures.q.note", "")
}

func (a *asker) askText() {
	label := map[catalogue.Ask]string{catalogue.AskPapers: "procedures.q.papers", catalogue.AskLegal: "procedures.q.legal",
		catalogue.AskLines: "procedures.q.lines", catalogue.AskText: "procedures.q.text"}[catalogue.AskOf(a.field)]
	switch {
	case label == "":
		return
	case strings.HasSuffix(a.field, ".title"):
		label = "procedures.q.paper_title"
	}
	as := "textarea"
	if catalogue.AskOf(a.field) == catalogue.AskText && !strings.HasSuffix(a.field, ".title") {
		as = "input"
	}
	a.confirm(as, label)
	if as == "input" || strings.HasSuffix(a.field, ".title") {
		a.out[0].Rows = 3
	}
}

// inputOf is the input that a problem of a field is shown at.
func inputOf(field string) string {
	if field == "deadline.after_payment" {
		return field + ".n"
	}
	switch catalogue.AskOf(field) {
	case catalogue.AskLimit:
		return field + ".n"
	case catalogue.AskCount:
		return field + ".originals"
	}
	return field
}

// answers takes what the form says about each doubtful field; a question left
// open, or a proposal neither changed nor ticked, is no answer.
func answers(read catalogue.Reading, form typed) []catalog.Answer {
	var out []catalog.Answer
	seen := map[string]bool{}
	for _, d := range read.Doubts {
		if seen[d.Field] {
			continue
		}
		seen[d.Field] = true
		if value, said := answer(read, d.Field, form); said {
			out = append(out, catalog.Answer{Field: d.Field, Value: value})
		}
	}
	return out
}

func answer(read catalogue.Reading, field string, form typed) (string, bool) {
	get := func(end string) string { return strings.TrimSpace(form.Get(field + end)) }
	switch catalogue.AskOf(field) {
	case catalogue.AskLimit:
		switch n, unit := get(".n"), get(".unit"); {
		case n == "" && unit == "":
			return "", false
		case unit == "none":
			return "none", true
		case unit == "same_day":
			return "1:same_day", true
		default:
			return n + ":" + unit, true
		}
	case catalogue.AskFee:
		switch mode := get(""); mode {
		case "fixed":
			return strings.Join([]string{mode, get(".amount"), get(".kind"), get(".ground")}, "|"), true
		case "province":
			return strings.Join([]string{mode, get(".kind"), get(".ground")}, "|"), true
		case "free":
			return mode + "|" + get(".ground"), true
		}
		return "", false
	case catalogue.AskCount:
		originals, copies := get(".originals"), get(".copies")
		switch {
		case get(".note") != "":
			return catalogue.Note, true
		case originals == "" && copies == "":
			return "", false
		}
		return zero(originals) + "/" + zero(copies), true
	case catalogue.AskCutoff, catalogue.AskKind, catalogue.AskRequirement:
		return get(""), get("") != ""
	case catalogue.AskNone:
		return "", false
	}
	changed := strings.ReplaceAll(get(""), "\r\n", "\n") != strings.TrimSpace(read.Proposed(field))
	return get(""), form.Has(field) && (changed || get(".ok") != "")
}

func zero(s string) string {
	if s == "" {
		return "0"
	}
	return s
}
