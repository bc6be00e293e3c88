// Package dossier is the life of a dossier (hồ sơ): the acts that move it, the
// events they leave, and the row that folding the events gives. It decides;
// it stores nothing and reads no clock.
package dossier

import "motcua/hooks/domain/access"

// State is where a dossier stands: one of the ten states exchanged with the
// national portal, or Draft, which is never exchanged.
type State string

// The states and the number each is exchanged under (0 = never).
const (
	Draft         State = "draft"
	Submitted     State = "submitted"     // 1 Mới đăng ký
	Received      State = "received"      // 2 Được tiếp nhận
	Declined      State = "declined"      // 3 Không được tiếp nhận
	Processing    State = "processing"    // 4 Đang xử lý
	Supplementing State = "supplementing" // 5 Yêu cầu bổ sung giấy tờ
	PaymentDue    State = "payment_due"   // 6 Yêu cầu thực hiện nghĩa vụ tài chính
	Withdrawn     State = "withdrawn"     // 7 Công dân yêu cầu rút hồ sơ
	Stopped       State = "stopped"       // 8 Dừng xử lý
	Resolved      State = "resolved"      // 9 Đã xử lý xong
	Returned      State = "returned"      // 10 Đã trả kết quả
)

// States lists the ten exchanged states in the order of their numbers.
var States = []State{Submitted, Received, Declined, Processing, Supplementing, PaymentDue, Withdrawn, Stopped, Resolved, Returned}

// Ended reports whether no act leads on from s.
func (s State) Ended() bool {
	return s == Declined || s == Withdrawn || s == Stopped || s == Returned
}

// Running reports whether the legal clock of a dossier in s is running.
func (s State) Running() bool { return s == Received || s == Processing }

// Open reports whether the office still owes a result in s.
func (s State) Open() bool {
	return s == Received || s == Processing || s == Supplementing || s == PaymentDue
}

// Outcome is what was decided. It is never a state.
type Outcome string

// The outcomes.
const (
	Granted Outcome = "granted"
	Refused Outcome = "refused"
)

// Waiting says whose turn it is while nobody in the office is working.
type Waiting string

// The parties waited for.
const (
	WaitNone      Waiting = ""
	WaitCitizen   Waiting = "citizen"
	WaitSignature Waiting = "signature"
	WaitPayment   Waiting = "payment"
)

// Act is something done to a dossier; its event has the same name.
type Act string

// The acts of model.md §3 that this release knows.
const (
	Submit            Act = "submit"
	Receive           Act = "receive"
	Decline           Act = "decline"
	Assign            Act = "assign"
	Forward           Act = "forward"
	StepBack          Act = "step_back"
	RequestSupplement Act = "request_supplement"
	AnswerSupplement  Act = "answer_supplement"
	AskPayment        Act = "ask_payment"
	SettlePayment     Act = "settle_payment"
	Extend            Act = "extend"
	Resolve           Act = "resolve"
	Shelve            Act = "shelve"
	Return            Act = "return"
	Withdraw          Act = "withdraw"
	Stop              Act = "stop"

	// Printed is the note that a paper was printed; it moves nothing.
	Printed Act = "printed"
)

// Rule is one row of the table of acts.
type Rule struct {
	Act    Act
	From   []State
	To     State // "" = the state stays
	Who    []access.Role
	Holder bool // only the person who holds the dossier, or a leader
}

// Acts is the whole machine. Nothing else may move a dossier, and there is no
// act that sets a due date, deletes an event or makes a late dossier look on
// time.
var Acts = []Rule{
	{Act: Submit, From: []State{Draft}, To: Submitted, Who: nil},
	{Act: Receive, From: []State{Draft, Submitted}, To: Received, Who: roles(access.Clerk)},
	{Act: Decline, From: []State{Draft, Submitted}, To: Declined, Who: roles(access.Clerk)},
	{Act: Forward, From: []State{Received, Processing}, To: Processing, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: Assign, From: []State{Received, Processing}, To: Processing, Who: roles(access.Leader)},
	{Act: StepBack, From: []State{Processing}, To: Processing, Who: roles(access.Officer, access.Leader), Holder: true},
	{Act: RequestSupplement, From: []State{Received, Processing}, To: Supplementing, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: AnswerSupplement, From: []State{Supplementing}, To: Processing, Who: roles(access.Clerk)},
	{Act: AskPayment, From: []State{Received, Processing}, To: PaymentDue, Who: roles(access.Officer, access.Cashier), Holder: true},
	{Act: SettlePayment, From: []State{PaymentDue}, To: Processing, Who: roles(access.Clerk, access.Cashier)},
	{Act: Extend, From: []State{Received, Processing}, To: "", Who: roles(access.Leader)},
	{Act: Resolve, From: []State{Processing}, To: Resolved, Who: roles(access.Leader)},
	{Act: Shelve, From: []State{Resolved}, To: "", Who: roles(access.Clerk)},
	{Act: Return, From: []State{Resolved}, To: Returned, Who: roles(access.Clerk)},
	{Act: Withdraw, From: []State{Submitted, Received, Processing, Supplementing, PaymentDue}, To: Withdrawn, Who: roles(access.Clerk)},
	{Act: Stop, From: []State{Received, Processing, Supplementing, PaymentDue}, To: Stopped, Who: roles(access.Leader)},
}

func roles(r ...access.Role) []access.Role { return r }

// RuleOf returns the row of an act.
func RuleOf(act Act) (Rule, bool) {
	for _, r := range Acts {
		if r.Act == act {
			return r, true
		}
	}
	return Rule{}, false
}

func (r Rule) leaves(s State) bool {
	for _, f := range r.From {
		if f == s {
			return true
		}
	}
	return false
}
