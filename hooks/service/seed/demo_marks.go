package seed

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
)

// again has the leader ask a second time, which the law allows with a reason
// only, and which the superior sees.
func (l *life) again(s *stage) (bool, error) {
	papers := l.c.Version.Body.Papers(l.c.Dossier.Case)
	if l.fate != supplement || l.no%3 != 0 || l.c.Supplements != 1 || len(papers) == 0 {
		return false, nil
	}
	p := papers[len(papers)-1]
	c, err := s.desk.RequestSupplement(s.app, l.leader(), l.c.Code, 0, dossier.SupplementInput{
		Items:    []dossier.Item{{Component: p.Key, Title: p.Title, Defect: "Bản nộp lại vẫn thiếu trang cuối", Ground: groundOf(l.c.Version.Body)}},
		LimitDay: l.at.AddDate(0, 0, 20).Format("2006-01-02"), Reason: "Bản nộp lại chưa đúng hướng dẫn tại phiếu lần trước"})
	return true, l.did(c, err, 24*60)
}

// demands are attempts to demand a paper outside the published list: refused
// and counted. The count is written once the refused act is over, so this stands
// before the transaction of a day.
func (s *stage) demands(app core.App) error {
	s.app = app
	for _, l := range s.queue {
		if l.demanded || l.no%29 != 0 || l.c.State != dossier.Processing || l.c.Holder == "" || !l.office.cal.Open(s.now) {
			continue
		}
		l.demanded = true
		by, err := l.holder(s)
		if err != nil {
			return err
		}
		_, err = s.desk.RequestSupplement(app, by, l.c.Code, 0, dossier.SupplementInput{
			Items:    []dossier.Item{{Component: "other", Title: "Giấy xác nhận của trưởng thôn", Defect: "Chưa nộp", Ground: groundOf(l.c.Version.Body)}},
			LimitDay: s.now.AddDate(0, 0, 20).Format("2006-01-02")})
		if _, refused := problem.In(err); !refused {
			return fmt.Errorf("a paper outside the list was asked for in %s: %w", l.c.Code, err)
		}
	}
	return nil
}
