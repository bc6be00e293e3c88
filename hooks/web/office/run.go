package office

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/service/casework"
)

type runner = func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error)

// runMove, runEnd: the acts of one shape.
func runMove(do func(d *casework.Desk, app core.App, by access.Actor, code string, seen int, in dossier.MoveInput) (casework.Case, error)) runner {
	return func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
		m := dossier.MoveInput{To: in.get("to"), Note: in.get("note"), Outcome: dossier.Outcome(in.get("outcome"))}
		if in.get("team") != "" { // the boxes were shown: none ticked means nobody
			m.Cooperating, m.Watching = in.list("cooperating"), in.list("watching")
		}
		return do(d, tx, by, code, seen, m)
	}
}

func runEnd(do func(d *casework.Desk, app core.App, by access.Actor, code string, seen int, in dossier.EndInput) (casework.Case, error)) runner {
	return func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
		return do(d, tx, by, code, seen, dossier.EndInput{Reason: in.get("reason"), Ground: in.get("ground"), Agency: in.get("agency"),
			Cause: dossier.Cause(in.get("cause")), AskCause: true})
	}
}

// runResolve fills in the ground that the version gives for the chosen reason.
func runResolve(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	r := dossier.ResolveInput{Outcome: dossier.Outcome(in.get("outcome")), Reason: in.get("reason"), Ground: in.get("ground"),
		Note: in.get("note"), ResultNumber: in.get("result_number")}
	if r.Outcome == dossier.Refused && r.Ground == "" {
		c, err := d.Find(tx, by, code)
		if err != nil {
			return c, err
		}
		for _, x := range c.Version.Body.RefusalCodes {
			if x.Key == r.Reason {
				r.Ground = x.Ground
			}
		}
	}
	if r.Outcome == dossier.Granted {
		r.Reason, r.Ground = "", ""
	}
	return d.Resolve(tx, by, code, seen, r)
}

// runReceive takes a dossier in that was filed online or told to come back:
// its papers as counted now, or as they were filed.
func runReceive(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	papers := in.counted()
	if papers != nil {
		c, err := d.Find(tx, by, code)
		if err != nil {
			return c, err
		}
		for _, p := range c.Papers { // what the citizen volunteered stays
			if p.Volunteer {
				papers = append(papers, p)
			}
		}
	}
	got, err := d.ReceiveSubmitted(tx, by, code, seen, casework.ReceiveInput{Components: papers, Reuse: in.reused(), Promise: in.get("promise"), Fee: casework.FeeInput{Deferred: true}})
	return got.Case, err
}

func runAskPayment(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.AskPayment(tx, by, code, seen, dossier.PaymentInput{Slip: in.get("slip"), Note: in.get("note")})
}

func runSettle(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.SettlePayment(tx, by, code, seen, dossier.PaymentInput{Slip: in.get("slip"), Note: in.get("note")})
}

func runShelve(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.Shelve(tx, by, code, seen, dossier.ShelveInput{Shelf: in.get("shelf"), ResultNumber: in.get("result_number")})
}

func runExtend(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	return d.Extend(tx, by, code, seen, dossier.ExtendInput{N: in.number("n"), Reason: in.get("reason"), Slip: in.get("slip")})
}

// runReturn reads a whole card that a scanner typed into the number box.
func runReturn(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error) {
	held, back, err := in.back(d, tx, by, code)
	if err != nil {
		return casework.Case{}, err
	}
	name, number := collectorOf(in)
	c, err := d.Collect(tx, by, code, seen, casework.CollectInput{Back: back, ReturnInput: dossier.ReturnInput{CollectorName: name, CollectorNumber: number,
		Checked: in.get("checked") != "", Record: in.authority(), Note: in.get("note"), Kept: in.get("kept")}})
	return c, placed(err, held)
}

func collectorOf(in typed) (name, number string) {
	name, number = in.get("collector_name"), in.get("collector_number")
	if card, ok := identity.ParseCard(number); ok {
		number = card.Number.Digits
		if name == "" {
			name = card.Name
		}
	}
	return name, number
}
