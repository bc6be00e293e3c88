package seed

import (
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/access"
	"motcua/hooks/service/handover"
)

// carried is how long before the demo's moment the desk's stack was carried to
// an officer who confirmed it.
const carried = 4 * 24 * time.Hour

// mostCarried is how many dossiers a slip of the demo has.
const mostCarried = 7

// carry lets the desk hand its papers over at the close, once in an office,
// in its last days; whoever gets them counts and confirms.
func (s *stage) carry(tx core.App, o *office) error {
	if o.carried || s.end.Sub(s.now) > carried || s.end.Sub(s.now) < 12*time.Hour {
		return nil
	}
	evening := s.now
	defer func() { s.now = evening }()
	if s.now = evening.Add(-30 * time.Minute); !o.cal.Open(s.now) { // at the close, while somebody is there to count
		return nil
	}
	slip, made, err := s.slip(tx, o.clerks[0], func(g handover.Group) bool { return g.To != "" })
	if err != nil || !made {
		return err
	}
	o.carried = true
	taker, err := s.desk.Org.StaffByID(tx, slip.Receiver)
	if err != nil {
		return err
	}
	_, err = s.slips().Confirm(tx, taker, slip.ID, handover.All(slip))
	return err
}

// bring leaves a slip that nobody confirmed yet in each office: results that
// wait for the desk, or else dossiers that wait for an officer.
func (s *stage) bring(app core.App) error {
	s.now = s.end
	for _, o := range s.offices {
		givers := slices.Concat(o.staff[access.Officer], o.staff[access.Leader], o.clerks)
		for _, by := range givers {
			_, made, err := s.slip(app, by, func(g handover.Group) bool { return g.To == "" || by.Has(access.Clerk) })
			if err != nil {
				return err
			}
			if made {
				break
			}
		}
	}
	return nil
}

func (s *stage) slips() *handover.Office { return &handover.Office{Desk: s.desk, Org: s.desk.Org} }

// slip hands over what somebody has for the first receiver that fits; false
// when there is nothing.
func (s *stage) slip(app core.App, by access.Actor, fits func(handover.Group) bool) (handover.Slip, bool, error) {
	groups, err := s.slips().Pending(app, by)
	if err != nil {
		return handover.Slip{}, false, err
	}
	best := handover.Group{}
	for _, g := range groups {
		if fits(g) && len(g.Items) > len(best.Items) {
			best = g
		}
	}
	in := handover.MakeInput{To: best.To}
	for _, p := range best.Items {
		if !p.Count.None() && len(in.Codes) < mostCarried {
			in.Codes = append(in.Codes, p.Code)
		}
	}
	if len(in.Codes) == 0 {
		return handover.Slip{}, false, nil
	}
	out, err := s.slips().Make(app, by, in)
	return out, err == nil, err
}
