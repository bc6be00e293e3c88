package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/code"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/org"
)

// Codes of what taking in for another unit may get wrong.
const (
	KeyNoPact   = "dossier.receive_for_not_agreed"
	KeyReturnAt = "dossier.return_at"
)

// receiveFor files a dossier with the competent unit for somebody who stands
// at another unit's desk (tiếp nhận hộ, không phụ thuộc địa giới hành chính):
// the competent unit accepts it and gives code and appointment; its clock of
// reception begins now (Nghị định 118/2025/NĐ-CP).
func (d *Desk) receiveFor(tx core.App, by access.Actor, in ReceiveInput, at time.Time) (Received, error) {
	here, err := d.intakeUnit(tx, by, in.Unit)
	if err != nil {
		return Received{}, err
	}
	there, err := d.Org.UnitByCode(tx, in.For)
	if isNotFound(err) {
		return Received{}, problem.Of("receive_for", KeyNoPact)
	}
	if err != nil {
		return Received{}, err
	}
	agreed, err := d.Catalog.ReceivesFor(tx, here.ID, there.ID, strings.TrimSpace(in.Procedure), officeDay(at))
	if err != nil {
		return Received{}, err
	}
	var bad problem.List
	if !agreed {
		bad.Add("receive_for", KeyNoPact)
	}
	if in.ReturnAt != "" && in.ReturnAt != "here" {
		bad.Add("return_at", KeyReturnAt)
	}
	if err := bad.Err(); err != nil {
		return Received{}, err
	}
	in.Unit, in.Channel = there.Code, procedure.Desk
	in.ReceivedBasis, in.ReceivedAt, in.Slip, in.Print = "", "", "", false
	w, err := d.readFor(tx, there, by, in, at)
	if more, is := problem.In(err); is {
		bad = more
	} else if err != nil {
		return Received{}, err
	}
	if w.applicant.Phone == "" && (w.submitter == nil || w.submitter.Phone == "") {
		bad.Add("applicant.phone", KeyPhoneNeeded) // the competent unit has nobody at its desk to ask
	}
	if err := bad.Err(); err != nil {
		return Received{}, err
	}
	w.intake.PlaceReceived = dossier.Place{Unit: here.ID, Path: here.Path}
	if in.ReturnAt == "here" {
		w.intake.PlaceReturn = w.intake.PlaceReceived
	}
	return d.submit(tx, by, in, w, at)
}

// Placed is what a place that took a dossier in, or hands its result over, sees
// of it: no history, no answers, no files.
type Placed struct {
	ID, Code, Ref string
	Procedure     string
	Unit          org.Unit // competent
	State         dossier.State
	Outcome       dossier.Outcome
	Due           dossier.Due
	SubmittedAt   time.Time
	ReceivedAt    time.Time
	ResolvedAt    time.Time
	ReturnedAt    time.Time
	ResultNumber  string
	Shelf         string
	Papers        []dossier.Paper
	People        []Person      // applicant, then whoever else may collect
	TookIn        bool          // the actor's unit took it in
	HandsOver     bool          // the actor's unit hands the result over
	May           []dossier.Act // of placeActs, those the actor may do now
	Seq           int
}

// placeActs are the acts that a place has a page for.
var placeActs = []dossier.Act{dossier.PassOn, dossier.Shelve, dossier.Return}

// Can reports whether the actor may do an act of a place now.
func (p Placed) Can(a dossier.Act) bool {
	for _, x := range p.May {
		if x == a {
			return true
		}
	}
	return false
}

// Placed finds a dossier that the actor's unit has a part in as a place, by
// code, reference or record id; for everybody else it is not there.
func (d *Desk) Placed(app core.App, by access.Actor, name string) (Placed, error) {
	c, err := d.placedCase(app, by, name)
	if err != nil {
		return Placed{}, err
	}
	out := Placed{ID: c.ID, Code: c.Code, Ref: c.Ref, Procedure: c.Version.Body.Name, Unit: c.UnitRow, State: c.State, Outcome: c.Outcome, Due: c.Due,
		SubmittedAt: c.SubmittedAt, ReceivedAt: c.ReceivedAt, ResolvedAt: c.ResolvedAt, ReturnedAt: c.ReturnedAt, ResultNumber: c.ResultNumber, Shelf: c.Shelf,
		Papers: c.Papers, TookIn: by.Works(c.PlaceReceived.Path), HandsOver: by.Works(c.PlaceReturn.Path), Seq: c.Seq}
	for _, a := range placeActs {
		if c.Permit(a, by) == nil {
			out.May = append(out.May, a)
		}
	}
	seen := map[string]bool{"": true}
	for _, id := range []string{c.Applicant, c.Submitter, c.Delegate} {
		if seen[id] {
			continue
		}
		seen[id] = true
		p, err := d.Person(app, id)
		if err != nil {
			return out, err
		}
		out.People = append(out.People, p)
	}
	return out, nil
}

func (d *Desk) placedCase(app core.App, by access.Actor, name string) (Case, error) {
	if name == "" {
		return Case{}, notFound()
	}
	wheres := []dbx.Expression{filled("code", name), filled("id", name)}
	if ref, err := code.ParseRef(name); err == nil {
		wheres = append(wheres, filled("ref", ref))
	}
	for _, where := range wheres {
		c, err := d.find(app, where)
		if isNotFound(err) {
			continue
		}
		if err != nil || by.Works(c.PlaceReceived.Path) || by.Works(c.PlaceReturn.Path) {
			return c, err
		}
		break
	}
	return Case{}, notFound()
}

// placed finds a dossier of the actor's scope, or one that the actor's unit has
// a part in as a place.
func (d *Desk) placed(by access.Actor, name string) func(tx core.App) (Case, error) {
	return func(tx core.App) (Case, error) {
		c, err := d.Find(tx, by, name)
		if !isNotFound(err) {
			return c, err
		}
		return d.placedCase(tx, by, name)
	}
}

// PassOn records that the papers were sent on, or arrived.
func (d *Desk) PassOn(app core.App, by access.Actor, name string, seen int, in dossier.PassOnInput) (Case, error) {
	in.Slip, in.Note = strings.TrimSpace(in.Slip), strings.TrimSpace(in.Note)
	return d.actOn(app, d.placed(by, name), seen, func(_ core.App, c Case, at time.Time) (decided, error) {
		e, err := c.Dossier.PassOn(by, at, in)
		return decided{e, note("note", in.Note)}, err
	})
}

// placeSlip names the slip of a dossier taken in for another unit in events.
const placeSlip = "nhan-ho"

// PrintPlaceSlip notes that the slip for the citizen was printed (Giấy xác nhận
// nhận hộ).
func (d *Desk) PrintPlaceSlip(app core.App, by access.Actor, name string) error {
	_, err := d.actOn(app, func(tx core.App) (Case, error) { return d.placedCase(tx, by, name) }, 0, func(tx core.App, c Case, at time.Time) (decided, error) {
		if !by.Works(c.PlaceReceived.Path) || !by.Has(access.Clerk) {
			return decided{}, problem.Problem{Kind: problem.Forbidden, Key: dossier.KeyNotYours}.With("act", string(dossier.Printed))
		}
		events, err := d.events(tx, c.ID)
		n := 1
		for _, e := range events {
			if e.Kind == dossier.Printed && e.Data.Paper == placeSlip {
				n++
			}
		}
		e := printed(c.Dossier, by, at, n)
		e.Data.Paper, e.Data.ActorUnit = placeSlip, by.Unit
		return decided{event: e}, err
	})
	return err
}

// PlacedLine is a dossier in the list of a place.
type PlacedLine struct {
	ID          string `db:"id"`
	Code        string `db:"code"`
	Ref         string `db:"ref"`
	Unit        string `db:"unit"`
	Procedure   string `db:"procedure"`
	State       string `db:"state"`
	DueDay      string `db:"due_day"`
	SubmittedAt string `db:"submitted_at"`
	Shelf       string `db:"shelf"`
}

// PlacedList lists what the actor's unit took in for others, newest first, or
// with hand what is resolved and waits here to be handed over, oldest first.
// after is the key of the last row of the page before.
func (d *Desk) PlacedList(app core.App, by access.Actor, hand bool, after string) ([]PlacedLine, string, error) {
	const page = 50
	column, sign, way, order := "place_received_path", "<", " DESC", "submitted_at"
	if hand {
		column, sign, way, order = "place_return_path", ">", " ASC", "resolved_at"
	}
	mine := worksFor(by)
	if len(mine) == 0 {
		return nil, "", nil
	}
	q := app.DB().Select("id", "code", "ref", "unit", "procedure", "state", "due_day", order+" AS submitted_at", "shelf").From("dossiers").
		Where(dbx.In(column, mine...)).AndWhere(dbx.NewExp(column + " != ''"))
	if hand {
		q.AndWhere(dbx.HashExp{"state": string(dossier.Resolved)})
	}
	if after != "" {
		at, id, ok := strings.Cut(after, "~")
		if !ok {
			return nil, "", problem.Of("after", KeyAfter)
		}
		q.AndWhere(dbx.NewExp(fmt.Sprintf("(%s, id) %s ({:at}, {:pid})", order, sign), dbx.Params{"at": at, "pid": id}))
	}
	var rows []PlacedLine
	if err := q.OrderBy(order+way, "id"+way).Limit(page + 1).All(&rows); err != nil {
		return nil, "", fmt.Errorf("list dossiers of a place: %w", err)
	}
	if len(rows) <= page {
		return rows, "", nil
	}
	rows = rows[:page]
	last := rows[page-1]
	return rows, last.SubmittedAt + "~" + last.ID, nil
}

// Moment is when the dossier came in, or was resolved in the list of
// what waits to be handed over.
func (l PlacedLine) Moment() time.Time {
	t, err := moment(l.SubmittedAt)
	if err != nil {
		return time.Time{}
	}
	return t
}
