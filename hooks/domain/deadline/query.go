package deadline

import "time"

// Pause is an interval in which the clock of a dossier stands still.
type Pause struct {
	From time.Time
	To   time.Time // zero while the pause is open
	Why  string    // supplement, payment, incident
	Slip string    // number of the paper that opened it, "" when none
}

// Extended is one extension (gia hạn) that was granted.
type Extended struct {
	By     Limit
	Ground string // number of the letter (Mẫu 04)
}

// Query is one question to the engine. Times may be in any zone; they are
// read in Asia/Ho_Chi_Minh and in whole minutes.
type Query struct {
	Received     time.Time
	Limit        Limit
	Cutoff       string // "15:00", "" = none
	OutsideHours string
	EndOnDayOff  string
	DueTime      string
	Restart      bool // after the last closed supplement the count begins anew
	Pauses       []Pause
	Extensions   []Extended
}

// Result is the answer: when it is due and why.
type Result struct {
	Start       time.Time // effective receipt, from when it counts; a restart does not change it; zero when the limit is None
	Due         time.Time // zero while Paused or when the limit is None
	DueDay      string    // 2006-01-02
	OriginalDue time.Time // before extensions; statistics judge by it
	OriginalDay string
	Paused      bool // a pause is open
	Provisional bool // the count touched a day whose year is not official
	Trace       []Line
}

// Line is one line of "Vì sao ngày này?": a day or session and what it did.
type Line struct {
	Day     string `json:"day"`  // 2006-01-02
	Kind    string `json:"kind"` // start counted weekend holiday substitute swapped_off closed outside_hours cutoff pause resume restart roll extension due …
	Counted bool   `json:"counted"`
	N       int    `json:"n,omitempty"` // the count so far, in the limit's unit
	Reason  string `json:"reason"`      // Vietnamese, for people
	Ground  string `json:"ground,omitempty"`
}
