package counter

import (
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/templates"
)

// goOn fills in the person of a dossier that the same visitor just handed in,
// so that only the procedure is left to choose; code is that dossier's.
func (d desk) goOn(e *core.RequestEvent, by access.Actor, t typed, code string) error {
	if code == "" {
		return nil
	}
	c, err := d.Desk.Find(e.App, by, casework.VisitCode(code))
	if err != nil {
		return err
	}
	if c.Code == "" || !by.Works(c.UnitPath) {
		return problem.Problem{Kind: problem.NotFound, Key: casework.KeyNotFound}
	}
	t.Set("visit", c.Code)
	for _, x := range []struct{ role, id string }{{applicant, c.Applicant}, {submitter, c.Submitter}, {delegate, c.Delegate}} {
		if x.id == "" || x.role == submitter && x.id == c.Applicant {
			continue
		}
		p, err := d.Desk.Person(e.App, x.id)
		if err != nil {
			return err
		}
		t.put(x.role, p, true)
	}
	return nil
}

// visit says which dossiers the one being typed joins.
func (d desk) visit(e *core.RequestEvent, by access.Actor, t typed, v *intakePage) error {
	code := casework.VisitCode(t.text("visit"))
	if code == "" {
		return nil
	}
	c, err := d.Desk.Find(e.App, by, code)
	if _, is := problem.In(err); is || err == nil && c.Code == "" {
		return nil // the service refuses it when the form is sent
	}
	if err != nil {
		return err
	}
	list, err := d.Desk.Visit(e.App, by, c)
	if err != nil {
		return err
	}
	codes := make([]string, len(list))
	for i, l := range list {
		codes[i] = l.Code
	}
	v.Visit = c.Code
	v.Notices = append(v.Notices, templates.Notice{Tone: "info", Title: templates.Text("visit.joined", map[string]string{"codes": strings.Join(codes, ", ")})})
	return nil
}

// cover is how the receipt offers the common slip of a visit: how many
// dossiers it lists, "" for one alone.
func (d desk) cover(e *core.RequestEvent, by access.Actor, c casework.Case) (string, error) {
	list, err := d.Desk.Visit(e.App, by, c)
	if err != nil || len(list) < 2 {
		return "", err
	}
	return strconv.Itoa(len(list)), nil
}
