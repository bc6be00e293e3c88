package office

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// dossierPage is one dossier as staff see it.
type dossierPage struct {
	templates.Page
	Code, Href string
	Seen       int    // the last event that this page shows
	Name       string // of the applicant; "" for whoever sees no people
	Procedure  string
	Tag        templates.Tag
	Due        templates.Due
	Original   string // the first appointment, when it was moved
	Moved      *templates.Notice
	Status     []templates.Term
	Info       []templates.Term
	Papers     []paperLine
	FilesShown bool
	Issued     []issuedLine
	History    []happened
	Meanwhile  []happened
	Looks      []org.Look   // who from above looked in
	Told       []httpx.Fate // what the person was told
	Acts       []form       // the usual next one, open
	Quick      []quickForm  // what was just done and can be taken back
	Groups     []actGroup
	Not        []notNow
	Kept       *form
	Parts      []partLine
	Works      bool
	Till       string // where its fees are taken, for a cashier of the unit; "" = nowhere
	Printable  bool
	opened     casework.Case
	Reprint    bool
	Printed    bool // its receipt was printed before
}

// show answers with the page of one dossier.
func (p pages) show(e *core.RequestEvent, by access.Actor) error {
	if httpx.Fragment(e) {
		return p.news(e, by)
	}
	page, err := p.page(e, by, sent{})
	if led, err := asksReason(e, err); led || err != nil {
		return err
	}
	if err := p.Desk.Opened(e.App, by, page.opened); err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "office/dossier", page)
}

// sent is what came with a refused act: the page shows it again, all of it.
type sent struct {
	act      dossier.Act
	in       typed
	seen     int
	problems []templates.Problem
	status   int
}

// page loads everything that the page of a dossier shows.
func (p pages) page(e *core.RequestEvent, by access.Actor, back sent) (dossierPage, error) {
	code := e.Request.PathValue("code")
	c, err := p.Desk.Find(e.App, by, code)
	if err != nil {
		return dossierPage{}, err
	}
	if err := p.mayOpen(e, by, c); err != nil {
		return dossierPage{}, err
	}
	history, err := p.Desk.History(e.App, by, code)
	if err != nil {
		return dossierPage{}, err
	}
	title := templates.Text("dossier.page.title_new", nil)
	switch {
	case c.Code != "":
		title = templates.Text("dossier.page.title", map[string]string{"code": c.Code})
	case c.State.Ended():
		title = templates.Text("dossier.page.title_none", nil)
	}
	now := p.Desk.Now()
	page := dossierPage{opened: c, Page: p.r.Page(e, by, title), Code: c.Code, Seen: c.Seq, Href: httpx.DossierPath(c.Dossier), Procedure: c.Version.Body.Name,
		Works: by.Works(c.UnitPath), Printable: by.SeesPeople() && c.Code != "" && !c.Voided(), FilesShown: by.SeesPeople() && !by.Supervises(c.UnitPath)}
	page.Problems = back.problems
	if page.Looks, err = p.Org.Looks(e.App, c.ID); err != nil {
		return page, err
	}
	told, err := p.Notices.Of(e.App, c.ID)
	if err != nil {
		return page, err
	}
	page.Told = httpx.Fates(told, by.SeesPeople())
	if page.Works && by.Has(access.Cashier) && c.Code != "" && len(c.Fees) > 0 && (c.State.Open() || c.State == dossier.Resolved) {
		page.Till = "/thu-ngan/thu?ma=" + url.QueryEscape(c.Code)
	}
	page.Printed = slices.ContainsFunc(history, func(x casework.Entry) bool {
		return x.Kind == dossier.Printed && x.Data.Paper == paper.FormReceipt
	})
	page.Reprint = page.Works && page.Printable && by.Has(access.Clerk)
	if err := p.people(e, by, c, &page); err != nil {
		return page, err
	}
	holder, err := p.holder(e.App, c)
	if err != nil {
		return page, err
	}
	page.Status = status(c, holder, stepTime(c, history, now))
	p.due(c, now, &page)
	if page.Papers, err = p.papers(e, by, c, page); err != nil {
		return page, err
	}
	if page.Issued, err = p.issued(e, by, page); err != nil {
		return page, err
	}
	said := p.sayer(e.App, c, by)
	page.History = said.all(history, 0)
	slices.Reverse(page.History)
	if back.status == http.StatusConflict && back.seen > 0 {
		page.Meanwhile = said.all(history, back.seen)
	}
	page.Parts = parts(c, now)
	events := make([]dossier.Event, len(history))
	for i, x := range history {
		events[i] = x.Event
	}
	return page, p.offer(offering{e: e, by: by, c: c, events: events, now: now, back: back}, &page)
}

// sayer turns the events of a dossier into sentences for the reader.
func (p pages) sayer(app core.App, c casework.Case, by access.Actor) sayer {
	return sayer{c: c, personal: by.SeesPeople(),
		staff: func(id string) string {
			who, err := p.Org.StaffByID(app, id)
			if err != nil {
				return "" // has left
			}
			return who.Name
		},
		version: func(id string) (procedure.Version, error) {
			v, err := p.Catalog.Version(app, id)
			return v.Body, err
		},
		unit: func(id string) string {
			u, err := p.Org.UnitByID(app, id)
			if err != nil {
				return "" // a name beside a name is not worth failing a page for
			}
			return u.ShortName
		}}
}

// holder is the name of whoever has the dossier; "" when nobody or somebody
// who has left.
func (p pages) holder(app core.App, c casework.Case) (string, error) {
	if c.Holder == "" {
		return "", nil
	}
	who, err := p.Org.StaffByID(app, c.Holder)
	if isNotFound(err) {
		return "", nil
	}
	return who.Name, err
}

// status says where the dossier stands and with whom.
func status(c casework.Case, holder, left string) []templates.Term {
	state := templates.Text("state."+string(c.State), nil)
	if c.Waiting == dossier.WaitSignature {
		state += " – " + templates.Text("dossier.page.waiting_signature", nil)
	}
	if c.Waiting == dossier.WaitPartner {
		state += " – " + templates.Text("dossier.page.waiting_partner", nil)
	}
	if c.Waiting == dossier.WaitCitizen && c.State != dossier.Supplementing {
		state += " – " + templates.Text("dossier.page.waiting_citizen", nil)
	}
	out := []templates.Term{{Name: templates.Text("dossier.page.state", nil), Value: state}}
	add := func(key, value string) {
		if value != "" {
			out = append(out, templates.Term{Name: templates.Text(key, nil), Value: value})
		}
	}
	if step, ok := c.StepNow(c.Flow()); ok && !c.State.Ended() && c.State != dossier.Resolved {
		add("dossier.page.step", step.Title)
		add("dossier.page.step_left", left)
	}
	add("dossier.page.holder", holder)
	if c.Outcome != "" {
		add("dossier.page.result", joined(" – ", templates.Text("outcome."+string(c.Outcome), nil), c.ResultNumber))
	}
	add("dossier.page.shelf", c.Shelf)
	if c.Waiting == dossier.WaitCitizen {
		add("dossier.page.limit_day", templates.Day(c.LimitDay))
	}
	add("act.field.held", heldList(c.Held))
	if c.ResultState == dossier.Revoked {
		add("dossier.page.result_state", templates.Text("act.result.revoked", nil))
	}
	return out
}

// due fills in the appointment with its trace, and says when the calendar has
// changed since it was given.
func (p pages) due(c casework.Case, now time.Time, page *dossierPage) {
	page.Tag = httpx.Tag(c.Dossier, c.Cal, now)
	page.Due = templates.Due{Label: templates.Text("dossier.page.due", nil), Tag: templates.Tag{Tone: page.Tag.Tone}} // its word stands in the head
	if c.Rule.AfterPayment.N > 0 && !c.ReceivedAt.IsZero() {
		page.Due.Label = templates.Text("dossier.page.due_first", nil)
		if !c.PaidAt.IsZero() {
			page.Due.Label = templates.Text("dossier.page.due_second", nil)
		}
	}
	if c.ReceivedAt.IsZero() && !c.Due.At.IsZero() { // the clock of reception
		page.Due.Label = templates.Text("dossier.page.due_reception", nil)
	}
	switch {
	case c.Voided():
		page.Due.Text = templates.Text("dossier.page.due_void", nil)
	case !c.Due.At.IsZero():
		page.Due.At = c.Due.At
		page.Due.Clock = templates.Text("dossier.page.due_before", map[string]string{"clock": templates.Clock(c.Due.At)})
	case c.ReceivedAt.IsZero() && c.State.Ended():
		page.Due.Text = templates.Text("dossier.page.due_ended", nil)
	case c.ReceivedAt.IsZero():
		page.Due.Text = templates.Text("dossier.page.due_not_yet", nil)
	case c.State.Ended():
		page.Due.Text = templates.Text("dossier.page.due_ended", nil)
	case c.Due.Paused:
		page.Due.Text = templates.Text("dossier.page.due_paused", nil)
		if c.Waiting == dossier.WaitPartner {
			page.Due.Text = templates.Text("dossier.page.due_partner", nil)
		}
	default:
		page.Due.Text = templates.Text("dossier.page.due_none", nil)
	}
	if !c.Due.OriginalAt.IsZero() && !c.Due.At.IsZero() && !c.Due.OriginalAt.Equal(c.Due.At) {
		page.Original = templates.Text("dossier.page.due_original", map[string]string{"moment": templates.Moment(c.Due.OriginalAt)})
	}
	if c.ReceivedAt.IsZero() || c.Voided() {
		return
	}
	res, err := c.Clock()
	if err != nil {
		return // the date stands; only its explanation cannot be given by today's calendar
	}
	page.Due.Trace = httpx.Trace(res)
	page.Due.Trace.Rule = c.Rule.Text
	if !res.Due.IsZero() && !c.Due.At.IsZero() && !res.Due.Equal(c.Due.At) {
		page.Moved = &templates.Notice{Tone: "warn", Title: templates.Text("dossier.page.clock_moved", nil),
			Text: templates.Text("dossier.page.clock_moved_text", map[string]string{"moment": templates.Moment(res.Due)})}
	}
}
