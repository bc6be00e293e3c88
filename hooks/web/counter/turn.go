package counter

import (
	"maps"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Whoever stands at the desk and cannot be taken in gets a paper: what is
// lacking, said once and completely (Mẫu số 02), or why it is refused (Mẫu số
// 03; NĐ 118/2025/NĐ-CP Điều 17).
const (
	pathGuide   = pathIntake + "/huong-dan"
	pathDecline = pathIntake + "/tu-choi"
)

// guideDays is the limit offered for coming back, in working days.
const guideDays = 10

// defects are what is usually wrong with a paper; their words are those of
// the dossier page, act.defect.<defect>.
var defects = []string{"missing", "expired", "unclear", "wrong", "wrong_form"}

// turnPage asks what is lacking or why it is refused; what was typed at the
// intake goes with it unseen.
type turnPage struct {
	templates.Page
	Guide     bool
	At        string
	Procedure string
	Name      string
	Hidden    []carried
	Items     []turnItem
	Limit     templates.Field
	Reason    templates.Field
	Ground    templates.Field
	Agency    templates.Field
	Cause     templates.Field
}

// carried is one value of the intake form.
type carried struct{ Name, Value string }

// turnItem is one paper of the list and what is wrong with it.
type turnItem struct {
	Title          string
	Canned         templates.Field
	Defect, Ground templates.Field
	Open           bool
}

// own are the fields of this page; all others belong to the intake.
func own(name string) bool {
	return strings.HasPrefix(name, "items.") || strings.HasPrefix(name, "limit_day") || name == "reason" || name == "ground" || name == "agency" || name == "cause" || name == "one_time" || name == "huong-dan" || name == "tu-choi" || name == fieldDemanded
}

// fieldDemanded is what was demanded outside the published list and refused,
// while there was no dossier to count it on.
const fieldDemanded = "demanded"

// demands adds to what the page brings along the attempt that was just refused.
func (t typed) demands(v procedure.Version, err error) {
	list, _ := problem.In(err)
	var tried []string
	for _, it := range t.lack(v).Items {
		if slices.ContainsFunc(list, func(p problem.Problem) bool {
			return p.Key == dossier.KeyPaperForeign && p.Field == "items."+it.Component+".defect"
		}) {
			tried = append(tried, it.Title+": "+it.Defect)
		}
	}
	if len(tried) > 0 {
		t.Values[fieldDemanded] = append(slices.Clone(t.Values[fieldDemanded]), strings.Join(tried, "; "))
	}
}

// turn opens the page from the intake, once what was typed there is right.
func (d desk) turn(e *core.RequestEvent, by access.Actor, t typed, guide bool) error {
	v, err := d.version(e, by, t)
	if err != nil {
		return err
	}
	if err := d.Desk.MayTurnAway(e.App, by, t.input(v)); err != nil {
		return d.refuse(e, by, t, err)
	}
	return httpx.Render(e, http.StatusOK, "counter/turn", d.turnPage(e, by, t, v, guide, nil))
}

func (d desk) turnPage(e *core.RequestEvent, by access.Actor, t typed, v procedure.Version, guide bool, said []templates.Problem) turnPage {
	p := turnPage{Page: d.r.Page(e, by, templates.Text("counter.turn.decline", nil)), Guide: guide, At: pathDecline, Procedure: v.Name, Name: t.text("applicant.name")}
	p.Problems = said
	if guide {
		p.Title, p.At = templates.Text("counter.turn.guide", nil), pathGuide
		p.items(t, v)
		begin := ""
		if day, ok := d.comesBack(e, by); ok {
			begin = day
		}
		p.Limit = p.Field("limit_day", "act.field.limit_day", begin)
		p.Limit.Need = true
		if day := t.day("limit_day"); day != "" {
			p.Limit.Value = day
		}
	} else {
		p.Reason = p.Field("reason", "act.field.reason", t.text("reason"))
		p.Ground = p.Field("ground", "act.field.ground", t.text("ground"))
		p.Agency = p.Field("agency", "act.field.agency", t.text("agency"))
		p.Cause = p.Field("cause", "act.field.cause", t.text("cause"))
		p.Cause.Need, p.Cause.Options = true, append([]templates.Option{{}}, httpx.Causes()...)
		p.Reason.Need, p.Ground.Need, p.Reason.Rows = true, true, 2
	}
	names := slices.Collect(maps.Keys(t.Values))
	sort.Strings(names)
	for _, name := range names {
		if own(name) {
			continue
		}
		for _, value := range t.Values[name] {
			p.Hidden = append(p.Hidden, carried{name, value})
		}
	}
	for _, value := range t.Values[fieldDemanded] {
		p.Hidden = append(p.Hidden, carried{fieldDemanded, value})
	}
	return p
}

// items are the papers of the case. Those the clerk did not tick are missing;
// that is filled in and can be changed.
func (p *turnPage) items(t typed, v procedure.Version) {
	first := len(t.keysOf("items.")) == 0
	ground := templates.Text("act.ground.published", map[string]string{"code": v.Code})
	if v.Decision != "" {
		ground = templates.Text("act.ground.decided", map[string]string{"code": v.Code, "decision": v.Decision})
	}
	here := t.input(v).Components
	for _, r := range t.reused() {
		here = append(here, dossier.Paper{Key: r.Component})
	}
	for _, c := range askedOf(t, v) {
		at := "items." + c.Key
		x := turnItem{Title: c.Title, Canned: p.Field(at+".canned", "act.field.canned", ""), Defect: p.Field(at+".defect", "act.field.defect", t.text(at+".defect")),
			Ground: p.Field(at+".ground", "act.field.item_ground", ground)}
		if !first {
			x.Ground.Value = t.text(at + ".ground")
		}
		missing := first && c.Requirement == procedure.Required && !slices.ContainsFunc(here, func(h dossier.Paper) bool { return h.Key == c.Key })
		x.Canned.Width, x.Canned.Need = "inline", true // a tick or words: one of the two
		x.Defect.Need, x.Ground.Need = true, true      // so neither is said to be optional
		for _, d := range defects {
			on := slices.Contains(t.Values[at+".canned"], d) || missing && d == "missing"
			x.Open = x.Open || on
			x.Canned.Options = append(x.Canned.Options, templates.Option{Value: d, Label: templates.Text("act.defect."+d, nil), Chosen: on})
		}
		x.Open = x.Open || x.Defect.Value != "" || x.Defect.Error != "" || x.Ground.Error != ""
		p.Items = append(p.Items, x)
	}
}

func askedOf(t typed, v procedure.Version) []procedure.Component {
	in := t.input(v)
	c, err := v.CaseOf(in.Case, in.Answers)
	if err != nil {
		return v.Components
	}
	return v.Papers(c.Key)
}

// comesBack is the last day that is offered for coming back.
func (d desk) comesBack(e *core.RequestEvent, by access.Actor) (string, bool) {
	unit, err := d.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return "", false
	}
	cal, err := d.Org.Calendar(e.App, unit)
	if err != nil {
		return "", false
	}
	today, _ := calendar.Split(d.Desk.Now())
	day, ok := cal.Add(today, guideDays)
	return day.String(), ok
}

// lack is what the page says is wrong, also of papers that no list asks for:
// the service refuses those.
func (t typed) lack(v procedure.Version) dossier.SupplementInput {
	title := map[string]string{}
	var keys []string
	for _, c := range askedOf(t, v) {
		keys, title[c.Key] = append(keys, c.Key), c.Title
	}
	for _, key := range t.keysOf("items.") {
		if title[key] == "" {
			keys, title[key] = append(keys, key), key
		}
	}
	in := dossier.SupplementInput{LimitDay: t.day("limit_day"), Demanded: t.Values[fieldDemanded]}
	for _, key := range keys {
		var words []string
		for _, d := range t.Values["items."+key+".canned"] {
			if slices.Contains(defects, d) {
				words = append(words, templates.Text("act.defect."+d, nil))
			}
		}
		if x := t.text("items." + key + ".defect"); x != "" {
			words = append(words, x)
		}
		if len(words) > 0 {
			in.Items = append(in.Items, dossier.Item{Component: key, Title: title[key], Defect: strings.Join(words, "; "), Ground: t.text("items." + key + ".ground")})
		}
	}
	return in
}

// keysOf are the middle parts of the names prefix<key>.<field>, sorted.
func (t typed) keysOf(prefix string) []string {
	var out []string
	for name := range t.Values {
		key, found := strings.CutPrefix(name, prefix)
		if at := strings.LastIndex(key, "."); found && at > 0 && !slices.Contains(out, key[:at]) {
			out = append(out, key[:at])
		}
	}
	slices.Sort(out)
	return out
}

// guide and declineHere write the paper and lead to the page of what was kept.
func (d desk) guide(e *core.RequestEvent, by access.Actor) error { return d.turnAway(e, by, true) }

func (d desk) declineHere(e *core.RequestEvent, by access.Actor) error {
	return d.turnAway(e, by, false)
}

func (d desk) turnAway(e *core.RequestEvent, by access.Actor, guide bool) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{maps.Clone(values)}
	t.readCards()
	v, err := d.version(e, by, t)
	if err != nil {
		return err
	}
	body := maps.Clone(t.Values)
	delete(body, "one_time")
	answer, err := d.Desk.Once(e.App, by.ID, t.Get("one_time"), []byte(e.Request.URL.Path+body.Encode()), func(tx core.App) (casework.Answer, error) {
		var got casework.Received
		var err error
		if guide {
			got, err = d.Desk.GuideAtDesk(tx, by, t.input(v), t.lack(v))
		} else {
			got, err = d.Desk.DeclineAtDesk(tx, by, t.input(v), dossier.EndInput{Reason: t.text("reason"), Ground: t.text("ground"), Agency: t.text("agency"),
				Cause: dossier.Cause(t.text("cause")), AskCause: true})
		}
		return casework.Answer{Status: http.StatusSeeOther, Body: got.ID}, err
	})
	if err == nil {
		key := "done.decline"
		if guide {
			key = "done.guide_back"
		}
		httpx.Done(e, key)
		return e.Redirect(http.StatusSeeOther, "/ho-so/"+answer.Body)
	}
	said, code, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	if list, _ := problem.In(err); slices.ContainsFunc(list, func(p problem.Problem) bool { return !own(p.Field) && p.Field != "items" && p.Field != "" }) {
		return d.refuse(e, by, t, err) // wrong at the intake: mended there
	}
	t.demands(v, err)
	return httpx.Render(e, code, "counter/turn", d.turnPage(e, by, t, v, guide, said))
}

// day reads the three boxes of a date as 2006-01-02; what is no day comes back
// as it was typed.
func (t typed) day(name string) string {
	day, month, year := t.text(name+"_d"), t.text(name+"_m"), t.text(name+"_y")
	if day == "" && month == "" && year == "" {
		return t.text(name)
	}
	text := day + "/" + month + "/" + year
	if at := moment(text); len(at) > 10 {
		return at[:10]
	}
	return text
}
