package admin

import (
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// noUnit is the one answer for a unit that is not there or not yours.
func noUnit() error {
	return problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitNotFound}
}

// unitLine is one unit of the tree.
type unitLine struct {
	org.Unit
	Href, KindText string
	Depth          int
	Tag            templates.Tag
}

type unitsPage struct {
	templates.Page
	Lines []unitLine
	Add   string
}

// units shows the tree that the actor runs.
func (p office) units(e *core.RequestEvent, by access.Actor) error {
	page := unitsPage{Page: p.r.Page(e, by, templates.Text("admin.units", nil)), Add: unitsPath + "/them"}
	list, err := p.Org.Tree(e.App, by)
	if err != nil {
		return err
	}
	own := strings.Count(by.UnitPath, "/")
	for _, u := range list {
		page.Lines = append(page.Lines, unitLine{Unit: u, Href: unitsPath + "/" + u.Code, KindText: kindText(u.Kind), Depth: min(strings.Count(u.Path, "/")-own, 4), Tag: p.unitTag(u)})
	}
	return httpx.Render(e, http.StatusOK, "admin/units", page)
}

func kindText(kind string) string { return templates.Text("unit_kind."+kind, nil) }

func (p office) unitTag(u org.Unit) templates.Tag {
	switch {
	case u.ValidTo != "" && u.Works(p.today()):
		return templates.Tag{Word: templates.Text("admin.unit_until", map[string]string{"day": templates.ShortDay(u.ValidTo)}), Tone: "soon"}
	case !u.Works(p.today()):
		return templates.Tag{Word: templates.Text("admin.unit_closed", map[string]string{"day": templates.ShortDay(u.ValidTo)}), Tone: "plain"}
	}
	return templates.Tag{Word: templates.Text("admin.unit_open", nil), Tone: "ok"}
}

// unitPage is the form of one unit, new or there already.
type unitPage struct {
	templates.Page
	Unit    org.Unit
	In      org.UnitInput
	New     bool
	Own     bool // nobody switches off the unit they sit in
	At      string
	Kinds   []templates.Option
	Parents []templates.Option
	Tag     templates.Tag
	Closing string // day typed into the form of switching off
	Next    string // code of the unit that takes over
	Nexts   []templates.Option
	Staff   string
	Days    string
}

func (p office) unitPage(e *core.RequestEvent, by access.Actor, u org.Unit, in org.UnitInput) (unitPage, error) {
	page := unitPage{Unit: u, In: in, New: u.ID == "", At: unitsPath + "/them", Own: strings.HasPrefix(by.UnitPath, u.Path)}
	title := templates.Text("admin.unit_new", nil)
	if !page.New {
		title, page.At = u.Name, unitsPath+"/"+u.Code
		page.Tag, page.Closing = p.unitTag(u), u.ValidTo
		if len(u.Settings.Successors) > 0 {
			page.Next = u.Settings.Successors[0]
		}
		page.Days = calendarPath + "?don-vi=" + u.Code
		page.Staff = staffPath + "?don-vi=" + u.Code
	}
	page.Page = p.r.Page(e, by, title)
	for _, k := range org.UnitKinds {
		page.Kinds = append(page.Kinds, templates.Option{Value: k, Label: kindText(k)})
	}
	list, err := p.Org.Tree(e.App, by)
	page.Parents = unitOptions(list)
	page.Nexts = []templates.Option{{Label: templates.Text("admin.unit_next_none", nil)}}
	for _, x := range list {
		if x.ID != u.ID && x.Kind == u.Kind {
			page.Nexts = append(page.Nexts, templates.Option{Value: x.Code, Label: x.Name})
		}
	}
	return page, err
}

func (p office) newUnit(e *core.RequestEvent, by access.Actor) error {
	own, err := p.Org.UnitByID(e.App, by.Unit)
	if err != nil {
		return err
	}
	in := org.UnitInput{Parent: own.Code, Kind: "commune", Hours: "07:00-11:30,13:30-17:00"}
	if own.Kind == "commune" {
		in.Kind = "office"
	}
	page, err := p.unitPage(e, by, org.Unit{}, in)
	if err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "admin/unit", page)
}

func unitInput(form url.Values) org.UnitInput {
	return org.UnitInput{Parent: form.Get("parent"), Code: form.Get("code"), Kind: form.Get("kind"), Name: form.Get("name"), ShortName: form.Get("short_name"),
		Identifier: form.Get("identifier"), Place: form.Get("place"), Address: form.Get("address"), Phone: form.Get("phone"), Email: form.Get("email"),
		Hours: form.Get("hours"), PaperAbove: form.Get("paper_above"), PaperOwn: form.Get("paper_own"),
		Letters: form.Get("letters"), Signers: signersOf(form)}
}

// signersOf are the titles typed for each paper.
func signersOf(form url.Values) map[string]string {
	out := map[string]string{}
	for _, s := range org.SignedForms {
		out[s.Form] = form.Get("signer." + s.Form)
	}
	return out
}

// Signers are the inputs of the titles, each with the paper's name.
func (p unitPage) Signers() []templates.Field {
	var out []templates.Field
	for _, s := range org.SignedForms {
		form, _ := paper.FormAt(s.Form, "")
		f := p.Named("signer."+s.Form, form.Title, p.In.Signers[s.Form])
		f.Hint = templates.Text("admin.signer_hint", map[string]string{"title": s.Title})
		out = append(out, f)
	}
	return out
}

func inputOfUnit(u org.Unit) org.UnitInput {
	return org.UnitInput{Code: u.Code, Kind: u.Kind, Name: u.Name, ShortName: u.ShortName, Identifier: u.Identifier, Place: u.Place, Address: u.Address,
		Phone: u.Phone, Email: u.Email, PaperAbove: u.Settings.PaperAbove, PaperOwn: u.Settings.PaperOwn,
		Letters: u.Settings.Letters, Signers: maps.Clone(u.Settings.Signers)}
}

func (p office) addUnit(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := unitInput(form)
	if _, err := p.Org.CreateUnit(e.App, by, in); err != nil {
		return p.unitAgain(e, by, org.Unit{}, in, err)
	}
	return doneAt(e, "done.unit_added", unitsPath)
}

// unitAgain shows the form again with what was typed and what is wrong.
func (p office) unitAgain(e *core.RequestEvent, by access.Actor, u org.Unit, in org.UnitInput, wrong error, typed ...func(*unitPage)) error {
	page, err := p.unitPage(e, by, u, in)
	if err != nil {
		return err
	}
	for _, keep := range typed {
		keep(&page)
	}
	return shown(e, "admin/unit", &page, &page.Page, wrong)
}

// unitAt is the unit that the address names, if the actor runs it.
func (p office) unitAt(e *core.RequestEvent, by access.Actor) (org.Unit, error) {
	return p.Org.Administered(e.App, by, e.Request.PathValue("unit"))
}

func (p office) unit(e *core.RequestEvent, by access.Actor, u org.Unit) error {
	return p.unitAgain(e, by, u, inputOfUnit(u), nil)
}

func (p office) changeUnit(e *core.RequestEvent, by access.Actor, u org.Unit) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := unitInput(form)
	if _, err := p.Org.ChangeUnit(e.App, by, u.Code, in); err != nil {
		return p.unitAgain(e, by, u, in, err)
	}
	return doneAt(e, "done.unit_changed", unitsPath+"/"+u.Code)
}

// closeUnit switches a unit off from a day on, or on again.
func (p office) closeUnit(e *core.RequestEvent, by access.Actor, u org.Unit) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	from := ""
	if form.Get("open") == "" && form.Get("do") == "close" {
		from = dayOf(form, "valid_to")
		if from == "" {
			from = "?" // a day is asked for: an empty one is no day
		}
	}
	var next []string
	if code := form.Get("successor"); code != "" {
		next = []string{code}
	}
	if _, err := p.Org.CloseUnit(e.App, by, u.Code, from, next...); err != nil {
		return p.unitAgain(e, by, u, inputOfUnit(u), err, func(page *unitPage) {
			page.Closing, page.Next = dayOf(form, "valid_to"), form.Get("successor")
		})
	}
	key := "done.unit_opened"
	if from != "" {
		key = "done.unit_closed"
	}
	return doneAt(e, key, unitsPath+"/"+u.Code)
}
