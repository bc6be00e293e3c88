package casework

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
)

// row is a line of dossiers: the cache of a dossier's events, and beside it
// what is not in them (answers, search text, tracking hash).
type row struct {
	ID              string `db:"id"`
	Unit            string `db:"unit"`
	UnitPath        string `db:"unit_path"`
	Code            string `db:"code"`
	Ref             string `db:"ref"`
	Procedure       string `db:"procedure"`
	Version         string `db:"version"`
	Case            string `db:"case"`
	Channel         string `db:"channel"`
	Applicant       string `db:"applicant"`
	Submitter       string `db:"submitter"`
	Delegate        string `db:"delegate"`
	State           string `db:"state"`
	WaitingFor      string `db:"waiting_for"`
	Outcome         string `db:"outcome"`
	Holder          string `db:"holder"`
	Step            string `db:"step"`
	SubmittedAt     string `db:"submitted_at"`
	ReceivedAt      string `db:"received_at"`
	ReceivedDay     string `db:"received_day"`
	ReceivedBasis   string `db:"received_basis"`
	LimitN          int    `db:"limit_n"`
	LimitUnit       string `db:"limit_unit"`
	DueAt           string `db:"due_at"`
	DueDay          string `db:"due_day"`
	DueUnit         string `db:"due_unit"`
	OriginalDueAt   string `db:"original_due_at"`
	OriginalDueDay  string `db:"original_due_day"`
	DuePaused       bool   `db:"due_paused"`
	Provisional     bool   `db:"provisional"`
	ResolvedAt      string `db:"resolved_at"`
	ReturnedAt      string `db:"returned_at"`
	ClosedAt        string `db:"closed_at"`
	SupplementCount int    `db:"supplement_count"`
	ExtensionCount  int    `db:"extension_count"`
	Restart         bool   `db:"restart"`
	Pauses          string `db:"pauses"`
	Extensions      string `db:"extensions"`
	Papers          string `db:"papers"`
	Fees            string `db:"fees"`
	Answers         string `db:"answers"`
	ResultChannel   string `db:"result_channel"`
	ResultNumber    string `db:"result_number"`
	Shelf           string `db:"shelf"`
	LastSeq         int    `db:"last_seq"`
	HeldSince       string `db:"held_since"`
	StepDue         string `db:"step_due"`
	PaidAt          string `db:"paid_at"`
	LimitDay        string `db:"limit_day"`
	RemindedAt      string `db:"reminded_at"`
	GuideCount      int    `db:"guide_count"`
	ApologyCount    int    `db:"apology_count"`
	DemandCount     int    `db:"demand_count"`
	ResultState     string `db:"result_state"`
	Proposed        string `db:"proposed"`
	BookNo          int    `db:"book_no"`
	ReceiptNo       int    `db:"receipt_no"`
	Cooperating     string `db:"cooperating"`
	Watching        string `db:"watching"`
	Held            string `db:"held"`
	Voids           string `db:"voids"`
	Parts           string `db:"parts"`
	Correction      string `db:"correction"`
	Visit           string `db:"visit"`

	PlaceReceived     string `db:"place_received"`
	PlaceReceivedPath string `db:"place_received_path"`
	PlaceReturn       string `db:"place_return"`
	PlaceReturnPath   string `db:"place_return_path"`
}

// dossier reads the row back.
func (r row) dossier() (dossier.Dossier, form.Answers, error) {
	var t moments
	d := dossier.Dossier{
		ID: r.ID, Code: r.Code, Ref: r.Ref, Unit: r.Unit, UnitPath: r.UnitPath, Procedure: r.Procedure, Version: r.Version,
		Case: r.Case, Channel: procedure.Channel(r.Channel), Applicant: r.Applicant, Submitter: r.Submitter, Delegate: r.Delegate,
		State: dossier.State(r.State), Waiting: dossier.Waiting(r.WaitingFor), Outcome: dossier.Outcome(r.Outcome),
		Holder: r.Holder, Step: r.Step,
		SubmittedAt: t.at(r.SubmittedAt), ReceivedAt: t.at(r.ReceivedAt), ReceivedBasis: dossier.Basis(r.ReceivedBasis),
		Limit: deadline.Limit{N: r.LimitN, Unit: deadline.Unit(r.LimitUnit)},
		Due: dossier.Due{At: t.at(r.DueAt), Day: r.DueDay, OriginalAt: t.at(r.OriginalDueAt), OriginalDay: r.OriginalDueDay,
			Unit: deadline.Unit(r.DueUnit), Provisional: r.Provisional, Paused: r.DuePaused},
		ResolvedAt: t.at(r.ResolvedAt), ReturnedAt: t.at(r.ReturnedAt), ClosedAt: t.at(r.ClosedAt),
		Restart: r.Restart, Supplements: r.SupplementCount, ResultChannel: r.ResultChannel, ResultNumber: r.ResultNumber,
		Shelf: r.Shelf, Seq: r.LastSeq,
		HeldSince: t.at(r.HeldSince), StepDue: t.at(r.StepDue), PaidAt: t.at(r.PaidAt), LimitDay: r.LimitDay, RemindedAt: t.at(r.RemindedAt),
		Guides: r.GuideCount, Apologies: r.ApologyCount, Demands: r.DemandCount, ResultState: dossier.ResultState(r.ResultState), Proposed: dossier.Outcome(r.Proposed),
		BookNo: r.BookNo, ReceiptNo: r.ReceiptNo, Visit: r.Visit,
		PlaceReceived: dossier.Place{Unit: r.PlaceReceived, Path: r.PlaceReceivedPath}, PlaceReturn: dossier.Place{Unit: r.PlaceReturn, Path: r.PlaceReturnPath},
	}
	var answers form.Answers
	for _, part := range []struct {
		name, raw string
		into      any
	}{{"pauses", r.Pauses, &d.Pauses}, {"extensions", r.Extensions, &d.Extensions}, {"papers", r.Papers, &d.Papers},
		{"fees", r.Fees, &d.Fees}, {"answers", r.Answers, &answers}, {"cooperating", r.Cooperating, &d.Cooperating},
		{"watching", r.Watching, &d.Watching}, {"held", r.Held, &d.Held}, {"voids", r.Voids, &d.Voids}, {"parts", r.Parts, &d.Parts},
		{"correction", r.Correction, &d.Correction}} {
		if part.raw == "" || part.raw == "null" {
			continue
		}
		if err := json.Unmarshal([]byte(part.raw), part.into); err != nil {
			return d, nil, fmt.Errorf("read %s of dossier %s: %w", part.name, r.ID, err)
		}
	}
	if t.err != nil {
		return d, nil, fmt.Errorf("read dossier %s: %w", r.ID, t.err)
	}
	return d, answers, nil
}

// moments reads many stored moments and keeps the first error.
type moments struct{ err error }

func (m *moments) at(text string) time.Time {
	t, err := moment(text)
	if err != nil && m.err == nil {
		m.err = err
	}
	return t
}

// columns is what folding the events gives, as the row keeps it. Rebuilding
// compares exactly these.
func columns(d dossier.Dossier) (dbx.Params, error) {
	p := dbx.Params{
		"unit": d.Unit, "unit_path": d.UnitPath, "code": d.Code, "ref": d.Ref, "procedure": d.Procedure, "version": d.Version,
		"case": d.Case, "channel": string(d.Channel), "applicant": d.Applicant, "submitter": d.Submitter, "delegate": d.Delegate,
		"state": string(d.State), "waiting_for": string(d.Waiting), "outcome": string(d.Outcome), "holder": d.Holder, "step": d.Step,
		"submitted_at": stored(d.SubmittedAt), "received_at": stored(d.ReceivedAt), "received_day": officeDay(d.ReceivedAt),
		"received_basis": string(d.ReceivedBasis),
		"limit_n":        d.Limit.N, "limit_unit": string(d.Limit.Unit),
		"due_at": stored(d.Due.At), "due_day": d.Due.Day, "due_unit": string(d.Due.Unit),
		"original_due_at": stored(d.Due.OriginalAt), "original_due_day": d.Due.OriginalDay,
		"due_paused": d.Due.Paused, "provisional": d.Due.Provisional,
		"resolved_at": stored(d.ResolvedAt), "returned_at": stored(d.ReturnedAt), "closed_at": stored(d.ClosedAt),
		"supplement_count": d.Supplements, "extension_count": len(d.Extensions), "restart": d.Restart,
		"result_channel": d.ResultChannel, "result_number": d.ResultNumber, "shelf": d.Shelf, "last_seq": d.Seq,
		"held_since": stored(d.HeldSince), "step_due": stored(d.StepDue), "paid_at": stored(d.PaidAt), "limit_day": d.LimitDay, "reminded_at": stored(d.RemindedAt),
		"guide_count": d.Guides, "apology_count": d.Apologies, "demand_count": d.Demands, "result_state": string(d.ResultState), "proposed": string(d.Proposed),
		"book_no": d.BookNo, "receipt_no": d.ReceiptNo, "visit": d.Visit,
		"place_received": d.PlaceReceived.Unit, "place_received_path": d.PlaceReceived.Path,
		"place_return": d.PlaceReturn.Unit, "place_return_path": d.PlaceReturn.Path,
	}
	for name, v := range map[string]any{"pauses": d.Pauses, "extensions": d.Extensions, "papers": d.Papers, "fees": d.Fees,
		"cooperating": d.Cooperating, "watching": d.Watching, "held": d.Held, "voids": d.Voids, "parts": d.Parts, "correction": d.Correction} {
		b, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("write %s of dossier %s: %w", name, d.ID, err)
		}
		p[name] = string(b)
	}
	return p, nil
}

// stored is how PocketBase keeps a moment: UTC text with milliseconds.
func stored(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(types.DefaultDateLayout)
}

// officeDay is the day of a moment in Asia/Ho_Chi_Minh, 2006-01-02.
func officeDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Location).Format(time.DateOnly)
}

// update writes what an act changed of a row. Columns that stay are not named:
// an index over them need not be touched.
func update(tx core.App, was, d dossier.Dossier) error {
	before, err := columns(was)
	if err != nil {
		return err
	}
	p, err := columns(d)
	if err != nil {
		return err
	}
	for name, v := range p {
		if v == before[name] {
			delete(p, name)
		}
	}
	if err := updateRow(tx, "dossiers", d.ID, p); err != nil {
		return fmt.Errorf("write dossier %s: %w", d.ID, err)
	}
	return nil
}

// extra is what a row holds beside its events.
type extra struct {
	answers   form.Answers
	trackHash string
	fold      string
	document  string // of the delegate's authority
}

func insert(tx core.App, d dossier.Dossier, x extra) error {
	p, err := columns(d)
	if err != nil {
		return err
	}
	answers, err := json.Marshal(x.answers)
	if err != nil {
		return fmt.Errorf("write answers of dossier %s: %w", d.ID, err)
	}
	p["id"], p["answers"], p["track_hash"], p["search_fold"], p["delegate_document"] = d.ID, string(answers), x.trackHash, x.fold, x.document
	if err := insertRow(tx, "dossiers", p); err != nil {
		return fmt.Errorf("write dossier %s: %w", d.ID, err)
	}
	return nil
}
