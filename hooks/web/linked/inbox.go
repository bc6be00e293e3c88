package linked

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// view is one list of the inbox; its words are linked.view.<key>.
type view struct {
	key, tone string
	filter    casework.PartFilter
}

// views in the order of the page; the first is shown when none is asked for.
var views = []view{
	{"moi", "new", casework.PartFilter{State: []string{casework.PartSent}}},
	{"dang-lam", "ok", casework.PartFilter{State: []string{casework.PartTaken}}},
	{"qua-han", "late", casework.PartFilter{State: []string{casework.PartSent, casework.PartTaken}, Late: true}},
	{"da-tra-loi", "done", casework.PartFilter{State: []string{casework.PartAnswered}}},
}

// inboxRow is one part as the list shows it.
type inboxRow struct {
	Href, Code, Procedure, Unit, Subject, Slip string
	Linked                                     bool
	Tag                                        templates.Tag
}

type inboxPage struct {
	templates.Page
	Counters []templates.Counter
	Title    string // of the list
	Rows     []inboxRow
	Next     string
	Empty    templates.Empty
}

// inbox lists what other units ask of this one.
func (p pages) inbox(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	now := views[0]
	page := inboxPage{Page: p.r.Page(e, by, templates.Text("linked.inbox", nil))}
	for _, v := range views {
		if v.key == q.Get("xem") {
			now = v
		}
		c := templates.Counter{Label: templates.Text("linked.view."+v.key, nil), Href: inbox + "?xem=" + v.key, Tone: v.tone}
		var err error
		if c.Count, err = p.Desk.CountParts(e.App, by, v.filter); err != nil {
			return err
		}
		page.Counters = append(page.Counters, c)
	}
	page.Title = templates.Text("linked.view."+now.key, nil)
	page.Empty = templates.Empty{Title: templates.Text("linked.empty."+now.key, nil), Text: templates.Text("linked.empty_text", nil)}
	now.filter.After = q.Get("sau")
	lines, next, err := p.Desk.Parts(e.App, by, now.filter)
	if err != nil {
		return err
	}
	for _, l := range lines {
		unit, err := p.Org.UnitByID(e.App, l.Unit)
		if err != nil {
			return err
		}
		part, err := l.Part()
		if err != nil {
			return err
		}
		page.Rows = append(page.Rows, inboxRow{Href: partPath(l.ID), Code: l.Code, Procedure: l.Procedure(), Unit: unit.ShortName, Subject: l.Subject, Slip: l.Slip,
			Linked: l.Linked, Tag: p.tag(part, l.State)})
	}
	if next != "" {
		page.Next = inbox + "?xem=" + now.key + "&sau=" + url.QueryEscape(next)
	}
	return httpx.Render(e, http.StatusOK, "linked/inbox", page)
}

// tag is the status of a part in words.
func (p pages) tag(part dossier.Part, state string) templates.Tag {
	day := map[string]string{"day": templates.ShortDay(part.DueDay)}
	switch {
	case state == casework.PartAnswered:
		return templates.Tag{Word: templates.Text("linked.tag.answered", nil), Tone: "done"}
	case state == casework.PartEnded:
		return templates.Tag{Word: templates.Text("linked.tag.ended", nil), Tone: "plain"}
	case part.DueDay < p.today():
		return templates.Tag{Word: templates.Text("linked.tag.late", day), Tone: "late"}
	case part.DueDay == p.today():
		return templates.Tag{Word: templates.Text("linked.tag.today", nil), Tone: "today"}
	}
	return templates.Tag{Word: templates.Text("linked.tag.due", day), Tone: "ok"}
}
