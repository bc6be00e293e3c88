package office

import (
	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// act is one act as this door offers it: its address, what is asked, and the
// service call. Who may do it and when is said by domain/dossier alone.
type act struct {
	act    dossier.Act
	path   string
	group  group
	key    string // letter that opens its form
	danger bool
	ask    func(f *asking) error
	run    func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error)
}

// group is the heading that an act stands under when it is not the usual next
// one; its words are act.group.<group>.
type group string

// groups in the order of the page.
var groups = []group{"move", "citizen", "agency", "time", "result", "mend"}

// acts in the order they are offered. Those a person may do now are shown;
// the first of them is the usual next one.
var acts = []act{
	{act: dossier.Receive, path: "tiep-nhan", group: "citizen", key: "d", ask: askReceive, run: runReceive},
	{act: dossier.CorrectIntake, path: "xac-nhan-sua", group: "mend", ask: askCorrect, run: runCorrect},
	{act: dossier.Resolve, path: "giai-quyet", group: "result", key: "d", ask: askResolve, run: runResolve},
	{act: dossier.AnswerGuide, path: "nhan-hoan-thien", group: "citizen", ask: askAnswer, run: runAnswer((*casework.Desk).AnswerGuide)},
	{act: dossier.AnswerSupplement, path: "nhan-bo-sung", group: "citizen", key: "d", ask: askAnswer, run: runAnswer((*casework.Desk).AnswerSupplement)},
	{act: dossier.SettlePayment, path: "xac-nhan-nop-tien", group: "citizen", key: "d", ask: askPayment("act.field.slip_paid"), run: runSettle},
	{act: dossier.Forward, path: "chuyen", group: "move", key: "t", ask: askMove, run: runMove((*casework.Desk).Forward)},
	{act: dossier.Propose, path: "trinh-ky", group: "move", key: "t", ask: askMove, run: runMove((*casework.Desk).Propose)},
	{act: dossier.Return, path: "tra-ket-qua", group: "result", key: "d", ask: askReturn, run: runReturn},
	{act: dossier.Shelve, path: "xep-ke", group: "result", ask: askShelve, run: runShelve},
	{act: dossier.Approve, path: "duyet-chuyen-ky", group: "move", ask: askMove, run: runMove((*casework.Desk).Approve)},
	{act: dossier.SendBack, path: "tra-nguoi-trinh", group: "move", ask: askMove, run: runMove((*casework.Desk).SendBack)},
	{act: dossier.Assign, path: "phan-cong", group: "move", ask: askMove, run: runMove((*casework.Desk).Assign)},
	{act: dossier.Reassign, path: "giao-lai", group: "move", ask: askMove, run: runMove((*casework.Desk).Reassign)},
	{act: dossier.StepBack, path: "tra-lai", group: "move", ask: askMove, run: runMove((*casework.Desk).StepBack)},
	{act: dossier.Recall, path: "rut-lai", group: "move", ask: askNote("act.field.note"), run: runNote((*casework.Desk).Recall)},
	{act: dossier.Remark, path: "ghi-chu", group: "move", ask: askRemark, run: runNote((*casework.Desk).Remark)},
	{act: dossier.GuideBack, path: "huong-dan", group: "citizen", key: "b", ask: askSupplement, run: runSupplement((*casework.Desk).GuideBack)},
	{act: dossier.RequestSupplement, path: "yeu-cau-bo-sung", group: "citizen", key: "b", ask: askSupplement, run: runSupplement((*casework.Desk).RequestSupplement)},
	{act: dossier.Remind, path: "nhac", group: "citizen", ask: askNote("act.field.reminded"), run: runNote((*casework.Desk).Remind)},
	{act: dossier.AskPayment, path: "yeu-cau-nop-tien", group: "citizen", ask: askPayment("act.field.slip_ask"), run: runAskPayment},
	{act: dossier.Volunteer, path: "giay-tu-nguyen", group: "citizen", ask: askVolunteer, run: runVolunteer},
	{act: dossier.GiveBack, path: "tra-ban-chinh", group: "citizen", ask: askGiveBack, run: runGiveBack},
	{act: dossier.Withdraw, path: "rut", group: "citizen", danger: true, ask: askEnd, run: runEnd((*casework.Desk).Withdraw)},
	{act: dossier.Decline, path: "tu-choi", group: "citizen", danger: true, ask: askEnd, run: runEnd((*casework.Desk).Decline)},
	{act: dossier.Consult, path: "lay-y-kien", group: "agency", ask: askConsult, run: runConsult},
	{act: dossier.Acknowledge, path: "co-quan-da-nhan", group: "agency", ask: askPart(false), run: runPart((*casework.Desk).Acknowledge)},
	{act: dossier.AnswerConsult, path: "co-quan-tra-loi", group: "agency", ask: askPart(true), run: runPart((*casework.Desk).AnswerConsult)},
	{act: dossier.PassOn, path: "ban-giao", group: "agency", ask: askPassOn, run: runPassOn},
	{act: dossier.Extend, path: "gia-han", group: "time", ask: askExtend, run: runExtend},
	{act: dossier.Apologise, path: "xin-loi", group: "time", ask: askApologise, run: runApologise},
	{act: dossier.PostPublic, path: "niem-yet", group: "time", ask: askPost, run: runPost},
	{act: dossier.Lapse, path: "dung-qua-han", group: "time", danger: true, ask: askLapse, run: runEnd((*casework.Desk).Lapse)},
	{act: dossier.Stop, path: "dung", group: "time", danger: true, ask: askEnd, run: runEnd((*casework.Desk).Stop)},
	{act: dossier.RequestCorrection, path: "de-nghi-sua", group: "mend", ask: askCorrection, run: runCorrection},
	{act: dossier.CorrectResult, path: "sua-ket-qua", group: "mend", danger: true, ask: askResult, run: runResult},
	{act: dossier.Undo, path: "huy-nhap", group: "mend", danger: true, ask: askNote("act.field.note"), run: runNote((*casework.Desk).Undo)},
}

// usual reports whether an act is the likely next one of a dossier, which its
// page then offers openly and with the one primary button.
func usual(d dossier.Dossier, a dossier.Act) bool {
	switch a {
	case dossier.Resolve:
		return d.Waiting == dossier.WaitSignature
	case dossier.Forward, dossier.Propose:
		return d.Waiting != dossier.WaitSignature
	case dossier.Receive:
		return d.Waiting == dossier.WaitNone || d.State == dossier.Draft
	case dossier.AnswerGuide, dossier.AnswerSupplement, dossier.SettlePayment, dossier.Return, dossier.CorrectIntake:
		return true
	}
	return false
}

// covered reports acts that the page does not offer because another one of the
// same moment says the same with more to it.
func covered(c casework.Case, a dossier.Act, allowed func(dossier.Act) bool, leads bool) bool {
	signs := c.Waiting == dossier.WaitSignature
	switch a {
	case dossier.Forward: // to sign: with what is proposed
		return leads && allowed(dossier.Propose)
	case dossier.Propose:
		return !leads && allowed(dossier.Forward)
	case dossier.Assign: // while it waits for a signature: to another who signs
		return signs && allowed(dossier.Approve)
	case dossier.StepBack:
		return signs && allowed(dossier.SendBack)
	case dossier.Reassign:
		return allowed(dossier.Assign)
	case dossier.Consult: // after the own result only linked procedures are opened, from their own page
		return c.State == dossier.Resolved
	case dossier.Stop: // the citizen had time and was reminded: the stronger ground
		return allowed(dossier.Lapse)
	}
	return false
}
