package hands

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// takerForm asks once who collects all results of its rows.
type takerForm struct {
	templates.Page
	At        string
	Rows      []taking
	Name      templates.Field
	Number    templates.Field
	Authority httpx.Authority // document of whoever collects for another
	Checked   templates.Field
	Back      templates.Field // originals go back, too
	Holds     bool
	Retry     bool // of what was refused
}

// collect asks who takes what was ticked.
func (h hands) collect(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	return h.ask(e, by, form, nil)
}

// ask shows the form; wrong is what was refused in it.
func (h hands) ask(e *core.RequestEvent, by access.Actor, form url.Values, wrong error) error {
	p := togetherPage{Page: h.r.Page(e, by, templates.Text("together.title", nil))}
	if wrong == nil {
		wrong = pickedWrong(form["ho-so"])
	}
	status := http.StatusOK
	if wrong != nil {
		var err error
		if p.Problems, status, err = httpx.Say(wrong); err != nil {
			return err
		}
	}
	var err error
	if p.Asked, err = h.taker(e, by, p.Page, form["ho-so"], form); err != nil {
		return err
	}
	return httpx.Render(e, status, "hands/together", p)
}

// taker draws the questions about whoever collects the results of codes, with
// what was typed; dossiers that the actor does not see are left out.
func (h hands) taker(e *core.RequestEvent, by access.Actor, page templates.Page, codes []string, form url.Values) (*takerForm, error) {
	p := &takerForm{Page: page, At: pathTogether + "/lam"}
	people := map[string]bool{}
	for _, code := range first(codes) {
		c, err := h.Desk.Find(e.App, by, code)
		if list, is := problem.In(err); is && list[0].Kind == problem.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		row := taking{Href: httpx.DossierPath(c.Dossier), Code: c.Code, Procedure: c.Version.Body.Name, Seq: c.Seq, Picked: true}
		who, err := h.Desk.Person(e.App, c.Applicant)
		if err != nil {
			return nil, err
		}
		row.Name, people[who.Name] = who.Name, true
		row.Held = heldWords(c.Held)
		p.Holds = p.Holds || row.Held != ""
		p.Rows = append(p.Rows, row)
	}
	name := form.Get("collector_name")
	if len(people) == 1 && !form.Has("collector_name") {
		name = p.Rows[0].Name // all of one person: most often the one who stands there
	}
	p.ask(form, name)
	return p, nil
}

// heldWords are the originals that the office holds of a dossier.
func heldWords(held []dossier.Paper) string {
	var out []string
	for _, x := range held {
		out = append(out, strconv.Itoa(x.Held)+" "+x.Title)
	}
	return strings.Join(out, ", ")
}

// ask draws the questions.
func (p *takerForm) ask(form url.Values, name string) {
	p.Name = p.Field("collector_name", "act.field.collector_name", name)
	p.Number = p.Field("collector_number", "act.field.collector_number", form.Get("collector_number"))
	p.Authority = httpx.AskAuthority(func(name, labelKey string) templates.Field {
		x := p.Field("authority_record."+name, labelKey, form.Get("authority_record."+name))
		if name == "day" {
			x.Value = recordOf(form).Day
		}
		return x
	})
	back := form.Get("back")
	if !form.Has("collector_name") { // not asked yet: usually they go back in the same hands
		back = "yes"
	}
	p.Checked, p.Back = p.Field("checked", "act.field.checked", form.Get("checked")), p.Field("back", "together.back", back)
	p.Name.Need, p.Checked.Need, p.Back.Need = true, true, true
	p.Number.Kind, p.Number.Hint = "number", templates.Text("together.number_hint", nil)
}

// recordOf is the document of authority on the form.
func recordOf(form url.Values) dossier.Authority {
	return httpx.ReadAuthority(func(name string) string { return form.Get("authority_record." + name) })
}

func first(codes []string) []string { return codes[:min(len(codes), mostTogether)] }

// pickedWrong refuses none and too many.
func pickedWrong(codes []string) error {
	switch n := len(codes); {
	case n == 0:
		return problem.Problem{Kind: problem.Invalid, Key: KeyNonePicked}
	case n > mostTogether:
		return problem.Problem{Kind: problem.Invalid, Key: KeyTooMany}.With("n", strconv.Itoa(n)).With("most", strconv.Itoa(mostTogether))
	}
	return nil
}

// asked refuses what would fail for every result alike.
func asked(form url.Values, at time.Time) error {
	var bad problem.List
	if strings.TrimSpace(form.Get("collector_name")) == "" {
		bad.Add("collector_name", dossier.KeyRequired)
	}
	if form.Get("checked") == "" {
		bad.Add("checked", dossier.KeyCollector)
	}
	if number := strings.TrimSpace(form.Get("collector_number")); number != "" {
		if _, err := identity.ParseNumber(number); err != nil {
			more, _ := problem.In(err)
			for _, p := range more {
				p.Field = "collector_number"
				bad = append(bad, p)
			}
		}
	}
	if record := recordOf(form); !record.Zero() {
		bad = append(bad, record.Check("authority_record.", at)...)
	}
	return bad.Err()
}
