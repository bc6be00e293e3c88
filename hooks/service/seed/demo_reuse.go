package seed

import (
	"bytes"
	"fmt"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// The papers of one person of each commune lie in earlier dossiers: whoever
// types her number at the desk sees what need not be asked for again.
const (
	keptCode  = "1.010041" // confirmation of residence, whose result is scanned
	reuseCode = "1.004873" // takes it as the proof of residence
)

// keeper is that person; 099 is no province.
var keeper = casework.PersonInput{Kind: "person", Name: "Đoàn Thị Mận", IdentityNumber: "099185000026", Birth: "1985-03-14", Sex: "female", Phone: "0912000026"}

// planReuse adds her dossiers: one finished, one that uses its result again.
func (s *stage) planReuse() error {
	from, err := s.load()
	if err != nil {
		return err
	}
	for _, o := range s.offices {
		if at, ok := s.visit(o, s.back(o, from, 8), s.back(o, from, 7)); ok {
			s.add(life{at: at, office: o, kind: keptCode, script: []scene{keeperAsks, keeperGets, keeperSends, keeperComesAgain}})
		}
	}
	return nil
}

// keeperAsks takes the first dossier in and hands it to an officer.
func keeperAsks(s *stage, l *life) error {
	l.owner = keeper
	l.owner.Address = address(l.rng, l.office.unit)
	got, err := s.desk.Receive(s.app, l.clerk, l.keeps(s, keptCode))
	if err != nil {
		return err
	}
	_, able, err := s.desk.Receivers(s.app, got.Case, dossier.Forward)
	if err != nil {
		return err
	}
	c, err := s.desk.Forward(s.app, l.clerk, got.Code, 0, dossier.MoveInput{To: able[0].ID})
	return l.did(c, err, 60)
}

// keeperGets decides it and keeps a scan of the result.
func keeperGets(s *stage, l *life) error {
	l.office.results++
	c, err := s.desk.Resolve(s.app, l.leader(), l.c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: fmt.Sprintf("%d/%d", l.office.results, l.at.Year())})
	if err != nil {
		return err
	}
	_, err = s.desk.AddFile(s.app, l.clerk, c.Code, casework.ResultComponent, "Xac-nhan-cu-tru.pdf", bytes.NewReader(samplePDF()))
	return l.did(c, err, 24*60)
}

// keeperSends lets somebody else collect it, with a document of authority.
func keeperSends(s *stage, l *life) error {
	if err := l.settle(s); err != nil {
		return err
	}
	who := someone(l.rng, l.office.unit)
	c, err := s.desk.Return(s.app, l.clerk, l.c.Code, 0, dossier.ReturnInput{CollectorName: who.Name, CollectorNumber: who.IdentityNumber, Checked: true,
		Record: dossier.Authority{Kind: dossier.Certified, Number: fmt.Sprintf("%d/%d", 100+l.no%800, l.at.Year()), Day: l.day(-1), Issuer: l.office.unit.Name}})
	return l.did(c, err, 6*24*60)
}

// keeperComesAgain needs no new proof of residence.
func keeperComesAgain(s *stage, l *life) error {
	in := l.keeps(s, reuseCode)
	files, err := s.desk.Files(s.app, l.clerk, l.c.Code)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Component == casework.ResultComponent {
			in.Reuse = []casework.ReuseInput{{Component: "residence", File: f.ID}}
		}
	}
	_, err = s.desk.Receive(s.app, l.clerk, in)
	return err
}

// keeps is an intake of the person whose papers are kept.
func (l *life) keeps(s *stage, code string) casework.ReceiveInput {
	v := s.pack[code]
	chosen, err := v.CaseOf("", nil)
	if err != nil {
		return casework.ReceiveInput{} // a published version has a default; the intake says what is missing
	}
	in := casework.ReceiveInput{Procedure: code, Channel: procedure.Desk, Applicant: l.owner, Print: true}
	for _, c := range v.Papers(chosen.Key) {
		if c.Requirement == procedure.Required {
			in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: c.Originals, Copies: max(c.Copies, 1-c.Originals)})
		}
	}
	return in
}
