package catalogue

import (
	"slices"
	"strings"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
)

// Clock is what a person says about how the clock of a procedure stops and goes
// on. The national catalogue writes none of it, so nothing here is read from a
// record: the person has the text before them and names it.
//
// While the citizen brings what is missing the clock always stands still
// (NĐ 118/2025/NĐ-CP Điều 17); only what happens afterwards is the version's.
type Clock struct {
	Restart    bool   // after a supplement the count begins anew
	OnPayment  bool   // stands still while the citizen pays
	SecondN    string // second appointment, from the proof of payment; "" with SecondUnit "" = none
	SecondUnit string
	Ground     string // article of all of this; needed for everything but the default
}

// Clock is how the clock stops and goes on as the draft says now.
func (r Reading) Clock() Clock {
	d := r.Version.Deadline
	c := Clock{Restart: d.AfterSupplement == deadline.Restart, OnPayment: slices.Contains(d.PauseOn, "payment"), Ground: d.PauseGround}
	if d.AfterPayment != (deadline.Limit{}) {
		c.SecondN, c.SecondUnit, _ = strings.Cut(d.AfterPayment.String(), ":")
	}
	return c
}

// SetClock puts the clock into the version. Everything wrong is said at once.
func (r *Reading) SetClock(c Clock) error {
	var bad problem.List
	var second deadline.Limit
	if n, unit := strings.TrimSpace(c.SecondN), strings.TrimSpace(c.SecondUnit); n != "" || unit != "" {
		var err error
		if second, err = deadline.ParseLimit(n + ":" + unit); err != nil {
			list, _ := problem.In(err)
			for _, p := range list {
				p.Field = "deadline.after_payment"
				bad = append(bad, p)
			}
		}
	}
	d := r.Version.Deadline
	d.PauseOn, d.AfterSupplement, d.AfterPayment, d.PauseGround = []string{"supplement"}, "", second, strings.Join(strings.Fields(c.Ground), " ")
	if c.OnPayment || second.N > 0 {
		d.PauseOn = append(d.PauseOn, "payment")
	}
	if c.Restart {
		d.AfterSupplement = deadline.Restart
	}
	if d.PauseGround == "" && (c.Restart || c.OnPayment || c.SecondN != "" || c.SecondUnit != "") {
		bad.Add("deadline.pause_ground", procedure.KeyNoPauseGround)
	}
	if err := bad.Err(); err != nil {
		return err
	}
	r.Version.Deadline = d
	r.Complete()
	return nil
}
