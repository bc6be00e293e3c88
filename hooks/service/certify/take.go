package certify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/certify"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/org"
)

// Codes of what the fast lane refuses.
const (
	KeyNotFast  = "certify.not_fast" // a procedure that is not certified while one waits
	KeyNoSigner = "certify.no_signer"
	KeyCount    = "certify.count" // a count that is none
	KeySigner   = "certify.signer"
)

// Input is one certification as the fast lane takes it in.
type Input struct {
	Procedure string // certify.ProcedureCopy or ProcedureSignature
	Applicant casework.PersonInput
	Document  string
	Pages     string // of the original; a copy only
	Copies    string // copies of the original, or papers to be signed
	Manner    string // of a signature: "sign" (default) or "fingerprint"
	Bulk      bool   // a copy that takes longer than the day
	Signer    string // staff id of the leader; "" = oneself when able, else the first there is
	Exempt    map[string]string
	Print     bool // the receipt is printed at once
}

// intake is the input as the desk takes any dossier in.
func (in Input) intake() casework.ReceiveInput {
	r := casework.ReceiveInput{Procedure: in.Procedure, Applicant: in.Applicant, Answers: form.Answers{"document": strings.TrimSpace(in.Document)},
		Fee: casework.FeeInput{Exemptions: in.Exempt}, Print: in.Print}
	if kind, _ := certify.KindOf(in.Procedure); kind == certify.Signature {
		r.Answers["documents"], r.Answers["manner"] = strings.TrimSpace(in.Copies), "sign"
		if in.Manner == "fingerprint" {
			r.Answers["manner"] = in.Manner
		}
		r.Components = []dossier.Paper{{Key: "document", Originals: max(1, whole(in.Copies))}}
		return r
	}
	r.Answers["pages"], r.Answers["copies"] = strings.TrimSpace(in.Pages), strings.TrimSpace(in.Copies)
	if in.Bulk {
		r.Case = "bulk"
	}
	return r
}

// Preview is what the lane shows while it is typed: the fees and the due date.
func (o *Office) Preview(app core.App, by access.Actor, in Input) (casework.Preview, error) {
	return o.Desk.Preview(app, by, in.intake())
}

// Signers are the leaders whom the certifications of the actor's unit may be
// handed to.
func (o *Office) Signers(app core.App, unit org.Unit) ([]access.Actor, error) {
	return o.Org.StaffOf(app, unit.Path, access.Leader)
}

// Certify takes a certification in, in one transaction: the dossier, its number
// in the book, and the way to whoever signs. Who may sign, too, signs and
// hands over in the same moment (done at once); else the line waits.
func (o *Office) Certify(app core.App, by access.Actor, in Input) (Entry, error) {
	var out Entry
	err := app.RunInTransaction(func(tx core.App) error {
		signer, bad, err := o.check(tx, by, in)
		if err != nil {
			return err
		}
		got, err := o.Desk.Receive(tx, by, in.intake())
		if more, is := problem.In(err); is {
			return onePerField(bad, more)
		}
		if err != nil || len(bad) > 0 {
			return firstOf(err, bad.Err())
		}
		if out, err = o.enter(tx, by, got.Case, got.ReceivedAt); err != nil {
			return err
		}
		if err := o.pass(tx, by, got.Case, signer); err != nil {
			return err
		}
		if err := o.ask(tx, out, signer); err != nil {
			return err
		}
		if signer.ID == by.ID {
			if err := o.atOnce(tx, by, got.Code, out, in.Applicant.Name); err != nil {
				return err
			}
		}
		out, _, err = one(tx, dbx.HashExp{"id": out.ID})
		return err
	})
	return out, err
}

// laneField is what the lane calls a field of the desk's own form.
var laneField = map[string]string{"answers.document": "document", "answers.pages": "pages", "answers.copies": "copies", "answers.documents": "copies"}

// onePerField joins what the lane and what the desk found, one problem a field,
// under the names of the lane's fields.
func onePerField(lists ...problem.List) error {
	var out problem.List
	seen := map[string]bool{}
	for _, p := range slices.Concat(lists...) {
		if name, ok := laneField[p.Field]; ok {
			p.Field = name
		}
		if p.Field == "" || !seen[p.Field] {
			out = append(out, p)
		}
		seen[p.Field] = true
	}
	return out.Err()
}

func firstOf(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// check reads what is the lane's own: the counts, and who signs.
func (o *Office) check(tx core.App, by access.Actor, in Input) (access.Actor, problem.List, error) {
	var bad problem.List
	kind, ok := certify.KindOf(in.Procedure)
	if !ok || !kind.Fast() {
		return access.Actor{}, nil, problem.Of("procedure", KeyNotFast)
	}
	if strings.TrimSpace(in.Document) == "" {
		bad.Add("document", dossier.KeyRequired)
	}
	for _, c := range []struct {
		field, text string
		asked       bool
	}{{"pages", in.Pages, kind == certify.Copy}, {"copies", in.Copies, true}} {
		switch text := strings.TrimSpace(c.text); {
		case !c.asked:
		case text == "":
			bad.Add(c.field, dossier.KeyRequired)
		case whole(text) < 1:
			bad.Add(c.field, KeyCount)
		}
	}
	unit, err := o.Desk.IntakeUnit(tx, by)
	if err != nil {
		return access.Actor{}, nil, err
	}
	able, err := o.Signers(tx, unit)
	if err != nil {
		return access.Actor{}, nil, err
	}
	signer, key := choose(able, by, in.Signer)
	if key != "" {
		bad.Add("signer", key)
	}
	return signer, bad, nil
}

// choose is who signs: the one named; else the actor when able; else the first
// there is, whom the page offers first, too.
func choose(able []access.Actor, by access.Actor, id string) (access.Actor, string) {
	if len(able) == 0 {
		return access.Actor{}, KeyNoSigner
	}
	for _, a := range able {
		if a.ID == id || id == "" && a.ID == by.ID {
			return a, ""
		}
	}
	if id == "" {
		return able[0], ""
	}
	return access.Actor{}, KeySigner
}

// pass hands the dossier on: to the signer when the next step is the
// signature, else to the first colleague of the step that comes before it.
func (o *Office) pass(tx core.App, by access.Actor, c casework.Case, signer access.Actor) error {
	step, able, err := o.Desk.Receivers(tx, c, dossier.Forward)
	if err != nil {
		return err
	}
	to := signer
	if access.Role(step.Role) != access.Leader {
		if len(able) == 0 {
			return problem.Of("signer", KeyNoSigner)
		}
		to = able[0]
	}
	_, err = o.Desk.Forward(tx, by, c.Code, 0, dossier.MoveInput{To: to.ID, Outcome: dossier.Granted})
	return err
}

// ask notes whose signature the line waits for.
func (o *Office) ask(tx core.App, e Entry, signer access.Actor) error {
	_, err := tx.DB().Update("certifications", dbx.Params{"signer": signer.ID, "signer_name": signer.Name, "signer_title": signer.Title}, dbx.HashExp{"id": e.ID}).Execute()
	if err != nil {
		return fmt.Errorf("ask for signature of line %d: %w", e.Number, err)
	}
	return nil
}

// atOnce signs and hands over what the actor alone may finish. Where something
// still stands against handing it over (the fee), it waits signed on the shelf.
func (o *Office) atOnce(tx core.App, by access.Actor, code string, e Entry, applicant string) error {
	c, err := o.Desk.Find(tx, by, code)
	if err != nil || c.Permit(dossier.Resolve, by) != nil || c.Waiting != dossier.WaitSignature {
		return err
	}
	if _, err := o.Desk.Resolve(tx, by, code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: e.NumberText()}); err != nil {
		return err
	}
	_, err = o.Desk.Return(tx, by, code, 0, dossier.ReturnInput{CollectorName: applicant, Checked: true})
	if _, is := problem.In(err); is {
		return nil
	}
	return err
}
