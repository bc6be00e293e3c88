package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// KeyPactUnit says that no commune of that code works here.
const KeyPactUnit = "catalog.pact_unit"

// ReceivesFor reports whether a unit (here) may take a procedure in for another
// one (there) on a day: both offer it, here says that it receives for there,
// and there agrees. Either side alone is not enough.
func (c *Catalog) ReceivesFor(app core.App, here, there, code, day string) (bool, error) {
	list, err := c.Competent(app, here, code, day)
	return slices.Contains(list, there), err
}

// Competent lists the unit ids that a unit may take a procedure in for on a day.
func (c *Catalog) Competent(app core.App, here, code, day string) ([]string, error) {
	a, err := c.Offer(app, here, code, day)
	if isNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, there := range a.For {
		b, err := c.Offer(app, there, code, day)
		if err != nil && !isNotFound(err) {
			return nil, err
		}
		if err == nil && slices.Contains(b.By, here) {
			out = append(out, there)
		}
	}
	return out, nil
}

// Asking lists the unit ids that offer to receive a procedure for a unit,
// whether it has agreed or not.
func (c *Catalog) Asking(app core.App, there, code string) ([]string, error) {
	var out []string
	err := app.DB().NewQuery("SELECT o.unit FROM offerings o JOIN procedures p ON p.id = o.procedure WHERE p.code = {:code} AND o.active = TRUE AND EXISTS " +
		"(SELECT 1 FROM json_each(o.receives_for) WHERE value = {:unit}) ORDER BY o.unit").
		Bind(map[string]any{"code": code, "unit": there}).Column(&out)
	if err != nil {
		return nil, fmt.Errorf("list who receives %s for unit %s: %w", code, there, err)
	}
	return out, nil
}

// pactUnits reads the codes of other communes as record ids.
func pactUnits(app core.App, o *org.Office, self, field string, codes []string) ([]string, problem.List, error) {
	out := []string{}
	var bad problem.List
	for _, code := range codes {
		if code = strings.TrimSpace(code); code == "" {
			continue
		}
		u, err := o.UnitByCode(app, code)
		if err != nil && !isNotFound(err) {
			return nil, nil, err
		}
		if err != nil || u.Kind != "commune" || u.ID == self {
			bad = append(bad, problem.Of(field, KeyPactUnit).With("code", code))
			continue
		}
		if !slices.Contains(out, u.ID) {
			out = append(out, u.ID)
		}
	}
	return out, bad, nil
}

// ids reads a list of record ids as it is stored.
func ids(raw string) []string {
	var out []string
	if json.Unmarshal([]byte(raw), &out) != nil {
		return nil
	}
	return out
}
