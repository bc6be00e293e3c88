package counter

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
)

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
				name := "reuse." + r.Component
				row.Reuse = append(row.Reuse, httpx.ReuseOf(name, len(row.Reuse), t.Values[name], r))
			}
		}
	}
	v.Offered = strings.Join(offered, " ")
	for i := range v.Papers {
		v.Papers[i].ReuseError = v.Error("reuse." + v.Papers[i].Key)
	}
	return nil
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
