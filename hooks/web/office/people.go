package office

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// people fills in who the dossier is about and how it came; whoever
// supervises sees the work without the people.
func (p pages) people(e *core.RequestEvent, by access.Actor, c casework.Case, page *dossierPage) error {
	add := func(key, value string) {
		if value != "" {
			page.Info = append(page.Info, templates.Term{Name: templates.Text(key, nil), Value: value})
		}
	}
	if by.SeesPeople() {
		applicant, err := p.Desk.Person(e.App, c.Applicant)
		if err != nil {
			return err
		}
		page.Name = applicant.Name
		add("dossier.page.person", applicant.Name)
		add("dossier.page.number", identity.Mask(applicant.Number))
		add("dossier.page.birth", birth(applicant.Birth))
		add("dossier.page.address", applicant.Address)
		add("dossier.page.phone", templates.Phone(applicant.Phone))
		for _, x := range []struct{ id, key string }{{c.Submitter, "dossier.page.submitter"}, {c.Delegate, "dossier.page.delegate"}} {
			if x.id == c.Applicant {
				continue
			}
			who, err := p.Desk.Person(e.App, x.id)
			if err != nil {
				return err
			}
			add(x.key, joined(" · ", who.Name, identity.Mask(who.Number), templates.Phone(who.Phone)))
		}
	} else {
		add("dossier.page.person", templates.Text("dossier.page.people_hidden", nil))
	}
	page.Info = append(page.Info, templates.Term{Name: templates.Text("dossier.page.ref", nil), Value: c.Ref, Code: true})
	add("dossier.page.case", p.caseTitle(c))
	add("dossier.page.submitted", templates.Moment(c.SubmittedAt))
	add("dossier.page.received", templates.Moment(c.ReceivedAt))
	add("dossier.page.channel", templates.Text("channel."+string(c.Channel), nil))
	if c.ResultChannel != "" {
		add("dossier.page.result_channel", templates.Text("result_channel."+c.ResultChannel, nil))
	}
	add("dossier.page.fees", fees(c.Version.Body, c.Fees))
	add("dossier.page.unit", c.UnitRow.Name)
	for _, x := range []struct {
		key   string
		place dossier.Place
	}{{"dossier.page.place_received", c.PlaceReceived}, {"dossier.page.place_return", c.PlaceReturn}} {
		if x.place.Unit == "" {
			continue
		}
		unit, err := p.Org.UnitByID(e.App, x.place.Unit)
		if err != nil {
			return err
		}
		add(x.key, unit.Name)
	}
	return p.together(e, by, c, page)
}

// caseTitle names the case of a procedure that has more than one.
func (p pages) caseTitle(c casework.Case) string {
	if len(c.Version.Body.Cases) < 2 {
		return ""
	}
	for _, x := range c.Version.Body.Cases {
		if x.Key == c.Dossier.Case {
			return x.Title
		}
	}
	return ""
}

func fees(v procedure.Version, list []dossier.FeeLine) string {
	var out []string
	for _, f := range list {
		args := map[string]string{"title": f.Title, "amount": templates.Money(f.Amount), "ground": f.Exempt}
		if x, ok := v.Exemption(f.Key, f.Exempt); ok {
			args["ground"] = x.Title
		}
		switch {
		case f.Exempt != "":
			out = append(out, templates.Text("dossier.page.fee_exempt", args))
		case !f.Known:
			out = append(out, templates.Text("dossier.page.fee_unknown", args))
		default:
			out = append(out, templates.Text("dossier.page.fee_line", args))
		}
	}
	if len(out) == 0 {
		return templates.Text("dossier.page.fee_free", nil)
	}
	return strings.Join(out, "; ")
}

// birth is a whole day, or a year alone.
func birth(text string) string {
	if day := templates.ShortDay(text); day != "" {
		return day
	}
	return text
}

// collectors are the people a result may be handed to, to compare with.
func (p pages) collectors(app core.App, c casework.Case) ([]string, error) {
	var out []string
	seen := map[string]bool{"": true}
	for _, id := range []string{c.Applicant, c.Submitter, c.Delegate} {
		if seen[id] {
			continue
		}
		seen[id] = true
		who, err := p.Desk.Person(app, id)
		if err != nil {
			return nil, err
		}
		out = append(out, joined(" · ", who.Name, identity.Mask(who.Number)))
	}
	return out, nil
}

func joined(by string, parts ...string) string {
	var out []string
	for _, x := range parts {
		if x != "" {
			out = append(out, x)
		}
	}
	return strings.Join(out, by)
}

func isNotFound(err error) bool {
	list, ok := problem.In(err)
	return ok && list[0].Kind == problem.NotFound
}

// together names the dossiers that the same visitor handed in with this one.
func (p pages) together(e *core.RequestEvent, by access.Actor, c casework.Case, page *dossierPage) error {
	if c.Code == "" {
		return nil
	}
	list, err := p.Desk.Visit(e.App, by, c)
	if err != nil {
		return err
	}
	for _, l := range list {
		if l.ID != c.ID {
			page.Info = append(page.Info, templates.Term{Name: templates.Text("visit.together", nil), Value: l.Code, Href: httpx.DossierPath(l.Dossier)})
		}
	}
	return nil
}
