package casework

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/paper"
)

// Remark adds a note for whoever works on the dossier next.
func (d *Desk) Remark(app core.App, by access.Actor, code string, seen int, in dossier.RemarkInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.Remark(by, at, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// Volunteer takes in papers that nobody asked for.
func (d *Desk) Volunteer(app core.App, by access.Actor, code string, seen int, in dossier.VolunteerInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.Volunteer(by, at, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// Apologise says sorry for an appointment that was missed (Mẫu số 04).
func (d *Desk) Apologise(app core.App, by access.Actor, code string, seen int, in dossier.ApologyInput) (Case, error) {
	return d.act(app, by, code, seen, func(tx core.App, c Case, at time.Time) (decided, error) {
		no, err := letterNumber(tx, c, at)
		if err != nil {
			return decided{}, err
		}
		e, err := c.Dossier.Apologise(by, at, no, in)
		return decided{event: e}, err
	})
}

// letterNumber takes the next number of a letter of apology (Mẫu số 04).
func letterNumber(tx core.App, c Case, at time.Time) (string, error) {
	return paperNumber(tx, c.UnitRow, paper.FormApology, at)
}

// PostPublic posts a matter in public for a fixed time that is not counted.
func (d *Desk) PostPublic(app core.App, by access.Actor, code string, seen int, in dossier.PostInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		until := dossier.PostedUntil(c.Cal, at, min(max(in.Days, 1), 90))
		due, err := c.after(dossier.Event{Kind: dossier.PostPublic, At: at, Data: dossier.Data{Days: in.Days, Until: until}})
		if err != nil {
			return decided{}, err
		}
		e, err := c.Dossier.PostPublic(by, at, until, due, in)
		return decided{event: e}, err
	})
}

// GiveBack hands originals back to the citizen.
func (d *Desk) GiveBack(app core.App, by access.Actor, code string, seen int, in dossier.GiveBackInput) (Case, error) {
	return d.act(app, by, code, seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		in.Record = in.Record.Tidy()
		number, bad := collectorNumber(in.Number)
		e, err := c.Dossier.GiveBack(by, at, in)
		if more, is := problem.In(err); is && more[0].Kind == problem.Invalid {
			bad, err = append(bad, more...), nil
		}
		if err != nil {
			return decided{}, err
		}
		if err := bad.Err(); err != nil {
			return decided{}, err
		}
		detail := dossier.Detail{"to": in.To, "proof": in.Proof, "note": in.Note}
		if in.Record.Keep(detail, "proof"); in.Proof != "" && !in.Record.Zero() {
			detail["proof"] += "; " + in.Proof
		}
		return decided{e, detail}, d.keepNumber(detail, "to_number", number)
	})
}
