package dossier

import (
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// Codes of what an extension may get wrong.
const (
	KeyExtendLate  = "dossier.extend_after_due"
	KeyExtendTimes = "dossier.extend_times"
	KeyExtendMax   = "dossier.extend_max"
	KeyExtendN     = "dossier.extend_n"
	KeyExtendNever = "dossier.extend_never"
)

// ExtendInput asks for more time (xin lỗi và đề nghị gia hạn, Mẫu số 04).
type ExtendInput struct {
	N      int    `form:"n" json:"n"` // in the unit of the limit; working days for a same-day limit
	Reason string `form:"reason" json:"reason"`
	Slip   string `form:"slip" json:"slip"` // number of the letter
}

// By is the length an extension of n adds under a limit in unit.
func (in ExtendInput) By(unit deadline.Unit) deadline.Limit {
	if unit == deadline.SameDay || unit == deadline.Month {
		unit = deadline.WorkingDay
	}
	return deadline.Limit{N: in.N, Unit: unit}
}

// CanExtend refuses an extension that the rule or the clock does not allow:
// before the due day has passed, and as often as the version says, one time by
// default (NĐ 118/2025/NĐ-CP Điều 19; law.md §5.4).
func (d Dossier) CanExtend(rule deadline.Rule, at time.Time) error {
	times := rule.Extension.Times
	if times == 0 {
		times = 1
	}
	switch {
	case rule.Extension.Never:
		return problem.Problem{Kind: problem.Conflict, Key: KeyExtendNever}
	case len(d.Extensions) >= times:
		return problem.Problem{Kind: problem.Conflict, Key: KeyExtendTimes}
	case d.Due.At.IsZero() || deadline.Overdue(d.Due.Unit, d.Due.At, at):
		return problem.Problem{Kind: problem.Conflict, Key: KeyExtendLate}
	}
	return nil
}

// Extend moves the appointment by in.N with its reason; both dates are kept
// and statistics judge by the first.
func (d Dossier) Extend(by access.Actor, at time.Time, rule deadline.Rule, due Due, in ExtendInput) (Event, error) {
	if err := d.Permit(Extend, by); err != nil {
		return Event{}, err
	}
	if err := d.CanExtend(rule, at); err != nil {
		return Event{}, err
	}
	var bad problem.List
	limit := in.By(d.Due.Unit)
	switch {
	case in.N < 1 || in.N > 365:
		bad.Add("n", KeyExtendN)
	case rule.Extension.Max.N > 0 && (rule.Extension.Max.Unit != limit.Unit || in.N > rule.Extension.Max.N):
		// A maximum in another unit is never turned into this one.
		bad.Add("n", KeyExtendMax)
	}
	words(&bad, "reason", in.Reason, true)
	if err := bad.Err(); err != nil {
		return Event{}, err
	}
	e := d.event(Extend, by)
	e.At = at
	e.Data = Data{By: &limit, Slip: in.Slip, Due: &due}
	e.Ground = in.Reason
	return e, nil
}
