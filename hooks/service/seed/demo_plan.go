package seed

import (
	"fmt"
	"math/rand/v2"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
)

// weighted is a procedure and how often people come for it.
type weighted struct {
	code   string
	weight int
}

// kinds is what people come for: certified copies are the bulk of every
// commune's work.
var kinds = []weighted{
	{"2.000815", 34}, {"2.000884", 12}, {"2.000635", 9}, {"1.004873", 8}, {"1.001193", 7}, {"1.004194", 5}, {"1.004222", 5}, {"1.000656", 4}, {"1.000894", 3},
	{"2.001035", 3}, {"1.004859", 3}, {"1.004884", 2}, {"1.010041", 2}, {"1.001612", 2}, {"1.014027", 2}, {"1.001699", 2}, {"1.011607", 1}, {"1.012812", 1},
	{"2.001019", 1}, {"2.001406", 1}, {"2.000908", 1}, {"1.001653", 1}, {"1.010039", 1}, {"1.004837", 1},
}

// slow is what takes days: where something may be asked for, extended or stopped.
var slow = []weighted{
	{"1.004873", 8}, {"1.004222", 7}, {"1.004194", 5}, {"1.004859", 5}, {"1.004884", 4}, {"1.001612", 4}, {"1.014027", 3}, {"1.001699", 2}, {"1.001653", 2}, {"2.001035", 3}, {"1.010039", 2},
}

// posted is what also comes by post.
var posted = []weighted{{"1.004873", 3}, {"1.004859", 2}, {"1.004884", 1}, {"1.014027", 1}}

// volumes are the dossiers of each commune over the three months, beside those
// of today.
var volumes = []int{108, 57, 89}

// fate is what will become of a dossier.
type fate string

// The fates.
const (
	plain      fate = ""
	supplement fate = "supplement" // something is asked for and brought
	unanswered fate = "unanswered" // something is asked for and not brought yet
	payment    fate = "payment"
	unpaid     fate = "unpaid"
	withdrawn  fate = "withdrawn"
	stopped    fate = "stopped"
	declined   fate = "declined" // filed online, not taken in
	unread     fate = "unread"   // filed online, nobody has looked yet
	extended   fate = "extended"
	refused    fate = "refused"
	sentBack   fate = "sent_back" // the leader gives it back once
	reassigned fate = "reassigned"
	uncollect  fate = "uncollected" // the result waits for its owner
)

// always is no hold: the dossier goes its whole way.
const always = -1

// plan makes every life of the demo; nothing is written yet.
func (s *stage) plan() error {
	from, err := s.load()
	if err != nil || from.After(s.end) {
		return err
	}
	for i, o := range s.offices {
		for range volumes[i%len(volumes)] {
			if at, ok := s.visit(o, from, s.end); ok {
				f := s.fate()
				s.add(life{at: at, office: o, kind: s.kind(kindsOf(f)), fate: f, hold: always})
			}
		}
		s.planNow(o, from)
	}
	s.planBooks(from)
	if err := s.planTogether(); err != nil {
		return err
	}
	if err := s.planReuse(); err != nil {
		return err
	}
	if err := s.planSituations(from); err != nil {
		return err
	}
	s.planYears(from)
	return nil
}

func kindsOf(f fate) []weighted {
	if f == plain || f == refused || f == uncollect {
		return kinds
	}
	return slow
}

// add enters a life with chances of its own, so that one more life changes no
// other.
func (s *stage) add(l life) {
	l.no = len(s.queue)
	l.rng = rand.New(rand.NewPCG(demoSeed, uint64(l.no)+2)) //nolint:gosec // a demo must be the same every time
	if l.patience = l.rng.Float64(); l.quick {
		l.patience = 0.1
	}
	l.online = l.fate == declined || l.fate == unread || l.hold == always && l.basis == "" && s.pack[l.kind].Offers(procedure.Online) && l.rng.IntN(7) == 0
	l.online = l.online && l.other == nil
	l.clerk = pick(l.rng, l.office.clerks)
	s.queue = append(s.queue, &l)
}

// load reads the pack and gives the first day of the demo: three months back,
// but not before the pack is in force.
func (s *stage) load() (time.Time, error) {
	pack, err := Pack()
	if err != nil {
		return time.Time{}, err
	}
	s.pack = map[string]procedure.Version{}
	from := s.end.AddDate(0, -3, 0)
	for _, v := range pack {
		s.pack[v.Code] = v
		day, err := time.ParseInLocation(time.DateOnly, v.EffectiveFrom, calendar.Location)
		if err != nil {
			return time.Time{}, fmt.Errorf("read first day of %s: %w", v.Code, err)
		}
		if day.After(from) {
			from = day
		}
	}
	return from, nil
}

// visit draws a moment between two at which somebody comes, in office hours; mornings and
// Mondays are fuller, as they are.
func (s *stage) visit(o *office, from, to time.Time) (time.Time, bool) {
	span := int(to.Sub(from) / (24 * time.Hour))
	for range 500 {
		day := from.AddDate(0, 0, s.rng.IntN(span+1))
		hour := 7 + min(s.rng.IntN(11), s.rng.IntN(11))
		at := time.Date(day.Year(), day.Month(), day.Day(), hour, s.rng.IntN(60), s.rng.IntN(60), 0, calendar.Location)
		if o.cal.Workday(dayOf(at)) && o.cal.Open(at) && at.Before(to) && at.After(from) && (day.Weekday() == time.Monday || s.rng.IntN(5) > 0) {
			return at, true
		}
	}
	return time.Time{}, false
}

func (s *stage) kind(list []weighted) string {
	all := 0
	for _, k := range list {
		all += k.weight
	}
	n := s.rng.IntN(all)
	for _, k := range list {
		if n -= k.weight; n < 0 {
			return k.code
		}
	}
	return list[0].code
}

// fates of the routine, in hundredths.
var fates = []struct {
	fate  fate
	share int
}{{supplement, 5}, {payment, 2}, {withdrawn, 2}, {stopped, 1}, {extended, 2}, {refused, 2}, {declined, 1}, {sentBack, 2}, {reassigned, 2}, {uncollect, 2}}

func (s *stage) fate() fate {
	n := s.rng.IntN(100)
	for _, f := range fates {
		if n -= f.share; n < 0 {
			return f.fate
		}
	}
	return plain
}

// planNow sees to it that every office has some of each kind of work on the
// day the demo is made, whatever chance gave.
func (s *stage) planNow(o *office, from time.Time) {
	today := s.officeDay(o, 0)
	for i, target := range []string{today, today, s.officeDay(o, 1), s.officeDay(o, 2), s.officeDay(o, -1), s.officeDay(o, -3), s.officeDay(o, -8)} {
		s.due(o, target, from, 1+i%2)
	}
	for i, f := range []fate{unread, unread, declined, unanswered, unanswered, unpaid, withdrawn, stopped, refused, uncollect, uncollect, uncollect, extended} {
		to := s.back(o, from, 2) // early enough for the fate to have come about
		if f == unread {
			to = s.end
		}
		if at, ok := s.visit(o, s.back(o, from, 3+5*(i/4)), to); ok {
			s.add(life{at: at, office: o, kind: s.kind(kindsOf(f)), fate: f, hold: always, quick: true})
		}
	}
	for hold := range 3 {
		if at, ok := s.visit(o, s.back(o, from, 1), s.end); ok {
			s.add(life{at: at, office: o, kind: s.kind(slow), hold: hold})
		}
	}
	for _, basis := range []dossier.Basis{dossier.Postmark, dossier.PaperSlip} {
		if at, ok := s.visit(o, s.back(o, from, 12), s.end); ok {
			if padless := s.back(o, from, 6); basis == dossier.PaperSlip && at.After(padless) {
				at = o.cal.NextOpen(padless).Add(2 * time.Hour) // before the office has a pad of its own
			}
			s.add(life{at: at, office: o, kind: s.kind(posted), basis: basis, hold: always})
		}
	}
}

// officeDay is the n-th working day after (before) the demo's day; 0 is the
// day itself or, on a day off, the next working day.
func (s *stage) officeDay(o *office, n int) string {
	d, _ := calendar.ParseDate(dayOf(s.end))
	if !o.cal.On(d).Counted {
		if d, _ = o.cal.Add(d, 1); n > 0 {
			n--
		}
	}
	for ; n > 0; n-- {
		d, _ = o.cal.Add(d, 1)
	}
	for ; n < 0; n++ {
		d, _ = o.cal.Last(d)
	}
	return d.String()
}

// back is the opening of the n-th working day before the demo's day, within
// the demo.
func (s *stage) back(o *office, from time.Time, n int) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s.officeDay(o, -n), calendar.Location)
	if err != nil || t.Before(from) {
		return from
	}
	return t
}

// due adds a dossier that is due on a day and rests after so many steps.
func (s *stage) due(o *office, day string, from time.Time, hold int) {
	for range 60 {
		kind := s.kind(slow)
		at, ok := s.visit(o, from, s.end)
		if !ok {
			return
		}
		q, err := s.pack[kind].Deadline.Query(string(procedure.Desk), "", nil)
		if err != nil {
			continue
		}
		for back := range 45 {
			q.Received = time.Date(s.end.Year(), s.end.Month(), s.end.Day()-back, at.Hour(), at.Minute(), at.Second(), 0, calendar.Location)
			if q.Received.After(s.end) || q.Received.Before(from) || !o.cal.Workday(dayOf(q.Received)) {
				continue
			}
			if res, err := deadline.Compute(o.cal, q); err == nil && res.DueDay == day {
				s.add(life{at: q.Received, office: o, kind: kind, hold: hold})
				return
			}
		}
	}
}
