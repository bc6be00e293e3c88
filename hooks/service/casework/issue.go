package casework

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/paper"
)

// KeyNoPaper says that a dossier has no such paper.
const KeyNoPaper = "paper.not_found"

// Issue asks for one more copy of a paper. Draw lays it out; it may be called
// again when somebody printed the same paper meanwhile.
type Issue struct {
	Form   string // by the numbers of service/paper
	Of     string // the event it tells of; "" = the whole dossier
	Number string // of a paper that is numbered elsewhere: the receipt, by its book
	Draw   func(Print) ([]byte, error)
}

// Print is what a copy carries of its own.
type Print struct {
	Number string // after "Số:"
	Copy   int    // 1 the first
	At     time.Time
}

// Issued is one copy of a paper, as it was printed.
type Issued struct {
	Form, Of, Number string
	Copy             int
	At               time.Time
	By               string
	SHA256           string
	Seq              int    // number of the printed event
	File             string // record id of the kept PDF; "" when none was kept
}

// errFaster says that somebody printed the same paper between two looks.
var errFaster = errors.New("the paper was printed meanwhile")

// Issue prints one more copy: the PDF is made outside the transaction, then
// kept with its hash in the printed event. What is opened later is exactly that
// file.
func (d *Desk) Issue(app core.App, by access.Actor, code string, in Issue) (Case, Issued, error) {
	for range 5 {
		c, out, err := d.issue(app, by, code, in)
		if !errors.Is(err, errFaster) {
			return c, out, err
		}
	}
	return Case{}, Issued{}, fmt.Errorf("issue paper %s: %w", in.Form, errFaster)
}

func (d *Desk) issue(app core.App, by access.Actor, code string, in Issue) (Case, Issued, error) {
	c, err := d.Find(app, by, code)
	if err != nil {
		return c, Issued{}, err
	}
	if err := mayIssue(c, by); err != nil {
		return c, Issued{}, err
	}
	plan, err := d.plan(app, c, in, d.now())
	if err != nil {
		return c, Issued{}, err
	}
	pdf, err := in.Draw(plan)
	if err != nil {
		return c, Issued{}, err
	}
	out := Issued{Form: in.Form, Of: in.Of, Number: plan.Number, Copy: plan.Copy, At: plan.At, By: by.Name}
	c, err = d.act(app, by, code, 0, func(tx core.App, c Case, _ time.Time) (decided, error) {
		if now, err := d.plan(tx, c, in, plan.At); err != nil || now != plan {
			return decided{}, errors.Join(err, errFaster)
		}
		if err := d.takePlanned(tx, c, in, plan); err != nil {
			return decided{}, err
		}
		f, err := d.keep(tx, by, c, in, plan, pdf)
		if err != nil {
			return decided{}, err
		}
		out.File, out.SHA256 = f.ID, f.SHA256
		return decided{event: dossier.Event{Unit: c.Unit, Dossier: c.ID, Kind: dossier.Printed, At: plan.At, Actor: by.ID, ActorName: by.Name,
			Data: dossier.Data{Paper: in.Form, PaperOf: in.Of, PaperNo: plan.Number, Copy: plan.Copy, SHA256: f.SHA256}}}, nil
	})
	return c, out, err
}

// mayIssue lets the staff who handle the unit's dossiers print.
func mayIssue(c Case, by access.Actor) error {
	if !by.Works(c.UnitPath) || !by.HasAny(access.Clerk, access.Officer, access.Leader) {
		return problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}.With("act", string(dossier.Printed))
	}
	return nil
}

// plan is what the next copy will carry: which copy it is, and the number that
// its act gave it, or that its first copy had, or that comes next.
func (d *Desk) plan(app core.App, c Case, in Issue, at time.Time) (Print, error) {
	events, err := d.events(app, c.ID)
	if err != nil {
		return Print{}, err
	}
	p := Print{Number: in.Number, Copy: 1, At: at}
	found := in.Of == ""
	for _, e := range events {
		switch {
		case in.Of != "" && e.ID == in.Of:
			found = true
			if PaperOf(e.Kind) == in.Form {
				p.Number = e.Data.PaperNo
			}
		case e.Kind == dossier.Printed && e.Data.Paper == in.Form && e.Data.PaperOf == in.Of:
			p.Copy++
			if in.Number == "" {
				p.Number = e.Data.PaperNo
			}
		}
	}
	if !found {
		return p, problem.Problem{Kind: problem.NotFound, Key: KeyNoPaper}
	}
	if p.Number == "" && ownSeries(in.Form) {
		p.Number, err = peek(app, c, in.Form, at)
	}
	return p, err
}

// ownSeries reports whether a form takes its number when it is printed first:
// no act of its own gives it one.
func ownSeries(form string) bool { return form == paper.FormControl }

// peek is the number that comes next, without taking it.
func peek(app core.App, c Case, form string, at time.Time) (string, error) {
	var last int
	err := app.DB().Select("COALESCE(MAX(last), 0)").From("number_series").
		Where(dbx.HashExp{"unit": c.Unit, "series": form + " " + officeDay(at)[:4]}).Row(&last)
	if err != nil {
		return "", fmt.Errorf("look at series %s: %w", form, err)
	}
	f, _ := paper.FormAt(form, officeDay(at))
	return f.Number(last+1, c.UnitRow.PaperLetters()), nil
}

// takePlanned takes the number that the drawn paper carries already.
func (d *Desk) takePlanned(tx core.App, c Case, in Issue, plan Print) error {
	if !ownSeries(in.Form) || plan.Copy > 1 {
		return nil
	}
	got, err := paperNumber(tx, c.UnitRow, in.Form, plan.At)
	if err == nil && got != plan.Number {
		return errFaster
	}
	return err
}

// issuedComponent is the component of a kept paper among the dossier's files.
const issuedComponent = "issued"

func (d *Desk) keep(tx core.App, by access.Actor, c Case, in Issue, plan Print, pdf []byte) (File, error) {
	form, _ := paper.FormAt(in.Form, officeDay(plan.At))
	name := in.Form
	if plan.Number != "" {
		name += "-" + strings.ReplaceAll(plan.Number, "/", "-")
	}
	f := File{Component: issuedComponent, Title: form.Title, Name: fmt.Sprintf("%s-ban-%d.pdf", name, plan.Copy), Mime: "application/pdf"}
	return d.storeFile(tx, by, c, f, pdf, map[string]any{"origin": "issued", "access": "internal"})
}
