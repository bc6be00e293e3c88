package seed

import (
	"math/rand/v2"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// lent is how many dossiers of an office still have an original kept at the desk.
const lent = 2

// keep leaves an original of the first papers of an office with the desk, so
// that its ledger is not empty.
func (l *life) keep(s *stage, in *casework.ReceiveInput) {
	if l.office.lent >= lent || s.end.Sub(l.at).Hours() > 20*24 {
		return
	}
	for i, p := range in.Components {
		if p.Originals > 0 {
			in.Components[i].Held = 1
			l.office.lent++
			return
		}
	}
}

// together lets the visitor hand in two more dossiers in the same visit, once
// in an office, in its last days.
func (l *life) together(s *stage, first string) error {
	if l.office.visited || s.end.Sub(l.at).Hours() > 5*24 {
		return nil
	}
	l.office.visited = true
	own := *l
	own.rng = rand.New(rand.NewPCG(demoSeed, uint64(l.no)+2_000_000)) //nolint:gosec // its own, so that a visit changes no other chance of the life
	for _, kind := range []string{"2.000815", "1.004873"} {
		v := s.pack[kind]
		e := own.example(v)
		in := casework.ReceiveInput{Procedure: v.Code, Channel: procedure.Desk, Case: e.Case, Applicant: l.owner, Visit: first, TwinReason: "Mỗi bộ một mục đích khác nhau",
			Answers: complete(v.Form, own.personal(v, e.Answers), l.owner), Print: true}
		for _, c := range v.Papers(e.Case) {
			if c.Requirement == procedure.Required {
				in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: c.Originals, Copies: max(c.Copies, 1-c.Originals)})
			}
		}
		if _, err := s.desk.Receive(s.app, l.clerk, in); err != nil {
			return err
		}
	}
	return nil
}
