package outage

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/service/paper"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// What the kit holds at most, so that a printer is done before the office opens.
const (
	mostDue        = 100
	mostOpen       = 300
	mostProcedures = 6
)

// kitPage is the button that prints the kit.
type kitPage struct {
	templates.Page
	Due, Open int
	Slips     templates.Field
	LentTo    templates.Field
}

func (p pages) kit(e *core.RequestEvent, by access.Actor) error {
	return p.kitForm(e, by, typed{}, http.StatusOK, nil)
}

func (p pages) kitForm(e *core.RequestEvent, by access.Actor, t typed, status int, said []templates.Problem) error {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	v := kitPage{Page: p.r.Page(e, by, templates.Text("outage.kit.title", nil))}
	v.Problems = said
	count, lent := t.text("count"), t.text("lent_to")
	if count == "" {
		count, lent = "10", templates.Text("outage.kit.desk", nil)
	}
	v.Slips = v.Field("count", "outage.count", count)
	v.Slips.Kind, v.Slips.Need, v.Slips.Width = "number", true, "short"
	v.LentTo = v.Field("lent_to", "outage.lent_to", lent)
	v.LentTo.Need = true
	if v.Due, err = p.Desk.Count(e.App, by, p.dueToday(unit)); err != nil {
		return err
	}
	if v.Open, err = p.Desk.Count(e.App, by, casework.Filter{Unit: unit.Path, State: owed}); err != nil {
		return err
	}
	return httpx.Render(e, status, "outage/kit", v)
}

// owed are the states in which the office owes a result.
var owed = []dossier.State{dossier.Received, dossier.Processing, dossier.Supplementing, dossier.PaymentDue}

func (p pages) today() string { return p.Desk.Now().In(calendar.Location).Format(time.DateOnly) }

func (p pages) dueToday(unit org.Unit) casework.Filter {
	return casework.Filter{Unit: unit.Path, State: []dossier.State{dossier.Received, dossier.Processing}, DueBefore: p.today(), Order: casework.DueNext, Limit: mostDue}
}

// makeKit lends the kit's own block and opens the page that prints it all.
func (p pages) makeKit(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{values}
	t.Set("reason", templates.Text("outage.kit.title", nil))
	b, err := p.lent(e, by, t)
	if err == nil {
		return e.Redirect(http.StatusSeeOther, kitPath+"/in?tap="+b+"&in=1")
	}
	said, status, fatal := httpx.Say(err)
	if fatal != nil {
		return fatal
	}
	return p.kitForm(e, by, t, status, said)
}

// kitPaperPage is the whole kit on paper.
type kitPaperPage struct {
	templates.Page
	Unit       string
	At         string
	Due        []kitRow
	Open       []kitRow
	More       int // open dossiers that did not fit
	Procedures []kitProcedure
	Pad        *paper.Pad
	PrintAs    string
	Back       string
}

// kitRow is a dossier of the kit; QR is its code, for a scanner when the power
// is back.
type kitRow struct {
	No                                          int
	Code, Name, Procedure, Holder, Phone, State string
	Due                                         string
	QR                                          paper.Matrix
}

// kitProcedure is a procedure as the desk needs it without a screen.
type kitProcedure struct {
	Name, Code, Limit, Fee string
	Papers                 []procedure.Component
}

// kitPaper prints the kit; with a pad (tap) also its blank slips.
func (p pages) kitPaper(e *core.RequestEvent, by access.Actor) error {
	unit, err := p.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	v := kitPaperPage{Page: p.r.Page(e, by, templates.Text("outage.kit.title", nil)), Unit: unit.Name, At: paper.LongMoment(p.Desk.Now()), Back: kitPath}
	if v.Due, err = p.kitRows(e, by, p.dueToday(unit), false); err != nil {
		return err
	}
	all := casework.Filter{Unit: unit.Path, State: owed, Order: casework.DueNext, Limit: mostOpen}
	if v.Open, err = p.kitRows(e, by, all, true); err != nil {
		return err
	}
	n, err := p.Desk.Count(e.App, by, all)
	if err != nil {
		return err
	}
	v.More = n - len(v.Open)
	if v.Procedures, err = p.kitProcedures(e, unit); err != nil {
		return err
	}
	q := e.Request.URL.Query()
	if id := q.Get("tap"); id != "" {
		b, list, err := p.Numbers.Block(e.App, by, id)
		if err != nil {
			return err
		}
		pad, err := p.padOf(e, b, list)
		if err != nil {
			return err
		}
		v.Pad = &pad
		if q.Get("in") == "1" {
			v.PrintAs = "kit " + b.ID
		}
	}
	return httpx.Render(e, http.StatusOK, "paper/kit", v)
}

func (p pages) kitRows(e *core.RequestEvent, by access.Actor, f casework.Filter, qr bool) ([]kitRow, error) {
	lines, _, err := p.Desk.List(e.App, by, f)
	if err != nil {
		return nil, err
	}
	out := make([]kitRow, len(lines))
	for i, l := range lines {
		out[i] = kitRow{No: i + 1, Code: l.Code, Name: l.ApplicantName, Procedure: l.ProcedureName, Holder: l.HolderName, Phone: paper.Party{Phone: l.Phone}.PhoneLine(),
			State: templates.Text("state."+string(l.State), nil), Due: paper.ShortMoment(l.Due.At)}
		if qr {
			if out[i].QR, err = paper.QR(l.Code); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// kitProcedures are what people came for most in the last half year; on an
// empty house the first that the unit offers.
func (p pages) kitProcedures(e *core.RequestEvent, unit org.Unit) ([]kitProcedure, error) {
	from := p.Desk.Now().AddDate(0, -6, 0).In(calendar.Location).Format(time.DateOnly)
	codes, err := p.Desk.MostUsed(e.App, unit, from, mostProcedures)
	if err != nil {
		return nil, err
	}
	offers, err := p.Catalog.Offers(e.App, unit.ID, p.today())
	if err != nil {
		return nil, err
	}
	for _, o := range offers {
		if len(codes) < mostProcedures && !strings.Contains(strings.Join(codes, " "), o.Code) {
			codes = append(codes, o.Code)
		}
	}
	var out []kitProcedure
	for _, c := range codes {
		for _, o := range offers {
			if o.Code != c {
				continue
			}
			v := o.Version.Body
			k := kitProcedure{Name: v.Name, Code: v.Code, Limit: v.LimitText(), Fee: v.FeeText}
			if one, err := v.CaseOf("", nil); err == nil { // a published version has a default case
				k.Papers = v.Papers(one.Key)
			}
			out = append(out, k)
		}
	}
	return out, nil
}

// CountText is the number of originals and copies asked for.
func (k kitProcedure) CountText(c procedure.Component) string {
	var parts []string
	if c.Originals > 0 {
		parts = append(parts, strconv.Itoa(c.Originals)+" bản chính")
	}
	if c.Copies > 0 {
		parts = append(parts, strconv.Itoa(c.Copies)+" bản sao")
	}
	return strings.Join(parts, ", ")
}
