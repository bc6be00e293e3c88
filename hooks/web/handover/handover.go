// Package handover is the door to the slips of hand-over (phiếu bàn giao):
// what has to be carried to whom, the slip, and the receiver's word that it
// came. It decides nothing and keeps nothing.
package handover

import (
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/handover"
	"motcua/hooks/service/letter"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// path is the address of this door.
const path = "/mot-cua/ban-giao"

// desk is how addresses and forms name the desk as a receiver.
const desk = "quay"

// Door binds the routes of this door.
type Door struct {
	Desk  *casework.Desk
	Slips *handover.Office
}

type pages struct {
	Door
	letters letter.Office
	r       *httpx.Router
}

// Bind enters the routes.
func (d Door) Bind(r *httpx.Router) {
	p := pages{d, letter.Office{Desk: d.Desk}, r}
	r.Above = p.above
	people := httpx.Staff(access.Clerk, access.Officer, access.Leader)
	r.GET(path, people, p.home)
	r.POST(path, people, p.make)
	r.GET(path+"/so", people, p.book)
	r.GET(path+"/{slip}", people, p.show)
	r.POST(path+"/{slip}/nhan", people, p.confirm)
	r.POST(path+"/{slip}/huy", people, p.annul)
	r.GET(path+"/{slip}/in", people, p.print)
	r.GET(path+"/{slip}/phieu.pdf", people, p.file)
	r.POST(path+"/{slip}/mau-06", people, p.issue)
	r.GET(path+"/{slip}/mau-06", people, p.controls)
}

func pathOf(id string) string { return path + "/" + id }

// above are the lines that stand over every list of work: what waits for the
// reader, what did not arrive, and for the leader what nobody confirmed.
func (p pages) above(e *core.RequestEvent, by access.Actor) ([]templates.Notice, error) {
	if !by.HasAny(access.Clerk, access.Officer, access.Leader) {
		return nil, nil
	}
	l, err := p.lists(e, by)
	if err != nil {
		return nil, err
	}
	var out []templates.Notice
	say := func(tone, key string, s handover.Slip, args map[string]string) {
		args["number"] = s.Number()
		out = append(out, templates.Notice{Tone: tone, Title: templates.Text(key, args), Href: pathOf(s.ID), Action: templates.Text(key+"_do", nil)})
	}
	for _, s := range l.forMe {
		say("", "handover.waits", s, map[string]string{"n": strconv.Itoa(s.LineCount), "who": s.GiverName})
	}
	for _, s := range l.short {
		say("late", "handover.short", s, map[string]string{"n": strconv.Itoa(s.MissingCount), "who": s.EndedName})
	}
	for _, s := range l.late {
		say("warn", "handover.late", s, map[string]string{"giver": s.GiverName, "who": s.ReceiverName, "day": paper.ShortDay(s.MadeAt)})
	}
	return atMost(out), nil
}

// atMost keeps the lists of work in sight: more slips than this become one line.
func atMost(list []templates.Notice) []templates.Notice {
	const most = 3
	if len(list) <= most {
		return list
	}
	more := templates.Text("handover.more", map[string]string{"n": strconv.Itoa(len(list) - most + 1)})
	return append(list[:most-1], templates.Notice{Title: more, Href: path, Action: templates.Text("handover.more_do", nil)})
}

// lists are the slips that somebody has to look at.
type lists struct{ forMe, given, short, late []handover.Slip }

func (p pages) lists(e *core.RequestEvent, by access.Actor) (lists, error) {
	var l lists
	var err error
	if l.forMe, err = p.Slips.ForMe(e.App, by); err != nil {
		return l, err
	}
	if l.given, l.short, err = p.Slips.Given(e.App, by); err != nil {
		return l, err
	}
	for _, s := range l.given {
		if p.Slips.Overdue(s) {
			l.late = append(l.late, s)
		}
	}
	if by.Has(access.Leader) {
		all, err := p.Slips.Late(e.App, by)
		if err != nil {
			return l, err
		}
		for _, s := range all {
			if s.Giver != by.ID {
				l.late = append(l.late, s)
			}
		}
	}
	return l, nil
}

// card is one slip in a list.
type card struct {
	Href, Number, From, To, At, Count string
	Tag                               templates.Tag
	Why                               string // of a voided one
	Ended                             string
	May                               bool // the reader may say at once that all of it came
}

func (p pages) cards(list []handover.Slip, by access.Actor) []card {
	out := make([]card, len(list))
	for i, s := range list {
		out[i] = card{Href: pathOf(s.ID), Number: s.Number(), From: s.GiverName, To: s.ReceiverName, At: templates.Moment(s.MadeAt),
			Count: templates.Text("handover.count", map[string]string{"n": strconv.Itoa(s.LineCount)}), Tag: p.tag(s), Why: s.VoidReason,
			May: s.State == "waiting" && s.MayTake(by)}
		if !s.EndedAt.IsZero() {
			out[i].Ended = templates.Moment(s.EndedAt)
		}
	}
	return out
}

// tag says where a slip stands.
func (p pages) tag(s handover.Slip) templates.Tag {
	switch {
	case s.State == "void":
		return templates.Tag{Tone: "plain", Mark: "✗", Word: templates.Text("handover.state.void", nil)}
	case s.State == "confirmed" && s.MissingCount > 0:
		return templates.Tag{Tone: "late", Word: templates.Text("handover.state.short", map[string]string{"n": strconv.Itoa(s.MissingCount)})}
	case s.State == "confirmed":
		return templates.Tag{Tone: "done", Word: templates.Text("handover.state.confirmed", nil)}
	case p.Slips.Overdue(s):
		return templates.Tag{Tone: "soon", Word: templates.Text("handover.state.late", nil)}
	}
	return templates.Tag{Tone: "wait", Word: templates.Text("handover.state.waiting", nil)}
}

// bookPage lists every number of a year.
type bookPage struct {
	templates.Page
	Year  string
	Rows  []card
	First string
	Next  string
	Empty templates.Empty
}

func (p pages) book(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	year, err := strconv.Atoi(q.Get("nam"))
	if err != nil || year < 2000 || year > 9999 {
		year = p.Desk.Now().In(paper.Zone).Year()
	}
	before, err := strconv.Atoi(q.Get("truoc"))
	if err != nil {
		before = 0 // the last ones
	}
	list, next, err := p.Slips.Book(e.App, by, year, before)
	if err != nil {
		return err
	}
	v := bookPage{Page: p.r.Page(e, by, templates.Text("handover.book", nil)), Year: strconv.Itoa(year), Rows: p.cards(list, by),
		Empty: templates.Empty{Title: templates.Text("handover.book_empty", nil), Text: templates.Text("handover.book_empty_text", nil)}}
	here := path + "/so?nam=" + v.Year
	if next > 0 {
		v.Next = here + "&truoc=" + strconv.Itoa(next)
	}
	if before > 0 {
		v.First = here
	}
	return httpx.Render(e, http.StatusOK, "handover/book", v)
}

// base is the address in the code: as configured, or as reached.
func (p pages) base(e *core.RequestEvent) string {
	if b := p.Desk.BaseURL(); b != "" {
		return b
	}
	if e.IsTLS() {
		return "https://" + e.Request.Host
	}
	return "http://" + e.Request.Host
}
