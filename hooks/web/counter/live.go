package counter

import (
	"bytes"
	"maps"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/catalog"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// preview answers with the parts of the form that follow from what has been
// typed so far: always what can only be read, and what can be typed in only
// when another procedure or case calls for other fields.
func (d desk) preview(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{maps.Clone(values)}
	shownCode, shownCase := t.shown()
	t.readCards()
	t.turned()
	v, err := d.view(e, by, t, nil)
	if err != nil {
		return err
	}
	v.NewProcedure = shownCode != v.Code
	v.NewCase = v.NewProcedure || shownCase != v.CaseKey
	v.Redraw = !v.NewCase && t.Get("offered") != v.Offered
	var b bytes.Buffer
	if err := templates.Fragment(&b, "counter/intake", "intake-parts", v); err != nil {
		return err
	}
	return e.HTML(http.StatusOK, b.String())
}

// suggestion is one line under the box of procedures.
type suggestion struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Hint  string `json:"hint"`
}

// suggest finds procedures by the beginnings of words, without marks.
func (d desk) suggest(e *core.RequestEvent, by access.Actor) error {
	unit, err := d.Desk.IntakeUnit(e.App, by)
	if err != nil {
		return err
	}
	offers, err := d.Catalog.Offers(e.App, unit.ID, d.today())
	if err != nil {
		return err
	}
	out := []suggestion{}
	for _, o := range catalog.Search(offers, e.Request.URL.Query().Get("q")) {
		out = append(out, suggestion{o.Code, o.Version.Body.Name, hint(o)})
	}
	return e.JSON(http.StatusOK, out)
}

// hint is code, limit and fee in a few words.
func hint(o catalog.Offer) string {
	parts := []string{o.Code, o.Rule().Limit.Words()}
	if len(o.Version.Body.Fees) == 0 {
		parts = append(parts, templates.Text("counter.free", nil))
	}
	return strings.Join(parts, " · ")
}

// known is what the office last wrote about a person.
type known struct {
	Found    bool     `json:"found"`
	Number   string   `json:"identity_number"`
	Name     string   `json:"name"`
	Birth    string   `json:"birth"`
	Sex      string   `json:"sex"`
	Address  string   `json:"address"`
	Phone    string   `json:"phone"`
	Email    string   `json:"email"`
	Twin     string   `json:"twin"` // code of an open dossier of the same person and procedure
	Warnings []string `json:"warnings"`
	Message  string   `json:"message,omitempty"`
}

// person answers with what the unit knows of the holder of a number, or with
// the visitor before (nguoi). The number travels in the body, never in an
// address.
func (d desk) person(e *core.RequestEvent, by access.Actor) error {
	values, err := httpx.Form(e)
	if err != nil {
		return err
	}
	t := typed{values}
	if t.Has("nguoi") {
		p, err := d.Desk.LastReceived(e.App, by)
		if err != nil {
			return err
		}
		return e.JSON(http.StatusOK, known{Found: p.ID != "", Number: p.Number, Name: p.Name, Birth: identity.Birth(p.Birth).String(), Sex: p.Sex,
			Address: p.Address, Phone: p.Phone, Email: p.Email, Warnings: []string{}})
	}
	t.readCards()
	n, err := identity.ParseNumber(t.Get("applicant.identity_number"))
	if list, bad := problem.In(err); bad {
		return e.JSON(http.StatusUnprocessableEntity, known{Warnings: []string{}, Message: templates.Text(list[0].Key, list[0].Args)})
	}
	p, err := d.Desk.LastPerson(e.App, by, n.Digits)
	if err != nil {
		return err
	}
	twin, err := d.Desk.Twin(e.App, by, n.Digits, t.text("procedure"))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, known{Found: p.ID != "", Number: n.Digits, Name: p.Name, Birth: identity.Birth(p.Birth).String(), Sex: p.Sex,
		Address: p.Address, Phone: p.Phone, Email: p.Email, Twin: twin, Warnings: t.doubts()})
}

// doubts are what the digits of the applicant's number say against the rest:
// worth a look, never a reason to refuse.
func (t typed) doubts() []string {
	out := []string{}
	n, err := identity.ParseNumber(t.Get("applicant.identity_number"))
	if err != nil {
		return out // said at the field when the form is sent
	}
	birth, err := identity.ParseBirth(t.Get("applicant.birth"))
	if err != nil {
		birth = ""
	}
	for _, w := range n.Check(birth, identity.ParseSex(t.Get("applicant.sex"))) {
		out = append(out, templates.Text(string(w), nil))
	}
	return out
}
