package health

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"
)

// numbers looks for slips that nobody has explained and for numbers that are
// gone from a certification book.
func (d *Doctor) numbers(app core.App) (Finding, error) {
	holes, err := d.Certify.Holes(app)
	if err != nil {
		return Finding{}, err
	}
	if len(holes) > 0 {
		h := holes[0]
		return finding("numbers", "holes", Danger, "series", h.Series, "year", strconv.Itoa(h.Year), "number", strconv.Itoa(h.Number)), nil
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
