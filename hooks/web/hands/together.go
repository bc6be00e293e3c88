package hands

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Codes of what may be wrong with handing several results over at once.
const (
	KeyNonePicked = "together.none"
	KeyTooMany    = "together.too_many"
)

// mostTogether is how many results one visitor may take at once.
const mostTogether = 200

// One visitor takes several results: who it is, is asked once; each result is
// handed over by itself, with its own event, so that one that may not go yet
// keeps none of the others.
const pathTogether = pathReady + "/tra"

// taking is one result of the form, or what became of it.
type taking struct {
	Href, Code, Procedure, Name, Held string
	Seq                               int
	Picked, Done                      bool
	Why                               string
}

// togetherPage asks who collects, or says what was handed over.
type togetherPage struct {
	templates.Page
	At      string
	Rows    []taking
	Asked   bool
	Done    int
	Refused int
	Name    templates.Field
	Number  templates.Field
	Proof   templates.Field
	Checked templates.Field
	Back    templates.Field // originals go back, too
	Holds   bool
	Slip    string // where what was handed over is signed for
}

// who shows the results of one visitor: what names a person is posted.
func (h hands) who(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(form.Get("ai"))
	if text == "" {
		return e.Redirect(http.StatusSeeOther, pathReady)
	}
	list, err := h.Desk.ReadyFor(e.App, by, text)
	if err != nil {
		return err
	}
	return h.shelves(e, by, http.StatusOK, readyPage{Asked: text, only: list})
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
	p := togetherPage{Page: h.r.Page(e, by, templates.Text("together.title", nil)), At: pathTogether + "/lam", Asked: true}
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
	people := map[string]bool{}
	for _, code := range first(form["ho-so"]) {
		c, err := h.Desk.Find(e.App, by, code)
		if list, is := problem.In(err); is && list[0].Kind == problem.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		row := taking{Href: httpx.DossierPath(c.Dossier), Code: c.Code, Procedure: c.Version.Body.Name, Seq: c.Seq, Picked: true}
		who, err := h.Desk.Person(e.App, c.Applicant)
		if err != nil {
			return err
		}
		row.Name, people[who.Name] = who.Name, true
		for _, x := range c.Held {
			row.Held, p.Holds = strings.TrimPrefix(row.Held+", "+strconv.Itoa(x.Held)+" "+x.Title, ", "), true
		}
		p.Rows = append(p.Rows, row)
	}
	name := form.Get("collector_name")
	if len(people) == 1 && !form.Has("collector_name") {
		name = p.Rows[0].Name // all of one person: most often the one who stands there
	}
	p.Name = p.Field("collector_name", "act.field.collector_name", name)
	p.Number = p.Field("collector_number", "act.field.collector_number", form.Get("collector_number"))
	p.Proof = p.Field("authority", "together.authority", form.Get("authority"))
	p.Checked, p.Back = p.Field("checked", "act.field.checked", form.Get("checked")), p.Field("back", "together.back", form.Get("back"))
	p.Name.Need, p.Checked.Need, p.Back.Need = true, true, true
	p.Number.Kind, p.Number.Hint = "number", templates.Text("together.number_hint", nil)
	p.Proof.Hint = templates.Text("together.authority_hint", nil)
	return httpx.Render(e, status, "hands/together", p)
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

// handOver hands each of the results over by itself, under a key of its own.
func (h hands) handOver(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	if card, ok := identity.ParseCard(form.Get("collector_number")); ok {
		form.Set("collector_number", card.Number.Digits)
		if strings.TrimSpace(form.Get("collector_name")) == "" {
			form.Set("collector_name", card.Name)
		}
	}
	wrong := pickedWrong(form["ho-so"])
	if wrong == nil {
		wrong = asked(form)
	}
	if wrong != nil {
		return h.ask(e, by, form, wrong)
	}
	p := togetherPage{Page: h.r.Page(e, by, templates.Text("together.title", nil))}
	var done []string
	var codes []string
	for _, code := range form["ho-so"] {
		if slices.Contains(codes, code) {
			continue
		}
		codes = append(codes, code)
		row, err := h.handOne(e, by, code, form)
		if err != nil {
			return err
		}
		if row.Done {
			done = append(done, row.Code)
		} else {
			p.Refused++
		}
		p.Rows = append(p.Rows, row)
	}
	if p.Done = len(done); p.Done > 0 {
		p.Slip = pathTogether + "/phieu?" + url.Values{"ma": done}.Encode()
	}
	return httpx.Render(e, http.StatusOK, "hands/together", p)
}

// asked refuses what would fail for every result alike.
func asked(form url.Values) error {
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
	return bad.Err()
}

// handOne hands one result over, with the originals of its dossier when they
// go back, too: both or neither.
func (h hands) handOne(e *core.RequestEvent, by access.Actor, code string, form url.Values) (taking, error) {
	row := taking{Code: code}
	c, err := h.Desk.Find(e.App, by, code)
	if err == nil {
		row.Href, row.Code, row.Procedure = httpx.DossierPath(c.Dossier), c.Code, c.Version.Body.Name
		seen, bad := strconv.Atoi(form.Get("seen." + code))
		if bad != nil {
			seen = 0 // sent by hand, without a page: nothing was seen
		}
		key := form.Get("one_time")
		if key != "" {
			key += " " + code
		}
		in := dossier.ReturnInput{CollectorName: form.Get("collector_name"), CollectorNumber: strings.TrimSpace(form.Get("collector_number")), Checked: true,
			Authority: strings.TrimSpace(form.Get("authority"))}
		body := []byte(pathTogether + "\n" + code + "\n" + in.CollectorName + "\n" + in.CollectorNumber + "\n" + in.Authority + "\n" + form.Get("back"))
		_, err = h.Desk.Once(e.App, by.ID, key, body, func(tx core.App) (casework.Answer, error) {
			if form.Get("back") != "" && len(c.Held) > 0 {
				if _, err := h.Desk.GiveBack(tx, by, code, seen, backOf(c, in)); err != nil {
					return casework.Answer{}, err
				}
				seen = 0
			}
			_, err := h.Desk.Return(tx, by, code, seen, in)
			return casework.Answer{Status: http.StatusOK}, err
		})
	}
	if row.Done = err == nil; row.Done {
		return row, nil
	}
	row.Why, err = httpx.Refusal(err)
	return row, err
}

// backOf gives back every original that the office holds of a dossier.
func backOf(c casework.Case, in dossier.ReturnInput) dossier.GiveBackInput {
	out := dossier.GiveBackInput{To: in.CollectorName, Number: in.CollectorNumber, Proof: in.Authority}
	for _, p := range c.Held {
		p.Originals, p.Held = p.Held, 0
		out.Papers = append(out.Papers, p)
	}
	return out
}
