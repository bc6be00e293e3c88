package handover

import (
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

// Codes of what a slip refuses.
const (
	KeyNone     = "handover.none"      // nothing was ticked
	KeyTooMany  = "handover.too_many"  // more than Most
	KeyNotReady = "handover.not_ready" // a dossier is on another slip, or with somebody else by now: Args code
	KeyReceiver = "handover.receiver"  // nobody whom these papers go to
	KeyNotYours = "handover.not_yours" // somebody else's to confirm or to void
	KeyDone     = "handover.done"      // confirmed or voided already
	KeyMissing  = "handover.missing"   // a missing dossier without a note: Args code
	KeyReason   = "handover.reason"    // voided without a reason
	KeyTooLong  = "handover.too_long"
)

// Most is how many dossiers one slip holds; maxNote letters a note has.
const (
	Most    = 200
	maxNote = 300
)

// State is where a slip stands.
type State string

// The states of a slip. Its number stays in the book in each of them.
const (
	Waiting   State = "waiting" // handed over, not yet confirmed by the receiver
	Confirmed State = "confirmed"
	Void      State = "void"
)

// Slip is a slip of hand-over (phiếu bàn giao).
type Slip struct {
	UnitPath string
	No       int
	Year     int
	State    State
	Giver    string // staff id
	Receiver string // staff id; "" = the desk, whoever of it
	MadeAt   time.Time
	LateDay  string // first office day on which an unconfirmed slip is late, 2006-01-02
	EndedAt  time.Time
	Lines    []Line
}

// Line is one dossier of a slip.
type Line struct {
	ID      string
	Code    string // mã hồ sơ
	Move    int    // Move.Seq
	What    What
	Count   Count
	Note    string
	Missing bool   // the receiver did not get it
	Why     string // what the receiver noted about it
}

// Number is the number of the slip as it is printed: "BG-12/2026".
func (s Slip) Number() string { return "BG-" + strconv.Itoa(s.No) + "/" + strconv.Itoa(s.Year) }

// MayTake reports whether the actor is whom the slip waits for: the receiver,
// whoever stands in for that person, or, at the desk, any clerk. Nobody
// confirms what oneself handed over.
func (s Slip) MayTake(by access.Actor) bool {
	if !by.Works(s.UnitPath) || by.ID == s.Giver {
		return false
	}
	if s.Receiver == "" {
		return by.Has(access.Clerk)
	}
	return by.ID == s.Receiver || by.StandsFor(s.Receiver)
}

// MayVoid reports whether the actor may void the slip: who made it, whoever
// stands in for that person, or a leader.
func (s Slip) MayVoid(by access.Actor) bool {
	return by.Works(s.UnitPath) && (by.ID == s.Giver || by.StandsFor(s.Giver) || by.Has(access.Leader))
}

// Late reports whether the slip should have been confirmed by an office day.
func (s Slip) Late(today string) bool {
	return s.State == Waiting && s.LateDay != "" && today >= s.LateDay
}

// Got is what the receiver says of one line.
type Got struct {
	There bool
	Note  string // needed when it is not there
}

// Confirm takes the slip: each line is there or missing, and a missing one has
// a note that says so.
func (s Slip) Confirm(by access.Actor, at time.Time, got map[string]Got) (Slip, error) {
	if !s.MayTake(by) {
		return s, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}
	}
	if s.State != Waiting {
		return s, problem.Problem{Kind: problem.Conflict, Key: KeyDone}
	}
	var bad problem.List
	lines := make([]Line, len(s.Lines))
	for i, l := range s.Lines {
		g := got[l.ID]
		l.Missing, l.Why = !g.There, strings.TrimSpace(g.Note)
		switch {
		case l.Missing && l.Why == "":
			bad = append(bad, problem.Of("note."+l.ID, KeyMissing).With("code", l.Code))
		case len([]rune(l.Why)) > maxNote:
			bad.Add("note."+l.ID, KeyTooLong)
		}
		lines[i] = l
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	s.Lines, s.State, s.EndedAt = lines, Confirmed, at
	return s, nil
}

// Annul voids the slip before it was confirmed. The number stays and says why.
func (s Slip) Annul(by access.Actor, at time.Time, reason string) (Slip, error) {
	if !s.MayVoid(by) {
		return s, problem.Problem{Kind: problem.Forbidden, Key: KeyNotYours}
	}
	if s.State != Waiting {
		return s, problem.Problem{Kind: problem.Conflict, Key: KeyDone}
	}
	switch n := len([]rune(strings.TrimSpace(reason))); {
	case n == 0:
		return s, problem.Of("reason", KeyReason)
	case n > maxNote:
		return s, problem.Of("reason", KeyTooLong)
	}
	s.State, s.EndedAt = Void, at
	return s, nil
}

// Missing are the lines that the receiver did not get.
func (s Slip) Missing() []Line {
	var out []Line
	for _, l := range s.Lines {
		if l.Missing {
			out = append(out, l)
		}
	}
	return out
}

// Sum counts all papers of the slip.
func (s Slip) Sum() (c Count) {
	for _, l := range s.Lines {
		c = c.Add(l.Count)
	}
	return c
}

// CheckNote refuses a note that no line of a slip has room for.
func CheckNote(field, note string) problem.List {
	if len([]rune(note)) > maxNote {
		return problem.List{problem.Of(field, KeyTooLong)}
	}
	return nil
}
