package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
)

// Submit files a dossier online, for the citizen (an actor without account) or
// a clerk who helps. It gets a reference and a tracking token; the code comes
// with receipt. Answers and a phone are needed here: nobody is at the desk who
// could be asked.
func (d *Desk) Submit(app core.App, by access.Actor, in ReceiveInput) (Received, error) {
	if in.Channel == "" {
		in.Channel = procedure.Online
	}
	in.ReceivedBasis, in.ReceivedAt, in.Slip, in.Print, in.For, in.ReturnAt = "", "", "", false, "", ""
	in.Reuse = nil // from afar nobody proves to be the one whose papers these are
	var out Received
	err := app.RunInTransaction(func(tx core.App) error {
		at := d.now()
		unit, err := d.Org.UnitByCode(tx, in.Unit)
		if err != nil {
			return err
		}
		w, err := d.readFor(tx, unit, by, in, at)
		var bad problem.List
		if list, is := problem.In(err); is {
			bad = list
		} else if err != nil {
			return err
		}
		if err := append(bad, remote(w, in)...).Err(); err != nil {
			return err
		}
		out, err = d.submit(tx, by, in, w, at)
		return err
	})
	return out, err
}

// remote lists what filing from afar needs beside an intake at the desk.
func remote(w draft, in ReceiveInput) problem.List {
	var bad problem.List
	if w.applicant.Phone == "" && (w.submitter == nil || w.submitter.Phone == "") {
		bad.Add("applicant.phone", KeyPhoneNeeded)
	}
	for _, p := range w.offer.Version.Body.Form.Validate(in.Answers) {
		if len(answered(problem.List{p})) == 0 {
			bad = append(bad, p)
		}
	}
	return bad
}

func (d *Desk) submit(tx core.App, by access.Actor, in ReceiveInput, w draft, at time.Time) (Received, error) {
	res, err := compute(w.cal, dossier.Reception(at))
	if err != nil {
		return Received{}, err
	}
	id := newID(at)
	p, err := d.savePeople(tx, id, &w, in, at)
	if err != nil {
		return Received{}, err
	}
	if w.intake.Ref, err = d.newRef(tx); err != nil {
		return Received{}, err
	}
	e, err := (dossier.Dossier{ID: id, Unit: w.unit.ID, UnitPath: w.unit.Path}).Submit(by, at, w.intake, kept(res, dossier.ReceptionLimit.Unit))
	if err != nil {
		return Received{}, err
	}
	c := Case{Answers: in.Answers, Version: w.offer.Version, UnitRow: w.unit, Cal: w.cal, Rule: w.offer.Rule()}
	if c, err = d.begin(tx, c, decided{e, p.detail}, p); err != nil {
		return Received{}, err
	}
	return Received{Case: c, Token: d.TrackToken(id), Trace: res.Trace}, nil
}

// ReceiveSubmitted takes a filed dossier in: it gets its code, its appointment
// and its receipt. Of in only what the clerk checked counts: papers (nil = as
// filed), fees, promise, result channel and whether to print.
func (d *Desk) ReceiveSubmitted(app core.App, by access.Actor, id string, seen int, in ReceiveInput) (Received, error) {
	var out Received
	err := app.RunInTransaction(func(tx core.App) error {
		at := d.now()
		c, err := d.Find(tx, by, id)
		if err != nil {
			return err
		}
		if err := c.Permit(dossier.Receive, by); err != nil {
			return err
		}
		if seen != 0 && seen != c.Seq {
			return problem.Problem{Kind: problem.Conflict, Key: KeyChanged}
		}
		w, err := d.filed(tx, by, c, &in, at)
		if err != nil {
			return err
		}
		out, err = d.receiveSubmitted(tx, by, c, in, w, at)
		return err
	})
	return out, err
}

// filed reads a filed dossier as an intake, under the version it was filed under.
func (d *Desk) filed(tx core.App, by access.Actor, c Case, in *ReceiveInput, at time.Time) (draft, error) {
	w := draft{unit: c.UnitRow, cal: c.Cal}
	offer, err := d.Catalog.Offer(tx, c.Unit, c.Procedure, officeDay(at))
	if isNotFound(err) {
		offer = catalog.Offer{Code: c.Procedure}
	} else if err != nil {
		return w, err
	}
	offer.Version, offer.Channels = c.Version, []procedure.Channel{c.Channel}
	w.offer = offer
	in.Case, in.Channel, in.Answers, in.ReceivedBasis, in.ReceivedAt = c.Dossier.Case, c.Channel, c.Answers, dossier.Filed, ""
	if c.State == dossier.Draft {
		in.ReceivedBasis = dossier.Live // told at the desk what to bring, and back with it
	}
	if in.Components == nil {
		in.Components = c.Papers
	}
	if in.ResultChannel == "" {
		in.ResultChannel = c.ResultChannel
	}
	who, err := d.Person(tx, c.Applicant)
	if err != nil {
		return w, err
	}
	reused, bad, err := d.reused(tx, by, c.UnitRow, who.Number, c.Version.Body, in.Reuse)
	if err != nil {
		return w, err
	}
	in.Components = withReused(in.Components, reused)
	w, err = d.readCase(w, *in, at, bad)
	w.reused = reused
	w.intake.Applicant, w.intake.Submitter, w.intake.Delegate, w.intake.Ref = c.Applicant, c.Submitter, c.Delegate, c.Ref
	return w, err
}

func (d *Desk) receiveSubmitted(tx core.App, by access.Actor, c Case, in ReceiveInput, w draft, at time.Time) (Received, error) {
	res, err := compute(w.cal, w.query)
	if err != nil {
		return Received{}, err
	}
	if err := d.number(tx, &w, at); err != nil {
		return Received{}, err
	}
	e, err := c.Dossier.Receive(by, at, w.intake, kept(res, w.query.Limit.Unit))
	if err != nil {
		return Received{}, err
	}
	if c, err = d.write(tx, c, decided{event: e}); err != nil {
		return Received{}, err
	}
	if err := d.keepReused(tx, by, c, w.reused); err != nil {
		return Received{}, err
	}
	if in.Print {
		if c, err = d.write(tx, c, decided{event: printed(c.Dossier, by, at, 1)}); err != nil {
			return Received{}, err
		}
	}
	fold := dbx.NewExp("{:fold} || ' ' || search_fold", dbx.Params{"fold": identity.Fold(c.Code)})
	if _, err := tx.DB().Update("dossiers", dbx.Params{"search_fold": fold}, dbx.HashExp{"id": c.ID}).Execute(); err != nil {
		return Received{}, fmt.Errorf("write search text of dossier %s: %w", c.ID, err)
	}
	return Received{Case: c, Token: d.TrackToken(c.ID), Trace: res.Trace}, nil
}

// people is what an intake keeps of the people beside the event's own values.
type people struct {
	detail dossier.Detail
	extra  extra
	names  []string
}

// savePeople writes the applicant, submitter and delegate of an intake and
// enters their ids in it.
func (d *Desk) savePeople(tx core.App, id string, w *draft, in ReceiveInput, at time.Time) (people, error) {
	var err error
	var p people
	if w.intake.Applicant, err = d.savePerson(tx, w.unit.Path, w.applicant, at); err != nil {
		return p, err
	}
	p.detail = dossier.Detail{"applicant": w.applicant.Name, "applicant_phone": w.applicant.Phone}
	if err := d.keepNumber(p.detail, "applicant_number", w.applicant.Number); err != nil {
		return p, err
	}
	p.extra = extra{answers: in.Answers, trackHash: d.Vault.Mac("token", d.TrackToken(id))}
	p.names = []string{w.applicant.Name}
	w.intake.Submitter = w.intake.Applicant
	if w.submitter != nil {
		if w.intake.Submitter, err = d.savePerson(tx, w.unit.Path, *w.submitter, at); err != nil {
			return p, err
		}
		p.detail["submitter"] = w.submitter.Name
		p.names = append(p.names, w.submitter.Name)
	}
	if w.delegate != nil {
		if w.intake.Delegate, err = d.savePerson(tx, w.unit.Path, *w.delegate, at); err != nil {
			return p, err
		}
		p.detail["delegate"], p.detail["delegate_document"] = w.delegate.Name, strings.TrimSpace(in.Delegate.Document)
		in.Delegate.Authority.Tidy().Keep(p.detail, "delegate_document")
		p.extra.document = p.detail["delegate_document"]
		p.names = append(p.names, w.delegate.Name)
	}
	return p, nil
}
