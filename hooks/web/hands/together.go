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
	Picked, Done, Open                bool // Open: refused for now, to be tried again
	Why                               string
	wrong                             []templates.Problem // what the form can mend
	status                            int
}

// togetherPage asks who collects, or says what was handed over.
type togetherPage struct {
	templates.Page
	Rows    []taking   // what became of each
	Asked   *takerForm // nil once something was done
	Done    int
	Refused int
	Slip    string     // where what was handed over is signed for
	Again   *takerForm // to try once more what was refused, with what was typed
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
		wrong = asked(form, h.Desk.Now())
	}
	if wrong != nil {
		return h.ask(e, by, form, wrong)
	}
	p, status := togetherPage{Page: h.r.Page(e, by, templates.Text("together.title", nil))}, 0
	var done, codes, again []string
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
			status = max(status, row.status)
			p.Problems = merged(p.Problems, row.wrong)
			if row.Open {
				again = append(again, row.Code)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	if len(again) > 0 { // what was typed stays
		if p.Again, err = h.taker(e, by, p.Page, again, form); err != nil {
			return err
		}
		p.Again.Retry = true
	}
	if p.Done = len(done); p.Done > 0 {
		status = http.StatusOK
		p.Slip = pathTogether + "/phieu?" + url.Values{"ma": done}.Encode()
	}
	return httpx.Render(e, status, "hands/together", p)
}

// merged are the problems of several results, each said once.
func merged(have, more []templates.Problem) []templates.Problem {
	for _, x := range more {
		if !slices.Contains(have, x) {
			have = append(have, x)
		}
	}
	return have
}

// handOne hands one result over, with the originals of its dossier when they
// go back, too: both or neither.
func (h hands) handOne(e *core.RequestEvent, by access.Actor, code string, form url.Values) (taking, error) {
	row := taking{Code: code}
	c, err := h.Desk.Find(e.App, by, code)
	if err == nil {
		row.Href, row.Code, row.Procedure = httpx.DossierPath(c.Dossier), c.Code, c.Version.Body.Name
		row.Open, row.Held = c.Permit(dossier.Return, by) == nil, heldWords(c.Held)
		seen, bad := strconv.Atoi(form.Get("seen." + code))
		if bad != nil {
			seen = 0 // sent by hand, without a page: nothing was seen
		}
		in := casework.CollectInput{ReturnInput: dossier.ReturnInput{CollectorName: form.Get("collector_name"), CollectorNumber: strings.TrimSpace(form.Get("collector_number")),
			Checked: true, Record: recordOf(form)}}
		if form.Get("back") != "" {
			in.Back = whole(c.Held)
		}
		key, body := once(code, form)
		_, err = h.Desk.Once(e.App, by.ID, key, body, func(tx core.App) (casework.Answer, error) {
			_, err := h.Desk.Collect(tx, by, code, seen, in)
			return casework.Answer{Status: http.StatusOK}, err
		})
	}
	if row.Done = err == nil; row.Done {
		return row, nil
	}
	said, status, unsaid := httpx.Say(err)
	if row.status = status; unsaid != nil { // of another unit, or not theirs to do: a list says it in words all the same
		row.status = http.StatusUnprocessableEntity
	}
	for _, x := range said {
		if strings.HasPrefix(x.Field, "collector_") || strings.HasPrefix(x.Field, "authority_record.") { // others are not on this form
			row.wrong = append(row.wrong, x)
		}
	}
	row.Why, err = httpx.Refusal(err)
	return row, err
}

// once names one hand-over of a form, so that the form sent twice does each
// once, and says what was sent.
func once(code string, form url.Values) (key string, body []byte) {
	sent := url.Values{}
	for name, values := range form {
		if name != "one_time" && name != "ho-so" && !strings.HasPrefix(name, "seen.") {
			sent[name] = values
		}
	}
	if key = form.Get("one_time"); key != "" {
		key += " " + code
	}
	return key, []byte(pathTogether + "\n" + code + "\n" + sent.Encode())
}

// whole gives back every original that the office holds of a dossier.
func whole(held []dossier.Paper) []dossier.Paper {
	var out []dossier.Paper
	for _, p := range held {
		p.Originals, p.Held = p.Held, 0
		out = append(out, p)
	}
	return out
}
