package counter

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

// The people of an intake, as the fields of the form begin.
const (
	applicant = "applicant"
	submitter = "submitter"
	delegate  = "delegate"
)

// authority begins the fields of the delegate's document.
const authority = delegate + ".authority."

// extraRows is how many papers beyond the list fit on the form.
const extraRows = 3

// typed is the intake form as it was typed. Names of fields are those of the
// problems that the service finds, so that each problem finds its field.
type typed struct{ url.Values }

func (t typed) text(name string) string { return strings.TrimSpace(t.Get(name)) }

func (t typed) yes(name string) bool { return t.Get(name) == "yes" }

// shown tells which procedure and case the papers on the page belong to; ""
// and "" when the form did not come from our page.
func (t typed) shown() (code, caseKey string) {
	code, caseKey, _ = strings.Cut(t.Get("shown"), "|")
	return code, caseKey
}

// turned reports whether the procedure was changed after its papers were
// drawn, and then forgets the case, which belonged to the other procedure.
func (t typed) turned() bool {
	code, _ := t.shown()
	if !t.Has("shown") || code == t.text("procedure") {
		return false
	}
	t.Del("case")
	return code != ""
}

func (t typed) person(role string) casework.PersonInput {
	of := func(name string) string { return t.text(role + "." + name) }
	return casework.PersonInput{Kind: of("kind"), Name: of("name"), IdentityNumber: of("identity_number"), Birth: of("birth"),
		Sex: of("sex"), Address: of("address"), Phone: of("phone"), Email: of("email")}
}

// touched reports whether anything was typed about a person.
func (t typed) touched(role string) bool {
	for name := range t.Values {
		if strings.HasPrefix(name, role+".") && name != role+".kind" && t.text(name) != "" {
			return true
		}
	}
	return false
}

// put writes a known person into the form; over keeps nothing that stood there.
func (t typed) put(role string, p casework.Person, over bool) {
	set := func(name, value string) {
		if value != "" && (over || t.text(role+"."+name) == "") {
			t.Set(role+"."+name, value)
		} else if over {
			t.Del(role + "." + name)
		}
	}
	set("identity_number", p.Number)
	set("name", p.Name)
	set("birth", identity.Birth(p.Birth).String())
	set("sex", p.Sex)
	set("address", p.Address)
	set("phone", p.Phone)
	set("email", p.Email)
	set("kind", p.Kind)
}

// readCards puts the text of a citizen card, as a scanner types it into the
// number box, into the fields it fills. It reports whether a card that may be
// mangled filled something: then a person must look before it counts.
func (t typed) readCards() (doubtful bool) {
	for _, role := range []string{applicant, submitter, delegate} {
		card, is := identity.ParseCard(t.Get(role + ".identity_number"))
		if !is {
			continue
		}
		before := t.text(role + ".name")
		t.put(role, casework.Person{Name: card.Name, Birth: string(card.Birth), Sex: string(card.Sex), Address: card.Address}, false)
		t.Set(role+".identity_number", card.Number.Digits)
		doubtful = doubtful || card.Doubtful && before == ""
	}
	return doubtful
}

// input is what the service takes; v is the zero version while no procedure
// is chosen.
func (t typed) input(v procedure.Version) casework.ReceiveInput {
	in := casework.ReceiveInput{
		Procedure: t.text("procedure"), Case: t.text("case"), Channel: procedure.Channel(t.text("channel")), Applicant: t.person(applicant),
		Answers: t.answers(v), ResultChannel: t.text("result_channel"), Promise: t.text("promise"),
		ReceivedAt: moment(t.text("received_at")), ReceivedBasis: dossier.Basis(t.text("received_basis")), Slip: t.text("slip"),
		Visit: t.text("visit"), TwinReason: t.text("twin_reason"), AskTwin: true,
		Fee: casework.FeeInput{Deferred: t.yes("fee.deferred"), Exemptions: t.exemptions(v)}, Print: !t.Has("chua-in"),
		For: t.text("receive_for"), ReturnAt: t.text("return_at"), Reuse: t.reused(),
	}
	if t.touched(submitter) {
		p := t.person(submitter)
		in.Submitter = &p
	}
	if t.touched(delegate) {
		in.Delegate = &casework.DelegateInput{PersonInput: t.person(delegate),
			Authority: httpx.ReadAuthority(func(name string) string { return t.text(authority + name) })}
	}
	if c, err := v.CaseOf(in.Case, in.Answers); err == nil {
		in.Components = t.papers(v.Papers(c.Key))
	}
	return in
}

// answers are those to the questions that are asked now.
func (t typed) answers(v procedure.Version) form.Answers {
	all := form.Answers{}
	for _, f := range v.Form.Fields() {
		if a := t.text("answers." + f.Key); a != "" {
			all[f.Key] = answer(f, a)
		}
	}
	for _, f := range v.Form.Fields() {
		if f.ShowIf != nil && !f.ShowIf.Holds(all) {
			delete(all, f.Key)
		}
	}
	return all
}

// answer turns a day as people write it into one as it is kept.
func answer(f form.Field, text string) string {
	if f.Kind == form.Date {
		if b, err := identity.ParseBirth(text); err == nil {
			return string(b)
		}
	}
	return text
}

func (t typed) exemptions(v procedure.Version) map[string]string {
	out := map[string]string{}
	for _, f := range v.Fees {
		if x := t.text("exemptions." + f.Key); x != "" && len(f.Exemptions) > 0 {
			out[f.Key] = x
		}
	}
	return out
}

// papers are the papers handed in. A tick alone counts as many as the
// published list asks for; a count alone is a tick.
func (t typed) papers(asked []procedure.Component) []dossier.Paper {
	var out []dossier.Paper
	for _, c := range asked {
		p := dossier.Paper{Key: c.Key, Originals: t.count("originals." + c.Key), Copies: t.count("copies." + c.Key), Held: t.count("held." + c.Key)}
		if t.yes("components."+c.Key) && p.Originals == 0 && p.Copies == 0 {
			p.Originals, p.Copies = usual(c)
		}
		if p.Held > p.Originals && p.Originals == 0 {
			p.Originals = p.Held // what is kept was brought
		}
		if p.Originals != 0 || p.Copies != 0 || p.Held != 0 {
			out = append(out, p)
		}
	}
	for i := range extraRows {
		key := "extra-" + strconv.Itoa(i)
		p := dossier.Paper{Key: key, Title: identity.Tidy(t.text("components." + key)), Originals: t.count("originals." + key), Copies: t.count("copies." + key), Volunteer: true}
		if p.Title == "" {
			continue
		}
		if p.Originals == 0 && p.Copies == 0 {
			p.Originals = 1
		}
		out = append(out, p)
	}
	return out
}

// usual is how many originals and copies a tick stands for.
func usual(c procedure.Component) (originals, copies int) {
	if c.Originals == 0 && c.Copies == 0 {
		return 1, 0
	}
	return c.Originals, c.Copies
}

// count reads a number of papers; what is no number becomes -1, which the
// service refuses.
func (t typed) count(name string) int {
	text := t.text(name)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return -1
	}
	return int(n)
}

// moment turns “20/11/2026 14:30” into the service's 2006-01-02T15:04; a day
// alone (a postmark) is its beginning. What cannot be read stays as it is.
func moment(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, layout := range []string{"2/1/2006 15:04", "15:04 2/1/2006", "2/1/2006 15h04", "2/1/2006", "2006-01-02 15:04"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.Format("2006-01-02T15:04")
		}
	}
	return text
}
