package seed

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/notice"
	"motcua/hooks/service/org"
)

// demoSeed makes the demo the same on every machine for the same day.
const demoSeed = 20_260_701

// stage plays the last three months: every dossier is a life that acts through
// the real desk, in the order of time, on a clock of the stage's own.
type stage struct {
	app     core.App // the transaction of the day under way
	desk    *casework.Desk
	now     time.Time // what the desk's clock shows
	end     time.Time // the moment the demo is made: nothing happens later
	rng     *rand.Rand
	pack    map[string]procedure.Version
	offices []*office
	queue   lives
	notices *notice.Office
}

// office is a commune with its people.
type office struct {
	unit    org.Unit
	cal     *calendar.Calendar
	clerks  []access.Actor
	staff   map[access.Role][]access.Actor
	known   []casework.PersonInput // who came before
	pad     []string               // numbers of the year's pad of slips that are blank
	results int                    // last number of a result
	lent    int                    // originals kept at the desk
	visited bool                   // somebody handed in several dossiers at once
	carried bool                   // the desk's stack went to an officer, with a slip
}

// Demo fills the offices with some three hundred and sixty dossiers of the three months
// before at, in every state. All acts go through desk, so that events, numbers
// and appointments are true. The same day gives the same dossiers.
func Demo(app core.App, desk *casework.Desk, at time.Time, progress func(done, all int)) error {
	s := &stage{end: at.In(calendar.Location), rng: rand.New(rand.NewPCG(demoSeed, 1))} //nolint:gosec // the same day gives the same demo
	s.desk = &casework.Desk{App: app, Now: func() time.Time { return s.now }, Random: rand.NewChaCha8([32]byte{7: 99}),
		Org: desk.Org, Catalog: desk.Catalog, Vault: desk.Vault, BaseURL: desk.BaseURL, After: desk.After, SlipFits: desk.SlipFits}
	s.tells()
	if err := s.open(app); err != nil {
		return err
	}
	s.desk.FeesDue = s.till().FeesDue
	if err := s.banks(app); err != nil {
		return err
	}
	s.app = app
	if err := s.plan(); err != nil {
		return err
	}
	if err := s.play(app, progress); err != nil {
		return err
	}
	if err := s.bring(app); err != nil {
		return err
	}
	return s.closeDays(app)
}

// open looks up who works where.
func (s *stage) open(app core.App) error {
	communes, err := s.desk.Org.Units(app, nil, "commune")
	if err != nil {
		return err
	}
	for _, u := range communes {
		o := &office{unit: u, staff: map[access.Role][]access.Actor{}}
		if o.cal, err = s.desk.Org.Calendar(app, u); err != nil {
			return err
		}
		for _, role := range []access.Role{access.Clerk, access.Officer, access.Leader, access.Cashier} {
			if o.staff[role], err = s.desk.Org.StaffOf(app, u.Path, role); err != nil {
				return err
			}
		}
		o.clerks = o.staff[access.Clerk]
		s.offices = append(s.offices, o)
	}
	return nil
}

// play runs the lives in the order of time, one transaction a day.
func (s *stage) play(app core.App, progress func(done, all int)) error {
	heap.Init(&s.queue)
	done, all := 0, len(s.queue)
	for len(s.queue) > 0 && !s.queue[0].at.After(s.end) {
		day := dayOf(s.queue[0].at)
		s.now = s.queue[0].at
		if err := s.demands(app); err != nil {
			return err
		}
		for _, o := range s.offices {
			// Read outside the transaction, where the catalogue may keep it.
			if _, err := s.desk.Catalog.Offers(app, o.unit.ID, day); err != nil {
				return err
			}
		}
		err := app.RunInTransaction(func(tx core.App) error {
			s.app = tx
			for len(s.queue) > 0 && !s.queue[0].at.After(s.end) && dayOf(s.queue[0].at) == day {
				l := s.queue[0]
				s.now = l.at
				if err := l.step(s); err != nil {
					return fmt.Errorf("dossier %s of %s at %s: %w", l.kind, l.office.unit.Code, l.at.Format(time.DateTime), err)
				}
				if l.over {
					heap.Pop(&s.queue)
					done++
					continue
				}
				heap.Fix(&s.queue, 0)
			}
			return s.evening(tx, day)
		})
		if err != nil {
			return err
		}
		progress(done, all)
	}
	progress(all, all)
	return nil
}

func dayOf(t time.Time) string { return t.In(calendar.Location).Format(time.DateOnly) }

// lives is the queue of what happens next, by time.
type lives []*life

func (q lives) Len() int { return len(q) }
func (q lives) Less(i, j int) bool {
	if q[i].at.Equal(q[j].at) {
		return q[i].no < q[j].no
	}
	return q[i].at.Before(q[j].at)
}
func (q lives) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push is for container/heap.
func (q *lives) Push(x any) { *q = append(*q, x.(*life)) } //nolint:forcetypeassert // only lives are pushed

// Pop is for container/heap.
func (q *lives) Pop() any {
	old := *q
	l := old[len(old)-1]
	*q = old[:len(old)-1]
	return l
}
