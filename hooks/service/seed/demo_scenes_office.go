package seed

import (
	"fmt"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// officer and the two leaders of a situation.
func (s *stage) officer(l *life) access.Actor { return s.first(l.office, access.Officer) }
func (s *stage) chief(l *life) access.Actor   { return s.first(l.office, access.Leader) }

// besides is a colleague of the same role.
func besides(list []access.Actor, one access.Actor) access.Actor {
	for _, a := range list {
		if a.ID != one.ID {
			return a
		}
	}
	return one
}

func toOfficer(s *stage, l *life) error {
	return l.took(s.desk.Forward(s.app, l.clerk, l.c.Code, 0, dossier.MoveInput{To: s.officer(l).ID, Note: "Người nộp hẹn gọi lại buổi chiều"}))
}

func forwarded(s *stage, l *life) error {
	to := besides(l.office.staff[access.Officer], s.officer(l))
	return l.took(s.desk.Forward(s.app, s.officer(l), l.c.Code, 0, dossier.MoveInput{To: to.ID}))
}

func recalled(s *stage, l *life) error {
	return l.took(s.desk.Recall(s.app, l.clerk, l.c.Code, 0, dossier.RemarkInput{Note: "Chuyển nhầm người"}))
}

func steppedBack(s *stage, l *life) error {
	by, err := l.holder(s)
	if err != nil {
		return err
	}
	return l.took(s.desk.StepBack(s.app, by, l.c.Code, 0, dossier.MoveInput{To: s.officer(l).ID, Note: "Xem lại phần xác minh"}))
}

func handedOn(s *stage, l *life) error {
	to := besides(l.office.staff[access.Officer], s.officer(l))
	return l.took(s.desk.Reassign(s.app, s.officer(l), l.c.Code, 0, dossier.MoveInput{To: to.ID, Note: "Đồng chí phụ trách lĩnh vực này"}))
}

func remarked(s *stage, l *life) error {
	return l.took(s.desk.Remark(s.app, s.officer(l), l.c.Code, 0, dossier.RemarkInput{Note: "Đã đối chiếu sổ gốc năm 1988, trùng khớp"}))
}

func proposed(s *stage, l *life) error {
	return l.took(s.desk.Propose(s.app, s.officer(l), l.c.Code, 0, dossier.MoveInput{To: s.chief(l).ID, Outcome: dossier.Granted, Note: "Đủ điều kiện"}))
}

func advisedAgainst(s *stage, l *life) error {
	return l.took(s.desk.Propose(s.app, s.officer(l), l.c.Code, 0, dossier.MoveInput{To: s.chief(l).ID, Outcome: dossier.Refused, Note: "Sổ gốc còn lưu, đề nghị không đăng ký lại"}))
}

func sentBackOnce(s *stage, l *life) error {
	return l.took(s.desk.SendBack(s.app, s.chief(l), l.c.Code, 0, dossier.MoveInput{To: s.officer(l).ID, Note: "Ghi rõ số quyển sổ gốc rồi trình lại"}))
}

func approved(s *stage, l *life) error {
	to := besides(l.office.staff[access.Leader], s.chief(l))
	return l.took(s.desk.Approve(s.app, s.chief(l), l.c.Code, 0, dossier.MoveInput{To: to.ID, Note: "Kính trình Chủ tịch ký"}))
}

func granted(s *stage, l *life) error {
	l.office.results++
	return l.took(s.desk.Resolve(s.app, s.chief(l), l.c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: fmt.Sprintf("%d/%d", l.office.results, l.at.Year())}))
}

func denied(s *stage, l *life) error {
	code := l.c.Version.Body.RefusalCodes[0]
	return l.took(s.desk.Resolve(s.app, s.chief(l), l.c.Code, 0, dossier.ResolveInput{Outcome: dossier.Refused, Reason: code.Key, Ground: code.Ground, Note: code.Title + "."}))
}

func resultReplaced(s *stage, l *life) error {
	return l.took(s.desk.CorrectResult(s.app, s.chief(l), l.c.Code, 0, dossier.ResultInput{State: dossier.Replaced, Ground: "Luật Hộ tịch 60/2014/QH13 Điều 69",
		ResultNumber: l.c.ResultNumber + "A", Note: "Bản in sai chữ đệm của người mẹ"}))
}

// lacks asks for what is missing, until so many working days from today.
func lacks(limit int) scene {
	return func(s *stage, l *life) error {
		return l.took(s.desk.RequestSupplement(s.app, s.officer(l), l.c.Code, 0, s.lackOf(l, limit)))
	}
}

// lacksAgain is a second request: the leader's, with its reason.
func lacksAgain(s *stage, l *life) error {
	in := s.lackOf(l, 4)
	in.Reason = "Bản nộp lại vẫn thiếu trang có dấu giáp lai"
	return l.took(s.desk.RequestSupplement(s.app, s.chief(l), l.c.Code, 0, in))
}

func lapsed(s *stage, l *life) error {
	return l.took(s.desk.Lapse(s.app, s.chief(l), l.c.Code, 0, dossier.EndInput{Reason: "Người nộp không bổ sung hồ sơ trong thời hạn dù đã được nhắc.", Ground: "Nghị định 118/2025/NĐ-CP"}))
}

func stoppedNow(s *stage, l *life) error {
	return l.took(s.desk.Stop(s.app, s.chief(l), l.c.Code, 0, dossier.EndInput{Reason: "Người nộp không thực hiện nghĩa vụ theo thông báo", Ground: "Nghị định 118/2025/NĐ-CP Điều 17"}))
}

func dutyAsked(s *stage, l *life) error {
	return l.took(s.desk.AskPayment(s.app, s.officer(l), l.c.Code, 0, dossier.PaymentInput{Slip: fmt.Sprintf("TB-%03d/%d", l.no, l.at.Year()), Note: "Nộp tiền sử dụng đất theo thông báo của cơ quan thuế"}))
}

func dutyPaid(s *stage, l *life) error {
	return l.took(s.desk.SettlePayment(s.app, l.clerk, l.c.Code, 0, dossier.PaymentInput{Slip: fmt.Sprintf("GNT-%03d", l.no), Note: "Đã xem giấy nộp tiền vào ngân sách"}))
}

func outsideAsked(s *stage, l *life) error {
	return l.took(s.desk.Consult(s.app, s.officer(l), l.c.Code, 0, dossier.ConsultInput{ToName: "Trung tâm Lưu trữ lịch sử tỉnh", Subject: "Xác minh sổ gốc năm 1988", Slip: fmt.Sprintf("%d/UBND-TP", l.no), Days: 3, Wait: true}))
}

func outsideHas(s *stage, l *life) error {
	return l.took(s.desk.Acknowledge(s.app, s.officer(l), l.c.Code, 0, dossier.PartInput{}))
}

func outsideAnswers(s *stage, l *life) error {
	return l.took(s.desk.AnswerConsult(s.app, s.officer(l), l.c.Code, 0, dossier.PartInput{Agreed: true, Slip: "45/TTLT", Note: "Có tên trong sổ gốc năm 1988, quyển số 02."}))
}

func extendedOnce(s *stage, l *life) error {
	return l.took(s.desk.Extend(s.app, s.chief(l), l.c.Code, 0, dossier.ExtendInput{N: 2, Reason: "Chờ kết quả xác minh tại nơi cư trú cũ", Slip: fmt.Sprintf("%d/XL-UBND", l.no)}))
}

func apologised(s *stage, l *life) error {
	return l.took(s.desk.Apologise(s.app, s.chief(l), l.c.Code, 0, dossier.ApologyInput{Reason: "Cán bộ phụ trách nghỉ ốm, chưa phân công kịp", Day: s.dayBack(l, 2)}))
}

func postedPublicly(s *stage, l *life) error {
	return l.took(s.desk.PostPublic(s.app, s.officer(l), l.c.Code, 0, dossier.PostInput{Days: 15, Ground: "Nghị định 151/2025/NĐ-CP", Slip: fmt.Sprintf("%d/TB-UBND", l.no)}))
}
