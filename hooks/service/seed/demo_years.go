package seed

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	law "motcua/hooks/domain/certify"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/cashier"
	"motcua/hooks/service/number"
)

// planYears lets every book of last year be closed and this year's be open. A
// demo that does not reach back to last year is of communes that got the
// software in its last days: their certification books went on after the last
// number on paper, the cash book of the last day and a pad of slips were theirs
// to try, and all of it was closed when the year was over.
//
// It adds lives at the end, so that it changes no chance of another one.
func (s *stage) planYears(from time.Time) {
	newYear := time.Date(s.end.Year(), 1, 1, 7, 0, 0, 0, calendar.Location)
	for i, o := range s.offices {
		opens := from
		if newYear.After(from) {
			opens = newYear
		} else {
			eve := newYear.AddDate(0, 0, -1)
			for !o.cal.Workday(dayOf(eve)) {
				eve = eve.AddDate(0, 0, -1)
			}
			s.add(life{at: o.cal.NextOpen(eve).Add(time.Duration(i) * time.Minute), office: o, kind: law.ProcedureCopy, script: []scene{paperBooksGoOn(i), cashDayEnds, padComesBack, yearEnds}})
		}
		if at := o.cal.NextOpen(opens); at.Before(s.end) {
			s.add(life{at: at, office: o, kind: law.ProcedureCopy, script: []scene{booksBegin}})
		}
	}
}

// paperBooksGoOn opens the year's books after the last line of the paper ones,
// and lends a pad of slips.
func paperBooksGoOn(i int) scene {
	return func(s *stage, l *life) error {
		numbers, _ := s.books()
		for k, last := range []int{2148, 961, 57} {
			if _, err := numbers.Begin(s.app, l.clerk, l.office.unit, law.Kinds[k].Series(), last+100*i+1); err != nil {
				return err
			}
		}
		b, err := numbers.Lend(s.app, l.clerk, l.office.unit, number.LendInput{Count: 6, LentTo: "Quầy 1", Reason: "Tập dượt khi mất điện"})
		if err != nil {
			return err
		}
		l.line = b.ID
		l.at = closing(dayOf(l.at))
		return numbers.Explain(s.app, l.clerk, b.ID, number.ExplainInput{Slip: b.From(), State: number.Spoiled, Reason: "Viết thử lúc tập dượt"})
	}
}

// cashDayEnds closes the last day of the year, on which nobody paid.
func cashDayEnds(s *stage, l *life) error {
	none := int64(0)
	_, err := s.till().Close(s.app, s.first(l.office, access.Cashier), cashier.CloseInput{Day: dayOf(l.at), Counted: &none})
	return err
}

// padComesBack takes the pad back with its blank slips; the books are closed
// on the first day of the new year.
func padComesBack(s *stage, l *life) error {
	numbers, _ := s.books()
	_, err := numbers.CloseBlock(s.app, l.clerk, l.line)
	l.at = l.office.cal.NextOpen(time.Date(l.at.Year()+1, 1, 1, 7, 0, 0, 0, calendar.Location)).Add(20 * time.Minute)
	return err
}

// booksBegin opens those of the year's certification books that are not open
// yet, and lends the pad that lies at the desk for the next power cut.
func booksBegin(s *stage, l *life) error {
	numbers, _ := s.books()
	for _, k := range law.Kinds {
		if _, err := numbers.Begin(s.app, l.clerk, l.office.unit, k.Series(), 1); err != nil {
			if list, is := problem.In(err); !is || list[0].Key != number.KeyBookBegun {
				return err
			}
		}
	}
	b, err := numbers.Lend(s.app, l.clerk, l.office.unit, number.LendInput{Count: 10, LentTo: "Quầy 1", Reason: "Để sẵn ở quầy"})
	if err != nil {
		return err
	}
	_, slips, err := numbers.Block(s.app, l.clerk, b.ID)
	for _, x := range slips {
		l.office.pad = append(l.office.pad, x.Number)
	}
	return err
}
