package certify

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/domain/identity"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// lanePage is the fast lane on one screen.
type lanePage struct {
	templates.Page
	Procedure string
	Signature bool
	Again     bool // the person of the last certification is offered
	Person    personView
	Document  templates.Field
	Pages     templates.Field
	Copies    templates.Field
	Manner    templates.Field
	Bulk      templates.Field
	Signer    *templates.Field // nil when there is nobody to choose
	Receipt   templates.Field
	Fee       string // "6.000 đ"; "" while a count is missing
	Due       string
	Documents []string // what people bring most
	Done      *doneView
	Last      []lineView
	Ready     []lineView // signed, to be handed over
	Empty     templates.Empty
}

// personView is whoever asks for the certification.
type personView struct{ Number, Name, Birth, Sex, Phone, Address templates.Field }

// doneView is the certification that was just taken in.
type doneView struct {
	lineView
	Testimony paper.Testimony
	Receipt   string // address of its receipt
	Till      string // where its fee is taken, for a cashier of the unit; "" = nowhere
	Print     string // address of its testimony
	PrintAs   string // marks this print, so that a reload prints no second one
}

// lineView is a line of a book as a list shows it.
type lineView struct {
	ID, Number, Book, Code, Href string
	Name, Document               string
	Count                        string // pages and copies in words
	Fee                          string
	At                           string
	State                        certify.State
	Tag                          templates.Tag
	Who                          string // signer
	Why                          string // of a void line
	Ready                        bool
}

// line makes the row of an entry; name is "" for whoever sees no people.
func (p pages) line(x certify.Entry, name string) lineView {
	v := lineView{ID: x.ID, Number: strconv.Itoa(x.Number), Book: law.Volume(x.Series, x.Year, x.Volume), Code: x.Code, Href: "/ho-so/" + x.Code, Name: name,
		Document: x.Document, Fee: templates.Money(x.Fee), At: p.shown(x.EnteredAt), State: x.State, Who: x.SignerName, Tag: tagOf(x.State)}
	v.Count = templates.Text("certify.count_papers", map[string]string{"copies": strconv.Itoa(x.Copies)})
	if x.Kind == law.Copy {
		v.Count = templates.Text("certify.count_copies", map[string]string{"pages": strconv.Itoa(x.Pages), "copies": strconv.Itoa(x.Copies)})
	}
	if x.State == certify.Void {
		v.Why = x.VoidReason
		if key := "certify.void." + x.VoidReason; templates.HasText(key) {
			v.Why = templates.Text(key, nil)
		}
	}
	return v
}

func tagOf(s certify.State) templates.Tag {
	tone := map[certify.State]string{certify.Waiting: "wait", certify.Signed: "ok", certify.Void: "plain"}[s]
	return templates.Tag{Word: templates.Text("certify.state."+string(s), nil), Tone: tone}
}

func (p pages) doneView(e *core.RequestEvent, by access.Actor, x certify.Entry) (*doneView, error) {
	t, err := p.words(e, by, x)
	v := &doneView{lineView: p.line(x, ""), Testimony: t, Receipt: "/mot-cua/ho-so/" + x.Code + "/phieu", Print: lanePath + "/" + x.ID + "/loi-chung", PrintAs: "certify " + x.ID}
	if by.Has(access.Cashier) && x.Fee > 0 && x.State != certify.Void {
		v.Till = "/thu-ngan/thu?ma=" + url.QueryEscape(x.Code)
	}
	return v, err
}

// show draws the lane with what was typed and what is wrong with it.
func (p pages) show(e *core.RequestEvent, by access.Actor, t typed, code int, said []templates.Problem, done *doneView) error {
	v := lanePage{Page: p.r.Page(e, by, templates.Text("certify.lane.title", nil)), Procedure: t.text("procedure"), Signature: t.signature(), Done: done,
		Again: t.text("again") == "yes"}
	v.Problems = said
	v.fields(t)
	if err := p.signers(e, by, t, &v); err != nil {
		return err
	}
	if err := p.reckon(e, by, t, &v); err != nil {
		return err
	}
	last, err := p.Certify.Last(e.App, by, 5)
	if err != nil {
		return err
	}
	for _, l := range last {
		v.Last = append(v.Last, p.line(l.Entry, l.Person.Name))
	}
	ready, err := p.Certify.ToReturn(e.App, by)
	if err != nil {
		return err
	}
	for _, x := range ready {
		v.Ready = append(v.Ready, p.line(x.Entry, x.Name))
	}
	v.Empty = templates.Empty{Title: templates.Text("certify.lane.none_ready", nil)}
	return httpx.Render(e, code, "certify/lane", v)
}

// documents are what people bring most, offered while one types.
var documents = []string{"Thẻ căn cước", "Giấy khai sinh", "Bằng tốt nghiệp THPT", "Bằng tốt nghiệp đại học", "Học bạ", "Giấy chứng nhận kết hôn",
	"Giấy chứng nhận quyền sử dụng đất", "Giấy đăng ký xe", "Chứng chỉ", "Sơ yếu lý lịch", "Giấy ủy quyền", "Đơn đề nghị"}

func (v *lanePage) fields(t typed) {
	of := func(name, key string) templates.Field {
		f := v.Field("applicant."+name, key, t.text("applicant."+name))
		return f
	}
	v.Person = personView{Number: of("identity_number", "certify.number"), Name: of("name", "certify.name"), Birth: of("birth", "certify.birth"),
		Sex: of("sex", "certify.sex"), Phone: of("phone", "certify.phone"), Address: of("address", "certify.address")}
	v.Person.Number.Kind, v.Person.Phone.Kind, v.Person.Name.Need = "code", "tel", true
	v.Person.Sex.Options = []templates.Option{{Label: templates.Text("certify.sex_none", nil)},
		{Value: string(identity.Male), Label: templates.Text("certify.sex_male", nil)}, {Value: string(identity.Female), Label: templates.Text("certify.sex_female", nil)}}
	v.Document = v.Field("document", "certify.document", t.text("document"))
	v.Pages = v.Field("pages", "certify.pages", t.text("pages"))
	v.Copies = v.Field("copies", "certify.copies", t.text("copies"))
	if v.Signature {
		v.Copies.Label = templates.Text("certify.papers", nil)
		v.Document.Label = templates.Text("certify.paper_signed", nil)
	}
	v.Pages.Kind, v.Copies.Kind = "number", "number"
	v.Document.Need, v.Pages.Need, v.Copies.Need = true, true, true
	v.Manner = v.Field("manner", "certify.manner", t.text("manner"))
	v.Manner.Options = []templates.Option{{Value: "sign", Label: templates.Text("certify.manner_sign", nil)}, {Value: "fingerprint", Label: templates.Text("certify.manner_finger", nil)}}
	v.Bulk = v.Field("bulk", "certify.bulk", t.text("bulk"))
	v.Receipt = v.Field("receipt", "certify.receipt", t.text("receipt"))
	v.Documents = documents
}

// signers offers the choice of who signs, when there is one.
func (p pages) signers(e *core.RequestEvent, by access.Actor, t typed, v *lanePage) error {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	able, err := p.Certify.Signers(e.App, unit)
	if err != nil || len(able) < 2 && v.Error("signer") == "" {
		return err
	}
	f := v.Field("signer", "certify.signer_label", t.text("signer"))
	f.Need = true
	for _, a := range able {
		label := a.Name
		if a.Title != "" {
			label += ", " + a.Title
		}
		f.Options = append(f.Options, templates.Option{Value: a.ID, Label: label, Chosen: f.Value == "" && a.ID == by.ID})
	}
	v.Signer = &f
	return nil
}

// testimonyPage is the testimony to be printed on the citizen's paper.
type testimonyPage struct {
	templates.Page
	Testimony paper.Testimony
	Top       bool // at the head of the page, else at its foot
	Here      string
	Waiting   bool
	Void      bool
}

func (p pages) testimony(e *core.RequestEvent, by access.Actor) error {
	x, err := p.Certify.Find(e.App, by, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	t, err := p.words(e, by, x)
	if err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "paper/testimony", testimonyPage{Page: p.r.Page(e, by, t.Title()), Testimony: t, Here: lanePath + "/" + x.ID + "/loi-chung",
		Top: e.Request.URL.Query().Get("vi-tri") == "dau", Waiting: x.State == certify.Waiting, Void: x.State == certify.Void})
}
