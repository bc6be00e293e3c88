package admin

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
	"motcua/templates"
)

// pacts are the two lists of communes: those the unit receives for, and those
// that may receive for it. Only when each side names the other is there an
// agreement.
func (p office) pacts(e *core.RequestEvent, u org.Unit, code string, in catalog.PostingInput, page *templates.Page) (receives, received templates.Field, err error) {
	receives, received = page.Field("receives_for", "linked.admin_for", ""), page.Field("received_by", "linked.admin_by", "")
	if u.Kind != "commune" {
		return receives, received, nil
	}
	all, err := p.Org.Working(e.App, "commune", p.today())
	if err != nil {
		return receives, received, err
	}
	asks, err := p.Catalog.Asking(e.App, u.ID, code)
	if err != nil {
		return receives, received, err
	}
	for _, x := range all {
		if x.ID == u.ID {
			continue
		}
		receives.Options = append(receives.Options, templates.Option{Value: x.Code, Label: x.Name, Chosen: slices.Contains(in.For, x.Code)})
		o := templates.Option{Value: x.Code, Label: x.Name, Chosen: slices.Contains(in.By, x.Code)}
		if slices.Contains(asks, x.ID) {
			o.Hint = templates.Text("linked.admin_asks", nil)
		}
		received.Options = append(received.Options, o)
	}
	return receives, received, nil
}

// codes are the codes of units named by their record ids.
func (p office) codes(e *core.RequestEvent, ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		u, err := p.Org.UnitByID(e.App, id)
		if err != nil {
			return nil, err
		}
		out = append(out, u.Code)
	}
	return out, nil
}
