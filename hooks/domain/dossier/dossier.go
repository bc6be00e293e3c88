package dossier

import (
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

	Applicant string // person ids; what they hold is kept beside the chain
	Submitter string
	Delegate  string

	State   State
	Waiting Waiting
	Outcome Outcome

	Holder string // staff id
	Step   string // key of the flow step

	SubmittedAt   time.Time
	ReceivedAt    time.Time
	ReceivedBasis Basis
	Limit         deadline.Limit // as promised at receipt: the law's, or a shorter one of the unit
	Due           Due
	ResolvedAt    time.Time
	ReturnedAt    time.Time
	ClosedAt      time.Time

	Pauses      []deadline.Pause
	Extensions  []deadline.Extended
	Restart     bool // the count began anew after the last supplement
	Supplements int

	Papers        []Paper
	Fees          []FeeLine
	ResultChannel string
	ResultNumber  string
	Shelf         string

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
	Volunteer bool   `json:"volunteer,omitempty"` // brought by the citizen, not asked for
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
		return Reception(d.SubmittedAt), nil
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
	return q, nil
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
	case d.State == Supplementing, d.State == PaymentDue && d.Due.Paused:
		return "paused"
	case !d.State.Open() && d.State != Submitted || d.Due.At.IsZero():
		return ""
	case deadline.Overdue(d.Due.Unit, d.Due.At, now):
		return "overdue"
	}
	return "open"
}
