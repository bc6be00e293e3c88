package seed

import (
	"fmt"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
)

// turn is where a fate takes its own way, once, while the dossier is with an
// officer (or the leader, for what comes back); acted says that an act was done.
func (l *life) turn(s *stage) (acted bool, err error) {
	step, _ := l.c.StepNow(l.c.Flow())
	if l.met || l.fate == plain || l.c.State != dossier.Processing {
		return false, nil
	}
	if l.fate == sentBack && access.Role(step.Role) == access.Leader {
		return l.sendBack(s)
	}
	if access.Role(step.Role) != access.Officer {
		return false, nil
	}
	switch l.fate {
	case supplement, unanswered:
		return l.ask(s)
	case payment, unpaid:
		return l.askPayment(s)
	case withdrawn:
		l.met = true
		c, err := s.desk.Withdraw(s.app, l.clerk, l.c.Code, 0, dossier.EndInput{Reason: pick(l.rng, withdrawReasons)})
		return true, l.did(c, err, 1)
	case stopped:
		l.met = true
		c, err := s.desk.Stop(s.app, l.leader(), l.c.Code, 0, dossier.EndInput{Reason: "Người nộp không thực hiện nghĩa vụ theo thông báo", Ground: "Nghị định 118/2025/NĐ-CP Điều 17"})
		return true, l.did(c, err, 1)
	case extended:
		return l.extend(s)
	case reassigned:
		return l.assign(s)
	case asked, answered:
		return l.consult(s)
	}
	return false, nil
}

var withdrawReasons = []string{"Nộp nhầm thủ tục, xin rút để nộp lại", "Gia đình thay đổi ý định", "Đã được giải quyết tại nơi khác"}

// ask requests what is missing (Mẫu số 02).
func (l *life) ask(s *stage) (bool, error) {
	l.met = true
	papers := l.c.Version.Body.Papers(l.c.Dossier.Case)
	by, err := l.holder(s)
	if err != nil || len(papers) == 0 || !l.asks("supplement") {
		return false, err
	}
	p := pick(l.rng, papers)
	in := dossier.SupplementInput{
		Items:    []dossier.Item{{Component: p.Key, Title: p.Title, Defect: pick(l.rng, defects), Ground: groundOf(l.c.Version.Body)}},
		LimitDay: l.at.AddDate(0, 0, 30).Format("2006-01-02"),
	}
	c, err := s.desk.RequestSupplement(s.app, by, l.c.Code, 0, in)
	return true, l.did(c, err, 24*60*(1+l.rng.IntN(6)))
}

var defects = []string{"Bản sao mờ, không đọc được số và ngày cấp", "Chưa ký ở trang cuối", "Họ tên không khớp với giấy khai sinh", "Thiếu trang có dấu giáp lai"}

func groundOf(v procedure.Version) string {
	if len(v.LegalBasis) == 0 {
		return "Nghị định 118/2025/NĐ-CP Điều 17"
	}
	b := v.LegalBasis[0]
	if b.Article != "" {
		return b.Number + " " + b.Article
	}
	return b.Number
}

// answer brings what was asked for, or never does.
func (l *life) answer(s *stage) error {
	if l.fate == unanswered {
		l.over = true
		return nil
	}
	papers := l.c.Version.Body.Papers(l.c.Dossier.Case)
	c, err := s.desk.AnswerSupplement(s.app, l.clerk, l.c.Code, 0, dossier.AnswerInput{
		Papers: []dossier.Paper{{Key: papers[0].Key, Copies: 1}}, Note: "Đã nộp lại bản rõ"})
	if err := l.did(c, err, 30); err != nil {
		return err
	}
	if asked, err := l.again(s); asked || err != nil {
		return err
	}
	l.setGoal()
	return nil
}

func (l *life) askPayment(s *stage) (bool, error) {
	l.met = true
	by, err := l.holder(s)
	if err != nil {
		return false, err
	}
	c, err := s.desk.AskPayment(s.app, by, l.c.Code, 0, dossier.PaymentInput{Slip: fmt.Sprintf("TB-%03d/%d", l.no, l.at.Year()), Note: "Nộp phí tại quầy hoặc chuyển khoản theo thông báo"})
	return true, l.did(c, err, 60*(4+l.rng.IntN(40)))
}

func (l *life) pay(s *stage) error {
	if l.fate == unpaid {
		l.over = true
		return nil
	}
	if err := l.settle(s); err != nil {
		return err
	}
	c, err := s.desk.Find(s.app, l.clerk, l.c.Code)
	return l.did(c, err, 20+l.rng.IntN(60))
}

// extend asks for one more time, before the day (Mẫu số 04).
func (l *life) extend(s *stage) (bool, error) {
	l.met = true
	if l.c.Due.Unit == deadline.SameDay || l.c.CanExtend(l.c.Rule, l.at) != nil {
		return false, nil //nolint:nilerr // may not be extended: the demo goes on
	}
	n := 1 + l.rng.IntN(3)
	if m := l.c.Rule.Extension.Max; m.N > 0 {
		n = min(n, m.N)
	}
	c, err := s.desk.Extend(s.app, l.leader(), l.c.Code, 0, dossier.ExtendInput{N: n, Reason: "Chờ kết quả xác minh tại nơi cư trú cũ", Slip: fmt.Sprintf("%d/XL-UBND", 10+l.no)})
	if err := l.did(c, err, 60); err != nil {
		return true, err
	}
	l.setGoal()
	return true, nil
}

func (l *life) assign(s *stage) (bool, error) {
	l.met = true
	for _, to := range l.office.staff[access.Officer] {
		if to.ID != l.c.Holder {
			c, err := s.desk.Assign(s.app, l.leader(), l.c.Code, 0, dossier.MoveInput{To: to.ID, Note: "Đồng chí thụ lý thay, người cũ đi tập huấn"})
			return true, l.did(c, err, 30+l.rng.IntN(60))
		}
	}
	return false, nil
}

func (l *life) sendBack(s *stage) (bool, error) {
	l.met = true
	_, able, err := s.desk.Receivers(s.app, l.c, dossier.StepBack)
	if err != nil || len(able) == 0 {
		return false, err
	}
	c, err := s.desk.StepBack(s.app, l.leader(), l.c.Code, 0, dossier.MoveInput{To: able[0].ID, Note: "Kiểm tra lại ngày sinh của người mẹ rồi trình lại"})
	l.steps--
	return true, l.did(c, err, 30+l.rng.IntN(90))
}
