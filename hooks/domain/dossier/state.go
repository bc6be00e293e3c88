// Package dossier is the life of a dossier (hồ sơ): the acts that move it, the
// events they leave, and the row that folding the events gives. It decides;
// it stores nothing and reads no clock.
package dossier

import (
	"slices"

	"motcua/hooks/domain/access"
)

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
	WaitPartner   Waiting = "partner"
	WaitSignature Waiting = "signature"
	WaitPayment   Waiting = "payment"
)

// Act is something done to a dossier; its event has the same name.
type Act string

// The acts of model.md §3. KeyIn there is Receive with a paper slip as its
// basis: one way into the house, whatever the paper.
const (
	Submit            Act = "submit"
	GuideBack         Act = "guide_back"
	AnswerGuide       Act = "answer_guide"
	Receive           Act = "receive"
	Decline           Act = "decline"
	Undo              Act = "undo"
	Forward           Act = "forward"
	Propose           Act = "propose"
	Approve           Act = "approve"
	SendBack          Act = "send_back"
	Assign            Act = "assign"
	Reassign          Act = "reassign"
	StepBack          Act = "step_back"
	Recall            Act = "recall"
	RequestSupplement Act = "request_supplement"
	AnswerSupplement  Act = "answer_supplement"
	Remind            Act = "remind"
	Lapse             Act = "lapse"
	AskPayment        Act = "ask_payment"
	SettlePayment     Act = "settle_payment"
	Consult           Act = "consult"
	Acknowledge       Act = "acknowledge"
	AnswerConsult     Act = "answer_consult"
	PostPublic        Act = "post_public"
	Extend            Act = "extend"
	Apologise         Act = "apologise"
	RequestCorrection Act = "request_correction"
	CorrectIntake     Act = "correct_intake"
	Resolve           Act = "resolve"
	CorrectResult     Act = "correct_result"
	Shelve            Act = "shelve"
	Return            Act = "return"
	GiveBack          Act = "give_back"
	Withdraw          Act = "withdraw"
	Stop              Act = "stop"
	Volunteer         Act = "volunteer"
	Remark            Act = "remark"
	PassOn            Act = "pass_on"

	// Printed is the note that a paper was printed; it moves nothing.
	Printed Act = "printed"
	// DemandRefused counts an attempt to demand a paper that no published
	// list asks for (giấy thừa); the act itself is refused.
	DemandRefused Act = "demand_refused"
	// ExemptFee is the note of the till that a fee need not be paid, on what
	// ground and by which proof; it moves nothing.
	ExemptFee Act = "exempt_fee"
)

// Rule is one row of the table of acts.
type Rule struct {
	Act    Act
	From   []State
	To     State   // "" = the state stays
	Stay   []State // of From, those in which the state stays all the same
	Who    []access.Role
	Holder bool // only the person who holds the dossier, whoever stands in for that person, or a leader
	Job    bool // the house does it by itself, too
}

// Acts is the whole machine. Nothing else may move a dossier, and there is no
// act that sets a due date, deletes an event or makes a late dossier look on
// time.
var Acts = []Rule{
	{Act: Submit, From: []State{Draft}, To: Submitted, Who: nil},
	{Act: GuideBack, From: []State{Draft, Submitted}, To: "", Who: roles(access.Clerk, access.Leader)}, // a leader, for a second time
	{Act: AnswerGuide, From: []State{Submitted}, To: "", Who: roles(access.Clerk)},
	{Act: Receive, From: []State{Draft, Submitted}, To: Received, Who: roles(access.Clerk)},
	{Act: Decline, From: []State{Draft, Submitted}, To: Declined, Who: roles(access.Clerk)},
	{Act: Undo, From: []State{Received}, To: Stopped, Who: roles(access.Clerk)},
	{Act: Forward, From: []State{Received, Processing}, To: Processing, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: Propose, From: []State{Received, Processing}, To: Processing, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: Approve, From: []State{Processing}, To: Processing, Who: roles(access.Leader)},
	{Act: SendBack, From: []State{Processing}, To: Processing, Who: roles(access.Leader)},
	{Act: Assign, From: []State{Received, Processing}, To: Processing, Who: roles(access.Leader)},
	{Act: Reassign, From: []State{Processing}, To: Processing, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: StepBack, From: []State{Processing}, To: Processing, Who: roles(access.Officer, access.Leader), Holder: true},
	{Act: Recall, From: []State{Processing}, To: Processing, Who: roles(access.Clerk, access.Officer, access.Leader)},
	{Act: RequestSupplement, From: []State{Received, Processing}, To: Supplementing, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: AnswerSupplement, From: []State{Supplementing}, To: Processing, Who: roles(access.Clerk)},
	{Act: Remind, From: []State{Submitted, Supplementing}, To: "", Who: roles(access.Clerk, access.Officer), Job: true},
	{Act: Lapse, From: []State{Supplementing}, To: Stopped, Who: roles(access.Leader)},
	{Act: AskPayment, From: []State{Received, Processing}, To: PaymentDue, Who: roles(access.Officer, access.Cashier), Holder: true},
	{Act: SettlePayment, From: []State{PaymentDue}, To: Processing, Who: roles(access.Clerk, access.Cashier)},
	{Act: Consult, From: []State{Received, Processing, Resolved}, To: Processing, Stay: []State{Resolved}, Who: roles(access.Clerk, access.Officer, access.Leader), Holder: true},
	{Act: Acknowledge, From: answering, To: "", Who: roles(access.Clerk, access.Officer, access.Leader)},
	{Act: AnswerConsult, From: answering, To: "", Who: roles(access.Clerk, access.Officer, access.Leader)},
	{Act: PostPublic, From: []State{Processing}, To: "", Who: roles(access.Officer, access.Leader), Holder: true},
	{Act: Extend, From: []State{Received, Processing}, To: "", Who: roles(access.Leader)},
	{Act: Apologise, From: open, To: "", Who: roles(access.Leader)},
	{Act: RequestCorrection, From: []State{Received, Processing}, To: "", Who: roles(access.Clerk)},
	{Act: CorrectIntake, From: []State{Received, Processing}, To: "", Who: roles(access.Leader)},
	{Act: Resolve, From: []State{Processing}, To: Resolved, Who: roles(access.Leader)},
	{Act: CorrectResult, From: []State{Resolved, Returned}, To: "", Who: roles(access.Leader)},
	{Act: Shelve, From: []State{Resolved}, To: "", Who: roles(access.Clerk)},
	{Act: Return, From: []State{Resolved}, To: Returned, Who: roles(access.Clerk)},
	{Act: GiveBack, From: []State{Received, Processing, Supplementing, PaymentDue, Declined, Withdrawn, Stopped, Resolved, Returned}, To: "", Who: roles(access.Clerk)},
	{Act: Withdraw, From: []State{Submitted, Received, Processing, Supplementing, PaymentDue}, To: Withdrawn, Who: roles(access.Clerk)},
	{Act: Stop, From: open, To: Stopped, Who: roles(access.Leader)},
	{Act: Volunteer, From: []State{Submitted, Received, Processing, Supplementing, PaymentDue}, To: "", Who: roles(access.Clerk)},
	{Act: Remark, From: []State{Submitted, Received, Processing, Supplementing, PaymentDue, Resolved}, To: "", Who: roles(access.Clerk, access.Officer, access.Leader)},
	{Act: PassOn, From: []State{Submitted, Received, Processing, Supplementing, PaymentDue}, To: "", Who: roles(access.Clerk)},
}

// open are the states in which the office owes a result.
var open = []State{Received, Processing, Supplementing, PaymentDue}

// answering are the states in which a partner may take and answer its part: a
// linked procedure goes on when the own part has its result, and after that was
// handed over.
var answering = []State{Received, Processing, Supplementing, PaymentDue, Resolved, Returned}

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

// moves reports whether the act leads somewhere from s, be it to s again.
func (r Rule) moves(s State) bool { return r.To != "" && !slices.Contains(r.Stay, s) }

// to is the state that the act leads to from s.
func (r Rule) to(s State) State {
	if r.moves(s) {
		return r.To
	}
	return s
}

func (r Rule) leaves(s State) bool {
	for _, f := range r.From {
		if f == s {
			return true
		}
	}
	return false
}
