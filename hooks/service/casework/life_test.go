package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// refused asserts that an act is refused with a key.
func (o office) refused(key string, _ casework.Case, err error) {
	o.t.Helper()
	_, got := kind(o.t, err)
	assert.Equal(o.t, key, got)
}

func TestGuidedBackBeforeAcceptanceTheReceptionClockStandsStill(t *testing.T) {
	o := open(t)
	id := o.submit() // Friday 09:00: eight working hours
	o.SetNow("2026-11-20T10:00")
	c := o.must(o.Desk.GuideBack(o.App, o.clerk, id, 0, defect))
	assert.Equal(t, dossier.Submitted, c.State)
	assert.Empty(t, c.Code, "no code before acceptance")
	assert.Equal(t, "paused", c.Lateness(o.Now()))
	o.SetNow("2026-11-27T09:00")
	c = o.must(o.Desk.AnswerGuide(o.App, o.clerk, id, 0, dossier.AnswerInput{Note: "đã ký"}))
	assert.Equal(t, dossier.WaitNone, c.Waiting)
	assert.Equal(t, "2026-11-30", c.Due.Day, "one hour was used; seven are left from Friday 09:00, the morning of Monday")
	o.refused(dossier.KeySecondLeader, casework.Case{}, second(o.Desk.GuideBack(o.App, o.clerk, id, 0, defect)))
	o.refused(dossier.KeySecondReason, casework.Case{}, second(o.Desk.GuideBack(o.App, o.leader, id, 0, defect)))
	more := defect
	more.Reason = "Phát hiện thêm khi đối chiếu bản chính"
	c = o.must(o.Desk.GuideBack(o.App, o.leader, id, 0, more))
	assert.Equal(t, 2, c.Guides, "a leader may ask a second time, with a reason, and it is counted")
	o.must(o.Desk.AnswerGuide(o.App, o.clerk, id, 0, dossier.AnswerInput{Note: "đủ"}))
	got, err := o.Desk.ReceiveSubmitted(o.App, o.clerk, id, 0, casework.ReceiveInput{})
	require.NoError(t, err)
	assert.Empty(t, got.Pauses, "the clock of reception is over")
	assert.Equal(t, "2026-12-02", got.Due.Day)
	o.whole()
}

// second keeps the error of an act.
func second(_ casework.Case, err error) error { return err }

func TestTurnedAwayAtTheDeskLeavesATrace(t *testing.T) {
	o := open(t)
	bare := intake(func(in *casework.ReceiveInput) { in.Components = nil })
	got, err := o.Desk.GuideAtDesk(o.App, o.clerk, bare, defect)
	require.NoError(t, err)
	assert.Equal(t, dossier.Draft, got.State)
	assert.NotEmpty(t, got.Ref)
	_, err = o.Desk.GuideAtDesk(o.App, o.clerk, bare, defect)
	_, again := kind(t, err)
	assert.Equal(t, dossier.KeySecondLeader, again, "once; a second time is a leader's")
	more := defect
	more.Reason = "Người dân mang nhầm giấy"
	assert.Equal(t, 2, o.must(o.Desk.GuideBack(o.App, o.leader, got.ID, 0, more)).Guides)
	_, err = o.Desk.ReceiveSubmitted(o.App, o.clerk, got.ID, 0, casework.ReceiveInput{})
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyPaperMissing, key, "the paper is still missing")
	back, err := o.Desk.ReceiveSubmitted(o.App, o.clerk, got.ID, 0, casework.ReceiveInput{Components: intake().Components})
	require.NoError(t, err)
	assert.Equal(t, "2026-11-26", back.Due.Day)
	assert.Equal(t, dossier.Live, back.ReceivedBasis)

	no, err := o.Desk.DeclineAtDesk(o.App, o.clerk, bare, dossier.EndInput{Reason: "Không thuộc thẩm quyền", Ground: "Điều 5", Agency: "Công an xã"})
	require.NoError(t, err)
	assert.Equal(t, dossier.Declined, no.State)
	_, err = o.Desk.DeclineAtDesk(o.App, o.officer, bare, dossier.EndInput{Reason: "x", Ground: "y"})
	k, _ := kind(t, err)
	assert.Equal(t, problem.Forbidden, k)
	o.whole()
}

func TestADemandForAnotherPaperIsRefusedAndCounted(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.refused(dossier.KeyPaperForeign, casework.Case{}, second(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, foreign)))
	c, err := o.Desk.Find(o.App, o.clerk, code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, c.State)
	assert.Equal(t, 1, c.Demands, "the attempt is counted")
	c = o.must(o.Desk.Volunteer(o.App, o.clerk, code, 0, dossier.VolunteerInput{Papers: []dossier.Paper{{Title: "Giấy xác nhận của thôn", Originals: 1}}}))
	assert.True(t, c.Papers[len(c.Papers)-1].Volunteer, "the citizen may bring it")
	o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect))
	o.whole()
}

// TestADemandAtTheDeskIsCountedOnTheDossierThatCameOfIt: when it was refused
// there was none yet.
func TestADemandAtTheDeskIsCountedOnTheDossierThatCameOfIt(t *testing.T) {
	o := open(t)
	bare := intake(func(in *casework.ReceiveInput) { in.Components = nil })
	_, err := o.Desk.GuideAtDesk(o.App, o.clerk, bare, foreign)
	k, key := kind(t, err)
	assert.Equal(t, problem.Invalid, k)
	assert.Equal(t, dossier.KeyPaperForeign, key)
	n, err := o.App.CountRecords("dossiers")
	require.NoError(t, err)
	require.Zero(t, n, "a refused act leaves no dossier and nobody's name")

	told := defect
	told.LimitDay = "2026-11-30"
	told.Demanded = []string{"Giấy xác nhận của thôn", " ", "Sổ hộ khẩu"}
	got, err := o.Desk.GuideAtDesk(o.App, o.clerk, bare, told)
	require.NoError(t, err)
	assert.Equal(t, 2, got.Demands, "an attempt each; an empty one is none")
	assert.Equal(t, dossier.Draft, got.State)
	assert.Equal(t, dossier.WaitCitizen, got.Waiting)
	_, demanded := o.marks(o.Communes[0].ID, "2026-11-20", "2026-11-20")
	assert.Equal(t, 2, demanded, "the leader and the superior see it")
	filed := o.submit()
	o.refused(dossier.KeyPaperForeign, casework.Case{}, second(o.Desk.GuideBack(o.App, o.clerk, filed, 0, foreign)))
	online, err := o.Desk.Find(o.App, o.clerk, filed)
	require.NoError(t, err)
	assert.Equal(t, 1, online.Demands, "what was filed online has a dossier already: it counts at once")

	o.SetNow("2026-12-20T09:00") // the first request is over
	plain, err := o.Desk.GuideAtDesk(o.App, o.clerk, bare, defect)
	require.NoError(t, err)
	assert.Zero(t, plain.Demands)
	o.receive()
	o.whole()
	o.recounted()
}

func TestUndoOnlyAtOnceAndUnprinted(t *testing.T) {
	o := open(t)
	printed := o.receive(func(in *casework.ReceiveInput) { in.Print = true })
	o.refused(dossier.KeyUndoPrinted, casework.Case{}, second(o.Desk.Undo(o.App, o.clerk, printed.Code, 0, dossier.RemarkInput{})))
	late := o.receive()
	o.SetNow("2026-11-20T09:02")
	o.refused(dossier.KeyUndoLate, casework.Case{}, second(o.Desk.Undo(o.App, o.clerk, late.Code, 0, dossier.RemarkInput{})))
	now := o.receive()
	k, _ := kind(t, second(o.Desk.Undo(o.App, o.Actor(access.Clerk, 0, true), now.Code, 0, dossier.RemarkInput{})))
	assert.Equal(t, problem.Forbidden, k, "a colleague's entry")
	c := o.must(o.Desk.Undo(o.App, o.clerk, now.Code, 0, dossier.RemarkInput{}))
	assert.Equal(t, dossier.Stopped, c.State)
	assert.Equal(t, now.ReceiptNo, c.Voids[0].No, "the number stays used and says that it is void")
	assert.NotEqual(t, now.Code, o.receive().Code)
	o.whole()
}

func TestRecallOnlyWhileNothingWasDone(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.toOfficer(code)
	o.refused(dossier.KeyRecallLate, casework.Case{}, second(o.Desk.Recall(o.App, o.officer, code, 0, dossier.RemarkInput{})))
	c := o.must(o.Desk.Recall(o.App, o.clerk, code, 0, dossier.RemarkInput{}))
	assert.Equal(t, o.clerk.ID, c.Holder)
	o.toOfficer(code)
	o.must(o.Desk.Remark(o.App, o.officer, code, 0, dossier.RemarkInput{Note: "Đang xem"}))
	o.refused(dossier.KeyRecallLate, casework.Case{}, second(o.Desk.Recall(o.App, o.clerk, code, 0, dossier.RemarkInput{})))
	o.whole()
}

func TestAnIntakeIsCorrectedByTwoHands(t *testing.T) {
	o := open(t)
	got := o.receive()
	both := o.leader
	both.ID, both.Roles = o.clerk.ID, []access.Role{access.Clerk, access.Leader}
	in := casework.CorrectionInput{Procedure: "2.001019", Reason: "Chọn nhầm thủ tục"}
	c := o.must(o.Desk.RequestCorrection(o.App, o.clerk, got.Code, 0, in))
	assert.Equal(t, "1.010039", c.Procedure, "nothing changes until the leader confirms")
	o.refused(dossier.KeySameHand, casework.Case{}, second(o.Desk.CorrectIntake(o.App, both, got.Code, 0, dossier.CorrectInput{})))
	o.SetNow("2026-11-23T09:00")
	c = o.must(o.Desk.CorrectIntake(o.App, o.leader, got.Code, 0, dossier.CorrectInput{}))
	assert.Equal(t, "2.001019", c.Procedure)
	assert.Equal(t, got.Code, c.Code)
	assert.Equal(t, got.ReceiptNo, c.Voids[0].No)
	assert.Greater(t, c.ReceiptNo, got.ReceiptNo)
	assert.Equal(t, got.ReceivedAt, c.ReceivedAt, "it still counts from the first receipt")
	assert.NotEqual(t, got.Due.At, c.Due.At)
	res, err := c.Clock()
	require.NoError(t, err)
	assert.True(t, res.Due.Equal(c.Due.At), "by the rule of the right procedure")
	o.refused(dossier.KeyNotAllowed, casework.Case{}, second(o.Desk.CorrectIntake(o.App, o.leader, got.Code, 0, dossier.CorrectInput{})))
	o.refused(dossier.KeyNothingChanged, casework.Case{}, second(o.Desk.RequestCorrection(o.App, o.clerk, got.Code, 0, casework.CorrectionInput{Reason: "x"})))

	o.must(o.Desk.RequestCorrection(o.App, o.clerk, got.Code, 0, wrong))
	c = o.must(o.Desk.CorrectIntake(o.App, o.leader, got.Code, 0, dossier.CorrectInput{Refuse: true, Note: "Đúng rồi"}))
	assert.Nil(t, c.Correction)
	assert.Len(t, c.Voids, 1)
	o.whole()
}

func TestAPartOfAnotherUnitIsTakenAndAnsweredThere(t *testing.T) {
	o := open(t)
	partner, stranger := o.Actor(access.Officer, 1), o.Actor(access.Officer, 2)
	code := o.receive().Code
	o.toOfficer(code)
	c := o.must(o.Desk.Consult(o.App, o.officer, code, 0, dossier.ConsultInput{To: o.Communes[1].Code, Subject: "Xác minh cư trú", Days: 2, Wait: true}))
	assert.Equal(t, dossier.WaitPartner, c.Waiting)
	assert.False(t, c.Due.At.IsZero(), "the legal clock runs on")
	o.refused(dossier.KeyPartOpen, casework.Case{}, second(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted})))
	o.refused(casework.KeyNotFound, casework.Case{}, second(o.Desk.Acknowledge(o.App, stranger, code, 0, dossier.PartInput{})))
	o.refused(dossier.KeyNotYours, casework.Case{}, second(o.Desk.Acknowledge(o.App, o.officer, code, 0, dossier.PartInput{})))
	c = o.must(o.Desk.Acknowledge(o.App, partner, code, 0, dossier.PartInput{}))
	assert.Equal(t, partner.Name, c.Parts[0].TakenBy)
	c = o.must(o.Desk.AnswerConsult(o.App, partner, code, 0, dossier.PartInput{Agreed: true, Note: "Đúng"}))
	assert.Equal(t, dossier.WaitNone, c.Waiting)
	o.must(o.Desk.Resolve(o.App, o.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted}))
	o.whole()
}

func TestPostingHasAKnownEnd(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.toOfficer(code)
	c := o.must(o.Desk.PostPublic(o.App, o.officer, code, 0, dossier.PostInput{Days: 15, Ground: "Điều 35"}))
	assert.Equal(t, dossier.Processing, c.State)
	assert.Equal(t, "2026-12-09", c.Due.Day, "fifteen days to Saturday 5 December are not counted; three working days follow")
	o.whole()
}

func TestLapseNeedsTheDayAndTheReminder(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	in := defect
	in.LimitDay = "2026-11-27"
	o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, in))
	end := dossier.EndInput{Reason: "Quá hạn bổ sung", Ground: "Điều 9"}
	n, err := o.Desk.RemindAll(o.App)
	require.NoError(t, err)
	assert.Zero(t, n, "four working days are left")
	o.refused(dossier.KeyNotAllowed, casework.Case{}, second(o.Desk.Lapse(o.App, o.leader, code, 0, end)))
	o.SetNow("2026-11-25T09:00")
	n, err = o.Desk.RemindAll(o.App)
	require.NoError(t, err)
	assert.Equal(t, 1, n)
	n, err = o.Desk.RemindAll(o.App)
	require.NoError(t, err)
	assert.Zero(t, n, "once")
	o.SetNow("2026-11-27T16:59")
	o.refused(dossier.KeyLapseEarly, casework.Case{}, second(o.Desk.Lapse(o.App, o.leader, code, 0, end)))
	o.SetNow("2026-11-28T08:00")
	c := o.must(o.Desk.Lapse(o.App, o.leader, code, 0, end))
	assert.Equal(t, dossier.Stopped, c.State)
	assert.False(t, c.Pauses[0].To.IsZero(), "closing it closes the request")
	o.whole()
}

func TestNobodyIsStoppedOnTheDayOfALateReminder(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	in := defect
	in.LimitDay = "2026-11-27"
	o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, in))
	o.SetNow("2026-11-30T08:00") // the machine was off
	o.must(o.Desk.Remind(o.App, o.clerk, code, 0, dossier.RemarkInput{}))
	end := dossier.EndInput{Reason: "Quá hạn bổ sung", Ground: "Điều 9"}
	o.refused(dossier.KeyLapseEarly, casework.Case{}, second(o.Desk.Lapse(o.App, o.leader, code, 0, end)))
	letters, err := o.Desk.Letters(o.App, o.leader)
	require.NoError(t, err)
	assert.Empty(t, letters.Lapsed, "nothing to sign that would be refused")
	o.SetNow("2026-12-01T08:00")
	letters, err = o.Desk.Letters(o.App, o.leader)
	require.NoError(t, err)
	assert.Len(t, letters.Lapsed, 1)
	o.must(o.Desk.Lapse(o.App, o.leader, code, 0, end))
	o.whole()
}

func TestRecallTakesBackWhomTheMistakeNamed(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	in := dossier.MoveInput{To: o.officer.ID, Cooperating: []string{o.other.ID}, Watching: []string{o.leader.ID}}
	c := o.must(o.Desk.Forward(o.App, o.clerk, code, 0, in))
	require.Len(t, c.Cooperating, 1)
	c = o.must(o.Desk.Recall(o.App, o.clerk, code, 0, dossier.RemarkInput{}))
	assert.Empty(t, c.Cooperating)
	assert.Empty(t, c.Watching)
	o.whole()
}

func TestAnApologyMovesNoDate(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	in := dossier.ApologyInput{Reason: "Chờ xác minh", Day: "2026-12-04"}
	o.refused(dossier.KeyNotLate, casework.Case{}, second(o.Desk.Apologise(o.App, o.leader, code, 0, in)))
	o.SetNow("2026-12-01T08:00")
	c := o.must(o.Desk.Apologise(o.App, o.leader, code, 0, in))
	assert.Equal(t, "2026-11-26", c.Due.Day)
	assert.Equal(t, "overdue", c.Lateness(o.Now()))
	assert.Equal(t, 1, c.Apologies)
	o.whole()
}

func TestOriginalsGoBackOnlyAsManyAsAreHeld(t *testing.T) {
	o := open(t)
	code := o.receive(held).Code
	two := declaration
	two.Originals = 2
	o.refused(dossier.KeyBackMore, casework.Case{}, second(o.Desk.GiveBack(o.App, o.clerk, code, 0, dossier.GiveBackInput{To: "A", Papers: []dossier.Paper{two}})))
	o.resolved(code)
	in := dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", Checked: true}
	o.refused(dossier.KeyHeld, casework.Case{}, second(o.Desk.Return(o.App, o.clerk, code, 0, in)))
	c := o.must(o.Desk.GiveBack(o.App, o.clerk, code, 0, dossier.GiveBackInput{To: "A", Papers: []dossier.Paper{declaration}}))
	assert.Empty(t, c.Held)
	o.must(o.Desk.Return(o.App, o.clerk, code, 0, in))
	o.whole()
}

// TestTwoAppointments: the first date is the tax notice, the second counts from
// the proof of payment, and a first one that was missed stays missed.
func TestTwoAppointments(t *testing.T) {
	for _, late := range []bool{false, true} {
		d := dossier.Dossier{ID: "d", Unit: "u", UnitPath: "01/", State: dossier.Processing, ReceivedAt: moment("2026-11-20T09:00"),
			Limit: deadline.Limit{N: 3, Unit: deadline.WorkingDay}}
		d.Due = dossier.Due{At: moment("2026-11-25T17:00"), Day: "2026-11-25", OriginalAt: moment("2026-11-25T17:00"), OriginalDay: "2026-11-25", Unit: deadline.WorkingDay}
		by := access.Actor{ID: "o", UnitPath: "01/", Roles: []access.Role{access.Officer, access.Clerk}}
		ask := moment("2026-11-24T09:00")
		if late {
			ask = moment("2026-11-26T09:00")
		}
		e, err := d.AskPayment(by, ask, d.Due.Stopped(), dossier.PaymentInput{Slip: "1/PC"})
		require.NoError(t, err)
		d = d.Apply(e)
		second := dossier.Due{At: moment("2026-12-08T17:00"), Day: "2026-12-08", OriginalAt: moment("2026-12-08T17:00"), OriginalDay: "2026-12-08", Unit: deadline.WorkingDay}
		e, err = d.SettlePayment(by, moment("2026-12-01T09:00"), second, dossier.PaymentInput{Slip: "BL 7"})
		require.NoError(t, err)
		d = d.Apply(e)
		assert.Equal(t, "2026-12-08", d.Due.Day)
		want := "2026-12-08"
		if late {
			want = "2026-11-25"
		}
		assert.Equal(t, want, d.Due.OriginalDay)
		q, err := d.Clock(deadline.Rule{Limit: d.Limit, AfterPayment: deadline.Limit{N: 5, Unit: deadline.WorkingDay}}, nil)
		require.NoError(t, err)
		assert.Equal(t, deadline.Limit{N: 5, Unit: deadline.WorkingDay}, q.Limit)
		assert.Empty(t, q.Pauses)
	}
}

func TestACorrectionKeepsWhatTheOtherProcedureAsksToo(t *testing.T) {
	o := open(t)
	got := o.receive(func(in *casework.ReceiveInput) {
		in.Procedure, in.Answers = "1.010038", map[string]string{"people": "3", "head": "Nguyễn Thị Bưởi"}
		in.Fee.Exemptions = map[string]string{"registration": "poor"}
	})
	c := o.must(o.Desk.RequestCorrection(o.App, o.clerk, got.Code, 0, casework.CorrectionInput{Procedure: "1.004194", Reason: "Chọn nhầm thủ tục",
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}}))
	require.Len(t, c.Correction.Fees, 1)
	assert.Equal(t, "poor", c.Correction.Fees[0].Exempt, "an exemption that both publish stays")
	view, err := o.Desk.Corrected(o.App, c)
	require.NoError(t, err)
	assert.Equal(t, form.Answers{"people": "3"}, view.Answers)
	c = o.must(o.Desk.CorrectIntake(o.App, o.leader, got.Code, 0, dossier.CorrectInput{}))
	assert.Equal(t, "3", c.Answers["people"])
	assert.NotContains(t, c.Answers, "head")
	o.whole()
}

func TestACorrectionKeepsThePapersThatAreUsedAgain(t *testing.T) {
	o := open(t)
	_, file := o.confirmed("12/XN")
	in := marital(reusing("residence", file.ID))
	got, err := o.Desk.Receive(o.App, o.clerk, in)
	require.NoError(t, err)
	c := o.must(o.Desk.RequestCorrection(o.App, o.clerk, got.Code, 0, casework.CorrectionInput{Case: "verify", Reason: "Phải xác minh",
		Components: []dossier.Paper{{Key: "declaration", Originals: 1, Reuse: []dossier.Reused{{File: "x", From: "y"}}}}}))
	reused := map[string]int{}
	for _, p := range c.Correction.Papers {
		reused[p.Key] = len(p.Reuse)
	}
	assert.Equal(t, map[string]int{"declaration": 0, "residence": 1}, reused)
}
