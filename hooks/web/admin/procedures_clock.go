package admin

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/catalogue"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// clockForm asks how the clock of a draft stops and goes on.
type clockForm struct {
	After, Payment, N, Unit, Ground templates.Field
	Open                            bool // something is set, or was refused
}

// clock fills the form with what was typed, or with what the draft says.
func (page *draftPage) clock(c catalogue.Clock, in typed) {
	if in.Has("deadline.after_supplement") {
		c = clockOf(in)
	}
	yes := map[bool]string{true: "yes"}
	after := deadline.Resume
	if c.Restart {
		after = deadline.Restart
	}
	f := clockForm{After: page.Field("deadline.after_supplement", "procedures.clock.after", after), Payment: page.Field("deadline.pause_on", "procedures.clock.payment", yes[c.OnPayment]),
		N: page.Field("deadline.after_payment.n", "procedures.clock.n", c.SecondN), Unit: page.Field("deadline.after_payment.unit", "procedures.clock.unit", c.SecondUnit),
		Ground: page.Field("deadline.pause_ground", "procedures.clock.ground", c.Ground)}
	f.After.Need, f.After.Options = true, []templates.Option{{Value: deadline.Resume, Label: templates.Text("procedures.clock.resume", nil)}, {Value: deadline.Restart, Label: templates.Text("procedures.clock.restart", nil)}}
	f.N.Kind, f.N.Width = "number", "tiny"
	f.N.Hint, f.Ground.Hint = templates.Text("procedures.clock.n_hint", nil), templates.Text("procedures.clock.ground_hint", nil)
	f.Unit.Options = append(f.Unit.Options, templates.Option{Label: templates.Text("procedures.choose", nil)})
	for _, u := range []deadline.Unit{deadline.WorkingDay, deadline.CalendarDay, deadline.WorkingHour, deadline.Month} {
		f.Unit.Options = append(f.Unit.Options, templates.Option{Value: string(u), Label: templates.Text("procedures.unit."+string(u), nil)})
	}
	f.Open = c != catalogue.Clock{} || len(page.Problems) > 0 && in.Has("deadline.after_supplement")
	page.Clock = f
}

func clockOf(form typed) catalogue.Clock {
	get := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	return catalogue.Clock{Restart: get("deadline.after_supplement") == deadline.Restart, OnPayment: get("deadline.pause_on") != "",
		SecondN: get("deadline.after_payment.n"), SecondUnit: get("deadline.after_payment.unit"), Ground: get("deadline.pause_ground")}
}

func (p procedures) setClock(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	if _, err := p.open(e, by); err != nil {
		return err
	}
	if err := p.Catalog.SetClock(e.App, e.Request.PathValue("id"), clockOf(form)); err != nil {
		return p.again(e, by, form, err)
	}
	httpx.Done(e, "done.procedure_clock")
	return e.Redirect(http.StatusSeeOther, draftPath(e.Request.PathValue("id"))+"#tam-dung")
}
