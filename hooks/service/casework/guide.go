package casework

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

// GuideBack tells the citizen what a filed dossier lacks before it is accepted.
func (d *Desk) GuideBack(app core.App, by access.Actor, code string, seen int, in dossier.SupplementInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		if err := c.Permit(dossier.GuideBack, by); err != nil {
			return decided{}, err
		}
		if err := d.onlyPublished(tx, by, c, in); err != nil {
			return decided{}, err
		}
		no, err := supplementNumber(tx, c, at)
		if err != nil {
			return decided{}, err
		}
		e, err := c.GuideBack(by, at, no, c.Due, in, dossier.Data{})
		return decided{event: e}, err
	})
}

// AnswerGuide brings a guided dossier back to the clerk.
func (d *Desk) AnswerGuide(app core.App, by access.Actor, code string, seen int, in dossier.AnswerInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		in.Papers = titled(c.Version.Body, c.Dossier.Case, in.Papers)
		due, err := c.after(dossier.Event{Kind: dossier.AnswerGuide, At: at})
		if err != nil {
			return decided{}, err
		}
		e, err := c.AnswerGuide(by, at, due, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// GuideAtDesk writes down what whoever stands at the desk must still bring
// (Mẫu số 02): a draft with its people, no code and no clock. What was demanded
// outside the published list before there was a draft is counted on it.
func (d *Desk) GuideAtDesk(app core.App, by access.Actor, who ReceiveInput, in dossier.SupplementInput) (Received, error) {
	var out Received
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if out, err = d.guideAtDesk(tx, by, who, in); err != nil {
			return err
		}
		for _, items := range in.Attempts() {
			out.Case, err = d.actOn(tx, func(tx core.App) (Case, error) { return d.find(tx, dbx.HashExp{"id": out.ID}) }, 0,
				func(_ core.App, c Case, at time.Time) (decided, error) {
					return decided{event: c.DemandRefused(by, at, items)}, nil
				})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (d *Desk) guideAtDesk(app core.App, by access.Actor, who ReceiveInput, in dossier.SupplementInput) (Received, error) {
	return d.turnAway(app, by, who, func(tx core.App, c Case, at time.Time, begun dossier.Data) (dossier.Event, dossier.Detail, error) {
		if err := d.onlyPublished(tx, by, c, in); err != nil {
			return dossier.Event{}, nil, err
		}
		if err := d.guidedOnce(tx, by, who, at); err != nil {
			return dossier.Event{}, nil, err
		}
		no, err := supplementNumber(tx, c, at)
		if err != nil {
			return dossier.Event{}, nil, err
		}
		e, err := c.GuideBack(by, at, no, dossier.Due{}, in, begun)
		return e, nil, err
	})
}

// guidedOnce refuses to guide somebody back at the desk again while what was
// asked the first time is still open: the second request is a leader's, with
// its reason, on the draft of the first, where it is counted.
func (d *Desk) guidedOnce(tx core.App, by access.Actor, who ReceiveInput, at time.Time) error {
	n, err := identity.ParseNumber(who.Applicant.IdentityNumber)
	if err != nil {
		return nil //nolint:nilerr // without a number nobody is known to have come before
	}
	id, err := d.Guided(tx, by, n.Digits, strings.TrimSpace(who.Procedure))
	if err != nil || id == "" {
		return err
	}
	c, err := d.find(tx, dbx.HashExp{"id": id})
	if err != nil || c.LimitDay < officeDay(at) {
		return err
	}
	return problem.Problem{Kind: problem.Forbidden, Key: dossier.KeySecondLeader}
}

// DeclineAtDesk refuses whoever stands at the desk in writing (Mẫu số 03).
func (d *Desk) DeclineAtDesk(app core.App, by access.Actor, who ReceiveInput, in dossier.EndInput) (Received, error) {
	return d.turnAway(app, by, who, func(_ core.App, c Case, at time.Time, begun dossier.Data) (dossier.Event, dossier.Detail, error) {
		e, err := c.Decline(by, at, in)
		begun.Reason = e.Data.Reason
		e.Data = begun
		return e, note("reason", in.Reason), err
	})
}

// turnAway keeps who came and for what, without taking a dossier in.
func (d *Desk) turnAway(app core.App, by access.Actor, who ReceiveInput, decide func(tx core.App, c Case, at time.Time, begun dossier.Data) (dossier.Event, dossier.Detail, error)) (Received, error) {
	var out Received
	who.Reuse = nil // what the office has is no defect; it is used when the dossier is taken in
	who.Promise, who.ReceivedAt, who.ReceivedBasis, who.Slip = unchecked, "", "", ""
	err := app.RunInTransaction(func(tx core.App) error {
		at := d.now()
		w, err := d.read(tx, by, who, at)
		if err != nil {
			return err
		}
		id := newID(at)
		c := Case{Answers: who.Answers, Version: w.offer.Version, UnitRow: w.unit, Cal: w.cal, Rule: w.offer.Rule()}
		c.Dossier = dossier.Dossier{ID: id, Unit: w.unit.ID, UnitPath: w.unit.Path, State: dossier.Draft, Case: w.intake.Case}
		p, err := d.savePeople(tx, id, &w, who, at)
		if err != nil {
			return err
		}
		if w.intake.Ref, err = d.newRef(tx); err != nil {
			return err
		}
		e, detail, err := decide(tx, c, at, w.intake.Begun())
		if err != nil {
			return err
		}
		for k, v := range detail {
			p.detail[k] = v
		}
		if c, err = d.begin(tx, c, decided{e, p.detail}, p); err != nil {
			return err
		}
		out = Received{Case: c, Token: d.TrackToken(id)}
		return nil
	})
	return out, err
}

// unchecked stands where a promise would: papers that are missing are the very
// thing the citizen is told about.
const unchecked = "-"

// Remind notes that the citizen was reminded of the last day.
func (d *Desk) Remind(app core.App, by access.Actor, code string, seen int, in dossier.RemarkInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.Remind(by, at, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// remindDays is how many working days before the last day the citizen hears.
const remindDays = 2

// RemindAll reminds every citizen whose last day is near, and says how many.
func (d *Desk) RemindAll(app core.App) (int, error) {
	var ids []string
	err := app.DB().Select("id").From("dossiers").Where(dbx.In("state", string(dossier.Submitted), string(dossier.Supplementing))).
		AndWhere(dbx.NewExp("limit_day != '' AND reminded_at = ''")).OrderBy("id").Column(&ids)
	if err != nil {
		return 0, err
	}
	done := 0
	for _, id := range ids {
		c, err := d.find(app, dbx.HashExp{"id": id})
		if err != nil {
			return done, err
		}
		today, _ := calendar.Split(d.now())
		if near, ok := c.Cal.Add(today, remindDays); ok && c.LimitDay > near.String() {
			continue
		}
		_, err = d.actOn(app, func(tx core.App) (Case, error) { return d.find(tx, dbx.HashExp{"id": id}) }, 0,
			func(_ core.App, c Case, at time.Time) (decided, error) {
				e, err := c.Dossier.Remind(access.System, at, dossier.RemarkInput{})
				return decided{event: e}, err
			})
		if err != nil {
			return done, err
		}
		done++
	}
	return done, nil
}
