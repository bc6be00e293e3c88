package deadline

import (
	"time"

	"motcua/hooks/domain/calendar"
)

// Chain is when procedures that follow each other are due (liên thông): the
// first limit counts from from, each other one from the due moment of the one
// before it, all by one calendar. A zero from gives no moments. The last
// moment is the whole appointment (ngày hẹn tổng).
func Chain(cal *calendar.Calendar, from time.Time, limits []Limit) ([]Result, error) {
	if from.IsZero() {
		return nil, nil
	}
	out := make([]Result, 0, len(limits))
	for _, l := range limits {
		r, err := Compute(cal, Query{Received: from, Limit: l})
		if err != nil {
			return nil, err
		}
		out = append(out, r)
		if !r.Due.IsZero() { // without a limit the next counts on from the same moment
			from = r.Due
		}
	}
	return out, nil
}
