package linked

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// openPage is what one dossier asked of others, and the forms to ask more.
type openPage struct {
	templates.Page
	Code, Href, Procedure    string
	Own, Total               templates.Due // at this unit; of the whole
	Joint                    bool
	Parts                    []partLine
	Links                    []linkForm // not opened yet
	MayAsk, MayOpen          bool
	Why                      string // why nothing may be asked now
	Seen                     int
	Partners                 []templates.Option
	Files                    []templates.Option
	To, ToName, Subject      templates.Field
	Days, Slip, Shared, Wait templates.Field
}

// partLine is what one other agency was asked, and how far it is.
type partLine struct {
	Who, What, Slip, Due string
	Linked               bool
	Taken, Answered      string
	Shown                int
	Given                []templates.File
	Tag                  templates.Tag
}

// linkForm is one linked procedure to open.
type linkForm struct {
	Key, Title, Agency, Limit, Due string
	On                             bool
	To, Name                       templates.Field
}

// parts shows what the dossier asked of others; for other units' staff the
// page is not there.
func (p pages) parts(e *core.RequestEvent, by access.Actor) error {
	return p.partsAgain(e, by, nil, nil)
}

func (p pages) partsAgain(e *core.RequestEvent, by access.Actor, in url.Values, wrong error) error {
	c, err := p.own(e, by)
	if err != nil {
		return err
	}
	page := openPage{Page: p.r.Page(e, by, templates.Text("linked.title", map[string]string{"code": c.Code})), Code: c.Code, Href: partsPath(e.Request.PathValue("code")),
		Procedure: c.Version.Body.Name, Seen: c.Seq}
	status := http.StatusOK
	if wrong != nil {
		if page.Problems, status, err = httpx.Say(wrong); err != nil {
			return err
		}
	}
	files, err := p.Desk.Files(e.App, by, c.ID)
	if err != nil {
		return err
	}
	if page.Partners, err = p.partners(e.App, c, in.Get("to")); err != nil {
		return err
	}
	page.lines(p, c, files, in)
	page.questions(in)
	if err := page.appointments(p, c, in); err != nil {
		return err
	}
	page.may(c, by)
	return httpx.Render(e, status, "linked/open", page)
}

// own is a dossier of the actor's own unit.
func (p pages) own(e *core.RequestEvent, by access.Actor) (casework.Case, error) {
	c, err := p.Desk.Find(e.App, by, e.Request.PathValue("code"))
	if err == nil && !by.Works(c.UnitPath) {
		return casework.Case{}, problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	return c, err
}

// may says what this person may ask now, and why nothing.
func (v *openPage) may(c casework.Case, by access.Actor) {
	err := c.Permit(dossier.Consult, by)
	if list, is := problem.In(err); is {
		v.Why = templates.Text(list[0].Key, list[0].Args)
		if list[0].Key == dossier.KeyNotAllowed {
			v.Why = templates.Text("linked.not_now", nil)
		}
		return
	}
	v.MayAsk, v.MayOpen = c.State != dossier.Resolved, len(v.Links) > 0
}

// lines are the parts that were sent, and the files that may be shown.
func (v *openPage) lines(p pages, c casework.Case, files []casework.File, in url.Values) {
	for _, x := range c.Parts {
		l := partLine{Who: x.ToName, What: x.Subject, Slip: x.Slip, Due: templates.ShortDay(x.DueDay), Linked: x.Linked, Shown: len(x.Shared),
			Taken: said(x.TakenAt, x.TakenBy), Answered: said(x.AnsweredAt, x.AnsweredBy), Tag: p.tag(x, casework.PartState(c.Dossier, x))}
		for _, f := range files {
			if slices.Contains(x.Files, f.ID) {
				l.Given = append(l.Given, templates.File{Name: f.Name, Href: httpx.DossierPath(c.Dossier) + "/tep/" + f.ID, Bytes: f.Size})
			}
		}
		v.Parts = append(v.Parts, l)
	}
	for _, f := range files {
		title := f.Title
		if title == "" {
			title = templates.Text("dossier.page.file_other", nil)
		}
		v.Files = append(v.Files, templates.Option{Value: f.ID, Label: f.Name, Hint: title, Chosen: slices.Contains(in["shared"], f.ID)})
	}
}

// questions are the form that asks one agency.
func (v *openPage) questions(in url.Values) {
	field := func(name, label string) templates.Field { return v.Field(name, label, in.Get(name)) }
	v.To, v.ToName, v.Subject = field("to", "linked.field.to"), field("to_name", "linked.field.to_name"), field("subject", "linked.field.subject")
	v.To.Options, v.To.Need = v.Partners, true
	v.Subject.Hint, v.Subject.Need, v.Subject.Rows = templates.Text("linked.hint.subject", nil), true, 2
	v.ToName.Hint = templates.Text("linked.hint.to_name", nil)
	v.Days, v.Slip, v.Wait = field("days", "linked.field.days"), field("slip", "linked.field.slip"), field("wait", "linked.field.wait")
	v.Days.Need, v.Days.Kind, v.Days.Width = true, "number", "tiny"
	v.Shared = v.Field("shared", "linked.field.shared", "")
	v.Shared.Hint, v.Shared.Options = templates.Text("linked.hint.shared", nil), v.Files
}

// appointments are the day at this unit, the day of the whole, and the linked
// procedures that are still to be opened.
func (v *openPage) appointments(p pages, c casework.Case, in url.Values) error {
	j, err := c.Joint()
	if err != nil {
		return err
	}
	v.Joint = len(j.Links) > 0
	v.Own = due("linked.due_own", c.Due.At)
	v.Total = due("linked.due_total", j.At)
	for _, l := range j.Links {
		if l.Opened {
			continue
		}
		f := linkForm{Key: l.Key, Title: l.Title, Agency: l.Agency, Limit: l.Limit.Words(), Due: templates.ShortDay(l.Day), On: in == nil || slices.Contains(in["links"], l.Key)}
		at := "links." + l.Key + "."
		f.To, f.Name = v.Field(at+"to", "linked.field.to", in.Get(at+"to")), v.Field(at+"to_name", "linked.field.to_name", in.Get(at+"to_name"))
		f.Name.Hint = templates.Text("linked.hint.agency", map[string]string{"agency": l.Agency})
		for _, o := range v.Partners {
			f.To.Options = append(f.To.Options, templates.Option{Value: o.Value, Label: o.Label})
		}
		v.Links = append(v.Links, f)
	}
	return nil
}

func due(label string, at time.Time) templates.Due {
	out := templates.Due{Label: templates.Text(label, nil), Text: templates.Text("linked.due_none", nil)}
	if !at.IsZero() {
		out.At, out.Clock = at, templates.Text("linked.before", map[string]string{"clock": templates.Clock(at)})
	}
	return out
}

// partners are the units that can be asked, the first choice being an agency
// outside this system.
func (p pages) partners(app core.App, c casework.Case, chosen string) ([]templates.Option, error) {
	units, err := p.Org.Units(app, nil, "")
	if err != nil {
		return nil, err
	}
	out := []templates.Option{{Label: templates.Text("linked.outside", nil)}}
	for _, u := range units {
		if u.Kind != "office" && u.ID != c.Unit && u.Works(p.today()) {
			out = append(out, templates.Option{Value: u.Code, Label: u.Name, Chosen: u.Code == chosen})
		}
	}
	return out, nil
}

// said is when somebody did something, and who.
func said(at time.Time, who string) string {
	if at.IsZero() {
		return ""
	}
	return strings.TrimSuffix(templates.Moment(at)+" · "+who, " · ")
}

// ask sends one part to another agency.
func (p pages) ask(e *core.RequestEvent, by access.Actor) error {
	return p.send(e, by, "done.consult", func(tx core.App, code string, seen int, form url.Values) error {
		days, err := strconv.Atoi(strings.TrimSpace(form.Get("days")))
		if err != nil {
			days = 0 // refused by the rule, with its own sentence
		}
		_, err = p.Desk.Consult(tx, by, code, seen, dossier.ConsultInput{To: form.Get("to"), ToName: form.Get("to_name"), Subject: form.Get("subject"), Slip: form.Get("slip"),
			Days: days, Wait: form.Get("wait") == "yes", Shared: form["shared"]})
		return err
	})
}

// open opens the ticked linked procedures, all or none.
func (p pages) open(e *core.RequestEvent, by access.Actor) error {
	return p.send(e, by, "done.linked", func(tx core.App, code string, seen int, form url.Values) error {
		var in []dossier.ConsultInput
		for _, key := range form["links"] {
			in = append(in, dossier.ConsultInput{Link: key, To: form.Get("links." + key + ".to"), ToName: strings.TrimSpace(form.Get("links." + key + ".to_name")),
				Slip: form.Get("slip"), Shared: form["shared"]})
		}
		_, err := p.Desk.OpenLinks(tx, by, code, seen, in)
		return err
	})
}

// send runs an act of this page once, however often its form is sent, and says
// that it was done.
func (p pages) send(e *core.RequestEvent, by access.Actor, done string, do func(tx core.App, code string, seen int, form url.Values) error) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	if _, err := p.own(e, by); err != nil {
		return err
	}
	code := e.Request.PathValue("code")
	seen, err := strconv.Atoi(form.Get("seen"))
	if err != nil {
		seen = 0 // sent by hand, without a page: nothing was seen
	}
	key := form.Get("one_time")
	form.Del("one_time")
	_, err = p.Desk.Once(e.App, by.ID, key, []byte(e.Request.URL.Path+"\n"+form.Encode()), func(tx core.App) (casework.Answer, error) {
		return casework.Answer{Status: http.StatusSeeOther}, do(tx, code, seen, form)
	})
	if err != nil {
		return p.partsAgain(e, by, form, err)
	}
	httpx.Done(e, done)
	return e.Redirect(http.StatusSeeOther, partsPath(code))
}
