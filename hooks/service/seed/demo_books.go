package seed

import (
	"fmt"
	"strconv"
	"time"

	"motcua/hooks/domain/calendar"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/certify"
	"motcua/hooks/service/number"
)

// scene is one step of a life that is written out; it sets when the next comes.
type scene func(s *stage, l *life) error

// scripted does the next step of a life that is written out.
func (l *life) scripted(s *stage) error {
	do := l.script[0]
	l.script = l.script[1:]
	l.over = len(l.script) == 0
	return do(s, l)
}

// books are the offices of books and slips on the stage's own clock.
func (s *stage) books() (*number.Office, *certify.Office) {
	n := &number.Office{Now: func() time.Time { return s.now }, Org: s.desk.Org}
	return n, &certify.Office{Now: n.Now, Desk: s.desk, Numbers: n, Org: s.desk.Org}
}

// planBooks adds what shows the certification desk and an outage: ten
// certifications of the fast lane, the last two not signed yet; in another
// commune a pad of slips with one keyed in, one spoiled and one unexplained;
// and the closing of last year's books, when the demo spans a new year.
func (s *stage) planBooks(from time.Time) {
	if len(s.offices) < 2 {
		return
	}
	lane := s.offices[0]
	for i := range 10 {
		first, last := s.back(lane, from, 3), s.back(lane, from, 1)
		if i > 7 {
			first, last = last, s.end
		}
		if at, ok := s.visit(lane, first, last); ok {
			l := life{at: at, office: lane, kind: law.ProcedureCopy, script: []scene{laneTakes(i)}}
			if i <= 7 {
				l.script = append(l.script, laneSigns, laneReturns)
			}
			s.add(l)
		}
	}
	pad := s.offices[1]
	if at, ok := s.visit(pad, s.back(pad, from, 4), s.back(pad, from, 2)); ok {
		s.add(life{at: at, office: pad, kind: "1.004873", script: []scene{padLends, padKeysIn}})
	}
	for _, o := range s.offices {
		newYear := time.Date(s.end.Year(), 1, 1, 7, 0, 0, 0, calendar.Location)
		if at := o.cal.NextOpen(newYear.AddDate(0, 0, 7)); newYear.After(from) && at.Before(s.end) {
			s.add(life{at: at.Add(20 * time.Minute), office: o, kind: law.ProcedureCopy, script: []scene{yearEnds}})
		}
	}
}

// laneDocuments are what people bring to be copied.
var laneDocuments = []string{"Thẻ căn cước", "Bằng tốt nghiệp THPT", "Giấy khai sinh", "Học bạ", "Giấy chứng nhận quyền sử dụng đất"}

func laneTakes(i int) scene {
	return func(s *stage, l *life) error {
		_, desk := s.books()
		p := someone(l.rng, l.office.unit)
		in := certify.Input{Procedure: law.ProcedureCopy, Applicant: p, Document: laneDocuments[i%len(laneDocuments)], Pages: strconv.Itoa(1 + i%4), Copies: strconv.Itoa(1 + i%3),
			Signer: l.leader().ID}
		if i%5 == 4 {
			in.Procedure, in.Document, in.Copies = law.ProcedureSignature, "Giấy ủy quyền nhận lương hưu", "1"
		}
		e, err := desk.Certify(s.app, l.clerk, in)
		if err != nil {
			return err
		}
		l.owner, l.line, l.at = p, e.ID, l.later(l.at, 12)
		l.c, err = s.desk.Find(s.app, l.clerk, e.Dossier)
		return err
	}
}

func laneSigns(s *stage, l *life) error {
	_, desk := s.books()
	got, err := desk.SignMany(s.app, l.leader(), []string{l.line})
	l.at = l.later(l.at, 15)
	return allDone(got, err)
}

func laneReturns(s *stage, l *life) error {
	_, desk := s.books()
	if err := l.settle(s); err != nil {
		return err
	}
	return allDone(desk.ReturnMany(s.app, l.clerk, []string{l.line}))
}

func allDone(got []certify.Result, err error) error {
	for _, r := range got {
		if err == nil {
			err = r.Err
		}
	}
	return err
}

func padLends(s *stage, l *life) error {
	numbers, _ := s.books()
	b, err := numbers.Lend(s.app, l.clerk, l.office.unit, number.LendInput{Count: 12, LentTo: "Quầy 1", Reason: "Cắt điện theo lịch của điện lực"})
	l.line, l.written = b.ID, l.at.Add(20*time.Minute)
	l.at = l.later(l.at, 150)
	return err
}

// padKeysIn keys in the third slip; the second was spoiled, and nobody has said
// yet where the first is.
func padKeysIn(s *stage, l *life) error {
	numbers, _ := s.books()
	_, slips, err := numbers.Block(s.app, l.clerk, l.line)
	if err != nil {
		return err
	}
	if err := numbers.Explain(s.app, l.clerk, l.line, number.ExplainInput{Slip: slips[1].Number, State: number.Spoiled, Reason: "Nhòe mực, đã gạch chéo và lưu"}); err != nil {
		return err
	}
	in := l.intake(s.pack[l.kind])
	in.ReceivedBasis, in.Slip, in.ReceivedAt = dossier.PaperSlip, slips[2].Number, l.written.Format("2006-01-02T15:04")
	if _, err := s.desk.Receive(s.app, l.clerk, in); err != nil {
		return fmt.Errorf("key in slip: %w", err)
	}
	return nil
}

// yearEnds closes last year's books of an office; one that still waits for a
// signature stays open.
func yearEnds(s *stage, l *life) error {
	numbers, desk := s.books()
	list, err := numbers.Registers(s.app, l.office.unit.ID)
	if err != nil {
		return err
	}
	for _, r := range list {
		if !r.Open() || r.Year >= l.at.In(calendar.Location).Year() {
			continue
		}
		err := desk.CloseYear(s.app, l.leader(), r.ID)
		if _, is := problem.In(err); err != nil && !is {
			return err
		}
	}
	return nil
}
