package httpx

import (
	"bytes"
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// WorkList is one list of work as the first pages of the desk, of officers and
// of leaders show it; templates/part/worklist.html draws it.
type WorkList struct {
	Path    string // address of the page without its question
	Here    string // address of this very list
	Pile    casework.Pile
	Tabs    []WorkTab
	Parties []WorkTab // whom is waited for; only in that list
	Mine    []WorkTab // all of the unit, or only mine; nil where it makes no sense
	Caption string
	Rows    []Row
	First   string
	Next    string
	Empty   templates.Empty
	Unread  int
	Counts  map[casework.Pile]int
	For     []access.Standing // whom the reader stands in for
	Acts    []WorkAct         // what may be done with several at once
	Above   []templates.Notice
	OneTime string
}

// WorkTab is one list to choose.
type WorkTab struct {
	Href, Label string
	Count       int
	Counted     bool
	Current     bool
	New         int // of the count, not opened yet
}

// WorkAct is one act that may be done with several dossiers at once.
type WorkAct struct{ Name, Label, Key string }

// Names of the lists and of the parties in addresses.
var (
	pileNames = map[casework.Pile]string{casework.PileMine: "toi", casework.PileUnit: "don-vi", casework.PileLate: "qua-han", casework.PileSoon: "sap-han",
		casework.PileWaiting: "cho", casework.PileFiled: "moi-nop", casework.PileReady: "cho-tra"}
	partyNames = []struct{ name, party string }{{"nguoi-dan", string(dossier.WaitCitizen)}, {"dong-nghiep", casework.Colleague}, {"co-quan", "partner"},
		{"ky", string(dossier.WaitSignature)}, {"nop-tien", string(dossier.WaitPayment)}}
)

// Work puts together the list that the address asks for, of the piles that a
// page offers; the first of them is shown when it asks for none.
func (r *Router) Work(e *core.RequestEvent, desk *casework.Desk, by access.Actor, piles ...casework.Pile) (WorkList, error) {
	q := e.Request.URL.Query()
	ask := casework.WorkAsk{Pile: piles[0], Own: q.Get("cua-toi") != "", After: q.Get("sau")}
	for _, p := range piles {
		if pileNames[p] == q.Get("viec") {
			ask.Pile = p
		}
	}
	if ask.Pile == casework.PileWaiting {
		for _, x := range partyNames {
			if x.name == q.Get("cho") {
				ask.For = x.party
			}
		}
	}
	w := WorkList{Path: e.Request.URL.Path, Pile: ask.Pile, For: by.For, OneTime: reference() + reference()}
	w.Here = w.address(ask.Pile, ask.For, ask.Own)
	counts, err := desk.Counts(e.App, by)
	if err != nil {
		return w, err
	}
	w.Counts, w.Unread = counts.In, counts.Unread
	w.tabs(piles, ask)
	lines, next, err := desk.Work(e.App, by, ask)
	if err != nil {
		return w, err
	}
	if w.Rows, err = Rows(e, desk.Org, by, lines, desk.Now()); err != nil {
		return w, err
	}
	if next != "" {
		w.Next = w.Here + joint(w.Here) + "sau=" + url.QueryEscape(next)
	}
	if ask.After != "" {
		w.First = w.Here
	}
	w.Caption = templates.Text("work.caption."+string(ask.Pile), nil)
	w.Acts = manyOf(by, ask.Pile)
	if r.Above != nil {
		if w.Above, err = r.Above(e, by); err != nil {
			return w, err
		}
	}
	return w, w.empty(e, desk, by)
}

func joint(address string) string {
	if parsed, err := url.Parse(address); err == nil && parsed.RawQuery != "" {
		return "&"
	}
	return "?"
}

// address is the page with one list chosen. It never holds anything personal.
func (w WorkList) address(p casework.Pile, party string, own bool) string {
	q := url.Values{"viec": {pileNames[p]}}
	for _, x := range partyNames {
		if party != "" && x.party == party {
			q.Set("cho", x.name)
		}
	}
	if own {
		q.Set("cua-toi", "1")
	}
	return w.Path + "?" + q.Encode()
}

func (w *WorkList) tabs(piles []casework.Pile, ask casework.WorkAsk) {
	for _, p := range piles {
		t := WorkTab{Href: w.address(p, "", false), Label: templates.Text("work.pile."+string(p), nil), Count: w.Counts[p], Counted: true, Current: p == ask.Pile}
		if p == casework.PileMine {
			t.New = w.Unread
		}
		w.Tabs = append(w.Tabs, t)
	}
	if ask.Pile == casework.PileWaiting {
		w.Parties = []WorkTab{{Href: w.address(ask.Pile, "", ask.Own), Label: templates.Text("work.party.any", nil), Current: ask.For == ""}}
		for _, x := range partyNames {
			w.Parties = append(w.Parties, WorkTab{Href: w.address(ask.Pile, x.party, ask.Own), Label: templates.Text("work.party."+x.party, nil), Current: ask.For == x.party})
		}
	}
	switch ask.Pile {
	case casework.PileUnit, casework.PileLate, casework.PileSoon, casework.PileWaiting:
		if ask.For != casework.Colleague {
			w.Mine = []WorkTab{{Href: w.address(ask.Pile, ask.For, false), Label: templates.Text("work.all", nil), Current: !ask.Own},
				{Href: w.address(ask.Pile, ask.For, true), Label: templates.Text("work.only_mine", nil), Current: ask.Own}}
		}
	}
}

// empty says what comes next when a list is clear: the nearest appointment of
// the unit, whoever holds it.
func (w *WorkList) empty(e *core.RequestEvent, desk *casework.Desk, by access.Actor) error {
	if len(w.Rows) > 0 {
		return nil
	}
	w.Empty = templates.Empty{Title: templates.Text("work.empty."+string(w.Pile), nil), Text: templates.Text("work.empty_text", nil)}
	if w.Pile == casework.PileUnit {
		return nil
	}
	lines, _, err := desk.Work(e.App, by, casework.WorkAsk{Pile: casework.PileUnit, Limit: 1})
	if err != nil || len(lines) == 0 || lines[0].Due.At.IsZero() {
		return err
	}
	w.Empty.Text = templates.Text("work.empty_next", map[string]string{"moment": templates.Moment(lines[0].Due.At)})
	return nil
}

// manyOf are the acts that may be done with several dossiers of a pile at
// once: those that decide nothing and can be taken back.
func manyOf(by access.Actor, p casework.Pile) []WorkAct {
	if !by.HasAny(access.Clerk, access.Officer, access.Leader) || p == casework.PileFiled {
		return nil
	}
	var out []WorkAct
	add := func(on bool, name, key string) {
		if on {
			out = append(out, WorkAct{name, templates.Text("many."+name+".button", nil), key})
		}
	}
	add(p != casework.PileReady, "forward", "t")
	add(true, "remark", "")
	add(p == casework.PileReady && by.Has(access.Clerk), "shelve", "")
	add(by.Has(access.Clerk) && p != casework.PileReady, "print", "p")
	return out
}

// RenderWork answers with a page that has a list of work, or with the list
// alone when the page asks for it again.
func RenderWork(e *core.RequestEvent, name string, page any, w WorkList) error {
	if !Fragment(e) {
		return Render(e, http.StatusOK, name, page)
	}
	var b bytes.Buffer
	if err := templates.Fragment(&b, name, "worklist-live", w); err != nil {
		return err
	}
	return e.HTML(http.StatusOK, b.String())
}

// Fragment reports whether a page asks for one part of itself again, to show
// what has changed.
func Fragment(e *core.RequestEvent) bool { return e.Request.Header.Get("X-Part") != "" }
