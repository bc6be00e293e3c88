package linked

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// placeRow is a dossier of another unit in a list of this place.
type placeRow struct {
	Href, Code, Ref, Unit, Procedure, State, Day, Shelf string
}

type placesPage struct {
	templates.Page
	Find             templates.Field
	Hand, In         []placeRow // to be handed over here; taken in here
	NextHand, NextIn string
	NoHand, NoIn     templates.Empty
}

// list shows what this place took in for others, and what it hands over.
func (p pages) list(e *core.RequestEvent, by access.Actor) error {
	return p.listAgain(e, by, "", http.StatusOK)
}

func (p pages) listAgain(e *core.RequestEvent, by access.Actor, sought string, status int) error {
	q := e.Request.URL.Query()
	page := placesPage{Page: p.r.Page(e, by, templates.Text("linked.places", nil)),
		NoIn: templates.Empty{Title: templates.Text("linked.places_none", nil), Text: templates.Text("linked.places_none_text", nil)}, NoHand: templates.Empty{Title: templates.Text("linked.hand_none", nil)}}
	if status != http.StatusOK {
		page.Problems = []templates.Problem{{Field: "ma", Message: templates.Text("linked.place_unknown", nil)}}
	}
	page.Find = page.Field("ma", "linked.field.find", sought)
	page.Find.Need = true
	var err error
	if page.Hand, page.NextHand, err = p.rows(e, by, true, q.Get("sau-tra"), "sau-tra"); err != nil {
		return err
	}
	if page.In, page.NextIn, err = p.rows(e, by, false, q.Get("sau"), "sau"); err != nil {
		return err
	}
	return httpx.Render(e, status, "linked/places", page)
}

func (p pages) rows(e *core.RequestEvent, by access.Actor, hand bool, after, name string) ([]placeRow, string, error) {
	lines, next, err := p.Desk.PlacedList(e.App, by, hand, after)
	if err != nil {
		return nil, "", err
	}
	var out []placeRow
	for _, l := range lines {
		unit, err := p.Org.UnitByID(e.App, l.Unit)
		if err != nil {
			return nil, "", err
		}
		r := placeRow{Href: placePath(l.ID), Code: l.Code, Ref: l.Ref, Unit: unit.ShortName, Procedure: l.Procedure, State: templates.Text("state."+l.State, nil), Shelf: l.Shelf,
			Day: templates.Moment(l.Moment())}
		if o, err := p.Catalog.InForce(e.App, l.Procedure, p.today()); err == nil { // without one its code stands for it
			r.Procedure = o.Body.Name
		}
		out = append(out, r)
	}
	if next != "" {
		next = places + "?" + name + "=" + url.QueryEscape(next)
	}
	return out, next, nil
}

// find leads from a code or a reference to the dossier.
func (p pages) find(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	sought := form.Get("ma")
	x, err := p.Desk.Placed(e.App, by, sought)
	if isNotFound(err) {
		return p.listAgain(e, by, sought, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, placePath(x.ID))
}

// placedPage is a dossier of another unit as its place sees it.
type placedPage struct {
	templates.Page
	Placed casework.Placed
	At     string
	Info   []templates.Term
	Due    templates.Due
	Papers []templates.Term
	People []string // who may collect

	PassOn, Shelve, Return bool // may be done now
	PassSlip, Note         templates.Field
	Shelf, Number          templates.Field
	Collector, ID          templates.Field
	Checked                templates.Field
	Authority              httpx.Authority
	Kept                   templates.Field
}

func (p pages) placed(e *core.RequestEvent, by access.Actor) error {
	return p.placedAgain(e, by, nil, nil)
}

func (p pages) placedAgain(e *core.RequestEvent, by access.Actor, in url.Values, wrong error) error {
	x, err := p.Desk.Placed(e.App, by, e.Request.PathValue("placed"))
	if err != nil {
		return err
	}
	page := placedPage{Page: p.r.Page(e, by, templates.Text("linked.place", nil)), Placed: x, At: placePath(x.ID),
		PassOn: x.Can(dossier.PassOn) && x.TookIn, Shelve: x.Can(dossier.Shelve), Return: x.Can(dossier.Return)}
	status := http.StatusOK
	if wrong != nil {
		if page.Problems, status, err = httpx.Say(wrong); err != nil {
			return err
		}
	}
	here, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	page.about(x, here.Name)
	page.ask(in)
	return httpx.Render(e, status, "linked/place", page)
}

// about says where the dossier stands and which of its three places is which.
func (v *placedPage) about(x casework.Placed, here string) {
	add := func(key, value string) {
		if value != "" {
			v.Info = append(v.Info, templates.Term{Name: templates.Text(key, nil), Value: value})
		}
	}
	add("dossier.page.state", templates.Text("state."+string(x.State), nil))
	if x.TookIn {
		add("linked.place_received", here)
	}
	add("linked.place_competent", x.Unit.Name)
	if x.HandsOver {
		add("linked.place_return", here)
	} else {
		add("linked.place_return", x.Unit.Name)
	}
	v.Info = append(v.Info, templates.Term{Name: templates.Text("dossier.page.ref", nil), Value: x.Ref, Code: true})
	if x.Code != "" {
		v.Info = append(v.Info, templates.Term{Name: templates.Text("rows.code", nil), Value: x.Code, Code: true})
	}
	for i, who := range x.People {
		if i == 0 {
			add("rows.person", who.Name)
			add("dossier.page.phone", templates.Phone(who.Phone))
		}
		name := who.Name
		if m := identity.Mask(who.Number); m != "" {
			name += " · " + m
		}
		v.People = append(v.People, name)
	}
	add("linked.filed", templates.Moment(x.SubmittedAt))
	add("dossier.page.received", templates.Moment(x.ReceivedAt))
	if x.Outcome != "" {
		add("dossier.page.result", templates.Text("outcome."+string(x.Outcome), nil))
	}
	add("act.field.result_number", x.ResultNumber)
	add("dossier.page.shelf", x.Shelf)
	for _, q := range x.Papers {
		v.Papers = append(v.Papers, templates.Term{Name: q.Title, Value: templates.Text("linked.counts", map[string]string{"originals": strconv.Itoa(q.Originals), "copies": strconv.Itoa(q.Copies)})})
	}
	label := "linked.due_result"
	if x.ReceivedAt.IsZero() {
		label = "linked.due_accept"
	}
	v.Due = due(label, x.Due.At)
}

// ask draws the questions of the acts that a place may do.
func (v *placedPage) ask(in url.Values) {
	field := func(name, label string) templates.Field { return v.Field(name, label, in.Get(name)) }
	v.PassSlip, v.Note = field("slip", "linked.field.pass_slip"), field("note", "act.field.note")
	v.PassSlip.Need, v.Note.Rows = true, 2
	v.Shelf, v.Number = field("shelf", "act.field.shelf"), field("result_number", "act.field.result_number")
	v.Shelf.Need = true
	v.Collector, v.ID = field("collector_name", "act.field.collector_name"), field("collector_number", "act.field.collector_number")
	v.Collector.Need, v.ID.Kind = true, "code"
	v.Checked, v.Kept = field("checked", "act.field.checked"), field("kept", "linked.field.kept")
	v.Authority = httpx.AskAuthority(func(name, labelKey string) templates.Field {
		x := field("authority_record."+name, labelKey)
		if name == "day" {
			x.Value = recordOf(in).Day
		}
		return x
	})
	v.Checked.Need = true
}
