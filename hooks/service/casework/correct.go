package casework

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// CorrectionInput is what was entered wrongly; what is left out stays.
type CorrectionInput struct {
	Procedure  string          `form:"procedure" json:"procedure"`
	Case       string          `form:"case" json:"case"`
	Applicant  *PersonInput    `form:"applicant" json:"applicant"`
	Components []dossier.Paper `json:"components"`
	Answers    form.Answers    `json:"answers"`
	Fee        FeeInput        `form:"fee" json:"fee"`
	Reason     string          `form:"reason" json:"reason"`
}

// RequestCorrection asks the leader to put right what was entered wrongly. It
// is checked like an intake, under the version in force when the dossier was
// received; nothing of the dossier changes yet.
func (d *Desk) RequestCorrection(app core.App, by access.Actor, code string, seen int, in CorrectionInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		if err := c.Permit(dossier.RequestCorrection, by); err != nil {
			return decided{}, err
		}
		want, detail, err := d.correction(tx, c, in, at)
		if err != nil {
			return decided{}, err
		}
		e, err := c.Dossier.RequestCorrection(by, at, want)
		return decided{e, detail}, err
	})
}

// correction reads what is asked for as an intake.
func (d *Desk) correction(tx core.App, c Case, in CorrectionInput, at time.Time) (dossier.Correction, dossier.Detail, error) {
	want := dossier.Correction{Applicant: c.Applicant, Reason: strings.TrimSpace(in.Reason)}
	again := ReceiveInput{Procedure: c.Procedure, Case: c.Dossier.Case, Channel: c.Channel, Components: c.Papers, Answers: c.Answers,
		Promise: unchecked, ResultChannel: c.ResultChannel, Fee: in.Fee}
	another := in.Procedure != "" && in.Procedure != c.Procedure
	if another {
		again.Procedure, again.Case = in.Procedure, ""
		again.Components = nil // another list of papers: counted anew
	}
	if in.Case != "" {
		again.Case = in.Case
	}
	if in.Components != nil {
		again.Components = dossier.Brought(in.Components)
		if !another {
			again.Components = stillReused(again.Components, c.Papers)
		}
	}
	offer, err := d.Catalog.Offer(tx, c.Unit, again.Procedure, officeDay(c.ReceivedAt))
	if list, is := problem.In(err); is {
		list[0].Kind, list[0].Field = problem.Invalid, "procedure"
		return want, nil, list
	} else if err != nil {
		return want, nil, err
	}
	if another {
		again.Answers = KeptAnswers(c.Answers, offer.Version.Body)
	}
	if in.Answers != nil {
		again.Answers = in.Answers
	}
	again.Fee = keptFees(in.Fee, c.Fees, offer.Version.Body)
	w, err := d.readCase(draft{unit: c.UnitRow, cal: c.Cal, offer: offer}, again, c.ReceivedAt, nil)
	if err != nil {
		return want, nil, err
	}
	want.Procedure, want.Version, want.Case = offer.Code, offer.Version.ID, w.intake.Case
	want.Papers, want.Fees, want.Limit = w.intake.Papers, w.intake.Fees, w.intake.Limit
	if want.Version != c.Dossier.Version {
		if flow := offer.Version.Body.Steps(want.Case); len(flow) > 0 {
			want.Step = flow[min(max(0, stepIn(c)), len(flow)-1)].Key
		}
	}
	b, err := json.Marshal(again.Answers)
	if err != nil {
		return want, nil, fmt.Errorf("write answers of dossier %s: %w", c.ID, err)
	}
	detail := dossier.Detail{"answers": string(b)}
	if in.Applicant != nil && !in.Applicant.empty() {
		p, bad := parsePerson("applicant.", *in.Applicant, false)
		if err := bad.Err(); err != nil {
			return want, nil, err
		}
		if want.Applicant, err = d.savePerson(tx, c.UnitPath, p, at); err != nil {
			return want, nil, err
		}
		detail["applicant"] = p.Name
	}
	return want, detail, nil
}

// KeptAnswers are the answers that another procedure asks, too: the same key,
// the same kind of question, and an answer it would take.
func KeptAnswers(have form.Answers, v procedure.Version) form.Answers {
	out := form.Answers{}
	for key, answer := range have {
		if _, ok := v.Form.Field(key); ok {
			out[key] = answer
		}
	}
	for _, p := range v.Form.Validate(out) {
		if p.Key != form.KeyRequired {
			delete(out, strings.TrimPrefix(p.Field, "answers."))
		}
	}
	return out
}

// keptFees adds to what is said about the fees what was said about them before:
// an exemption that the procedure publishes, too, and that they are paid later.
func keptFees(in FeeInput, have []dossier.FeeLine, v procedure.Version) FeeInput {
	out := FeeInput{Deferred: in.Deferred, Exemptions: map[string]string{}}
	for _, f := range have {
		out.Deferred = out.Deferred || f.Deferred
		if _, ok := v.Exemption(f.Key, f.Exempt); ok {
			out.Exemptions[f.Key] = f.Exempt
		}
	}
	maps.Copy(out.Exemptions, in.Exemptions)
	return out
}

// stillReused keeps what was used again beside what is counted anew.
func stillReused(in, have []dossier.Paper) []dossier.Paper {
	for _, p := range have {
		if len(p.Reuse) == 0 {
			continue
		}
		i := slices.IndexFunc(in, func(x dossier.Paper) bool { return x.Key == p.Key && !x.Volunteer })
		if i < 0 {
			in = append(in, dossier.Paper{Key: p.Key, Title: p.Title})
			i = len(in) - 1
		}
		in[i].Reuse = p.Reuse
	}
	return in
}

// stepIn is the place of the present step in its flow.
func stepIn(c Case) int {
	for i, s := range c.Flow() {
		if s.Key == c.Step {
			return i
		}
	}
	return 0
}

// CorrectIntake is the leader's word on a correction. Confirmed, the old
// receipt is void, a new number is taken and the appointment is counted from
// the same receipt under the right rule.
func (d *Desk) CorrectIntake(app core.App, by access.Actor, code string, seen int, in dossier.CorrectInput) (Case, error) {
	var answers form.Answers
	out, err := d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		if err := c.Permit(dossier.CorrectIntake, by); err != nil {
			return decided{}, err
		}
		if in.Refuse {
			e, err := c.Dossier.CorrectIntake(by, at, 0, c.Due, in)
			return decided{e, note("note", in.Note)}, err
		}
		due, err := d.corrected(tx, c, &answers)
		if err != nil {
			return decided{}, err
		}
		no, err := next(tx, c.Unit, "receipt "+officeDay(at)[:4])
		if err != nil {
			return decided{}, err
		}
		e, err := c.Dossier.CorrectIntake(by, at, no, due, in)
		if err != nil {
			return decided{}, err
		}
		return decided{e, note("note", in.Note)}, d.reword(tx, c, answers)
	})
	if err == nil && !in.Refuse {
		out, err = d.Find(app, by, out.ID) // under its new version
	}
	return out, err
}

// corrected computes the appointment under what the correction says, and reads
// the answers that came with it.
func (d *Desk) corrected(tx core.App, c Case, answers *form.Answers) (dossier.Due, error) {
	detail, err := d.detail(tx, c.Correction.Asked)
	if err != nil {
		return dossier.Due{}, err
	}
	if text := detail["answers"]; text != "" {
		if err := json.Unmarshal([]byte(text), answers); err != nil {
			return dossier.Due{}, fmt.Errorf("read answers of correction %s: %w", c.Correction.Asked, err)
		}
	}
	if c.Version, err = d.Catalog.Version(tx, c.Correction.Version); err != nil {
		return dossier.Due{}, err
	}
	c.Rule, c.Answers = c.Version.Body.Deadline, *answers
	return c.after(dossier.Event{Kind: dossier.CorrectIntake, Data: dossier.Data{Correction: c.Correction}})
}

// reword writes what stands beside the events of a corrected dossier: its
// answers, and the names it is found by.
func (d *Desk) reword(tx core.App, c Case, answers form.Answers) error {
	b, err := json.Marshal(answers)
	if err != nil {
		return fmt.Errorf("write answers of dossier %s: %w", c.ID, err)
	}
	who, err := d.Person(tx, c.Correction.Applicant)
	if err != nil {
		return err
	}
	fold := dbx.NewExp("search_fold || ' ' || {:fold}", dbx.Params{"fold": identity.Fold(who.Name)})
	if _, err := tx.DB().Update("dossiers", dbx.Params{"answers": string(b), "search_fold": fold}, dbx.HashExp{"id": c.ID}).Execute(); err != nil {
		return fmt.Errorf("write answers of dossier %s: %w", c.ID, err)
	}
	return nil
}

// detail loads the personal values kept beside one event.
func (d *Desk) detail(tx core.App, event string) (dossier.Detail, error) {
	var text string
	if err := tx.DB().Select("data").From("event_details").Where(dbx.HashExp{"event": event}).Row(&text); err != nil {
		return nil, fmt.Errorf("load detail of event %s: %w", event, err)
	}
	var out dossier.Detail
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		return nil, fmt.Errorf("read detail of event %s: %w", event, err)
	}
	return out, nil
}
