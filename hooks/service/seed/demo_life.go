package seed

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// life is one dossier of the demo on its way: what it is, what will become of
// it and when it acts next.
type life struct {
	no       int
	at       time.Time // of the next act
	over     bool
	office   *office
	other    *office // unit that it needs; nil = none
	kind     string  // procedure code
	fate     fate
	met      bool // the fate has done its part
	demanded bool // somebody wanted a paper that nobody may ask for
	hold     int  // rests after so many steps; always = never
	steps    int
	basis    dossier.Basis
	online   bool
	quick    bool
	patience float64 // 0 = done at once, 1 = after the last moment
	rng      *rand.Rand
	clerk    access.Actor
	owner    casework.PersonInput
	c        casework.Case
	goal     time.Time // when the result shall be there

	script  []scene // what happens, written out; nil = as fate and flow will
	line    string  // of a book, or a pad
	written time.Time
}

// step does the next act and sets the time of the one after.
func (l *life) step(s *stage) error {
	if len(l.script) > 0 {
		return l.scripted(s)
	}
	switch l.c.State {
	case "":
		return l.come(s)
	case dossier.Submitted:
		return l.takeIn(s)
	case dossier.Received, dossier.Processing:
		return l.work(s)
	case dossier.Supplementing:
		return l.answer(s)
	case dossier.PaymentDue:
		return l.pay(s)
	case dossier.Resolved:
		return l.handOver(s)
	}
	l.over = true
	return nil
}

// did keeps what an act gave and sets the next one after so many minutes.
func (l *life) did(c casework.Case, err error, minutes int) error {
	if err != nil {
		return err
	}
	l.c, l.at = c, l.later(l.at, minutes)
	return nil
}

// later is so many minutes on, inside office hours.
func (l *life) later(t time.Time, minutes int) time.Time {
	t = t.Add(time.Duration(minutes)*time.Minute + time.Duration(l.rng.IntN(60))*time.Second)
	if l.office.cal.Open(t) {
		return t
	}
	return l.office.cal.NextOpen(t).Add(time.Duration(3+l.rng.IntN(45))*time.Minute + time.Duration(l.rng.IntN(60))*time.Second)
}

// setGoal draws when the result shall be there: mostly before or on the day,
// now and then after it.
func (l *life) setGoal() {
	due := l.c.Due.At.In(calendar.Location)
	if due.IsZero() {
		due = l.at.AddDate(0, 0, 10)
	}
	l.goal = l.at.Add(time.Duration(float64(due.Sub(l.at)) * (0.25 + 0.7*l.patience)))
	if l.patience > 0.95 {
		l.goal = due.AddDate(0, 0, 1+l.rng.IntN(3))
	}
}

// work moves the dossier one step on along its flow, unless its fate or its
// hold says otherwise.
func (l *life) work(s *stage) error {
	if acted, err := l.turn(s); acted || err != nil {
		return err
	}
	if l.hold == l.steps {
		l.over = true
		return nil
	}
	l.steps++
	next, able, err := s.desk.Receivers(s.app, l.c, dossier.Forward)
	if err != nil {
		return err
	}
	if len(able) == 0 {
		return l.resolve(s)
	}
	by, err := l.holder(s)
	if err != nil {
		return err
	}
	in := dossier.MoveInput{To: pick(l.rng, able).ID}
	if access.Role(next.Role) == access.Leader {
		in.Outcome = dossier.Granted
		if l.fate == refused {
			in.Outcome, in.Note = dossier.Refused, "Chưa đủ điều kiện, đề nghị trả lời bằng văn bản"
		}
	}
	c, err := s.desk.Forward(s.app, by, l.c.Code, 0, in)
	return l.did(c, err, l.pace())
}

// pace spreads the steps that are left over the time until the goal.
func (l *life) pace() int {
	left := max(1, len(l.c.Flow())-l.steps-1)
	return max(6+l.rng.IntN(25), int(l.goal.Sub(l.at)/time.Minute)/left)
}

func (l *life) holder(s *stage) (access.Actor, error) {
	return s.desk.Org.StaffByID(s.app, l.c.Holder)
}

func (l *life) leader() access.Actor { return l.office.staff[access.Leader][0] }

func (l *life) resolve(s *stage) error {
	l.office.results++
	in := dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: fmt.Sprintf("%d/%d", l.office.results, l.at.Year())}
	if codes := l.c.Version.Body.RefusalCodes; l.fate == refused && len(codes) > 0 {
		code := pick(l.rng, codes)
		in = dossier.ResolveInput{Outcome: dossier.Refused, Reason: code.Key, Ground: code.Ground, Note: code.Title + "."}
	}
	c, err := s.desk.Resolve(s.app, l.leader(), l.c.Code, 0, in)
	return l.did(c, err, 10+l.rng.IntN(50))
}

// handOver puts the result on the shelf and gives it to whoever comes for it.
func (l *life) handOver(s *stage) error {
	if done, err := l.follow(s); done || err != nil {
		return err
	}
	if l.c.Shelf == "" && (l.c.Due.Unit != "same_day" || l.rng.IntN(2) == 0) {
		shelf := fmt.Sprintf("%s%d", pick(l.rng, []string{"A", "B", "C"}), 1+l.rng.IntN(12))
		c, err := s.desk.Shelve(s.app, l.clerk, l.c.Code, 0, dossier.ShelveInput{Shelf: shelf})
		return l.did(c, err, 30+l.rng.IntN(3*24*60))
	}
	if l.fate == uncollect {
		l.over = true
		return nil
	}
	if err := l.settle(s); err != nil {
		return err
	}
	in := dossier.ReturnInput{CollectorName: l.owner.Name, CollectorNumber: l.owner.IdentityNumber, Checked: true}
	if l.rng.IntN(20) == 0 {
		p := someone(l.rng, l.office.unit)
		in.CollectorName, in.CollectorNumber = p.Name, p.IdentityNumber
		in.Record = dossier.Authority{Kind: dossier.Written, Day: l.day(0)}
	}
	if len(l.c.Held) > 0 {
		in.Kept = "Còn đối chiếu với sổ gốc, hẹn trả bản chính sau"
	}
	c, err := s.desk.Return(s.app, l.clerk, l.c.Code, 0, in)
	return l.did(c, err, 1)
}

// asks reports whether the version lets the clock pause for this.
func (l *life) asks(why string) bool { return slices.Contains(l.c.Version.Body.Deadline.PauseOn, why) }
