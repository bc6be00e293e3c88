package casework_test

import (
	"fmt"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// held is an original that the office keeps for now.
func held(in *casework.ReceiveInput) { in.Components[0].Held = 1 }

// begin brings a dossier to the state in which an act begins; it returns its
// name and who may do the act.
func (o office) begin(act dossier.Act) (string, access.Actor) {
	o.t.Helper()
	switch act {
	case dossier.Receive, dossier.Decline, dossier.GuideBack:
		return o.submit(), o.clerk
	case dossier.AnswerGuide:
		id := o.submit()
		o.must(o.Desk.GuideBack(o.App, o.clerk, id, 0, defect))
		return id, o.clerk
	}
	if act == dossier.PassOn {
		return o.takenInFor(2).ID, o.Actor(access.Clerk, 2)
	}
	code := o.receive(held).Code
	switch act {
	case dossier.AnswerSupplement:
		o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect))
	case dossier.Remind:
		o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect))
	case dossier.Lapse:
		o.lapsing(code)
		return code, o.leader
	case dossier.StepBack, dossier.AskPayment, dossier.PostPublic, dossier.Propose:
		o.toOfficer(code)
		return code, o.officer
	case dossier.Recall:
		o.toOfficer(code)
	case dossier.Reassign:
		o.must(o.Desk.Forward(o.App, o.clerk, code, 0, dossier.MoveInput{To: o.other.ID}))
		return code, o.other
	case dossier.SettlePayment:
		o.toOfficer(code)
		o.must(o.Desk.AskPayment(o.App, o.officer, code, 0, dossier.PaymentInput{Slip: "1"}))
	case dossier.Resolve:
		o.toOfficer(code)
		return code, o.leader
	case dossier.Approve, dossier.SendBack:
		o.toOfficer(code)
		o.must(o.Desk.Propose(o.App, o.officer, code, 0, dossier.MoveInput{To: o.leader.ID, Outcome: dossier.Refused}))
		return code, o.leader
	case dossier.Acknowledge, dossier.AnswerConsult:
		o.must(o.Desk.Consult(o.App, o.clerk, code, 0, outside))
	case dossier.CorrectIntake:
		o.must(o.Desk.RequestCorrection(o.App, o.clerk, code, 0, wrong))
		return code, o.leader
	case dossier.CorrectResult:
		o.resolved(code)
		return code, o.leader
	case dossier.Shelve, dossier.Return:
		o.resolved(code)
	case dossier.Apologise:
		o.late()
		return code, o.leader
	case dossier.Assign, dossier.Extend, dossier.Stop:
		return code, o.leader
	}
	return code, o.clerk
}

// outside asks an agency that is not in this system; wrong is a correction of
// the applicant.
var (
	outside = dossier.ConsultInput{ToName: "Chi nhánh Văn phòng đăng ký đất đai", Subject: "Trích lục bản đồ", Days: 3, Wait: true}
	wrong   = casework.CorrectionInput{Applicant: &casework.PersonInput{Name: "Lê Văn Tám", IdentityNumber: "001190000128"}, Reason: "Nhập nhầm người nộp"}
)

// lapsing waits for a citizen beyond the last day.
func (o office) lapsing(code string) {
	now := o.Now()
	in := defect
	in.LimitDay = now.Format("2006-01-02")
	o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, in))
	o.must(o.Desk.Remind(o.App, o.clerk, code, 0, dossier.RemarkInput{}))
	o.SetNow(now.AddDate(0, 0, 1).Format("2006-01-02T15:04"))
}

// late moves the clock beyond every appointment of an intake made now.
func (o office) late() { o.SetNow(o.Now().AddDate(0, 0, 10).Format("2006-01-02T15:04")) }

// do does an act with a right input.
func (o office) do(act dossier.Act, by access.Actor, code string, seen int) error {
	d, app := o.Desk, o.App
	end := dossier.EndInput{Reason: "x", Ground: "y"}
	why := dossier.RemarkInput{Note: "x"}
	more := defect
	more.Reason = "Giấy nộp lại chưa rõ"
	to := func(who access.Actor) dossier.MoveInput { return dossier.MoveInput{To: who.ID, Note: "x"} }
	var err error
	switch act {
	case dossier.GuideBack:
		_, err = d.GuideBack(app, by, code, seen, more)
	case dossier.AnswerGuide:
		_, err = d.AnswerGuide(app, by, code, seen, dossier.AnswerInput{Note: "đủ"})
	case dossier.Receive:
		_, err = d.ReceiveSubmitted(app, by, code, seen, casework.ReceiveInput{})
	case dossier.Decline:
		_, err = d.Decline(app, by, code, seen, end)
	case dossier.Undo:
		_, err = d.Undo(app, by, code, seen, why)
	case dossier.Forward:
		_, err = d.Forward(app, by, code, seen, to(o.officer))
	case dossier.Propose:
		in := to(o.leader)
		in.Outcome = dossier.Granted
		_, err = d.Propose(app, by, code, seen, in)
	case dossier.Approve:
		_, err = d.Approve(app, by, code, seen, to(o.second))
	case dossier.SendBack:
		_, err = d.SendBack(app, by, code, seen, to(o.officer))
	case dossier.Assign:
		_, err = d.Assign(app, by, code, seen, to(o.officer))
	case dossier.Reassign:
		_, err = d.Reassign(app, by, code, seen, to(o.officer))
	case dossier.StepBack:
		_, err = d.StepBack(app, by, code, seen, to(o.clerk))
	case dossier.Recall:
		_, err = d.Recall(app, by, code, seen, why)
	case dossier.RequestSupplement:
		_, err = d.RequestSupplement(app, by, code, seen, more)
	case dossier.AnswerSupplement:
		_, err = d.AnswerSupplement(app, by, code, seen, dossier.AnswerInput{Note: "đủ"})
	case dossier.Remind:
		_, err = d.Remind(app, by, code, seen, why)
	case dossier.Lapse:
		_, err = d.Lapse(app, by, code, seen, end)
	case dossier.AskPayment:
		_, err = d.AskPayment(app, by, code, seen, dossier.PaymentInput{Slip: "1"})
	case dossier.SettlePayment:
		_, err = d.SettlePayment(app, by, code, seen, dossier.PaymentInput{Slip: "2"})
	case dossier.Consult:
		_, err = d.Consult(app, by, code, seen, outside)
	case dossier.Acknowledge:
		_, err = d.Acknowledge(app, by, code, seen, dossier.PartInput{})
	case dossier.AnswerConsult:
		_, err = d.AnswerConsult(app, by, code, seen, dossier.PartInput{Agreed: true, Note: "Đồng ý"})
	case dossier.PostPublic:
		_, err = d.PostPublic(app, by, code, seen, dossier.PostInput{Days: 15, Ground: "Điều 35"})
	case dossier.Extend:
		_, err = d.Extend(app, by, code, seen, dossier.ExtendInput{N: 1, Reason: "x"})
	case dossier.Apologise:
		_, err = d.Apologise(app, by, code, seen, dossier.ApologyInput{Reason: "x", Day: "2029-01-02"})
	case dossier.RequestCorrection:
		_, err = d.RequestCorrection(app, by, code, seen, wrong)
	case dossier.CorrectIntake:
		_, err = d.CorrectIntake(app, by, code, seen, dossier.CorrectInput{})
	case dossier.Resolve:
		_, err = d.Resolve(app, by, code, seen, dossier.ResolveInput{Outcome: dossier.Granted})
	case dossier.CorrectResult:
		_, err = d.CorrectResult(app, by, code, seen, dossier.ResultInput{State: dossier.Replaced, Ground: "y", ResultNumber: "9/GXN"})
	case dossier.Shelve:
		_, err = d.Shelve(app, by, code, seen, dossier.ShelveInput{Shelf: "A"})
	case dossier.Return:
		_, err = d.Return(app, by, code, seen, dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", Checked: true, Kept: "Lưu theo quy định"})
	case dossier.GiveBack:
		_, err = d.GiveBack(app, by, code, seen, dossier.GiveBackInput{To: "Nguyễn Thị Bưởi", Papers: []dossier.Paper{declaration}})
	case dossier.Withdraw:
		_, err = d.Withdraw(app, by, code, seen, end)
	case dossier.Stop:
		_, err = d.Stop(app, by, code, seen, end)
	case dossier.Volunteer:
		_, err = d.Volunteer(app, by, code, seen, dossier.VolunteerInput{Papers: []dossier.Paper{{Title: "Ảnh cũ", Copies: 1}}})
	case dossier.Remark:
		_, err = d.Remark(app, by, code, seen, why)
	case dossier.PassOn:
		_, err = d.PassOn(app, by, code, seen, dossier.PassOnInput{Slip: "12/BG"})
	default:
		return fmt.Errorf("no act %s", act)
	}
	return err
}

// desks are the acts that begin with a dossier: all but filing one.
func desks() []dossier.Act {
	var out []dossier.Act
	for _, r := range dossier.Acts {
		if r.Act != dossier.Submit {
			out = append(out, r.Act)
		}
	}
	return out
}
