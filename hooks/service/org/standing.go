package org

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
)

// standings are the colleagues whom people stand in for on this office day, by
// the staff id of who stands in; taker "" = everybody. A giver who has left,
// moved away or lost the role lends nothing.
func (o *Office) standings(app core.App, taker string) (map[string][]access.Standing, error) {
	q := "SELECT d.taker, d.giver, d.roles AS lent, d.unit_path, s.name, s.title, s.roles FROM deputies d " +
		"INNER JOIN staff s ON s.id = d.giver AND s.active = TRUE INNER JOIN units u ON u.id = s.unit " +
		"WHERE d.withdrawn_at = '' AND d.start_day <= {:today} AND d.end_day >= {:today} AND substr(u.path, 1, length(d.unit_path)) = d.unit_path"
	params := dbx.Params{"today": o.Today()}
	if taker != "" {
		q += " AND d.taker = {:taker}"
		params["taker"] = taker
	}
	var rows []struct {
		Taker, Giver, Lent, Name, Title, Roles string
		UnitPath                               string `db:"unit_path"`
	}
	if err := app.DB().NewQuery(q + " ORDER BY d.start_day, d.id").Bind(params).All(&rows); err != nil {
		return nil, fmt.Errorf("find whom %s stands in for: %w", taker, err)
	}
	out := map[string][]access.Standing{}
	for _, r := range rows {
		var d access.Deputation
		var own []access.Role
		if err := json.Unmarshal([]byte(r.Lent), &d.Roles); err != nil {
			return nil, fmt.Errorf("read roles lent by %s: %w", r.Giver, err)
		}
		if r.Roles != "" {
			if err := json.Unmarshal([]byte(r.Roles), &own); err != nil {
				return nil, fmt.Errorf("read roles of %s: %w", r.Giver, err)
			}
		}
		if lent := d.Lent(own); len(lent) > 0 {
			out[r.Taker] = append(out[r.Taker], access.Standing{ID: r.Giver, Name: r.Name, Title: r.Title, Roles: lent})
		}
	}
	return out, nil
}

// SignsFor is what stands before the title when the actor signed at a moment on
// behalf of a colleague, by the colleague's name as the event has it ("" =
// oneself): access.Actor.SignsFor with the colleague's title of that time.
func (o *Office) SignsFor(app core.App, actor, onBehalfOf string, at time.Time) (string, error) {
	if onBehalfOf == "" {
		return "", nil
	}
	by, err := o.StaffByID(app, actor)
	if err != nil {
		return "", err
	}
	day := at.In(calendar.Location).Format(time.DateOnly)
	list, err := o.deputies(app, dbx.NewExp("d.taker = {:taker} AND d.giver_name = {:name} AND d.start_day <= {:day} AND d.end_day >= {:day}",
		dbx.Params{"taker": actor, "name": onBehalfOf, "day": day}))
	if err != nil || len(list) == 0 {
		return by.SignsFor(""), err
	}
	return by.SignsFor(list[0].GiverTitle), nil
}
