// Package deadline computes the appointment date (ngày hẹn trả kết quả) of a
// dossier from its rule, a calendar and what happened. It is a pure function
// that also says why; it reads no clock and stores nothing.
package deadline

import "motcua/hooks/domain/form"

// Unit is what a limit counts in.
type Unit string

// The units. A published limit keeps the unit it was published in: days are
// never turned into hours (BLDS 2015 Điều 144–148).
const (
	WorkingDay  Unit = "working_day"
	CalendarDay Unit = "calendar_day"
	WorkingHour Unit = "working_hour"
	ClockHour   Unit = "clock_hour"
	Month       Unit = "month"
	SameDay     Unit = "same_day"
	None        Unit = "none" // the law sets no limit
)

// Limit is a length of time (thời hạn giải quyết): N units.
type Limit struct {
	N    int  `json:"n"`
	Unit Unit `json:"unit"`
}

// Policies of a rule; the empty value means the default named in model.md §4.
const (
	NextSession = "next_session" // received outside sessions counts from the next one
	AsReceived  = "as_received"
	Roll        = "roll" // an end on a day off goes to the end of the next working day
	Keep        = "keep"
	Resume      = "resume"  // after a supplement the count goes on
	Restart     = "restart" // after a supplement the count begins anew
	EndOfHours  = "end_of_hours"
	SameTime    = "same_time"
)

// Rule is the deadline of one published version.
type Rule struct {
	Limit           Limit            `json:"limit"`
	PerChannel      map[string]Limit `json:"per_channel,omitempty"` // by channel key
	PerCase         map[string]Limit `json:"per_case,omitempty"`    // by case key; wins over PerChannel
	Cutoff          string           `json:"cutoff,omitempty"`      // "15:00"; same_day has it by default, others only where the text says so
	OutsideHours    string           `json:"outside_hours,omitempty"`
	ExtendIf        []ExtendIf       `json:"extend_if,omitempty"`
	PauseOn         []string         `json:"pause_on,omitempty"` // supplement, payment, consult
	AfterSupplement string           `json:"after_supplement,omitempty"`
	AfterPayment    Limit            `json:"after_payment,omitzero"` // second appointment, counted from the proof of payment; zero = the clock just goes on
	PauseGround     string           `json:"pause_ground,omitempty"` // article the restart, the pause for payment and the second appointment come from
	Extension       Extension        `json:"extension,omitzero"`
	EndOnDayOff     string           `json:"end_on_day_off,omitempty"`
	DueTime         string           `json:"due_time,omitempty"`
	Text            string           `json:"text"`             // the limit in the words of the source, shown to people
	Ground          string           `json:"ground,omitempty"` // article or page the limit and its unit come from
}

// ExtendIf lengthens the limit by N of its own unit when the condition holds.
type ExtendIf struct {
	When form.Cond `json:"when"`
	N    int       `json:"n"`
}

// Extension says how often a leader may extend (gia hạn) and at most by how much.
type Extension struct {
	Times int   `json:"times"`           // 0 = the default of one time
	Max   Limit `json:"max,omitzero"`    // zero = no published maximum
	Never bool  `json:"never,omitempty"` // the text forbids it
}
