package dossier

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
)

// Basis says what the receipt moment rests on.
type Basis string

// The bases of a receipt moment. Only PaperSlip and Postmark may name a
// moment that the server's clock did not give.
const (
	Live      Basis = "live"
	PaperSlip Basis = "paper_slip"
	Postmark  Basis = "postmark"
	Filed     Basis = "online"
)

// Dossier is what folding the events of one dossier gives.
type Dossier struct {
	ID        string
	Code      string // mã hồ sơ; empty until received
	Ref       string // mã tra cứu, nine digits
	Unit      string // competent unit
	UnitPath  string
	Procedure string // mã TTHC
	Version   string // record id of the published version; kept for life
	Case      string
	Channel   procedure.Channel
	Visit     string // record id of the first dossier of the same visit to the desk; "" when this is it

	Applicant string // person ids; what they hold is kept beside the chain
	Submitter string
	Delegate  string

	State   State
	Waiting Waiting
	Outcome Outcome

	Proposed Outcome // what was proposed to whoever signs

	Holder      string // staff id
	HeldSince   time.Time
	Step        string    // key of the flow step
	StepDue     time.Time // when the norm of the step runs out; zero when it has none
	Cooperating []string  // staff ids of those who work on it beside the holder (phối hợp)
	Watching    []string  // staff ids of those who are only told (theo dõi)

	SubmittedAt   time.Time
	ReceivedAt    time.Time
	ReceivedBasis Basis
	Limit         deadline.Limit // as promised at receipt: the law's, or a shorter one of the unit
	Due           Due
	ResolvedAt    time.Time
	ReturnedAt    time.Time
	ClosedAt      time.Time
	PaidAt        time.Time // proof of payment between two appointments

	Pauses      []deadline.Pause
	Extensions  []deadline.Extended
	Restart     bool // the count began anew after the last supplement
	Supplements int
	Guides      int       // how often the desk guided it back before acceptance
	LimitDay    string    // last day for the citizen's answer
	RemindedAt  time.Time // when the citizen was reminded of it
	Apologies   int
	Demands     int // attempts to demand a paper outside the published list

	Papers        []Paper
	Fees          []FeeLine
	ResultChannel string
	ResultNumber  string
	ResultState   ResultState
	Shelf         string
	Held          []Paper // originals of the citizen that the office holds (Held of each)

	BookNo    int    // number in the year's register
	ReceiptNo int    // number of the receipt that counts
	Voids     []Void // receipts that no longer count

	PlaceReceived Place       // where it was taken in for the competent unit (tiếp nhận hộ); zero = there itself
	PlaceReturn   Place       // where its result is handed over; zero = at the competent unit
	Parts         []Part      // what other agencies were asked
	Correction    *Correction // asked for by the desk, not yet confirmed

	Seq int // number of the last event folded, in its unit's chain
}

// Due is the appointment as it was computed when an act changed it. A zero At
// while the clock is paused means: no date yet.
type Due struct {
	At          time.Time     `json:"at,omitzero"`
	Day         string        `json:"day,omitempty"`
	OriginalAt  time.Time     `json:"original_at,omitzero"`
	OriginalDay string        `json:"original_day,omitempty"`
	Unit        deadline.Unit `json:"unit,omitempty"` // decides whether lateness is judged by days or by moments
	Provisional bool          `json:"provisional,omitempty"`
	Paused      bool          `json:"paused,omitempty"`
}

// Paper is one paper taken in, counted (thành phần hồ sơ đã nhận).
type Paper struct {
	Key       string `json:"key"`
	Title     string `json:"title"`
	Originals int    `json:"originals"`
	Copies    int    `json:"copies"`
	Held      int    `json:"held,omitempty"`      // of the originals, how many the office keeps for now and must give back
	Volunteer bool   `json:"volunteer,omitempty"` // brought by the citizen, not asked for

	Reuse []Reused `json:"reuse,omitempty"` // not brought: the office has it from earlier dossiers of the same person
}

// Reused is a paper of an earlier dossier that counts in this one (dùng lại từ
// kho giấy tờ).
type Reused struct {
	File string `json:"file"` // record id of the file in the earlier dossier
	From string `json:"from"` // code of that dossier
}

// Sources are the codes of the dossiers that a paper is used again from.
func (p Paper) Sources() string {
	var out []string
	for _, r := range p.Reuse {
		if !slices.Contains(out, r.From) {
			out = append(out, r.From)
		}
	}
	return strings.Join(out, ", ")
}

// Brought are papers as somebody typed them: what is used again is never
// believed from there, only from the office's own search.
func Brought(in []Paper) []Paper {
	out := append([]Paper(nil), in...)
	for i := range out {
		out[i].Reuse = nil
	}
	return out
}

// FeeLine is one fee of the dossier, in đồng.
type FeeLine struct {
	Key    string `json:"key"`
	Title  string `json:"title"`
	Amount int64  `json:"amount"`
	Stage  string `json:"stage"`
	Known  bool   `json:"known"`            // false: the province sets it and the unit has not entered it
	Exempt string `json:"exempt,omitempty"` // ground of an exemption

	Deferred bool `json:"deferred,omitempty"` // due at receipt, left for later and noted so
}

// Clock asks the engine for the appointment of d as it stands.
func (d Dossier) Clock(rule deadline.Rule, answers form.Answers) (deadline.Query, error) {
	if d.ReceivedAt.IsZero() && !d.SubmittedAt.IsZero() {
		q := Reception(d.SubmittedAt)
		q.Pauses = d.Pauses
		return q, nil
	}
	q, err := rule.Query(string(d.Channel), d.Case, answers)
	if err != nil {
		return q, err
	}
	q.Received = d.ReceivedAt
	if d.Limit.Unit != "" {
		q.Limit = d.Limit
	}
	if d.ReceivedBasis == Postmark {
		// A postmark is a day, not a moment: it stands as it is (deadline-cases line 57).
		q.OutsideHours = deadline.AsReceived
	}
	q.Pauses = d.Pauses
	q.Extensions = d.Extensions
	q.Restart = d.Restart
	if rule.AfterPayment.N > 0 && !d.PaidAt.IsZero() {
		return d.second(q, rule), nil
	}
	return q, nil
}

// second is the clock of the second appointment (hẹn lần 2): it counts from
// the proof of payment, and what stood still before no longer matters
// (law.md §5.5).
func (d Dossier) second(q deadline.Query, rule deadline.Rule) deadline.Query {
	q.Received, q.Limit, q.OutsideHours, q.Pauses = d.PaidAt, rule.AfterPayment, rule.OutsideHours, nil
	q.Restart = false
	for _, p := range d.Pauses {
		if !p.From.Before(d.PaidAt) {
			q.Pauses = append(q.Pauses, p)
			q.Restart = d.Restart
		}
	}
	return q
}

// Lateness of a dossier at a moment: early, on_time, late for one with a
// result; open, due_soon, due_today, overdue, paused for one without; "" when
// no clock applies. It is a question about the clock, never a state.
func (d Dossier) Lateness(now time.Time) string {
	switch {
	case !d.ResolvedAt.IsZero():
		if d.Due.OriginalAt.IsZero() {
			return ""
		}
		return deadline.Verdict(d.Due.Unit, d.Due.OriginalAt, d.ResolvedAt)
	case d.Paused():
		return "paused"
	case !d.State.Open() && d.State != Submitted || d.Due.At.IsZero():
		return ""
	case deadline.Overdue(d.Due.Unit, d.Due.At, now):
		return "overdue"
	}
	return "open"
}

// Paused reports whether the clock of the dossier stands still.
func (d Dossier) Paused() bool {
	return d.State == Supplementing || d.Due.Paused && (d.State.Open() || d.State == Submitted)
}

// Void is a receipt that no longer counts (giấy tiếp nhận đã huỷ).
type Void struct {
	No     int       `json:"no"`
	At     time.Time `json:"at"`
	Ground string    `json:"ground"`
}

// ResultState says what became of a result.
type ResultState string

// The states of a result; "" while there is none.
const (
	Issued   ResultState = "issued"
	Replaced ResultState = "replaced"
	Revoked  ResultState = "revoked"
)

// Part is what another agency was asked for one dossier (phần việc liên
// thông): its own receiver, appointment and acknowledgement.
type Part struct {
	ID         string    `json:"id,omitempty"` // id of the event that sent it; its address at the partner's
	Key        string    `json:"key"`
	To         string    `json:"to,omitempty"` // unit id; "" = an agency that is not in this system
	ToName     string    `json:"to_name"`
	ToPath     string    `json:"to_path,omitempty"`
	Subject    string    `json:"subject"` // what is asked; names nobody
	Slip       string    `json:"slip,omitempty"`
	Linked     bool      `json:"linked,omitempty"` // a linked procedure that follows, not an opinion that is asked
	Link       string    `json:"link,omitempty"`   // key of the link of the version that this part does
	Shared     []string  `json:"shared,omitempty"` // file ids that the partner may open; no other file of the dossier
	Files      []string  `json:"files,omitempty"`  // file ids that the partner gave back
	Wait       bool      `json:"wait,omitempty"`   // the office does not go on before the answer
	SentAt     time.Time `json:"sent_at,omitzero"`
	DueAt      time.Time `json:"due_at,omitzero"`
	DueDay     string    `json:"due_day,omitempty"`
	TakenAt    time.Time `json:"taken_at,omitzero"` // the partner confirmed that it has it
	TakenBy    string    `json:"taken_by,omitempty"`
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	AnsweredBy string    `json:"answered_by,omitempty"`
	Agreed     bool      `json:"agreed,omitempty"`
}

// Open reports whether the partner still owes its answer.
func (p Part) Open() bool { return p.AnsweredAt.IsZero() }

// Correction is what the desk asks to be put right in an accepted dossier:
// another procedure, case or applicant. The leader confirms it.
type Correction struct {
	Procedure string         `json:"procedure"`
	Version   string         `json:"version"`
	Case      string         `json:"case"`
	Applicant string         `json:"applicant"` // person id
	Papers    []Paper        `json:"papers,omitempty"`
	Fees      []FeeLine      `json:"fees,omitempty"`
	Limit     deadline.Limit `json:"limit,omitzero"`
	Step      string         `json:"step,omitempty"`
	Asked     string         `json:"asked"` // id of the event that asked; its detail holds the new answers
	By        string         `json:"by"`    // staff id
	ByName    string         `json:"by_name"`
	Reason    string         `json:"reason"`
}
