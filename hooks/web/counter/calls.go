package counter

import (
	"net/http"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/message"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

const pathCalls = "/mot-cua/can-bao"

// Calls is the list of people the desk calls or writes to, where no machine
// does it.
type Calls struct {
	Org     *org.Office
	Desk    *casework.Desk
	Notices *notice.Office
}

// Bind enters the routes.
func (d Calls) Bind(r *httpx.Router) {
	k := calls{d, r}
	clerk := httpx.Staff(access.Clerk)
	r.GET(pathCalls, clerk, k.list)
	r.GET(pathCalls+"/in", clerk, k.slips)
	r.POST(pathCalls+"/da-in", clerk, k.printed)
	r.POST(pathCalls+"/tin/{notice}", clerk, k.tick)
}

type calls struct {
	Calls
	r *httpx.Router
}

// Lines of one page, and slips of one printing (four on a sheet).
const (
	shownCalls = 60
	shownSlips = 80
)

// callLine is one person to call, or one slip to print.
type callLine struct {
	ID, Code, Href, Kind, Text string
	Phone                      string
	Since                      time.Time
	Note                       string // an earlier call, and when to call again
	Later                      bool
}

type callsPage struct {
	templates.Page
	Unit  string
	Calls []callLine
	Slips []callLine
	More  bool
	None  templates.Empty
}

func (k calls) list(e *core.RequestEvent, by access.Actor) error { return k.page(e, by, nil) }

func (k calls) page(e *core.RequestEvent, by access.Actor, refused error) error {
	unit, err := k.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	p := callsPage{Page: k.r.Page(e, by, templates.Text("calls.title", nil)), Unit: unit.ShortName}
	p.Path = pathCalls
	for channel, into := range map[message.Channel]*[]callLine{message.Call: &p.Calls, message.Print: &p.Slips} {
		list, err := k.Notices.Calls(e.App, by, unit, channel, shownCalls)
		if err != nil {
			return err
		}
		p.More = p.More || len(list) == shownCalls
		for _, n := range list {
			*into = append(*into, k.line(n))
		}
	}
	p.None = templates.Empty{Title: templates.Text("calls.none", nil), Text: templates.Text("calls.none_text", nil)}
	status := http.StatusOK
	if refused != nil {
		if p.Problems, status, err = httpx.Say(refused); err != nil {
			return err
		}
	}
	return httpx.Render(e, status, "counter/calls", p)
}

func (k calls) line(n notice.Notice) callLine {
	l := callLine{ID: n.ID, Code: n.Code, Href: "/ho-so/" + n.Dossier, Kind: templates.Text("notice.kind."+string(n.Kind), nil), Text: n.Text, Phone: n.To, Since: n.MadeAt}
	if n.Channel == message.Call && n.Tries > 0 {
		l.Later = n.NextTry.After(k.Desk.Now())
		l.Note = templates.Text("calls.missed_note", map[string]string{"n": strconv.Itoa(n.Tries), "at": templates.Moment(n.NextTry)})
	}
	return l
}

// tick notes what became of one line.
func (k calls) tick(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	unit, err := k.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	what := form.Get("do")
	if err := k.Notices.Tick(e.App, by, unit, e.Request.PathValue("notice"), what); err != nil {
		if _, _, unsayable := httpx.Say(err); unsayable != nil {
			return err
		}
		return k.page(e, by, err)
	}
	httpx.Done(e, "done.notice_"+what)
	return e.Redirect(http.StatusSeeOther, pathCalls)
}

// slip is one slip on paper.
type slip struct {
	Name, Address, Code, Kind, Text string
	Day                             time.Time
}

type slipsPage struct {
	templates.Page
	Above, Own string
	Slips      []slip
	IDs        []string
}

// slips prints what is to be posted or handed over, four on a sheet.
func (k calls) slips(e *core.RequestEvent, by access.Actor) error {
	unit, err := k.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	list, err := k.Notices.Calls(e.App, by, unit, message.Print, shownSlips)
	if err != nil {
		return err
	}
	p := slipsPage{Page: k.r.Page(e, by, templates.Text("calls.slips", nil))}
	p.Above, p.Own = unit.Letterhead()
	for _, n := range list {
		p.IDs = append(p.IDs, n.ID)
		p.Slips = append(p.Slips, slip{Name: n.Name, Address: n.Address, Code: n.Code, Kind: templates.Text("notice.kind."+string(n.Kind), nil), Text: n.Text, Day: k.Desk.Now()})
	}
	return httpx.Render(e, http.StatusOK, "paper/notices", p)
}

// printed notes that the slips of a sheet came out.
func (k calls) printed(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	unit, err := k.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	if err := k.Notices.Printed(e.App, by, unit, form["id"]); err != nil {
		return err
	}
	httpx.Done(e, "done.notice_printed")
	return e.Redirect(http.StatusSeeOther, pathCalls)
}
