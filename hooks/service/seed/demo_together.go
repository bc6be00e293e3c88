package seed

import (
	"fmt"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/catalog"
)

// The fates of dossiers that need another unit.
const (
	asked    fate = "asked"    // another unit is asked and has not answered
	answered fate = "answered" // another unit was asked and answered
	linkedUp fate = "linked"   // a linked procedure is opened after the own result
	forOther fate = "for"      // taken in for another unit; the result waits where it was taken in
	forFresh fate = "for_new"  // taken in for another unit, which has not looked yet
)

// The procedures that the first two communes take in for each other, and whose
// next procedure is opened after the own result.
const (
	pactCode = "1.004873"
	linkCode = "2.001023"
)

// agree lets the second commune take a procedure in for the first.
func (s *stage) agree() error {
	if len(s.offices) < 2 {
		return nil
	}
	competent, place := s.offices[0], s.offices[1]
	day := dayOf(s.end)
	for _, side := range []struct {
		o  *office
		in catalog.PostingInput
	}{{place, catalog.PostingInput{For: []string{competent.unit.Code}}}, {competent, catalog.PostingInput{By: []string{place.unit.Code}}}} {
		p, err := s.desk.Catalog.Posting(s.app, side.o.unit.ID, pactCode, day)
		if err != nil {
			return err
		}
		side.in.Offered = true
		for _, ch := range p.Channels {
			side.in.Channels = append(side.in.Channels, string(ch))
		}
		if _, err := s.desk.Catalog.Post(s.app, s.desk.Org, access.System, side.o.unit, pactCode, day, side.in, s.end); err != nil {
			return err
		}
	}
	return nil
}

// planTogether adds what two communes have to do with each other.
func (s *stage) planTogether() error {
	from, err := s.load()
	if err != nil || len(s.offices) < 2 {
		return err
	}
	if err := s.agree(); err != nil {
		return err
	}
	add := func(o, with *office, kind string, f fate, back, until int) {
		to := s.back(o, from, until)
		if until == 0 {
			to = s.end
		}
		if at, ok := s.visit(o, s.back(o, from, back), to); ok {
			s.add(life{at: at, office: o, other: with, kind: kind, fate: f, hold: always, quick: true})
		}
	}
	a, b := s.offices[0], s.offices[1]
	for _, pair := range [][2]*office{{a, b}, {b, a}} {
		add(pair[0], pair[1], pactCode, asked, 5, 3)
		add(pair[0], pair[1], pactCode, answered, 8, 5)
	}
	add(a, b, linkCode, linkedUp, 7, 4)
	add(a, b, pactCode, forOther, 12, 8)
	add(a, b, pactCode, forFresh, 1, 0)
	return nil
}

// takenIn is the first act of a dossier at another unit's desk.
func (l *life) takenIn(s *stage, in casework.ReceiveInput) error {
	in.Channel, in.Unit, in.For, in.ReturnAt = procedure.Desk, l.other.unit.Code, l.office.unit.Code, "here"
	if in.Applicant.Phone == "" {
		in.Applicant.Phone = phone(l.rng)
	}
	by := l.other.clerks[0]
	got, err := s.desk.Receive(s.app, by, in)
	if err := l.did(got.Case, err, 20+l.rng.IntN(60)); err != nil {
		return err
	}
	if err := s.desk.PrintPlaceSlip(s.app, by, l.c.ID); err != nil {
		return err
	}
	_, err = s.desk.PassOn(s.app, by, l.c.ID, 0, dossier.PassOnInput{Slip: fmt.Sprintf("BG-%03d/%d", l.no, l.at.Year())})
	return err
}

// consult asks the other unit, and lets it answer where it does.
func (l *life) consult(s *stage) (bool, error) {
	by, err := l.holder(s)
	if err != nil {
		return false, err
	}
	if len(l.c.Parts) == 0 {
		c, err := s.desk.Consult(s.app, by, l.c.Code, 0, dossier.ConsultInput{To: l.other.unit.Code, Subject: "Xác minh tình trạng hôn nhân trong thời gian thường trú tại xã",
			Slip: fmt.Sprintf("%d/UBND-TP", 20+l.no%70), Days: 3, Wait: true})
		l.met, l.over = l.fate == asked, l.fate == asked
		return true, l.did(c, err, 60*(3+l.rng.IntN(4)))
	}
	l.met = true
	partner := pick(l.rng, l.other.staff[access.Officer])
	part := l.c.Parts[0]
	if err := s.desk.TakePart(s.app, partner, part.ID); err != nil {
		return true, err
	}
	err = s.desk.AnswerPart(s.app, partner, part.ID, dossier.PartInput{Agreed: true, Slip: fmt.Sprintf("%d/UBND-TL", 30+l.no%60), Note: "Qua kiểm tra sổ, không có đăng ký kết hôn trong thời gian thường trú."}, nil)
	if err != nil {
		return true, err
	}
	c, err := s.desk.Find(s.app, by, l.c.Code)
	return true, l.did(c, err, 60)
}

// follow is what happens after the result of a dossier that needs another
// unit; done says that it has its own end.
func (l *life) follow(s *stage) (done bool, err error) {
	switch l.fate {
	case linkedUp:
		l.over = true
		_, err = s.desk.OpenLinks(s.app, l.clerk, l.c.Code, 0, []dossier.ConsultInput{{Link: l.c.Version.Body.Links[0].Key, Slip: fmt.Sprintf("LT-%03d", l.no)}})
	case forOther:
		l.over = true
		_, err = s.desk.Shelve(s.app, l.other.clerks[0], l.c.Code, 0, dossier.ShelveInput{Shelf: "LT1"})
	}
	return l.over, err
}
