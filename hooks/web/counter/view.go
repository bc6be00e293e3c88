package counter

import (
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// intakePage is the intake on one screen: four zones in the order in which
// one speaks with the visitor.
type intakePage struct {
	templates.Page
	Code, CaseKey string // what the papers on the page belong to
	NewProcedure  bool   // for the live parts: fields to type in must be drawn anew
	NewCase       bool

	Procedure templates.Field
	Cases     *templates.Field // nil while there is nothing to choose
	Ask, More []question       // questions that decide something, and the others

	Applicant, Submitter, Delegate personView
	Document                       httpx.Authority
	Spoken                         string // telephone to be read aloud
	Notices                        []templates.Notice

	Papers  []paperRow
	Offered string // which papers of earlier dossiers the page offers
	Redraw  bool   // for the live parts: other papers are offered than the page shows
	Extras  []extraRow
	Promise templates.Field

	Exemptions []templates.Field
	Fees       []feeRow
	FeeTotal   string
	FeeText    string
	Deferred   templates.Field
	MayDefer   bool // something falls due now
	Result     templates.Field
	Due        *templates.Due

	For, ReturnAt templates.Field // taken in for another unit; without options where no agreement is
	OpenFor       bool

	Channel, Basis, ReceivedAt, Slip           templates.Field
	OpenMore, OpenExtra, OpenPromise, OpenSlip bool
	OpenTwin                                   bool
	Twin                                       templates.Field // why a second open dossier is right
	Visit                                      string          // code of a dossier of the same visit
}

// personView is one person's fields.
type personView struct {
	Role                                                  string
	Card                                                  bool // takes the scan of a citizen card
	Open, More                                            bool
	Number, Name, Birth, Sex, Address, Phone, Email, Sort templates.Field
}

// view fills the page from what was typed and what is wrong with it.
func (d desk) view(e *core.RequestEvent, by access.Actor, t typed, list problem.List) (intakePage, error) {
	v := intakePage{Page: d.r.Page(e, by, templates.Text("counter.intake.title", nil))}
	unit, err := d.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return v, err
	}
	offers, err := d.Catalog.Offers(e.App, unit.ID, d.today())
	if err != nil {
		return v, err
	}
	version, err := d.version(e, by, t)
	if err != nil {
		return v, err
	}
	v.Problems = said(list, version)
	v.Code = version.Code
	v.Procedure = v.Field("procedure", "counter.procedure", t.text("procedure"))
	v.Procedure.Hint = templates.Text("counter.procedure_hint", nil)
	v.Procedure.Need, v.Procedure.Options = true, choices(offers)
	v.people(t)
	v.office(t)
	if version.Code != "" {
		if err := d.procedure(e, by, t, version, &v); err != nil {
			return v, err
		}
		if err := d.elsewhere(e, unit, t, &v); err != nil {
			return v, err
		}
	}
	v.extras(t)
	return v, d.notices(e, by, t, &v)
}

func choices(offers []catalog.Offer) []templates.Option {
	out := []templates.Option{{Label: templates.Text("counter.procedure_none", nil)}}
	for _, o := range offers {
		out = append(out, templates.Option{Value: o.Code, Label: o.Version.Body.Name})
	}
	return out
}

// procedure draws what depends on the procedure that was chosen.
func (d desk) procedure(e *core.RequestEvent, by access.Actor, t typed, version procedure.Version, v *intakePage) error {
	in := t.input(version)
	if _, err := version.CaseOf(in.Case, in.Answers); err != nil {
		t.Del("case") // of another procedure
		in = t.input(version)
	}
	p, err := d.Desk.Preview(e.App, by, in)
	if _, is := problem.In(err); err != nil && !is {
		return err
	}
	if p.Chosen.Key == "" {
		p.Chosen, _ = version.CaseOf(in.Case, in.Answers) // a version that was published has a default
	}
	v.CaseKey = p.Chosen.Key
	v.cases(t, version, in)
	v.questions(t, version, in.Answers)
	v.papers(t, version.Papers(p.Chosen.Key))
	if err := d.reuse(e, by, t, version, v); err != nil {
		return err
	}
	v.fees(t, version, p)
	v.due(p)
	return nil
}

// cases offers the situations of a procedure. Where the answers decide, the
// first choice leaves it to them and says what they say.
func (v *intakePage) cases(t typed, version procedure.Version, in casework.ReceiveInput) {
	if len(version.Cases) < 2 {
		return
	}
	f := v.Field("case", "counter.case", t.text("case"))
	f.Need = true
	if auto, err := version.CaseOf("", in.Answers); err == nil {
		f.Options = append(f.Options, templates.Option{Label: auto.Title, Value: ""})
	}
	for _, c := range version.Cases {
		if len(f.Options) > 0 && f.Options[0].Label == c.Title && f.Value != c.Key {
			continue // the one the answers give stands first already
		}
		f.Options = append(f.Options, templates.Option{Value: c.Key, Label: c.Title})
	}
	v.Cases = &f
}

func (v *intakePage) people(t typed) {
	v.Applicant = v.one(t, applicant)
	v.Applicant.Card = true
	v.Submitter, v.Delegate = v.one(t, submitter), v.one(t, delegate)
	v.Document = httpx.AskAuthority(func(name, labelKey string) templates.Field {
		return v.Field(authority+name, labelKey, t.text(authority+name))
	})
	if phone, err := identity.ParsePhone(t.text("applicant.phone")); err == nil {
		v.Spoken = phone.String()
	}
}

func (v *intakePage) one(t typed, role string) personView {
	of := func(name, key string) templates.Field {
		return v.Field(role+"."+name, key, t.text(role+"."+name))
	}
	p := personView{Role: role, Open: t.touched(role) || v.wrong(role+"."),
		Number: of("identity_number", "counter.number"), Name: of("name", "counter.name"), Birth: of("birth", "counter.birth"),
		Sex: of("sex", "counter.sex"), Address: of("address", "counter.address"), Phone: of("phone", "counter.phone"),
		Email: of("email", "counter.email"), Sort: of("kind", "counter.kind")}
	p.Number.Kind, p.Phone.Kind, p.Email.Kind = "code", "tel", "email"
	p.More = p.Email.Value != "" || p.Email.Error != "" || p.Sort.Error != "" || p.Sort.Value != "" && p.Sort.Value != "person"
	p.Name.Need = true
	p.Sex.Options = []templates.Option{{Label: templates.Text("counter.sex_none", nil)},
		{Value: string(identity.Male), Label: templates.Text("counter.sex_male", nil)}, {Value: string(identity.Female), Label: templates.Text("counter.sex_female", nil)}}
	p.Sort.Options = []templates.Option{{Value: "person", Label: templates.Text("counter.kind_person", nil)},
		{Value: "household", Label: templates.Text("counter.kind_household", nil)}, {Value: "organisation", Label: templates.Text("counter.kind_organisation", nil)}}
	return p
}

// wrong reports whether a field whose name begins so has a problem.
func (v *intakePage) wrong(prefix string) bool {
	for _, p := range v.Problems {
		if strings.HasPrefix(p.Field, prefix) {
			return true
		}
	}
	return false
}

// office is what is asked whatever the procedure.
func (v *intakePage) office(t typed) {
	word := func(key string) string { return templates.Text(key, nil) }
	v.Result = v.Field("result_channel", "counter.result", first(t.text("result_channel"), "desk"))
	v.Result.Need = true
	v.Result.Options = []templates.Option{{Value: "desk", Label: word("counter.result_desk")}, {Value: "post", Label: word("counter.result_post")}, {Value: "online", Label: word("counter.result_online")}}
	v.Deferred = v.Field("fee.deferred", "counter.deferred", t.text("fee.deferred"))
	v.Promise = v.Field("promise", "counter.promise", t.text("promise"))
	v.Channel = v.Field("channel", "counter.channel", first(t.text("channel"), "desk"))
	v.Channel.Options = []templates.Option{{Value: "desk", Label: word("counter.channel_desk")}, {Value: "post", Label: word("counter.channel_post")}, {Value: "mobile", Label: word("counter.channel_mobile")}}
	v.Basis = v.Field("received_basis", "counter.basis", first(t.text("received_basis"), "live"))
	v.Basis.Options = []templates.Option{{Value: "live", Label: word("counter.basis_live")}, {Value: "paper_slip", Label: word("counter.basis_slip")}, {Value: "postmark", Label: word("counter.basis_postmark")}}
	v.ReceivedAt = v.Field("received_at", "counter.received_at", t.text("received_at"))
	v.Slip = v.Field("slip", "counter.slip", t.text("slip"))
	v.Twin = v.Field("twin_reason", "counter.twin_reason", t.text("twin_reason"))
	v.OpenTwin = v.Twin.Value != "" || v.Twin.Error != ""
	v.OpenPromise = v.Promise.Value != "" || v.Promise.Error != "" || v.wrong("components.")
	v.OpenSlip = v.Channel.Value != "desk" || v.Basis.Value != "live" || v.ReceivedAt.Value != "" || v.Slip.Value != "" ||
		v.wrong("received_") || v.wrong("slip") || v.wrong("channel")
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// notices are what a clerk should look at and may pass.
func (d desk) notices(e *core.RequestEvent, by access.Actor, t typed, v *intakePage) error {
	if err := d.visit(e, by, t, v); err != nil {
		return err
	}
	for _, w := range t.doubts() {
		v.Notices = append(v.Notices, templates.Notice{Tone: "warn", Title: w})
	}
	n, err := identity.ParseNumber(t.Get("applicant.identity_number"))
	if err != nil || v.Code == "" {
		return nil //nolint:nilerr // without a number or a procedure there is no twin to look for
	}
	guided, err := d.Desk.Guided(e.App, by, n.Digits, v.Code)
	if err != nil {
		return err
	}
	if guided != "" {
		v.Notices = append(v.Notices, templates.Notice{Title: templates.Text("counter.guided", nil), Href: "/ho-so/" + guided, Action: templates.Text("counter.guided_open", nil)})
	}
	twin, err := d.Desk.Twin(e.App, by, n.Digits, v.Code)
	if err != nil || twin == "" {
		return err
	}
	v.Notices = append(v.Notices, templates.Notice{Tone: "warn", Title: templates.Text("counter.twin", map[string]string{"code": twin}),
		Href: "/ho-so/" + twin, Action: templates.Text("counter.twin_open", nil)})
	return nil
}

// said gives each problem its sentence, and says of which person it is where
// several have the same fields.
func said(list problem.List, version procedure.Version) []templates.Problem {
	out := make([]templates.Problem, len(list))
	for i, p := range list {
		if p.Field == delegate+".document" {
			p.Field = authority + "kind" // the page asks for the record, never for words
		}
		message := templates.Text(p.Key, p.Args)
		if p.Field == "procedure" && p.Key == "required" {
			message = templates.Text("counter.procedure_required", nil)
		}
		if name := nameOf(p.Field, version); name != "" {
			message = name + ": " + message
		}
		out[i] = templates.Problem{Field: p.Field, Of: personOf(p.Field), Message: message}
	}
	return out
}

// personOf is which of the people a field is of; "" = of the applicant, or of
// nobody.
func personOf(field string) string {
	switch group, _, _ := strings.Cut(field, "."); group {
	case submitter:
		return templates.Text("counter.submitter", nil)
	case delegate:
		return templates.Text("counter.delegate", nil)
	}
	return ""
}

// nameOf is the name of a field whose sentence alone would not tell which of
// several like ones it means.
func nameOf(field string, version procedure.Version) string {
	group, key, _ := strings.Cut(field, ".")
	switch group {
	case "received_at":
		return templates.Text("counter.received_at", nil)
	case "answers":
		if f, ok := version.Form.Field(key); ok {
			return f.Label
		}
	case "reuse":
		return titleOf(key, version)
	case "components":
		if n, ok := strings.CutPrefix(key, "extra-"); ok {
			i, err := strconv.Atoi(n)
			if err == nil {
				return templates.Text("counter.extra", map[string]string{"n": strconv.Itoa(i + 1)})
			}
		}
		return titleOf(key, version)
	}
	return ""
}

func titleOf(key string, version procedure.Version) string {
	for _, c := range version.Components {
		if c.Key == key {
			return c.Title
		}
	}
	return ""
}
