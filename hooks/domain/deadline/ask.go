package deadline

import (
	"maps"
	"slices"
	"strconv"

	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

// DefaultCutoff is the last minute of a receipt answered the same day
// (NĐ 23/2015/NĐ-CP Điều 7: “sau 15 giờ”).
const DefaultCutoff = "15:00"

// Query turns the rule into a question for one dossier: the limit of its case,
// else of its channel, else the rule's own, lengthened by every condition that
// holds over the answers, and the defaults of model.md §4 filled in. Received,
// Pauses and Extensions are the caller's to add. A same_day limit that is
// lengthened becomes that many working days. The error is a problem.List.
func (r Rule) Query(channel, caseKey string, answers form.Answers) (Query, error) {
	q := Query{
		Limit:        r.limitFor(channel, caseKey),
		Cutoff:       r.Cutoff,
		OutsideHours: r.OutsideHours,
		EndOnDayOff:  r.EndOnDayOff,
		DueTime:      r.DueTime,
		Restart:      r.AfterSupplement == Restart,
	}
	unit := q.Limit.Unit
	for _, e := range r.ExtendIf {
		if unit != None && e.N > 0 && e.When.Holds(answers) {
			q.Limit = q.Limit.longer(e.N)
		}
	}
	if q.Cutoff == "" && unit == SameDay {
		q.Cutoff = DefaultCutoff
	}
	if err := r.Check(); err != nil {
		return Query{}, err
	}
	var l problem.List
	if key := q.Limit.check(); key != "" {
		l = append(l, q.Limit.problem("limit", key))
	}
	return q.filled(), l.Err()
}

// Check finds everything wrong with the rule, whichever case or channel uses
// it, as a problem.List: fields limit, per_case.<key>, per_channel.<key>,
// cutoff, outside_hours, end_on_day_off, due_time, after_supplement,
// after_payment, extend_if.<index>, extension.
func (r Rule) Check() error {
	var l problem.List
	limit := func(field string, limit Limit) {
		if key := limit.check(); key != "" {
			l = append(l, limit.problem(field, key))
		}
	}
	limit("limit", r.Limit)
	for _, key := range slices.Sorted(maps.Keys(r.PerCase)) {
		limit("per_case."+key, r.PerCase[key])
	}
	for _, key := range slices.Sorted(maps.Keys(r.PerChannel)) {
		limit("per_channel."+key, r.PerChannel[key])
	}
	for i, e := range r.ExtendIf {
		if e.N < 1 {
			l.Add("extend_if."+strconv.Itoa(i), KeyLimitN)
		}
	}
	if r.Extension.Max != (Limit{}) {
		limit("extension", r.Extension.Max)
	}
	if r.AfterPayment != (Limit{}) {
		if limit("after_payment", r.AfterPayment); r.AfterPayment.Unit == None {
			l = append(l, r.AfterPayment.problem("after_payment", KeyLimitUnit))
		}
	}
	if !oneOf(r.AfterSupplement, Resume, Restart) {
		l.Add("after_supplement", KeyAfter)
	}
	Query{Cutoff: r.Cutoff, OutsideHours: r.OutsideHours, EndOnDayOff: r.EndOnDayOff, DueTime: r.DueTime}.checkPolicies(&l)
	return l.Err()
}

func (r Rule) limitFor(channel, caseKey string) Limit {
	if limit, ok := r.PerCase[caseKey]; ok {
		return limit
	}
	if limit, ok := r.PerChannel[channel]; ok {
		return limit
	}
	return r.Limit
}

func (l Limit) longer(n int) Limit {
	if l.Unit == SameDay {
		return Limit{N: n, Unit: WorkingDay}
	}
	return Limit{N: l.N + n, Unit: l.Unit}
}

// filled puts the default of each empty policy.
func (q Query) filled() Query {
	if q.Cutoff == "" && q.Limit.Unit == SameDay {
		q.Cutoff = DefaultCutoff
	}
	if q.OutsideHours == "" {
		q.OutsideHours = NextSession
		if q.Limit.Unit == ClockHour {
			q.OutsideHours = AsReceived
		}
	}
	if q.EndOnDayOff == "" {
		q.EndOnDayOff = Roll
		if q.Limit.Unit == ClockHour {
			q.EndOnDayOff = Keep
		}
	}
	if q.DueTime == "" {
		q.DueTime = EndOfHours
	}
	return q
}

// MayExtend says whether one more extension (gia hạn) by a length of time is
// allowed after done earlier ones: as often as the rule says, once when it says
// nothing, and no longer than its published maximum. The maximum binds only
// extensions of its own unit; others are refused, since days are never turned
// into hours. The error is a problem.Problem on field "extension".
func (r Rule) MayExtend(done int, by Limit) error {
	times := max(r.Extension.Times, 1)
	most := r.Extension.Max
	key := by.check()
	switch {
	case r.Extension.Never:
		return problem.Of("extension", KeyNoExtension)
	case done >= times:
		return problem.Of("extension", KeyExtensions).With("times", strconv.Itoa(times))
	case by.Unit == SameDay || by.Unit == None:
		return problem.Of("extension", KeyLimitUnit)
	case key != "":
		return by.problem("extension", key)
	case most != (Limit{}) && (by.Unit != most.Unit || by.N > most.N):
		return problem.Of("extension", KeyExtensionMax).With("n", strconv.Itoa(most.N)).With("unit", string(most.Unit))
	}
	return nil
}
