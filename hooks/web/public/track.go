package public

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	papers "motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// trackPage asks for a code, or says where a dossier is.
type trackPage struct {
	templates.Page
	In      casework.TrackInput
	UnitIn  string // code of the commune whose page asked
	Found   *casework.Tracked
	Where   string // one sentence: where it is
	Next    string // what comes next
	Who     string // who must act
	Yours   bool   // the reader must act
	Ready   bool   // the result waits to be fetched
	Sorry   string // the office is late
	Hold    string // day that the letter of apology promised
	Due     templates.Due
	Dated   bool      // an appointment is still to come
	Was     time.Time // the appointment first given, when it was moved
	History []templates.Happening
	Owed    int64           // đồng still to pay; 0 = nothing
	Pay     *papers.Payment // by transfer; nil = the unit has no account
	Bring   []dossier.Item  // what to bring or put right
	Until   string          // by which day
	Times   string          // how often it was asked, from the second time on
	Again   string          // why it is asked a second time
	Notes   []string        // what else happened, in sentences
	Held    []string        // originals that the office holds now, each with its number
	HeldHow string          // when they come back
	Total   *templates.Due  // of the whole, when other procedures follow
	Parts   []trackPart
}

func (d *door) ask(e *core.RequestEvent, _ access.Actor) error {
	return httpx.Render(e, http.StatusOK, "public/track", d.trackPage(e, ""))
}

// trackPage is the page without an answer; unit is the commune it was asked on.
func (d *door) trackPage(e *core.RequestEvent, unit string) trackPage {
	title := templates.Text("track.title", nil)
	p := trackPage{Page: d.r.Page(e, access.Actor{}, title)}
	if u, err := d.Org.UnitByCode(e.App, unit); err == nil && u.Kind == "commune" { // a foreign value asks without a unit
		p.Page, p.UnitIn = d.pageOf(e, u, title), u.Code
	}
	p.Path = "/tra-cuu" // “Cỡ chữ” leads back here, never to an address with a token
	return p
}

func (d *door) look(e *core.RequestEvent, _ access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := casework.TrackInput{Code: form.Get("code"), PhoneLast4: form.Get("phone_last4"), From: e.RemoteIP()}
	return d.tell(e, in, form.Get("unit"))
}

func (d *door) follow(e *core.RequestEvent, _ access.Actor) error {
	in := casework.TrackInput{Code: e.Request.PathValue("code"), Token: e.Request.URL.Query().Get("k"), From: e.RemoteIP()}
	return d.tell(e, in, "")
}

// tell answers both ways in with one page.
func (d *door) tell(e *core.RequestEvent, in casework.TrackInput, unit string) error {
	p := d.trackPage(e, unit)
	p.In = in
	p.In.Token = "" // never written back into a page
	found, err := d.Desk.Track(e.App, in)
	if list, is := problem.In(err); is {
		p.Problems = []templates.Problem{{Field: "code", Message: templates.Text(list[0].Key, list[0].Args)}}
		code := http.StatusNotFound
		if list[0].Kind == problem.TooMany {
			code = http.StatusTooManyRequests
		}
		return httpx.Render(e, code, "public/track", p)
	}
	if err != nil {
		return err
	}
	p = d.trackPage(e, found.UnitCode)
	p.answer(found, today(d.Desk.Now()))
	if err := d.owed(e, &p, found); err != nil {
		return err
	}
	return httpx.Render(e, http.StatusOK, "public/track", p)
}

// owed says what is still to be paid, and how by transfer. Nothing of it is
// personal: it is the price of the procedure.
func (d *door) owed(e *core.RequestEvent, p *trackPage, t casework.Tracked) error {
	unit, err := d.Org.UnitByCode(e.App, t.UnitCode)
	if err != nil {
		return err
	}
	p.Owed, p.Pay, err = d.Till.Owing(e.App, unit, t.ID, t.Code, t.State, t.Fees)
	return err
}

// answer puts what was found into sentences.
func (p *trackPage) answer(t casework.Tracked, today string) {
	args := map[string]string{"unit": t.Unit}
	p.Found = &t
	p.Where = templates.Text("track.where."+string(t.State), args)
	if t.Next() == "guided" {
		p.Where = templates.Text("track.where.guided", args)
	}
	p.Next = templates.Text("track.next."+t.Next(), args)
	if t.State == dossier.PaymentDue && t.Due.Paused {
		p.Next += " " + templates.Text("track.payment_paused", nil)
	}
	p.more(t, today)
	switch {
	case t.Next() == "guided", t.State == dossier.Supplementing, t.State == dossier.PaymentDue, t.State == dossier.Resolved:
		p.Who, p.Yours = templates.Text("track.who.you", nil), true
	case t.State == dossier.Submitted, t.State.Open():
		p.Who = templates.Text("track.who.office", args)
	}
	if t.Lateness == "overdue" {
		p.Sorry, p.Hold = templates.Text("track.sorry", args), templates.Day(t.Promised)
	}
	p.Ready = t.State == dossier.Resolved
	p.Due, p.Dated = due(t), t.State.Open() || t.State == dossier.Submitted
	if t.State.Open() && !t.Due.OriginalAt.IsZero() && !t.Due.OriginalAt.Equal(t.Due.At) {
		p.Was = t.Due.OriginalAt
	}
	p.History = history(t)
	p.follow(t)
}

// due is the appointment as the citizen reads it.
func due(t casework.Tracked) templates.Due {
	out := templates.Due{Label: templates.Text("track.due", nil), Text: templates.Text("track.no_due", nil)}
	if t.State == dossier.Submitted {
		out.Label = templates.Text("track.answer_by", nil)
	}
	if t.Stage > 0 {
		out.Label = templates.Text(stages[t.Stage-1], nil)
	}
	if (t.State.Open() || t.State == dossier.Submitted) && !t.Due.At.IsZero() {
		out.At = t.Due.At
		out.Clock = templates.Text("track.before", map[string]string{"time": templates.Clock(t.Due.At)})
	}
	switch {
	case t.State == dossier.Supplementing || t.Due.Paused:
		out.At, out.Clock, out.Tag.Tone = nil, "", "wait"
		out.Text = templates.Text("track.paused", nil)
		if t.Waiting == dossier.WaitPartner {
			out.Text = templates.Text("track.paused_partner", nil)
		}
	case t.Lateness == "overdue":
		out.Tag = templates.Tag{Word: templates.Text("track.overdue", nil), Tone: "late"}
	}
	if len(t.Clock.Trace) > 0 && t.State.Open() {
		out.Trace = httpx.Trace(t.Clock)
	}
	return out
}

// history is the way of the dossier in the steps a citizen knows; no name of
// anybody who works on it.
func history(t casework.Tracked) []templates.Happening {
	steps := []templates.Happening{
		{Title: templates.Text("track.step.received", nil), At: t.Received},
		{Title: templates.Text("track.step.processing", nil)},
		{Title: templates.Text("track.step.resolved", nil), At: t.Resolved},
		{Title: templates.Text("track.step.returned", nil), At: t.Returned},
	}
	now, known := map[dossier.State]int{dossier.Submitted: 0, dossier.Received: 0, dossier.Processing: 1, dossier.Supplementing: 1,
		dossier.PaymentDue: 1, dossier.Resolved: 2, dossier.Returned: 3}[t.State]
	if !known {
		return nil // declined, withdrawn, stopped: the sentence says it all
	}
	for i := range steps {
		switch {
		case i == now && t.State != dossier.Returned:
			steps[i].Tone = "now"
		case i > now:
			steps[i].Tone = "next"
		}
	}
	return steps
}
