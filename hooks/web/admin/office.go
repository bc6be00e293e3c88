package admin

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// Office is the door of whoever runs units: their data, their staff, their
// calendar and what they offer; and of everybody's own password.
type Office struct {
	Org     *org.Office
	Catalog *catalog.Catalog
	Desk    *casework.Desk
	Listens string // where the server listens, host:port; "" = unknown, taken for every card
}

// Addresses of this door.
const (
	officePath   = "/quan-tri"
	startPath    = "/quan-tri/bat-dau"
	unitsPath    = "/quan-tri/don-vi"
	staffPath    = "/quan-tri/can-bo"
	calendarPath = "/quan-tri/lich"
	postingsPath = "/quan-tri/niem-yet"
	deedsPath    = "/quan-tri/nhat-ky"
)

// Bind enters the routes.
func (d Office) Bind(r *httpx.Router) {
	p := office{d, r}
	runs, offers := httpx.Staff(access.UnitAdmin), httpx.Staff(access.UnitAdmin, access.ProcedureAdmin)
	r.GET(officePath, offers, p.home)
	r.GET(startPath, runs, p.start)
	r.GET(officePath+"/in-thu.pdf", runs, p.testPrint)
	r.GET(deedsPath, runs, p.deeds)

	r.GET(unitsPath, runs, p.units)
	r.GET(unitsPath+"/them", runs, p.newUnit)
	r.POST(unitsPath+"/them", runs, p.addUnit)
	r.GET(unitsPath+"/{unit}", runs, about(p.unitAt, p.unit))
	r.POST(unitsPath+"/{unit}", runs, about(p.unitAt, p.changeUnit))
	r.POST(unitsPath+"/{unit}/hieu-luc", runs, about(p.unitAt, p.closeUnit))

	r.GET(staffPath, runs, p.staff)
	r.GET(staffPath+"/them", runs, p.newMember)
	r.POST(staffPath+"/them", runs, p.addMember)
	r.GET(staffPath+"/{member}", runs, about(p.memberAt, p.member))
	r.POST(staffPath+"/{member}", runs, about(p.memberAt, p.changeMember))
	r.POST(staffPath+"/{member}/mat-khau", runs, p.resetMember)
	r.POST(staffPath+"/{member}/khoa", runs, about(p.memberAt, p.switchMember(false)))
	r.POST(staffPath+"/{member}/mo", runs, about(p.memberAt, p.switchMember(true)))

	r.GET(supervisePath, runs, p.supervisions)
	r.GET(supervisePath+"/them", runs, p.newSupervision)
	r.POST(supervisePath+"/them", runs, p.addSupervision)
	r.POST(supervisePath+"/{supervision}/ket-thuc", runs, p.endSupervision)

	r.GET(calendarPath, runs, p.year)
	r.POST(calendarPath, runs, p.changeYear)

	r.GET(postingsPath, offers, p.postings)
	r.GET(postingsPath+"/{procedure}", offers, p.posting)
	r.POST(postingsPath+"/{procedure}", offers, p.post)

	p.bindBank(r)

	r.GET(httpx.PasswordPath, httpx.Staff(), p.password)
	r.POST(httpx.PasswordPath, httpx.Staff(), p.changePassword)
}

// office are the handlers: the door with the router that gives page data.
type office struct {
	Office
	r *httpx.Router
}

// today is the office's day, 2006-01-02.
func (p office) today() string { return p.Org.Now().In(calendar.Location).Format(time.DateOnly) }

// said puts an error on a page that shows it, and gives the status; an error
// that no page can show comes back.
func said(page *templates.Page, err error) (int, error) {
	if err == nil {
		return http.StatusOK, nil
	}
	list, code, err := httpx.Say(err)
	page.Problems = list
	return code, err
}

// shown answers with a form and what is wrong with it; head is the page data
// inside page. An error that no page can show comes back.
func shown(e *core.RequestEvent, name string, page any, head *templates.Page, wrong error) error {
	code, err := said(head, wrong)
	if err != nil {
		return err
	}
	return httpx.Render(e, code, name, page)
}

// about gives a handler the unit or the account that its address names, or
// answers as the loader refuses.
func about[T any](load func(*core.RequestEvent, access.Actor) (T, error), do func(*core.RequestEvent, access.Actor, T) error) httpx.Handler {
	return func(e *core.RequestEvent, by access.Actor) error {
		x, err := load(e, by)
		if err != nil {
			return err
		}
		return do(e, by, x)
	}
}

// doneAt leaves a sentence and goes on.
func doneAt(e *core.RequestEvent, key, to string) error {
	httpx.Done(e, key)
	return e.Redirect(http.StatusSeeOther, to)
}

// matter is one line of the front page.
type matter struct{ Href, Title, Text string }

type homePage struct {
	templates.Page
	Matters []matter
}

// home lists what there is to run.
func (p office) home(e *core.RequestEvent, by access.Actor) error {
	page := homePage{Page: p.r.Page(e, by, templates.Text("admin.title", nil))}
	add := func(href, key string, who ...access.Role) {
		if by.HasAny(who...) {
			page.Matters = append(page.Matters, matter{href, templates.Text(key, nil), templates.Text(key+"_text", nil)})
		}
	}
	add(staffPath, "admin.home.members", access.UnitAdmin)
	add(deputiesPath, "admin.home.deputies", access.UnitAdmin)
	add(calendarPath, "admin.home.calendar", access.UnitAdmin)
	add(postingsPath, "admin.home.postings", access.UnitAdmin, access.ProcedureAdmin)
	add(proceduresPath, "admin.home.procedures", access.UnitAdmin, access.ProcedureAdmin)
	add(unitsPath, "admin.home.units", access.UnitAdmin)
	add(bankPath, "admin.home.bank", access.UnitAdmin)
	add(supervisePath, "admin.home.supervision", access.UnitAdmin)
	add(startPath, "admin.home.start", access.UnitAdmin)
	add(healthPath, "admin.home.health", access.UnitAdmin)
	add(noticesPath, "admin.home.notices", access.UnitAdmin)
	add(deedsPath, "admin.home.deeds", access.UnitAdmin)
	add(httpx.PasswordPath, "admin.home.password", access.UnitAdmin, access.ProcedureAdmin)
	return httpx.Render(e, http.StatusOK, "admin/office", page)
}

type deedsPage struct {
	templates.Page
	Deeds []deedLine
	None  templates.Empty
}

type deedLine struct {
	At                     time.Time
	Who, What, About, More string
}

// shownDeeds is how far back the page goes.
const shownDeeds = 300

// deeds shows who changed what.
func (p office) deeds(e *core.RequestEvent, by access.Actor) error {
	page := deedsPage{Page: p.r.Page(e, by, templates.Text("admin.deeds", nil)), None: templates.Empty{Title: templates.Text("admin.deeds_none", nil)}}
	list, err := p.Org.Deeds(e.App, by.UnitPath, shownDeeds)
	if err != nil {
		return err
	}
	for _, x := range list {
		page.Deeds = append(page.Deeds, deedLine{At: x.At, Who: x.Who, What: templates.Text("deed."+x.Kind, nil), About: x.About, More: x.Detail})
	}
	return httpx.Render(e, http.StatusOK, "admin/deeds", page)
}

// chooser is the row of units to switch between; empty when there is one.
type chooser struct {
	Label string
	Items []chooserItem
}

type chooserItem struct {
	Href, Name string
	Current    bool
}

// pick finds the unit a page is about: the one in the address, or the own.
// may says whether the actor may do this page's matter there.
func (p office) pick(e *core.RequestEvent, by access.Actor, code, path string, more url.Values, may func(string) bool) (org.Unit, chooser, error) {
	all, err := p.Org.Units(e.App, nil, "")
	if err != nil {
		return org.Unit{}, chooser{}, err
	}
	all = slices.DeleteFunc(all, func(u org.Unit) bool { return !may(u.Path) })
	if code == "" {
		if u, err := p.Org.UnitByID(e.App, by.Unit); err == nil {
			code = u.Code
		}
	}
	var out org.Unit
	c := chooser{Label: templates.Text("admin.choose_unit", nil)}
	for _, u := range all {
		if u.Code == code {
			out = u
		}
		q := url.Values{"don-vi": {u.Code}}
		for k, v := range more {
			q[k] = v
		}
		c.Items = append(c.Items, chooserItem{Href: path + "?" + q.Encode(), Name: u.ShortName, Current: u.Code == code})
	}
	if out.ID == "" {
		return out, c, noUnit()
	}
	if len(all) < 2 {
		c.Items = nil
	}
	return out, c, nil
}
