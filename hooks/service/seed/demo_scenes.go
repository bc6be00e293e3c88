package seed

import (
	"fmt"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/number"
)

// took takes over what an act gave.
func (l *life) took(c casework.Case, err error) error {
	if err == nil {
		l.c = c
	}
	return err
}

// visitOf fills the form of a situation for its own applicant.
func (s *stage) visitOf(l *life, print bool) casework.ReceiveInput {
	v, p := s.pack[l.kind], l.owner
	in := l.intake(v)
	l.owner = p
	in.Applicant, in.Submitter, in.Delegate, in.ResultChannel, in.Print = p, nil, nil, "", print
	in.Fee = casework.FeeInput{}
	in.Answers = complete(v.Form, in.Answers, p)
	return in
}

func received(s *stage, l *life, in casework.ReceiveInput) error {
	got, err := s.desk.Receive(s.app, l.clerk, in)
	return l.took(got.Case, err)
}

func taken(s *stage, l *life) error     { return received(s, l, s.visitOf(l, true)) }
func unprinted(s *stage, l *life) error { return received(s, l, s.visitOf(l, false)) }

// takenUnpaid is an intake whose fee is left for later.
func takenUnpaid(s *stage, l *life) error {
	in := s.visitOf(l, true)
	in.Fee.Deferred = true
	return received(s, l, in)
}

// feeAsked asks for the fee that was left for later; the dossier waits for it.
func feeAsked(s *stage, l *life) error {
	return l.took(s.desk.AskPayment(s.app, s.officer(l), l.c.Code, 0, dossier.PaymentInput{Slip: fmt.Sprintf("TB-%03d/%d", l.no, l.at.Year()), Note: "Lệ phí hẹn thu sau"}))
}

// exemptedLater is the cashier, shown a proof that nobody had asked about.
func exemptedLater(s *stage, l *life) error {
	err := s.till().Exempt(s.app, s.first(l.office, access.Cashier), l.c.Code, casework.ExemptInput{ExemptInput: dossier.ExemptInput{Fee: l.c.Fees[0].Key,
		Exemption: "poor", Proof: "Giấy chứng nhận hộ nghèo năm " + l.at.Format("2006")}})
	if err != nil {
		return err
	}
	return l.took(s.desk.Find(s.app, l.clerk, l.c.Code))
}

// originalsKept is an intake at which two originals stay with the office.
func originalsKept(s *stage, l *life) error {
	in := s.visitOf(l, true)
	for i := range in.Components {
		in.Components[i].Originals = max(in.Components[i].Originals, 2)
		if i == 0 {
			in.Components[i].Held = 2
		}
	}
	return received(s, l, in)
}

func filed(s *stage, l *life) error {
	in := s.visitOf(l, false)
	in.Channel, in.Unit = procedure.Online, l.office.unit.Code
	got, err := s.desk.Submit(s.app, l.nobody(), in)
	return l.took(got.Case, err)
}

func takenElsewhere(s *stage, l *life) error {
	in := s.visitOf(l, false)
	in.Channel, in.Unit, in.For, in.ReturnAt = procedure.Desk, l.other.unit.Code, l.office.unit.Code, "here"
	by := s.first(l.other, access.Clerk)
	got, err := s.desk.Receive(s.app, by, in)
	if err := l.took(got.Case, err); err != nil {
		return err
	}
	return s.desk.PrintPlaceSlip(s.app, by, l.c.ID)
}

// lackOf is a complete request for the first paper of the case.
func (s *stage) lackOf(l *life, limit int) dossier.SupplementInput {
	v := s.pack[l.kind]
	p := v.Papers(l.c.Dossier.Case)[0]
	return dossier.SupplementInput{LimitDay: s.dayBack(l, limit),
		Items: []dossier.Item{{Component: p.Key, Title: p.Title, Defect: "Bản sao mờ, không đọc được số và ngày cấp", Ground: groundOf(v)}}}
}

func guided(s *stage, l *life) error {
	return l.took(s.desk.GuideBack(s.app, l.clerk, l.c.ID, 0, s.lackOf(l, 5)))
}

func guidedHere(s *stage, l *life) error {
	in := s.visitOf(l, false)
	l.c.Dossier.Case = in.Case
	got, err := s.desk.GuideAtDesk(s.app, l.clerk, in, s.lackOf(l, 5))
	return l.took(got.Case, err)
}

func declinedHere(s *stage, l *life) error {
	got, err := s.desk.DeclineAtDesk(s.app, l.clerk, s.visitOf(l, false), dossier.EndInput{Reason: "Người nộp đăng ký lần đầu ở nơi khác",
		Ground: groundOf(s.pack[l.kind]), Agency: "Ủy ban nhân dân nơi đã đăng ký lần đầu"})
	return l.took(got.Case, err)
}

func (l *life) broughtPapers() dossier.AnswerInput {
	p := l.c.Version.Body.Papers(l.c.Dossier.Case)[0]
	return dossier.AnswerInput{Papers: []dossier.Paper{{Key: p.Key, Copies: 1}}, Note: "Đã nộp lại bản rõ"}
}

func completed(s *stage, l *life) error {
	return l.took(s.desk.AnswerGuide(s.app, l.clerk, l.c.ID, 0, l.broughtPapers()))
}

func brought(s *stage, l *life) error {
	return l.took(s.desk.AnswerSupplement(s.app, l.clerk, l.c.Code, 0, l.broughtPapers()))
}

func undone(s *stage, l *life) error {
	return l.took(s.desk.Undo(s.app, l.clerk, l.c.Code, 0, dossier.RemarkInput{Note: "Nhập trùng với hồ sơ vừa nhận"}))
}

func volunteered(s *stage, l *life) error {
	return l.took(s.desk.Volunteer(s.app, l.clerk, l.c.Code, 0, dossier.VolunteerInput{
		Papers: []dossier.Paper{{Title: "Bản sao sổ hộ khẩu cũ", Copies: 1}}, Note: "Người nộp tự đưa, không ai yêu cầu"}))
}

func oneGivenBack(s *stage, l *life) error {
	p := l.c.Held[0]
	return l.took(s.desk.GiveBack(s.app, l.clerk, l.c.Code, 0, dossier.GiveBackInput{Papers: []dossier.Paper{{Key: p.Key, Title: p.Title, Originals: 1}},
		To: l.owner.Name, Number: l.owner.IdentityNumber, Proof: "Ký nhận vào sổ"}))
}

func slipsLent(s *stage, l *life) error {
	numbers, _ := s.books()
	b, err := numbers.Lend(s.app, l.clerk, l.office.unit, number.LendInput{Count: 12, LentTo: "Quầy 2", Reason: "Mất điện từ 7 giờ"})
	l.line, l.written = b.ID, l.at.Add(5*time.Minute)
	return err
}

// slipKeyedIn keys in the third slip; the second was spoiled and nobody has
// said yet where the first is.
func slipKeyedIn(s *stage, l *life) error {
	numbers, _ := s.books()
	_, slips, err := numbers.Block(s.app, l.clerk, l.line)
	if err != nil {
		return err
	}
	if err := numbers.Explain(s.app, l.clerk, l.line, number.ExplainInput{Slip: slips[1].Number, State: number.Spoiled, Reason: "Viết nhầm, đã gạch chéo và lưu"}); err != nil {
		return err
	}
	in := s.visitOf(l, true)
	in.ReceivedBasis, in.Slip, in.ReceivedAt = dossier.PaperSlip, slips[2].Number, l.written.Format("2006-01-02T15:04")
	return received(s, l, in)
}

func correctionAsked(s *stage, l *life) error {
	p := l.owner
	p.Birth = "1988-12-04"
	return l.took(s.desk.RequestCorrection(s.app, l.clerk, l.c.Code, 0, casework.CorrectionInput{Applicant: &p, Reason: "Nhập đảo ngày và tháng sinh so với thẻ căn cước"}))
}

func correctionMade(s *stage, l *life) error {
	return l.took(s.desk.CorrectIntake(s.app, s.first(l.office, access.Leader), l.c.Code, 0, dossier.CorrectInput{}))
}

func withdrawnNow(s *stage, l *life) error {
	return l.took(s.desk.Withdraw(s.app, l.clerk, l.c.Code, 0, dossier.EndInput{Reason: "Nộp nhầm thủ tục, xin rút để nộp lại"}))
}

func shelved(s *stage, l *life) error {
	return l.took(s.desk.Shelve(s.app, l.clerk, l.c.Code, 0, dossier.ShelveInput{Shelf: "B3"}))
}

func linksOpened(s *stage, l *life) error {
	return l.took(s.desk.OpenLinks(s.app, l.clerk, l.c.Code, 0, []dossier.ConsultInput{{Link: l.c.Version.Body.Links[0].Key, Slip: fmt.Sprintf("LT-%03d", l.no)}}))
}

// toProxy hands the result to somebody with a document of authority.
func toProxy(s *stage, l *life) error {
	if err := l.settle(s); err != nil {
		return err
	}
	p := someone(l.rng, l.office.unit)
	return l.took(s.desk.Return(s.app, l.clerk, l.c.Code, 0, dossier.ReturnInput{CollectorName: p.Name, CollectorNumber: p.IdentityNumber, Checked: true,
		Authority: "Giấy ủy quyền ngày " + l.at.AddDate(0, 0, -1).Format("02/01/2006")}))
}

func remindedBy(note string) scene {
	return func(s *stage, l *life) error {
		return l.took(s.desk.Remind(s.app, l.clerk, l.c.Code, 0, dossier.RemarkInput{Note: note}))
	}
}

var reminded = remindedBy("Đã gọi điện, người nhà nghe máy")
