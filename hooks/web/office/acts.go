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
	key    string // letter that opens its form
	danger bool
	ask    func(f *asking) error
	run    func(d *casework.Desk, tx core.App, by access.Actor, code string, seen int, in typed) (casework.Case, error)
}

// acts in the order they are offered. Those a person may do now are shown;
// the first of them is the usual next one.
var acts = []act{
	{act: dossier.Receive, path: "tiep-nhan", key: "d", ask: askReceive, run: runReceive},
	{act: dossier.Resolve, path: "giai-quyet", key: "d", ask: askResolve, run: runResolve},
	{act: dossier.AnswerSupplement, path: "nhan-bo-sung", key: "d", ask: askAnswer, run: runAnswer},
	{act: dossier.SettlePayment, path: "xac-nhan-nop-tien", key: "d", ask: askPayment("act.field.slip_paid"), run: runSettle},
	{act: dossier.Forward, path: "chuyen", key: "t", ask: askMove, run: runMove((*casework.Desk).Forward)},
	{act: dossier.Return, path: "tra-ket-qua", key: "d", ask: askReturn, run: runReturn},
	{act: dossier.Shelve, path: "xep-ke", ask: askShelve, run: runShelve},
	{act: dossier.Assign, path: "phan-cong", ask: askMove, run: runMove((*casework.Desk).Assign)},
	{act: dossier.StepBack, path: "tra-lai", ask: askMove, run: runMove((*casework.Desk).StepBack)},
	{act: dossier.RequestSupplement, path: "yeu-cau-bo-sung", key: "b", ask: askSupplement, run: runSupplement},
	{act: dossier.AskPayment, path: "yeu-cau-nop-tien", ask: askPayment("act.field.slip_ask"), run: runAskPayment},
	{act: dossier.Extend, path: "gia-han", ask: askExtend, run: runExtend},
	{act: dossier.Withdraw, path: "rut", danger: true, ask: askEnd, run: runEnd((*casework.Desk).Withdraw)},
	{act: dossier.Stop, path: "dung", danger: true, ask: askEnd, run: runEnd((*casework.Desk).Stop)},
	{act: dossier.Decline, path: "tu-choi", danger: true, ask: askEnd, run: runEnd((*casework.Desk).Decline)},
}

// usual reports whether an act is the likely next one of a dossier, which its
// page then offers openly and with the one primary button.
func usual(d dossier.Dossier, a dossier.Act) bool {
	switch a {
	case dossier.Resolve:
		return d.Waiting == dossier.WaitSignature
	case dossier.Forward:
		return d.Waiting != dossier.WaitSignature
	case dossier.Receive, dossier.AnswerSupplement, dossier.SettlePayment, dossier.Return:
		return true
	}
	return false
}
