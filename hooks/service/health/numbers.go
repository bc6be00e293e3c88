package health

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/service/handover"
)

// numbers looks for slips that nobody has explained, for numbers that are gone
// from a certification book, and for slips of hand-over that are gone, are there
// twice or have a number that was never given.
func (d *Doctor) numbers(app core.App) (Finding, error) {
	holes, err := d.Certify.Holes(app)
	if err != nil {
		return Finding{}, err
	}
	if len(holes) > 0 {
		h := holes[0]
		return finding("numbers", "holes", Danger, "series", h.Series, "year", strconv.Itoa(h.Year), "number", strconv.Itoa(h.Number)), nil
	}
	slips, err := d.Slips.Faults(app)
	if err != nil {
		return Finding{}, err
	}
	if len(slips) > 0 {
		s := slips[0]
		return finding("numbers", faultOf(s), Danger, "number", s.Number, "times", strconv.Itoa(s.Times), "n", strconv.Itoa(len(slips))), nil
	}
	gaps, err := d.Numbers.Gaps(app, "")
	if err != nil {
		return Finding{}, err
	}
	if len(gaps) > 0 {
		return finding("numbers", "gaps", Look, "n", strconv.Itoa(len(gaps)), "first", gaps[0].Number), nil
	}
	return finding("numbers", "whole", Good), nil
}

// faultOf names what is wrong with the number of a slip of hand-over.
func faultOf(f handover.Fault) string {
	switch f.Times {
	case 0:
		return "slip_gone"
	case 1:
		return "slip_strange"
	}
	return "slip_twice"
}
