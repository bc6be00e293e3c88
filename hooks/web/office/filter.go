package office

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// keyBadDay says that a day of the filter cannot be read.
const keyBadDay = "register.bad_day"

// asked is the filter of the register as it stands in the address: days,
// state, procedure, unit, lateness. Never a name or a number of a person.
type asked struct {
	from, to, state, procedure, unit string
	late                             bool
	said                             []templates.Problem
}

// first is before any day a dossier was received: it leaves out what was filed
// online and never received, which a register does not hold.
const first = "0001-01-01"

func readFilter(q url.Values) asked {
	a := asked{from: isoDay(q.Get("tu")), to: isoDay(q.Get("den")), state: q.Get("trang-thai"), procedure: q.Get("thu-tuc"),
		unit: q.Get("don-vi"), late: q.Get("tre") != ""}
	for name, day := range map[string]string{"tu": a.from, "den": a.to} {
		if day != "" && !isDay(day) {
			a.said = append(a.said, templates.Problem{Field: name, Message: templates.Text(keyBadDay, nil)})
		}
	}
	if !slices.Contains(dossier.States, dossier.State(a.state)) {
		a.state = ""
	}
	return a
}

func (a asked) any() bool {
	return a.from != "" || a.to != "" || a.state != "" || a.procedure != "" || a.unit != "" || a.late
}

// query is the filter as an address says it; nothing for what is not set.
func (a asked) query() url.Values {
	q := url.Values{}
	for name, v := range map[string]string{"tu": a.from, "den": a.to, "trang-thai": a.state, "thu-tuc": a.procedure, "don-vi": a.unit} {
		if v != "" {
			q.Set(name, v)
		}
	}
	if a.late {
		q.Set("tre", "1")
	}
	return q
}

// address is path with the filter and more names and values by turns.
func (a asked) address(path string, more ...string) string {
	q := a.query()
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// filter is the question to the desk. A day that cannot be read narrows to
// nothing rather than to everything.
func (p pages) filter(e *core.RequestEvent, by access.Actor, a asked) (casework.Filter, error) {
	f := casework.Filter{From: first, To: a.to, Procedure: a.procedure}
	if a.from != "" {
		f.From = a.from
	}
	if a.state != "" {
		f.State = []dossier.State{dossier.State(a.state)}
	}
	if a.late {
		f.OverdueAt = p.Desk.Now()
	}
	if a.unit != "" {
		u, err := p.Org.UnitByCode(e.App, a.unit)
		if err == nil && !by.Scope.Has(u.Path) {
			err = problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitNotFound}
		}
		if err != nil {
			return f, err
		}
		f.Unit = u.Path
	}
	return f, nil
}

// sentence reads the filter aloud; "" when there is none. names are those of
// procedures by their code, and of units.
func (a asked) sentence(procedures, units map[string]string) []string {
	var out []string
	add := func(on bool, key, name, value string) {
		if on {
			out = append(out, templates.Text(key, map[string]string{name: value}))
		}
	}
	known := func(m map[string]string, key string) string {
		if v := m[key]; v != "" {
			return v
		}
		return key
	}
	add(a.unit != "", "register.said.unit", "unit", known(units, a.unit))
	add(a.state != "", "register.said.state", "state", templates.Text("state."+a.state, nil))
	add(a.late, "register.said.late", "", "")
	add(a.procedure != "", "register.said.procedure", "name", known(procedures, a.procedure))
	add(isDay(a.from), "register.said.from", "day", templates.ShortDay(a.from))
	add(isDay(a.to), "register.said.to", "day", templates.ShortDay(a.to))
	return out
}

// choices are the procedures and the units that a filter may name.
func (p pages) choices(e *core.RequestEvent, by access.Actor, now time.Time) (procedures, units []templates.Option, err error) {
	communes, err := p.Org.Units(e.App, by.Scope, "commune")
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, u := range communes {
		units = append(units, templates.Option{Value: u.Code, Label: u.ShortName})
		offers, err := p.Catalog.Offers(e.App, u.ID, today(now))
		if err != nil {
			return nil, nil, err
		}
		for _, o := range offers {
			if !seen[o.Code] {
				seen[o.Code] = true
				procedures = append(procedures, templates.Option{Value: o.Code, Label: o.Version.Body.Name})
			}
		}
	}
	slices.SortFunc(procedures, func(x, y templates.Option) int { return strings.Compare(x.Label, y.Label) })
	return procedures, units, nil
}

// named by their value.
func labels(list []templates.Option) map[string]string {
	out := map[string]string{}
	for _, o := range list {
		out[o.Value] = o.Label
	}
	return out
}

// rowsOf are the lines of a register as they are shown. A dossier of the
// reader's own unit has the number (số thứ tự) that its receipt says; where
// several units are read together, no tells the place in the list.
func (p pages) rowsOf(e *core.RequestEvent, by access.Actor, lines []casework.Line, no func(i int) int) ([]bookRow, error) {
	rows, err := httpx.Rows(e, p.Org, by, lines, p.Desk.Now())
	if err != nil {
		return nil, err
	}
	signed, err := p.Desk.Collectors(e.App, by, lines)
	if err != nil {
		return nil, err
	}
	out := make([]bookRow, len(lines))
	for i, l := range lines {
		unit, err := p.Org.UnitByID(e.App, l.Unit)
		if err != nil {
			return nil, err
		}
		out[i] = bookRow{Row: rows[i], No: l.RegisterNo(by.Unit, no(i)), Agency: unit, ReturnedAt: l.ReturnedAt, Signed: signed[l.ID],
			ResultChannel: resultChannel(l.ResultChannel), Ended: ended(l.Dossier)}
		if by.SeesPeople() {
			out[i].Address, out[i].Phone = l.Address, l.Phone
		}
	}
	return out, nil
}

func resultChannel(key string) string {
	if key == "" {
		return ""
	}
	return templates.Text("result_channel."+key, nil)
}

// ended says in words why a dossier without a result is in the book.
func ended(d dossier.Dossier) string {
	switch d.State {
	case dossier.Declined, dossier.Withdrawn, dossier.Stopped, dossier.Supplementing, dossier.PaymentDue:
		return templates.Text("state."+string(d.State), nil)
	}
	return ""
}
