package admin

import (
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

const (
	noticesPath = "/quan-tri/thong-bao"
	textsPath   = noticesPath + "/noi-dung"
)

// Notices is the door of whoever looks after the outbox of a unit: what
// became of each message, the machines, and the texts.
type Notices struct {
	Org     *org.Office
	Notices *notice.Office
}

// Bind enters the routes.
func (d Notices) Bind(r *httpx.Router) {
	p := notices{d, r}
	runs := httpx.Staff(access.UnitAdmin)
	r.GET(noticesPath, runs, p.list)
	r.POST(noticesPath+"/gui-thu", runs, p.try)
	r.POST(noticesPath+"/tin/{notice}/gui-lai", runs, p.act(d.Notices.Retry, "done.notice_retry"))
	r.POST(noticesPath+"/tin/{notice}/huy", runs, p.act(d.Notices.Cancel, "done.notice_cancel"))
	r.GET(textsPath, runs, p.texts)
	r.GET(textsPath+"/{kind}", runs, p.text)
	r.POST(textsPath+"/{kind}", runs, p.setText)
}

type notices struct {
	Notices
	r *httpx.Router
}

// unit is the unit whose notices the actor looks after.
func (p notices) unit(app core.App, by access.Actor) (org.Unit, error) {
	u, err := p.Org.UnitByID(app, by.Unit)
	for err == nil && u.Kind == "office" {
		u, err = p.Org.UnitByID(app, u.Parent)
	}
	return u, err
}

// shownNotices is how many notices a page lists.
const shownNotices = 50

// stateLink is one state of the filter, with how many there are.
type stateLink struct {
	Href, Label string
	Count       int
	Current     bool
}

type noticesPage struct {
	templates.Page
	States   []stateLink
	Lines    []httpx.Fate
	First    string
	Next     string
	None     templates.Empty
	Mail     string // where mail goes; "" = not set
	Gateway  string
	Channel  string // of the gateway, in words
	Channels []templates.Option
	Way, To  string
	Said     *templates.Notice // how the trial went
}

func (p notices) list(e *core.RequestEvent, by access.Actor) error {
	return p.page(e, by, noticesPage{}, nil)
}

// page shows the list; refused is why an act was not done.
func (p notices) page(e *core.RequestEvent, by access.Actor, page noticesPage, refused error) error {
	page.Page = p.r.Page(e, by, templates.Text("notice.title", nil))
	page.Path = noticesPath
	q := e.Request.URL.Query()
	state := message.State(q.Get("trang-thai"))
	if err := p.counted(e.App, by, state, &page); err != nil {
		return err
	}
	list, next, err := p.Notices.Notices.List(e.App, by, notice.Ask{State: state, After: q.Get("sau"), Limit: shownNotices})
	if err != nil {
		return err
	}
	page.Lines = httpx.Fates(list, true)
	at := func(after string) string {
		v := url.Values{}
		if state != "" {
			v.Set("trang-thai", string(state))
		}
		if after != "" {
			v.Set("sau", after)
		}
		return noticesPath + "?" + v.Encode()
	}
	if next != "" {
		page.Next = at(next)
	}
	if q.Get("sau") != "" {
		page.First = at("")
	}
	page.None = templates.Empty{Title: templates.Text("notice.none", nil), Text: templates.Text("notice.none_text", nil)}
	p.machines(&page)
	return shown(e, "admin/notices", &page, &page.Page, refused)
}

func (p notices) counted(app core.App, by access.Actor, state message.State, page *noticesPage) error {
	counts, err := p.Notices.Notices.Counts(app, by)
	if err != nil {
		return err
	}
	all := stateLink{Href: noticesPath, Label: templates.Text("notice.all", nil), Current: state == ""}
	for _, s := range message.States {
		all.Count += counts[s]
	}
	page.States = []stateLink{all}
	for _, s := range message.States {
		page.States = append(page.States, stateLink{Href: noticesPath + "?trang-thai=" + string(s), Label: templates.Text("notice.state."+string(s), nil), Count: counts[s], Current: s == state})
	}
	return nil
}

// machines says what the operator has set, never a secret of it.
func (p notices) machines(page *noticesPage) {
	add := func(c message.Channel) {
		page.Channels = append(page.Channels, templates.Option{Value: string(c), Label: templates.Text("notice.channel."+string(c), nil)})
	}
	o := p.Notices.Notices
	if o.Mail != nil {
		page.Mail = o.Mail.Name()
		add(message.Email)
	}
	if o.Gateway != nil {
		page.Gateway, page.Channel = o.Gateway.Name(), templates.Text("notice.channel."+string(o.Ways().Gateway), nil)
		add(o.Ways().Gateway)
	}
	if page.Way == "" && len(page.Channels) > 0 {
		page.Way = page.Channels[0].Value
	}
}

// try sends one message to an address the administrator types.
func (p notices) try(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	unit, err := p.unit(e.App, by)
	if err != nil {
		return err
	}
	page := noticesPage{Way: form.Get("way"), To: form.Get("to")}
	id, err := p.Notices.Notices.TryTo(e.Request.Context(), message.Channel(page.Way), page.To, unit.ShortName)
	if trouble, is := notice.TroubleOf(err); is {
		page.Said = &templates.Notice{Tone: "warn", Title: templates.Text("notice.try.failed", nil), Text: templates.Text("notice.error."+trouble.Code, nil)}
		if trouble.Number != "" {
			page.Said.Text += " " + templates.Text("notice.note.number", map[string]string{"n": trouble.Number})
		}
		return p.page(e, by, page, nil)
	}
	if err != nil {
		return p.page(e, by, page, err)
	}
	page.Said = &templates.Notice{Tone: "ok", Title: templates.Text("notice.try.sent", nil), Text: templates.Text("notice.try.id", map[string]string{"id": id})}
	return p.page(e, by, page, nil)
}

// act does one thing to one notice and comes back to the list.
func (p notices) act(do func(core.App, access.Actor, string) error, done string) httpx.Handler {
	return func(e *core.RequestEvent, by access.Actor) error {
		form, err := httpx.Form(e)
		if err != nil {
			return err
		}
		if err := do(e.App, by, e.Request.PathValue("notice")); err != nil {
			if _, _, unsayable := httpx.Say(err); unsayable != nil {
				return err
			}
			return p.page(e, by, noticesPage{}, err)
		}
		back := noticesPath
		if s := message.State(form.Get("state")); s == message.Failed || s == message.Queued {
			back += "?trang-thai=" + string(s)
		}
		return doneAt(e, done, back)
	}
}
