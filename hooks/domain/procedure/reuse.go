package procedure

import (
	"fmt"
	"slices"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/identity"
	"motcua/hooks/domain/problem"
)

// Codes of what the reuse of a component may get wrong.
const (
	KeyReuseOnly = "procedure.reuse_only" // a validity or a source on a paper that may not be used again
	KeyBadValid  = "procedure.bad_valid"  // a validity that is no number of months or days
)

// Until is the last day on which a paper of a day (2006-01-02) may be used
// again; "" = it has no end. A month counts to the same day of the later month
// or to its last one (Bộ luật Dân sự 2015, Điều 147, 148).
func (c Component) Until(day string) string {
	at, err := time.ParseInLocation(time.DateOnly, day, calendar.Location)
	if c.Valid.N <= 0 || err != nil {
		return ""
	}
	if c.Valid.Unit == deadline.CalendarDay {
		return at.AddDate(0, 0, c.Valid.N).Format(time.DateOnly)
	}
	end := time.Date(at.Year(), at.Month()+time.Month(c.Valid.N), 1, 0, 0, 0, 0, calendar.Location)
	last := end.AddDate(0, 1, -1).Day()
	return time.Date(end.Year(), end.Month(), min(at.Day(), last), 0, 0, 0, 0, calendar.Location).Format(time.DateOnly)
}

// Serves reports whether a paper kept as the component old of the procedure
// oldCode is the same paper as c of the procedure code: the same key of the
// same procedure, or the same published title or form. A key alone says
// nothing across procedures: "old_copy" is another paper in each.
func (c Component) Serves(code, oldCode string, old Component) bool {
	switch {
	case code == oldCode && c.Key == old.Key:
		return true
	case c.FormName != "" && identity.Fold(c.FormName) == identity.Fold(old.FormName):
		return true
	}
	return c.Title != "" && identity.Fold(c.Title) == identity.Fold(old.Title)
}

// TakesResult reports whether the result of a procedure is this paper.
func (c Component) TakesResult(code string) bool { return slices.Contains(c.ResultOf, code) }

func (c Component) checkReuse(at string) (out problem.List) {
	if !c.MayReuse && (c.Valid != deadline.Limit{} || len(c.ResultOf) > 0) {
		out.Add(at+".may_reuse", KeyReuseOnly)
	}
	if (c.Valid != deadline.Limit{}) && (c.Valid.N <= 0 || c.Valid.Unit != deadline.Month && c.Valid.Unit != deadline.CalendarDay) {
		out.Add(at+".valid", KeyBadValid)
	}
	for i, code := range c.ResultOf {
		if code == "" {
			out.Add(fmt.Sprintf("%s.result_of[%d]", at, i), KeyNoText)
		}
	}
	return out
}

// reuseWords tell the person who publishes that the paper is not asked again.
func (c Component) reuseWords() string {
	switch {
	case !c.MayReuse:
		return ""
	case c.Valid.N > 0:
		return ", đã nộp thì dùng lại trong " + c.Valid.Words()
	}
	return ", đã nộp thì dùng lại"
}
