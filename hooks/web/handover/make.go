package handover

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	rule "motcua/hooks/domain/handover"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/handover"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// item is one dossier that may stand on the slip.
type item struct {
	Code, Href, Procedure, Name string
	What                        templates.Tag
	Count                       string
	Moved                       string
	Note                        string
	Wrong                       string // what is wrong with the note
	Picked                      bool
	None                        bool // nothing on paper
}

// homePage is what is to be carried, and the slips that wait.
type homePage struct {
	templates.Page
	ForMe, Short, Late, Given []card
	Tabs                      []httpx.WorkTab
	To, ToName, At            string
	Items                     []item
	Picked                    int
	ScanWrong                 string
	Said                      string // what became of a scanned code
	Empty                     templates.Empty
}

// choice is what was ticked and typed so far.
type choice struct {
	to     string
	codes  []string // nil = what is new
	given  bool     // codes are an answer, not a suggestion
	notes  map[string]string
	said   string
	wrong  []templates.Problem
	status int
}

func (p pages) home(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	return p.list(e, by, choice{to: q.Get("den"), codes: q["ma"], given: len(q["ma"]) > 0, status: http.StatusOK})
}

func (p pages) list(e *core.RequestEvent, by access.Actor, c choice) error {
	v := homePage{Page: p.r.Page(e, by, templates.Text("handover.title", nil)), At: path, Said: c.said,
		Empty: templates.Empty{Title: templates.Text("handover.empty", nil), Text: templates.Text("handover.empty_text", nil)}}
	v.Problems = c.wrong
	l, err := p.lists(e, by)
	if err != nil {
		return err
	}
	v.ForMe, v.Short, v.Late, v.Given = p.cards(l.forMe, by), p.cards(l.short, by), p.cards(l.late, by), p.cards(l.given, by)
	groups, err := p.Slips.Pending(e.App, by)
	if err != nil {
		return err
	}
	at := 0
	for i, g := range groups {
		if address(g.To) == c.to {
			at = i
		}
	}
	for i, g := range groups {
		v.Tabs = append(v.Tabs, httpx.WorkTab{Href: path + "?den=" + address(g.To), Label: g.Name, Count: len(g.Items), Counted: true, Current: i == at})
	}
	if len(groups) > 0 {
		v.fill(groups[at], c)
	}
	v.ScanWrong = v.Error("quet")
	return httpx.Render(e, c.status, "handover/home", v)
}

// address names a receiver in addresses.
func address(to string) string {
	if to == "" {
		return desk
	}
	return to
}

func (v *homePage) fill(g handover.Group, c choice) {
	v.To, v.ToName = address(g.To), g.Name
	if g.Title != "" {
		v.ToName += " – " + g.Title
	}
	for _, x := range g.Items {
		i := item{Code: x.Code, Href: httpx.DossierPath(x.Dossier), Procedure: x.ProcedureName, Name: x.ApplicantName, Moved: templates.Clock(x.Move.At) + " " + templates.ShortDay(x.Move.At),
			Count: handover.Words(x.Count), None: x.Count.None(), Note: c.notes[x.Code], Picked: x.Fresh, Wrong: v.Error("note." + x.Code)}
		if c.given {
			i.Picked = slices.Contains(c.codes, x.Code)
		}
		if x.Move.What != rule.Whole {
			i.What = templates.Tag{Tone: "done", Word: templates.Text("handover.what."+string(x.Move.What), nil)}
		}
		if i.Picked {
			v.Picked++
		}
		v.Items = append(v.Items, i)
	}
}

// make writes the slip, or changes what is ticked: a scanned code is added.
func (p pages) make(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	c := choice{to: form.Get("den"), codes: form["ho-so"], given: true, notes: notes(form), status: http.StatusOK}
	if scanned := strings.TrimSpace(form.Get("quet")); scanned != "" {
		return p.scanned(e, by, c, scanned)
	}
	switch form.Get("viec") {
	case "tat-ca":
		c.codes = all(e, p, by, c.to)
		return p.list(e, by, c)
	case "bo-het":
		c.codes = nil
		return p.list(e, by, c)
	case "them":
		return p.list(e, by, c)
	}
	in := handover.MakeInput{To: strings.TrimPrefix(c.to, desk), Codes: c.codes, Notes: c.notes}
	done, err := p.Desk.Once(e.App, by.ID, form.Get("one_time"), []byte(path+"\n"+in.To+"\n"+strings.Join(in.Codes, "\n")), func(tx core.App) (casework.Answer, error) {
		s, err := p.Slips.Make(tx, by, in)
		return casework.Answer{Status: http.StatusSeeOther, Body: s.ID}, err
	})
	if err == nil {
		if err := p.keep(e, by, done.Body); err != nil {
			return err
		}
		return e.Redirect(http.StatusSeeOther, pathOf(done.Body)+"/in?moi=1")
	}
	if c.wrong, c.status, err = httpx.Say(err); err != nil {
		return err
	}
	return p.list(e, by, c)
}

// keep draws the paper of a new slip, so that what was signed is what is kept.
func (p pages) keep(e *core.RequestEvent, by access.Actor, id string) error {
	s, err := p.Slips.Find(e.App, by, id)
	if err != nil {
		return err
	}
	_, err = p.Slips.File(e.App, by, s, p.base(e))
	return err
}

// scanned adds the dossier that a code names to what is ticked.
func (p pages) scanned(e *core.RequestEvent, by access.Actor, c choice, text string) error {
	code, _, err := p.Desk.Locate(e.App, by, text)
	if err != nil {
		return err
	}
	have := all(e, p, by, c.to)
	switch {
	case code != "" && slices.Contains(c.codes, code):
		c.said = templates.Text("handover.said_twice", map[string]string{"code": code})
	case slices.Contains(have, code):
		c.codes = append(c.codes, code)
		c.said = templates.Text("handover.said_added", map[string]string{"code": code, "n": strconv.Itoa(len(c.codes))})
	default:
		c.status = http.StatusUnprocessableEntity
		c.wrong = []templates.Problem{{Field: "quet", Message: templates.Text("handover.said_none", nil)}}
	}
	return p.list(e, by, c)
}

// all are the codes that may stand on a slip to a receiver.
func all(e *core.RequestEvent, p pages, by access.Actor, to string) []string {
	groups, err := p.Slips.Pending(e.App, by)
	if err != nil {
		return nil // the page asks again, and says what is wrong
	}
	var out []string
	for _, g := range groups {
		if address(g.To) == to {
			for _, x := range g.Items {
				out = append(out, x.Code)
			}
		}
	}
	return out
}

// notes are the notes of a form, by code or line.
func notes(form url.Values) map[string]string {
	out := map[string]string{}
	for name := range form {
		if code, is := strings.CutPrefix(name, "note."); is {
			out[code] = form.Get(name)
		}
	}
	return out
}
