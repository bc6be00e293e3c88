package admin

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// dayCell is one day of a month's table; the zero one is a gap.
type dayCell struct {
	N       int
	ISO     string
	Kind    string // "" for ordinary working days and weekends
	Mark    string // a letter of the kind's word
	Word    string
	Weekend bool
	Today   bool
}

type month struct {
	Title string
	Weeks [][7]dayCell
}

// dayLine is one row of the list of special days.
type dayLine struct {
	Day, KindText, Mark, Kind string
	Reason, Ground, Hours     string
	Own                       bool // entered by this unit: may be taken away
	Official                  bool
}

type yearPage struct {
	templates.Page
	Unit       org.Unit
	Choose     chooser
	Year       int
	Prev, Next string
	Official   bool
	Months     []month
	Lines      []dayLine
	Legend     []dayCell
	Hours      string
	Kinds      []templates.Option
	In         org.DayChange
	DayTyped   string
	Intake     string // the hours that an intake Saturday usually has
}

// marks are the letters of the kinds, from their words.
var marks = map[calendar.Kind]string{
	calendar.Holiday: "L", calendar.Substitute: "B", calendar.SwappedOff: "H", calendar.Makeup: "M", calendar.Closed: "Đ", calendar.OpenForIntake: "N",
}

func dayKind(k calendar.Kind) string { return templates.Text("day_kind."+string(k), nil) }

// year shows the working calendar of a unit.
func (p office) year(e *core.RequestEvent, by access.Actor) error {
	q := e.Request.URL.Query()
	y, err := strconv.Atoi(q.Get("nam"))
	if err != nil || y < calendar.MinYear || y > calendar.MaxYear {
		y = p.Org.Now().In(calendar.Location).Year()
	}
	return p.yearAgain(e, by, q.Get("don-vi"), y, org.DayChange{Kind: string(calendar.Closed)}, "", nil)
}

func (p office) yearAgain(e *core.RequestEvent, by access.Actor, code string, y int, in org.DayChange, typed string, wrong error) error {
	u, choose, err := p.pick(e, by, code, calendarPath, url.Values{"nam": {strconv.Itoa(y)}}, by.Administers)
	if err != nil {
		return err
	}
	cal, err := p.Org.Calendar(e.App, u)
	if err != nil {
		return err
	}
	page := yearPage{Page: p.r.Page(e, by, templates.Text("admin.calendar", nil)), Unit: u, Choose: choose, Year: y, In: in, DayTyped: typed, Hours: u.Hours}
	if page.Hours == "" {
		page.Hours = calendar.DefaultHours
	}
	if in.Do == "hours" {
		page.Hours = in.Hours
	}
	at := func(y int) string { return fmt.Sprintf("%s?don-vi=%s&nam=%d", calendarPath, u.Code, y) }
	page.Prev, page.Next = at(y-1), at(y+1)
	own, err := p.Org.LocalDays(e.App, u, y)
	if err != nil {
		return err
	}
	entries, official := cal.Year(y)
	page.Official = official
	page.lines(entries, own)
	page.months(cal, y, p.today())
	for _, k := range org.DayKinds {
		page.Kinds = append(page.Kinds, templates.Option{Value: string(k), Label: dayKind(k)})
		page.Legend = append(page.Legend, dayCell{Kind: string(k), Mark: marks[k], Word: dayKind(k)})
	}
	return shown(e, "admin/calendar", &page, &page.Page, wrong)
}

func (page *yearPage) lines(entries, own []calendar.Entry) {
	mine := map[string]bool{}
	for _, x := range own {
		mine[x.Day] = true
	}
	for _, x := range entries {
		var hours []string
		for _, s := range x.Sessions {
			hours = append(hours, calendar.Clock(s.Open)+"–"+calendar.Clock(s.Close))
		}
		page.Lines = append(page.Lines, dayLine{Day: x.Day, KindText: dayKind(x.Kind), Mark: marks[x.Kind], Kind: string(x.Kind), Reason: x.Reason, Ground: x.Ground,
			Hours: strings.Join(hours, ", "), Own: mine[x.Day], Official: x.Official})
	}
}

// months draws the year as twelve tables, weeks from Monday.
func (page *yearPage) months(cal *calendar.Calendar, y int, today string) {
	for m := 1; m <= 12; m++ {
		out := month{Title: templates.Text("admin.month", map[string]string{"n": strconv.Itoa(m)})}
		first := calendar.NewDate(y, m, 1)
		last := calendar.NewDate(y, m%12+1, 1)
		if m == 12 {
			last = calendar.NewDate(y+1, 1, 1)
		}
		var week [7]dayCell
		for d := first; d < last; d++ {
			place := (int(d.Weekday()) + 6) % 7
			week[place] = cellOf(cal.On(d), int(d-first)+1, d.Weekday(), today)
			if place == 6 || d == last-1 {
				out.Weeks = append(out.Weeks, week)
				week = [7]dayCell{}
			}
		}
		page.Months = append(page.Months, out)
	}
}

func cellOf(i *calendar.Info, n int, w time.Weekday, today string) dayCell {
	c := dayCell{N: n, ISO: i.Day, Weekend: w == time.Saturday || w == time.Sunday, Today: i.Day == today}
	if mark, special := marks[i.Kind]; special {
		c.Kind, c.Mark, c.Word = string(i.Kind), mark, dayKind(i.Kind)
	}
	return c
}

// shiftLine is one dossier that the change would move.
type shiftLine struct {
	casework.Shift
}

type confirmPage struct {
	templates.Page
	Unit   org.Unit
	In     org.DayChange
	Year   int
	What   string
	Shifts []shiftLine
	Seal   string
	Back   string
	Again  bool // what was confirmed is no longer what would happen
}

// changeYear adds or takes away a day, or changes the hours. What would move
// an appointment is shown first and done when it was confirmed.
func (p office) changeYear(e *core.RequestEvent, by access.Actor) error {
	form, err := httpx.Form(e)
	if err != nil {
		return err
	}
	in := org.DayChange{Do: form.Get("do"), Day: dayOf(form, "day"), Kind: form.Get("kind"), Sessions: form.Get("sessions"),
		Reason: form.Get("reason"), Ground: form.Get("ground"), Hours: form.Get("hours")}
	if in.Do == "hours" {
		in.Ground = form.Get("hours_ground")
	}
	u, _, err := p.pick(e, by, form.Get("unit"), calendarPath, nil, by.Administers)
	if err != nil {
		return err
	}
	y, err := strconv.Atoi(form.Get("year"))
	if err != nil || y < calendar.MinYear || y > calendar.MaxYear {
		y = p.Org.Now().In(calendar.Location).Year()
	}
	made, err := p.Desk.ChangeCalendar(e.App, by, u, in, form.Get("seal"))
	if err != nil {
		return p.yearAgain(e, by, u.Code, y, in, dayTyped(form, "day"), err)
	}
	back := fmt.Sprintf("%s?don-vi=%s&nam=%d", calendarPath, u.Code, y)
	if made.Done {
		return doneAt(e, "done.calendar", back)
	}
	page := confirmPage{Page: p.r.Page(e, by, templates.Text("admin.confirm", nil)), Unit: u, In: in, Year: y, What: in.Said(), Seal: made.Seal, Back: back, Again: form.Get("seal") != ""}
	if in.Do == "remove" {
		page.What = templates.Text("admin.confirm_remove", map[string]string{"day": templates.ShortDay(in.Day)})
	}
	for _, s := range made.Shifts {
		page.Shifts = append(page.Shifts, shiftLine{s})
	}
	return httpx.Render(e, http.StatusOK, "admin/calendar-confirm", page)
}

// dayOf reads a day of three boxes, name_d name_m name_y, or of one text;
// what is no day comes back as no day.
func dayOf(form url.Values, name string) string {
	if t := strings.TrimSpace(form.Get(name)); t != "" {
		return t
	}
	d, err1 := strconv.Atoi(strings.TrimSpace(form.Get(name + "_d")))
	m, err2 := strconv.Atoi(strings.TrimSpace(form.Get(name + "_m")))
	y, err3 := strconv.Atoi(strings.TrimSpace(form.Get(name + "_y")))
	if err1 != nil || err2 != nil || err3 != nil || d < 0 || m < 0 || y < 0 || y > 9999 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// dayTyped is what stands in the three boxes, for showing it again.
func dayTyped(form url.Values, name string) string {
	if t := form.Get(name); t != "" {
		return t
	}
	return form.Get(name+"_d") + "/" + form.Get(name+"_m") + "/" + form.Get(name+"_y")
}
