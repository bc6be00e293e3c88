package office

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Codes of what may be wrong with doing one act on many.
const (
	KeyManyNone    = "many.none"
	KeyManyTooMany = "many.too_many"
	KeyManyUnknown = "many.unknown"
	KeyManyNobody  = "many.nobody"
)

// mostAtOnce is how many dossiers one act may be done on at once.
const mostAtOnce = 200

const manyPath = "/mot-cua/nhieu-ho-so"

// many is an act that may be done with several dossiers at once, because it
// decides nothing and can be taken back. Each is done by itself: its own
// event, its own key, its own line in the answer.
type many struct {
	name  string
	roles []access.Role
	ask   func(p pages, e *core.RequestEvent, page *manyPage, list []casework.Case) error
	run   func(p pages, tx core.App, by access.Actor, code string, seen int, in typed) error
}

var manyActs = []many{
	{"forward", []access.Role{access.Clerk, access.Officer, access.Leader}, askManyForward,
		func(p pages, tx core.App, by access.Actor, code string, seen int, in typed) error {
			_, err := p.Desk.Forward(tx, by, code, seen, dossier.MoveInput{To: in.get("to"), Note: in.get("note")})
			return err
		}},
	{"remark", []access.Role{access.Clerk, access.Officer, access.Leader}, askManyRemark,
		func(p pages, tx core.App, by access.Actor, code string, seen int, in typed) error {
			_, err := p.Desk.Remark(tx, by, code, seen, dossier.RemarkInput{Note: in.get("note")})
			return err
		}},
	{"shelve", []access.Role{access.Clerk}, askManyShelve,
		func(p pages, tx core.App, by access.Actor, code string, seen int, in typed) error {
			_, err := p.Desk.Shelve(tx, by, code, seen, dossier.ShelveInput{Shelf: in.get("shelf")})
			return err
		}},
	{"print", []access.Role{access.Clerk}, nil,
		func(p pages, tx core.App, by access.Actor, code string, _ int, _ typed) error {
			_, err := p.Desk.Print(tx, by, code)
			return err
		}},
}

// manyItem is one dossier of the page: before, what it is; afterwards, what
// became of it.
type manyItem struct {
	Pick, Href, Code, Procedure string
	Seen                        int
	Done                        bool
	Why                         string // why it was refused; "" before and when it was done
}

// manyPage asks what an act needs, or shows what became of each dossier.
type manyPage struct {
	templates.Page
	Act, Button, Lead string
	At, Back          string
	Items             []manyItem
	Inputs            []input
	Asked             bool // the questions are to be answered; false = this is the answer
	Done, Refused     int
	Print             string // where the receipts of those that were done are printed
	Slip              string // where those that were forwarded get their slip of hand-over
}

// chooseMany shows the dossiers that were ticked and asks what the act needs.
func (p pages) chooseMany(e *core.RequestEvent, by access.Actor) error {
	posted, err := httpx.Form(e)
	if err != nil {
		return err
	}
	return p.askMany(e, by, posted, nil)
}

func (p pages) askMany(e *core.RequestEvent, by access.Actor, posted url.Values, wrong error) error {
	a, err := manyOf(by, posted.Get("viec"))
	if err != nil {
		return err
	}
	page := p.manyPage(e, by, a, posted)
	page.Asked = true
	said, code := []templates.Problem(nil), http.StatusOK
	if wrong == nil {
		wrong = tooFew(posted["ho-so"])
	}
	if wrong != nil {
		if said, code, err = httpx.Say(wrong); err != nil {
			return err
		}
	}
	page.Problems = said
	var list []casework.Case
	for _, pick := range first200(posted["ho-so"]) {
		c, err := p.Desk.Find(e.App, by, pick)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return err
		}
		list = append(list, c)
		page.Items = append(page.Items, manyItem{Pick: pick, Href: httpx.DossierPath(c.Dossier), Code: c.Code, Procedure: c.Version.Body.Name, Seen: c.Seq})
	}
	if a.ask != nil && len(list) > 0 {
		if err := a.ask(p, e, &page, list); err != nil {
			return err
		}
	}
	return httpx.Render(e, code, "office/many", page)
}

func (p pages) manyPage(e *core.RequestEvent, by access.Actor, a many, posted url.Values) manyPage {
	page := manyPage{Page: p.r.Page(e, by, templates.Text("many."+a.name+".title", nil)), Act: a.name, At: manyPath + "/lam", Back: httpx.Local(posted.Get("ve")),
		Button: templates.Text("many."+a.name+".button", nil), Lead: templates.Text("many."+a.name+".lead", nil)}
	if page.Back == "/" {
		page.Back = httpx.Home(by)
	}
	return page
}

// manyOf finds an act by its name, for somebody who may do it.
func manyOf(by access.Actor, name string) (many, error) {
	for _, a := range manyActs {
		if a.name != name {
			continue
		}
		if !by.HasAny(a.roles...) {
			return a, problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}.With("act", name)
		}
		return a, nil
	}
	return many{}, problem.Problem{Kind: problem.NotFound, Key: KeyManyUnknown}
}

// tooFew refuses none and more than may be done at once.
func tooFew(picks []string) error {
	switch n := len(picks); {
	case n == 0:
		return problem.Problem{Kind: problem.Invalid, Key: KeyManyNone}
	case n > mostAtOnce:
		return problem.Problem{Kind: problem.Invalid, Key: KeyManyTooMany}.With("n", strconv.Itoa(n)).With("most", strconv.Itoa(mostAtOnce))
	}
	return nil
}

func first200(picks []string) []string { return picks[:min(len(picks), mostAtOnce)] }

// doMany does the act on each dossier by itself. A page that shows its
// progress sends them one by one and gets the line of each.
func (p pages) doMany(e *core.RequestEvent, by access.Actor) error {
	posted, err := httpx.Form(e)
	if err != nil {
		return err
	}
	a, err := manyOf(by, posted.Get("viec"))
	if err != nil {
		return err
	}
	if wrong := tooFew(posted["ho-so"]); wrong != nil {
		return p.askMany(e, by, posted, wrong)
	}
	page := p.manyPage(e, by, a, posted)
	in := typed{}
	for _, name := range []string{"to", "note", "shelf"} {
		in[name] = posted[a.name+"."+name]
	}
	if wrong := needed(a, in); wrong != nil {
		return p.askMany(e, by, posted, wrong)
	}
	var printed []string
	for _, pick := range posted["ho-so"] {
		item, err := p.doOne(e, by, a, pick, posted, in)
		if err != nil {
			return err
		}
		page.Items = append(page.Items, item)
		if item.Done {
			page.Done++
			printed = append(printed, item.Code)
		} else {
			page.Refused++
		}
	}
	if httpx.Fragment(e) {
		var b bytes.Buffer
		if err := templates.Fragment(&b, "office/many", "many-item", page.Items[0]); err != nil {
			return err
		}
		return e.HTML(http.StatusOK, b.String())
	}
	if a.name == "print" && len(printed) > 0 {
		page.Print = "/mot-cua/in-giay-hen?" + url.Values{"ma": printed}.Encode()
	}
	if a.name == "forward" && len(printed) > 0 {
		page.Slip = slipPath + "?" + url.Values{"den": {in.get("to")}, "ma": printed}.Encode()
	}
	return httpx.Render(e, http.StatusOK, "office/many", page)
}

// slipPath is where papers get their slip of hand-over.
const slipPath = "/mot-cua/ban-giao"

// needed refuses an input that would fail on every dossier alike.
func needed(a many, in typed) error {
	for name, field := range map[string]string{"forward": "to", "remark": "note", "shelve": "shelf"} {
		if a.name == name && in.get(field) == "" {
			return problem.Of(name+"."+field, dossier.KeyRequired)
		}
	}
	return nil
}

// doOne does the act on one dossier under a key of its own.
func (p pages) doOne(e *core.RequestEvent, by access.Actor, a many, pick string, posted url.Values, in typed) (manyItem, error) {
	item := manyItem{Pick: pick}
	c, err := p.Desk.Find(e.App, by, pick)
	if err != nil && !isNotFound(err) {
		return item, err
	}
	if err == nil {
		item.Href, item.Code, item.Procedure = httpx.DossierPath(c.Dossier), c.Code, c.Version.Body.Name
		seen, bad := strconv.Atoi(posted.Get("seen." + pick))
		if bad != nil {
			seen = 0 // sent by hand, without a page: nothing was seen
		}
		key := posted.Get("one_time")
		if key != "" {
			key += " " + pick
		}
		body := []byte(manyPath + "\n" + a.name + "\n" + pick + "\n" + in.encode())
		_, err = p.Desk.Once(e.App, by.ID, key, body, func(tx core.App) (casework.Answer, error) {
			return casework.Answer{Status: http.StatusOK}, a.run(p, tx, by, pick, seen, in)
		})
	}
	if item.Done = err == nil; item.Done {
		return item, nil
	}
	item.Why, err = httpx.Refusal(err)
	return item, err
}

// askManyForward offers the people to whom every one of the dossiers could go.
func askManyForward(p pages, e *core.RequestEvent, page *manyPage, list []casework.Case) error {
	known := map[string][]access.Actor{}
	var common []access.Actor
	for i, c := range list {
		step, ok := c.StepAfter(c.Flow())
		if !ok {
			continue // refused by itself, with its own sentence
		}
		people, have := known[c.UnitPath+" "+step.Role]
		if !have {
			var err error
			if _, people, err = p.Desk.Receivers(e.App, c, dossier.Forward); err != nil {
				return err
			}
			known[c.UnitPath+" "+step.Role] = people
		}
		if i == 0 || common == nil {
			common = slices.Clone(people)
			continue
		}
		common = slices.DeleteFunc(common, func(a access.Actor) bool {
			return !slices.ContainsFunc(people, func(b access.Actor) bool { return a.ID == b.ID })
		})
	}
	options := []templates.Option{}
	for _, a := range common {
		options = append(options, templates.Option{Value: a.ID, Label: joined(" – ", a.Name, a.Title)})
	}
	if len(options) == 0 {
		page.Problems = append(page.Problems, templates.Problem{Message: templates.Text(KeyManyNobody, nil)})
		page.Asked = false
		return nil
	}
	to := page.Field("forward.to", "act.field.to", "")
	to.Need, to.Options = true, options
	if len(options) > 1 {
		to.Options = append([]templates.Option{{}}, options...)
	}
	note := page.Field("forward.note", "act.field.note", "")
	note.Rows = 2
	page.Inputs = append(page.Inputs, input{Field: to, As: "select"}, input{Field: note, As: "textarea"})
	return nil
}

func askManyShelve(_ pages, _ *core.RequestEvent, page *manyPage, _ []casework.Case) error {
	shelf := page.Field("shelve.shelf", "act.field.shelf", "")
	shelf.Need = true
	page.Inputs = append(page.Inputs, input{Field: shelf, As: "input"})
	return nil
}

func askManyRemark(_ pages, _ *core.RequestEvent, page *manyPage, _ []casework.Case) error {
	note := page.Field("remark.note", "act.field.note", "")
	note.Need, note.Rows = true, 3
	page.Inputs = append(page.Inputs, input{Field: note, As: "textarea"})
	return nil
}
