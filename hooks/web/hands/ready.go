package hands

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Days after which nobody has come for a result: the first and the last call.
const (
	firstCall = 7
	lastCall  = 30
)

// waiting is one result that waits.
type waiting struct {
	Href, Code, Procedure, Name, Phone string
	Seq                                int
	Age                                templates.Tag
	Since                              time.Time
	Channel                            string
	Picked, May                        bool
	Place, Wrong                       string // suggested or typed place, and what is wrong with it
}

// place is one shelf place with what lies there; "" = still without one.
type place struct {
	Name string
	Rows []waiting
}

// readyPage lists the results that wait, by shelf and age.
type readyPage struct {
	templates.Page
	Days    int
	Ages    []templates.NavItem
	Loose   []waiting // without a place
	Shelves []place
	Next    string // suggested place
	Count   string
	Empty   templates.Empty
	May     bool
	Print   string
	Typed   string // place that was refused
	At      string // dossier it was for
	Wrong   string // why
	Asked   string // who came, as typed; "" = the whole list
	Sure    bool   // what was typed means one visitor: all of it is ticked
	only    []casework.Ready
}

// age reads the filter: at least so many days.
func age(e *core.RequestEvent) int {
	switch e.Request.URL.Query().Get("qua") {
	case strconv.Itoa(firstCall):
		return firstCall
	case strconv.Itoa(lastCall):
		return lastCall
	}
	return 0
}

func (h hands) ready(e *core.RequestEvent, by access.Actor) error {
	return h.shelves(e, by, http.StatusOK, readyPage{Days: age(e)})
}

func (h hands) shelves(e *core.RequestEvent, by access.Actor, status int, p readyPage) error {
	problems := p.Problems
	p.Page = h.r.Page(e, by, templates.Text("ready.title", nil))
	p.Problems, p.May, p.Print = problems, by.Has(access.Clerk), pathReady+"/in"
	list, err := p.only, error(nil)
	if p.Asked == "" {
		list, err = h.Desk.Ready(e.App, by, p.Days)
	}
	if err != nil {
		return err
	}
	p.Sure = p.Asked != "" && sure(p.Asked, list)
	loose := 0
	for _, r := range list {
		if r.Shelf == "" {
			loose++
		}
	}
	free, err := h.Desk.NextShelves(e.App, by, max(1, loose))
	if err != nil {
		return err
	}
	p.Next = free[0]
	for _, r := range list {
		w := wait(r)
		w.Picked, w.May = p.Sure, p.May
		if r.Shelf == "" {
			w.Place = free[len(p.Loose)]
			if r.Code == p.At {
				w.Place, w.Wrong = p.Typed, p.Wrong
			}
			p.Loose = append(p.Loose, w)
			continue
		}
		if n := len(p.Shelves); n == 0 || p.Shelves[n-1].Name != r.Shelf {
			p.Shelves = append(p.Shelves, place{Name: r.Shelf})
		}
		at := &p.Shelves[len(p.Shelves)-1]
		at.Rows = append(at.Rows, w)
	}
	p.Count = templates.Text("ready.count", map[string]string{"n": templates.Number(len(list))})
	p.Empty = templates.Empty{Title: templates.Text("ready.empty", nil), Text: templates.Text("ready.empty_text", nil)}
	if p.Asked != "" {
		p.Empty = templates.Empty{Title: templates.Text("together.nothing", nil), Text: templates.Text("together.nothing_text", nil)}
	}
	for _, x := range []struct {
		days int
		key  string
	}{{0, "ready.all"}, {firstCall, "ready.first"}, {lastCall, "ready.last"}} {
		href := pathReady
		if x.days > 0 {
			href += "?qua=" + strconv.Itoa(x.days)
		}
		if x.days == p.Days && x.days > 0 {
			p.Print += "?qua=" + strconv.Itoa(x.days)
		}
		p.Ages = append(p.Ages, templates.NavItem{Href: href, Label: templates.Text(x.key, nil), Current: x.days == p.Days})
	}
	return httpx.Render(e, status, "hands/ready", p)
}

// sure reports whether results are one visitor's: a number or a code means one,
// a name may mean several people.
func sure(asked string, list []casework.Ready) bool {
	if strings.ContainsAny(asked, "0123456789") {
		return true
	}
	for _, r := range list {
		if r.ApplicantName != list[0].ApplicantName {
			return false
		}
	}
	return true
}

func wait(r casework.Ready) waiting {
	w := waiting{Href: httpx.DossierPath(r.Dossier), Code: r.Code, Procedure: r.ProcedureName, Name: r.ApplicantName, Phone: r.Phone, Seq: r.Seq, Since: r.ResolvedAt}
	if r.ResultChannel != "" && r.ResultChannel != "desk" {
		w.Channel = templates.Text("result_channel."+r.ResultChannel, nil)
	}
	w.Age = templates.Tag{Tone: "ok", Word: templates.Text("ready.today", nil)}
	if r.Days > 0 {
		w.Age.Word = templates.Text("ready.days", map[string]string{"n": templates.Number(r.Days)})
	}
	switch {
	case r.Days >= lastCall:
		w.Age.Tone = "late"
	case r.Days >= firstCall:
		w.Age.Tone = "soon"
	}
	return w
}

// shelve puts one result in its place.
func (h hands) shelve(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	code, shelf := e.Request.PathValue("code"), strings.TrimSpace(form.Get("shelf"))
	seen, err := strconv.Atoi(form.Get("seen"))
	if err != nil {
		seen = 0 // sent by hand, without a page: nothing was seen
	}
	_, err = h.Desk.Shelve(e.App, by, code, seen, dossier.ShelveInput{Shelf: shelf})
	if err == nil {
		httpx.Done(e, "done.shelve")
		return e.Redirect(http.StatusSeeOther, pathReady)
	}
	said, status, err := httpx.Say(err)
	if err != nil {
		return err
	}
	p := readyPage{Typed: shelf, At: code, Wrong: said[0].Message}
	for i := range said {
		said[i].Field = "shelf." + code
	}
	p.Problems = said
	return h.shelves(e, by, status, p)
}

// readyPaper is the list to call by and to walk along the shelves with.
func (h hands) readyPaper(e *core.RequestEvent, by access.Actor) error {
	days := age(e)
	list, err := h.Desk.Ready(e.App, by, days)
	if err != nil {
		return err
	}
	s, err := h.sheet(e, by, templates.Text("ready.paper", nil))
	if err != nil {
		return err
	}
	s.None, s.Under = templates.Text("ready.empty", nil), []string{templates.Text("ready.count", map[string]string{"n": templates.Number(len(list))})}
	s.Columns = columns("ready.", column{"shelf", 3, true}, column{"code", 6, true}, column{"procedure", 7, false}, column{"name", 5, false}, column{"phone", 4, true},
		column{"since", 3, true}, column{"age", 2, true}, column{"called", 4, false})
	for _, r := range list {
		s.Rows = append(s.Rows, []string{r.Shelf, r.Code, r.ProcedureName, r.ApplicantName, templates.Phone(r.Phone), paper.ShortDay(r.ResolvedAt), strconv.Itoa(r.Days), ""})
	}
	return h.print(e, by, s, pathReady, "")
}
