package procedure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

// checkDeadline refuses what the deadline engine refuses (a limit without unit
// or length, an unknown policy), a limit that does not say where it comes
// from, and names the version does not have.
func (v Version) checkDeadline() (out problem.List) {
	d := v.Deadline
	if l, bad := problem.In(d.Check()); bad {
		for _, p := range l {
			p.Field = "deadline." + p.Field
			out = append(out, p)
		}
	}
	if strings.TrimSpace(d.Ground) == "" {
		out.Add("deadline.ground", KeyNoLimitGround)
	}
	if strings.TrimSpace(d.PauseGround) == "" && (d.AfterSupplement == deadline.Restart || d.AfterPayment != deadline.Limit{}) {
		out.Add("deadline.pause_ground", KeyNoPauseGround)
	}
	for _, ch := range slices.Sorted(maps.Keys(d.PerChannel)) {
		out = append(out, knownChannel("deadline.per_channel."+ch, Channel(ch))...)
	}
	for _, c := range slices.Sorted(maps.Keys(d.PerCase)) {
		if _, ok := v.caseBy(c); !ok {
			out = append(out, problem.Of("deadline.per_case."+c, KeyUnknownCase).With("case", c))
		}
	}
	for i, e := range d.ExtendIf {
		at := fmt.Sprintf("deadline.extend_if[%d].when", i)
		if e.When.Zero() {
			out.Add(at, form.KeyCondShape)
		}
		out = append(out, v.Form.CheckCond(at, e.When)...)
	}
	for i, p := range d.PauseOn {
		if p != "supplement" && p != "payment" {
			out = append(out, problem.Of(fmt.Sprintf("deadline.pause_on[%d]", i), KeyBadPause).With("pause", p))
		}
	}
	return out
}

// shortest is the shortest limit of a case on a channel: without the
// lengthenings that some answers bring.
func (v Version) shortest(ch Channel, caseKey string) deadline.Limit {
	l := v.Deadline.Limit
	if x, ok := v.Deadline.PerChannel[string(ch)]; ok {
		l = x
	}
	if x, ok := v.Deadline.PerCase[caseKey]; ok {
		l = x
	}
	return l
}

func (v Version) checkFees() (out problem.List) {
	if v.FeeText == "" {
		out.Add("fee_text", KeyNoFeeText)
	}
	for i, f := range v.Fees {
		at := fmt.Sprintf("fees[%d]", i)
		if f.Title == "" {
			out.Add(at+".title", KeyNoText)
		}
		if f.Ground == "" {
			out.Add(at+".ground", KeyNoFeeGround)
		}
		if f.Kind != Charge && f.Kind != Levy {
			out.Add(at+".kind", KeyBadFeeKind)
		}
		if f.Stage != Before && f.Stage != After {
			out.Add(at+".stage", KeyBadStage)
		}
		out = append(out, v.knownCases(at, f.Cases)...)
		out = append(out, v.checkAmount(at, f)...)
		out = append(out, unique(at+".exemptions", len(f.Exemptions), func(j int) string { return f.Exemptions[j].Key })...)
		for j, e := range f.Exemptions {
			if e.Ground == "" {
				out.Add(fmt.Sprintf("%s.exemptions[%d].ground", at, j), KeyNoFeeGround)
			}
		}
	}
	return append(out, unique("fees", len(v.Fees), func(i int) string { return v.Fees[i].Key })...)
}

func (v Version) checkAmount(at string, f Fee) (out problem.List) {
	if f.Amount != nil && *f.Amount < 0 {
		out.Add(at+".amount", KeyBadAmount)
	}
	for _, ch := range slices.Sorted(maps.Keys(f.PerChannel)) {
		out = append(out, knownChannel(at+".per_channel."+string(ch), ch)...)
		if f.PerChannel[ch] < 0 {
			out.Add(at+".per_channel."+string(ch), KeyBadAmount)
		}
	}
	if f.Per != "" {
		out = append(out, v.checkMultiplier(at+".per", f.Per)...)
	}
	t := f.Tiers
	if t == nil {
		return out
	}
	if f.Amount != nil || len(f.PerChannel) > 0 || f.Per != "" {
		out.Add(at+".tiers", KeyAmountTwice)
	}
	if t.FirstPages < 0 || t.First < 0 || t.Next < 0 || t.Cap < 0 || t.First+t.Next == 0 {
		out.Add(at+".tiers", KeyBadTiers)
	}
	out = append(out, v.checkMultiplier(at+".tiers.pages_key", t.PagesKey)...)
	return append(out, v.checkMultiplier(at+".tiers.copies_key", t.CopiesKey)...)
}

// checkMultiplier refuses a multiplier that is no number field of the form.
func (v Version) checkMultiplier(at, key string) (out problem.List) {
	if f, ok := v.Form.Field(key); !ok || f.Kind != form.Number {
		out = append(out, problem.Of(at, KeyBadMultiplier).With("field", key))
	}
	return out
}
