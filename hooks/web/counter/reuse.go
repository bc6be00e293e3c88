package counter

import (
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// reuseRow is one paper of an earlier dossier that need not be asked for again.
type reuseRow struct {
	ID, Name, Value string
	On, Expired     bool
	Title, Meta     string
	Href            string
}

// reuse offers beside each paper of the list what the office has of it from
// earlier dossiers of the applicant, who is known by the number alone.
func (d desk) reuse(e *core.RequestEvent, by access.Actor, t typed, version procedure.Version, v *intakePage) error {
	number, err := identity.ParseNumber(t.Get("applicant.identity_number"))
	if err != nil {
		number = identity.Number{} // nothing is offered to nobody
	}
	list, err := d.Desk.Reusable(e.App, by, number.Digits, version, v.CaseKey)
	if err != nil {
		return err
	}
	var offered []string
	for _, r := range list {
		offered = append(offered, r.Component+"/"+r.File.ID)
		for i := range v.Papers {
			if row := &v.Papers[i]; row.Key == r.Component {
				row.Reuse = append(row.Reuse, reuseOf(t, r, len(row.Reuse)))
			}
		}
	}
	v.Offered = strings.Join(offered, " ")
	for i := range v.Papers {
		v.Papers[i].ReuseError = v.Error("reuse." + v.Papers[i].Key)
	}
	return nil
}

func reuseOf(t typed, r casework.Reuse, n int) reuseRow {
	x := reuseRow{ID: "reuse." + r.Component + "." + strconv.Itoa(n), Name: "reuse." + r.Component, Value: r.File.ID, Expired: r.Expired,
		Title: r.File.Name, Href: "/ho-so/" + r.From + "/tep/" + r.File.ID}
	if r.Result {
		x.Title = r.File.Title
	}
	for _, id := range t.Values[x.Name] {
		x.On = x.On || id == r.File.ID
	}
	args := map[string]string{"code": r.From, "day": plainDay(r.Day), "until": plainDay(r.Until), "n": strconv.Itoa(r.File.Pages)}
	key := "reuse.from"
	if r.Result {
		key = "reuse.result"
	}
	parts := []string{templates.Text(key, args)}
	if r.File.Pages > 0 {
		parts = append(parts, templates.Text("reuse.pages", args))
	}
	switch {
	case r.Expired:
		parts = append(parts, templates.Text("reuse.expired", args))
	case r.Until != "" && r.Result:
		parts = append(parts, templates.Text("reuse.until", args))
	case r.Until != "":
		parts = append(parts, templates.Text("reuse.until_look", args))
	}
	x.Meta = strings.Join(parts, " · ")
	return x
}

// reused is what the form ticks to use again.
func (t typed) reused() []casework.ReuseInput {
	var out []casework.ReuseInput
	for name, values := range t.Values {
		component, is := strings.CutPrefix(name, "reuse.")
		if !is {
			continue
		}
		for _, id := range values {
			out = append(out, casework.ReuseInput{Component: component, File: id})
		}
	}
	return out
}

// plainDay is 2006-01-02 as 02/01/2006, without the day of the week: two stand
// in one line.
func plainDay(day string) string {
	if at, err := time.Parse(time.DateOnly, day); err == nil {
		return at.Format("02/01/2006")
	}
	return day
}
