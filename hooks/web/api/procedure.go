package api

import (
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// procedureLine is one procedure of a list.
type procedureLine struct {
	Code      string              `json:"code"`
	Name      string              `json:"name"`
	Sector    string              `json:"sector"`
	LimitText string              `json:"limit_text"`
	FeeText   string              `json:"fee_text"`
	Channels  []procedure.Channel `json:"channels"`
}

// procedures lists what a unit offers today, best match first; without a unit,
// what any unit offers.
func (d Door) procedures(e *core.RequestEvent, _ access.Actor) error {
	q := e.Request.URL.Query()
	var bad problem.List
	limit := limitOf(q, &bad)
	if err := bad.Err(); err != nil {
		return err
	}
	offers, err := d.offers(e.App, q.Get("unit"), d.today())
	if err != nil {
		return err
	}
	if sector := identity.Fold(q.Get("sector")); sector != "" {
		offers = slices.DeleteFunc(slices.Clone(offers), func(o catalog.Offer) bool { return identity.Fold(o.Version.Body.Sector) != sector })
	}
	found := catalog.Search(offers, q.Get("q"))
	if after := q.Get("after"); after != "" {
		found = found[slices.IndexFunc(found, func(o catalog.Offer) bool { return o.Code == after })+1:]
	}
	out := page[procedureLine]{Items: []procedureLine{}}
	for i, o := range found {
		if i == limit {
			out.Next = found[i-1].Code
			break
		}
		v := o.Version.Body
		out.Items = append(out.Items, procedureLine{o.Code, v.Name, v.Sector, v.LimitText(), v.FeeText, list(o.Channels)})
	}
	return answer(e, http.StatusOK, out)
}

func (d Door) today() string { return d.Desk.Now().In(calendar.Location).Format(time.DateOnly) }

// offers is what one unit offers, or what any offers when unit is "".
func (d Door) offers(app core.App, unit, day string) ([]catalog.Offer, error) {
	if unit != "" {
		u, err := d.Org.UnitByCode(app, unit)
		if err != nil {
			return nil, err
		}
		if !u.Works(day) {
			return nil, nil
		}
		return d.Catalog.Offers(app, u.ID, day)
	}
	units, err := d.Org.Working(app, "", day)
	if err != nil {
		return nil, err
	}
	var out []catalog.Offer
	seen := map[string]bool{}
	for _, u := range units {
		offers, err := d.Catalog.Offers(app, u.ID, day)
		if err != nil {
			return nil, err
		}
		for _, o := range offers {
			if !seen[o.Code] {
				seen[o.Code] = true
				out = append(out, o)
			}
		}
	}
	return out, nil
}

// procedure shows one procedure as it is in force on a day.
func (d Door) procedure(e *core.RequestEvent, _ access.Actor) error {
	q := e.Request.URL.Query()
	var bad problem.List
	day := dayOf(q, "day", &bad)
	if err := bad.Err(); err != nil {
		return err
	}
	if day == "" {
		day = d.today()
	}
	code := e.Request.PathValue("code")
	if unit := q.Get("unit"); unit != "" {
		u, err := d.Org.UnitByCode(e.App, unit)
		if err != nil {
			return err
		}
		if !u.Works(day) {
			return problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitClosed}
		}
		o, err := d.Catalog.Offer(e.App, u.ID, code, day)
		if err != nil {
			return err
		}
		return answer(e, http.StatusOK, procedureOf(o.Version, o.Channels, o.Rule(), o.LocalFees))
	}
	v, err := d.Catalog.InForce(e.App, code, day)
	if err != nil {
		return err
	}
	return answer(e, http.StatusOK, procedureOf(v, v.Body.Channels, v.Body.Deadline, nil))
}
