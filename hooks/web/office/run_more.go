package office

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/web/httpx"
	"motcua/templates"
)

// deed is an act of the desk with its input.
type deed[In any] = func(d *casework.Desk, app core.App, by access.Actor, code string, seen int, in In) (casework.Case, error)

func runNote(do deed[dossier.RemarkInput]) runner {
	return func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
		return do(d, tx, by, code, seen, dossier.RemarkInput{Note: in.get("note")})
	}
}

// runSupplement sends what is wrong with each paper, and also what no list
// asks for: the service refuses that, and counts it.
func runSupplement(do deed[dossier.SupplementInput]) runner {
	return func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
		c, err := d.Find(tx, by, code)
		if err != nil {
			return c, err
		}
		title := map[string]string{}
		s := dossier.SupplementInput{LimitDay: in.day("limit_day"), Reason: in.get("reason")}
		keys := []string{}
		for _, p := range c.Version.Body.Papers(c.Dossier.Case) { // in the order of the list
			keys, title[p.Key] = append(keys, p.Key), p.Title
		}
		for _, key := range in.keys("items") {
			if title[key] == "" {
				keys = append(keys, key)
			}
		}
		for _, key := range keys {
			if x := in.defect("items." + key); x != "" {
				s.Items = append(s.Items, dossier.Item{Component: key, Title: firstOf(title[key], in.get("items."+key+".title"), key), Defect: x, Ground: in.get("items." + key + ".ground")})
			}
		}
		return do(d, tx, by, code, seen, s)
	}
}

// defect is what was ticked and what was written about one paper.
func (t typed) defect(at string) string {
	var out []string
	for _, d := range t.list(at + ".canned") {
		if templates.HasText("act.defect." + d) {
			out = append(out, templates.Text("act.defect."+d, nil))
		}
	}
	if x := t.get(at + ".defect"); x != "" {
		out = append(out, x)
	}
	return strings.Join(out, "; ")
}

// counted are the papers of the counts on a form; nil when none were asked.
func (t typed) counted() []dossier.Paper {
	var out []dossier.Paper
	for _, key := range t.keys("components") {
		if out == nil {
			out = []dossier.Paper{}
		}
		at := "components." + key
		p := dossier.Paper{Key: key, Title: t.get(at + ".title"), Originals: t.count(at + ".originals"), Copies: t.count(at + ".copies"), Held: t.count(at + ".held")}
		if p.Originals != 0 || p.Copies != 0 || p.Held != 0 {
			out = append(out, p)
		}
	}
	return out
}

func runAnswer(do deed[dossier.AnswerInput]) runner {
	return func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
		c, err := d.Find(tx, by, code)
		if err != nil {
			return c, err
		}
		a := dossier.AnswerInput{Note: in.get("note")}
		brought := in.counted()
		for _, asked := range c.Version.Body.Papers(c.Dossier.Case) {
			for _, p := range brought {
				if p.Key == asked.Key {
					p.Title = asked.Title
					a.Papers = append(a.Papers, p)
				}
			}
		}
		return do(d, tx, by, code, seen, a)
	}
}

// runVolunteer keeps a line that has only a count, so that its missing name is
// asked for.
func runVolunteer(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	v := dossier.VolunteerInput{Note: in.get("note")}
	for _, key := range in.keys("components") {
		at := "components." + key
		p := dossier.Paper{Title: in.get(at + ".title"), Originals: in.count(at + ".originals"), Copies: in.count(at + ".copies"), Held: in.count(at + ".held")}
		if p.Title != "" || p.Originals != 0 || p.Copies != 0 {
			v.Papers = append(v.Papers, p)
		}
	}
	return d.Volunteer(tx, by, code, seen, v)
}

func runGiveBack(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	held, back, err := in.back(d, tx, by, code)
	if err != nil {
		return casework.Case{}, err
	}
	c, err := d.GiveBack(tx, by, code, seen, dossier.GiveBackInput{Papers: back, To: in.get("to"), Number: in.get("number"), Proof: in.get("proof"),
		Record: in.authority(), Note: in.get("note")})
	return c, placed(err, held)
}

// back are the originals that go back, by their place in the ledger of what is held.
func (t typed) back(d *casework.Desk, tx core.App, by access.Actor, code string) (held, back []dossier.Paper, err error) {
	c, err := d.Find(tx, by, code)
	if err != nil {
		return nil, nil, err
	}
	for i, p := range c.Held {
		if n := t.count("components." + place(i) + ".originals"); n != 0 {
			back = append(back, dossier.Paper{Key: p.Key, Title: p.Title, Originals: n})
		}
	}
	return c.Held, back, nil
}

// placed names what is wrong with an original by its place on the form.
func placed(err error, held []dossier.Paper) error {
	list, is := problem.In(err)
	if !is {
		return err
	}
	out := append(problem.List{}, list...)
	for i, p := range held {
		for j := range out {
			if out[j].Field == "components."+p.Key {
				out[j].Field = "components." + place(i)
			}
		}
	}
	return out
}

// reused is what the form ticks to use again.
func (t typed) reused() []casework.ReuseInput {
	var out []casework.ReuseInput
	for name := range t {
		component, is := strings.CutPrefix(name, "reuse.")
		if !is {
			continue
		}
		for _, id := range t.list(name) {
			out = append(out, casework.ReuseInput{Component: component, File: id})
		}
	}
	return out
}

// authority is the document of whoever comes for another.
func (t typed) authority() dossier.Authority {
	return httpx.ReadAuthority(func(name string) string { return t.get("authority_record." + name) })
}

func runConsult(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.Consult(tx, by, code, seen, dossier.ConsultInput{To: in.get("to"), ToName: in.get("to_name"), Subject: in.get("subject"), Slip: in.get("slip"),
		Days: in.number("days"), Linked: in.get("linked") != "", Wait: in.get("wait") != "", Shared: in.list("shared")})
}

func runPart(do deed[dossier.PartInput]) runner {
	return func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
		return do(d, tx, by, code, seen, dossier.PartInput{Part: in.get("part"), Agreed: in.get("agreed") == "true", Slip: in.get("slip"), Note: in.get("note")})
	}
}

func runPassOn(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.PassOn(tx, by, code, seen, dossier.PassOnInput{Slip: in.get("slip"), Note: in.get("note")})
}

func runApologise(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.Apologise(tx, by, code, seen, dossier.ApologyInput{Reason: in.get("reason"), Day: in.day("day")})
}

func runPost(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.PostPublic(tx, by, code, seen, dossier.PostInput{Days: in.number("days"), Ground: in.get("ground"), Slip: in.get("slip")})
}

func runResult(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.CorrectResult(tx, by, code, seen, dossier.ResultInput{State: dossier.ResultState(in.get("state")), Ground: in.get("ground"),
		ResultNumber: in.get("result_number"), Note: in.get("note")})
}
