package casework

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/catalog"
	"motcua/hooks/service/org"
)

// ReceiveInput is what the desk takes in, from the page and from the API.
type ReceiveInput struct {
	Unit          string            `form:"unit" json:"unit"` // unit code; "" = the clerk's own
	Procedure     string            `form:"procedure" json:"procedure"`
	Case          string            `form:"case" json:"case"`
	Channel       procedure.Channel `form:"channel" json:"channel"`
	Applicant     PersonInput       `form:"applicant" json:"applicant"`
	Submitter     *PersonInput      `form:"submitter" json:"submitter"` // nil = the applicant
	Delegate      *DelegateInput    `form:"delegate" json:"delegate"`
	Components    []dossier.Paper   `json:"components"`
	Reuse         []ReuseInput      `json:"reuse"` // papers of earlier dossiers of the same applicant; they count as handed in
	Answers       form.Answers      `json:"answers"`
	Fee           FeeInput          `form:"fee" json:"fee"`
	ResultChannel string            `form:"result_channel" json:"result_channel"` // desk (default), post, online
	Promise       string            `form:"promise" json:"promise"`
	ReceivedAt    string            `form:"received_at" json:"received_at"` // 2006-01-02T15:04 or RFC 3339; only with a basis
	ReceivedBasis dossier.Basis     `form:"received_basis" json:"received_basis"`
	Slip          string            `form:"slip" json:"slip"`
	Print         bool              `form:"print" json:"-"`       // the desk prints the receipt at once
	Visit         string            `form:"visit" json:"-"`       // code of a dossier of today that the same visitor handed in before
	TwinReason    string            `form:"twin_reason" json:"-"` // why a second open dossier of the same matter is right
	AskTwin       bool              `form:"-" json:"-"`           // refuse a second one without a reason

	For      string `form:"receive_for" json:"receive_for"` // code of the competent unit, when the desk takes in for another one (tiếp nhận hộ)
	ReturnAt string `form:"return_at" json:"return_at"`     // with For: "here" = the result is handed over at this desk; "" = at the competent unit's
}

// DelegateInput is a person acting under a document of authority (uỷ quyền).
type DelegateInput struct {
	PersonInput
	Document  string            `form:"document" json:"document"` // in words, from machines that have no record
	Authority dossier.Authority `form:"authority" json:"authority,omitzero"`
}

// given reports whether anything was typed about a person acting for another.
func (in *DelegateInput) given() bool {
	return in != nil && (!in.empty() || strings.TrimSpace(in.Document) != "" || !in.Authority.Tidy().Zero())
}

// check lists what is wrong with the document of authority.
func (in *DelegateInput) check(at time.Time) problem.List {
	if a := in.Authority.Tidy(); !a.Zero() {
		return a.Check("delegate.authority.", at)
	}
	if strings.TrimSpace(in.Document) == "" {
		return problem.List{problem.Of("delegate.document", KeyDelegateDoc)}
	}
	return nil
}

// FeeInput says what is done about the fees due at receipt.
type FeeInput struct {
	Deferred   bool              `form:"deferred" json:"deferred"` // paid later, noted so
	Exemptions map[string]string `json:"exemptions"`               // fee key → exemption key
}

// Codes of what an intake may get wrong beside those of the domain.
const (
	KeyResultChannel = "dossier.result_channel"
	KeyReceivedAt    = "dossier.received_at"
	KeyDelegateDoc   = "dossier.delegate_document"
	KeyPhoneNeeded   = "dossier.phone_needed"
)

// Received is the answer to an intake.
type Received struct {
	Case
	Token string
	Trace []deadline.Line
}

// draft is an intake whose words have been read but nothing written.
type draft struct {
	unit      org.Unit
	offer     catalog.Offer
	cal       *calendar.Calendar
	chosen    procedure.Case
	applicant Person
	submitter *Person
	delegate  *Person
	claimed   time.Time
	reused    []Reuse
	intake    dossier.Intake
	query     deadline.Query
}

// Receive takes a dossier in at the desk, in one transaction: number, people,
// due date, event, row. It answers only after the commit. What it takes in for
// another unit is filed there and has no code yet.
func (d *Desk) Receive(app core.App, by access.Actor, in ReceiveInput) (Received, error) {
	var out Received
	err := app.RunInTransaction(func(tx core.App) error {
		at := d.now()
		if in.For != "" {
			var err error
			out, err = d.receiveFor(tx, by, in, at)
			return err
		}
		w, err := d.read(tx, by, in, at)
		if err != nil {
			return err
		}
		out, err = d.receive(tx, by, in, w, at)
		return err
	})
	return out, err
}

// read checks every word of an intake and lists all problems at once.
func (d *Desk) read(app core.App, by access.Actor, in ReceiveInput, at time.Time) (draft, error) {
	unit, err := d.intakeUnit(app, by, in.Unit)
	if err != nil {
		return draft{}, err
	}
	return d.readFor(app, unit, by, in, at)
}

// readFor is read for a unit that is known to be the right one.
func (d *Desk) readFor(app core.App, unit org.Unit, by access.Actor, in ReceiveInput, at time.Time) (draft, error) {
	w := draft{unit: unit}
	if !unit.Works(officeDay(at)) {
		return w, problem.Problem{Kind: problem.Conflict, Key: org.KeyUnitClosed}
	}
	var err error
	if w.cal, err = d.Org.Calendar(app, w.unit); err != nil {
		return w, err
	}
	var bad problem.List
	w.offer, err = d.Catalog.Offer(app, w.unit.ID, strings.TrimSpace(in.Procedure), officeDay(at))
	if list, is := problem.In(err); is {
		if in.Procedure == "" {
			list = problem.List{problem.Of("procedure", dossier.KeyRequired)}
		} else if by.ID != "" {
			list[0].Kind = problem.Invalid // an input to mend, not a page that is missing
		}
		bad = append(bad, list...)
	} else if err != nil {
		return w, err
	}
	var more problem.List
	w.applicant, more = parsePerson("applicant.", in.Applicant, false)
	bad = append(bad, more...)
	if err := identity.Birth(w.applicant.Birth).CheckToday(officeDay(at)); err != nil {
		bad.Add("applicant.birth", identity.KeyBirthFuture)
	}
	if in.Submitter != nil && !in.Submitter.empty() {
		p, more := parsePerson("submitter.", *in.Submitter, false)
		bad = append(bad, more...)
		w.submitter = &p
	}
	if in.Delegate.given() {
		p, more := parsePerson("delegate.", in.Delegate.PersonInput, false)
		bad = append(append(bad, more...), in.Delegate.check(at)...)
		w.delegate = &p
	}
	switch in.ResultChannel {
	case "", "desk", "post", "online":
	default:
		bad.Add("result_channel", KeyResultChannel)
	}
	if in.ReceivedAt != "" {
		if w.claimed, err = parseMoment(in.ReceivedAt); err != nil {
			bad.Add("received_at", KeyReceivedAt)
		}
	}
	if in.ReceivedBasis == dossier.PaperSlip && in.Slip != "" && d.SlipFits != nil {
		more, err := d.SlipFits(app, unit, in.Slip, w.claimed)
		if err != nil {
			return w, err
		}
		bad = append(bad, more...)
	}
	if w.offer.Code == "" {
		return w, bad.Err()
	}
	if w.reused, more, err = d.reused(app, by, unit, w.applicant.Number, w.offer.Version.Body, in.Reuse); err != nil {
		return w, err
	}
	bad, in.Components = append(bad, more...), withReused(in.Components, w.reused)
	return d.readCase(w, in, at, bad)
}

// readCase reads what depends on the procedure: case, papers, answers, fees.
func (d *Desk) readCase(w draft, in ReceiveInput, at time.Time, bad problem.List) (draft, error) {
	v := w.offer.Version.Body
	channel := in.Channel
	if channel == "" {
		channel = procedure.Desk
	}
	var err error
	w.chosen, err = v.CaseOf(in.Case, in.Answers)
	if list, is := problem.In(err); is {
		return w, append(bad, list...)
	} else if err != nil {
		return w, err
	}
	bad = append(bad, answered(v.Form.Validate(in.Answers))...)
	fees, err := feesOf(v, channel, w.chosen.Key, in, w.offer.LocalFees)
	if list, is := problem.In(err); is {
		bad = append(bad, list...)
	} else if err != nil {
		return w, err
	}
	w.intake = dossier.Intake{
		Version: v, VersionID: w.offer.Version.ID, Unit: w.unit.ID, UnitPath: w.unit.Path, Case: w.chosen.Key, Channel: channel,
		Papers: titled(v, w.chosen.Key, in.Components), Fees: lines(fees, in.Fee.Deferred), ResultChannel: orDesk(in.ResultChannel),
		Promise: strings.TrimSpace(in.Promise), Basis: in.ReceivedBasis, Slip: strings.TrimSpace(in.Slip),
		ClaimedAt: w.claimed, OldestDays: w.unit.OldestDays(),
	}
	moment, late := w.intake.Moment(at)
	if len(late) > 0 {
		moment = at
	}
	bad = append(bad, late...)
	if w.query, err = w.offer.Rule().Query(string(channel), w.chosen.Key, in.Answers); err != nil {
		return w, err
	}
	w.query.Received = moment
	w.intake.Limit = w.query.Limit
	if in.ReceivedBasis == dossier.Postmark {
		w.query.OutsideHours = deadline.AsReceived
	}
	if !v.Offers(channel) || !w.offer.Has(channel) {
		bad.Add("channel", dossier.KeyChannelNotOffered)
	}
	bad = append(bad, w.intake.CheckPapers()...)
	return w, bad.Err()
}

func (d *Desk) receive(tx core.App, by access.Actor, in ReceiveInput, w draft, at time.Time) (Received, error) {
	res, err := compute(w.cal, w.query)
	if err != nil {
		return Received{}, err
	}
	id := newID(at)
	p, err := d.savePeople(tx, id, &w, in, at)
	if err != nil {
		return Received{}, err
	}
	if err := d.twin(tx, by, in, w, p.detail); err != nil {
		return Received{}, err
	}
	if w.intake.Visit, err = d.visitOf(tx, by, w.unit.ID, VisitCode(in.Visit), at); err != nil {
		return Received{}, err
	}
	if w.intake.Ref, err = d.newRef(tx); err != nil {
		return Received{}, err
	}
	if err := d.number(tx, &w, at); err != nil {
		return Received{}, err
	}
	e, err := (dossier.Dossier{ID: id, Unit: w.unit.ID, UnitPath: w.unit.Path}).Receive(by, at, w.intake, kept(res, w.query.Limit.Unit))
	if err != nil {
		return Received{}, err
	}
	c := Case{Answers: in.Answers, Version: w.offer.Version, UnitRow: w.unit, Cal: w.cal, Rule: w.offer.Rule()}
	if c, err = d.begin(tx, c, decided{e, p.detail}, p); err != nil {
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
	return Received{Case: c, Token: d.TrackToken(id), Trace: res.Trace}, nil
}

// begin writes the first event of a dossier and its row.
func (d *Desk) begin(tx core.App, c Case, made decided, p people) (Case, error) {
	var err error
	var e dossier.Event
	if c.Dossier, e, err = d.append(tx, dossier.Dossier{}, c.stepped(made)); err != nil {
		return c, err
	}
	p.extra.fold = searchFold(c.Code, c.Ref, p.names...)
	if err := insert(tx, c.Dossier, p.extra); err != nil {
		return c, err
	}
	return c, d.tell(tx, c, e)
}

// IntakeUnit is the unit whose dossiers the actor takes in.
func (d *Desk) IntakeUnit(app core.App, by access.Actor) (org.Unit, error) {
	return d.intakeUnit(app, by, "")
}

// intakeUnit is the unit a clerk takes dossiers in for: the own one, or the
// commune above one's office.
func (d *Desk) intakeUnit(app core.App, by access.Actor, unitCode string) (org.Unit, error) {
	if unitCode != "" {
		u, err := d.Org.UnitByCode(app, unitCode)
		if err != nil {
			return u, err
		}
		if !by.Works(u.Path) {
			return u, problem.Problem{Kind: problem.NotFound, Field: "unit", Key: org.KeyUnitNotFound}
		}
		return u, nil
	}
	u, err := d.Org.UnitByID(app, by.Unit)
	for err == nil && u.Kind == "office" {
		u, err = d.Org.UnitByID(app, u.Parent)
	}
	return u, err
}
