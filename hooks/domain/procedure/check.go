package procedure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Channels lists every channel.
var Channels = []Channel{Desk, Online, Post, Kiosk, Mobile}

// doers are the roles that may act on dossiers (access.Actor.Works).
var doers = []access.Role{access.Clerk, access.Officer, access.Leader, access.Cashier}

// Check is the static check before publication (kiểm tra trước khi công bố).
// It says everything at once; an empty list means the version may be
// published. The calendar is the one its examples were worked out by: office
// hours 07:00–11:30 and 13:30–17:00.
func (v Version) Check(cal *calendar.Calendar) problem.List {
	out := v.checkHead()
	for _, p := range v.Form.Check() {
		p.Field = "form." + p.Field
		out = append(out, p)
	}
	out = append(out, v.checkCases()...)
	out = append(out, v.checkPapers()...)
	out = append(out, v.checkDeadline()...)
	out = append(out, v.checkFlow()...)
	out = append(out, v.checkLinks()...)
	out = append(out, v.checkFees()...)
	return append(out, v.checkExamples(cal)...)
}

func (v Version) checkHead() (out problem.List) {
	for _, f := range []struct{ at, text string }{
		{"code", v.Code}, {"name", v.Name}, {"sector", v.Sector}, {"agency", v.Agency}, {"source.text", v.Source.Text},
	} {
		if strings.TrimSpace(f.text) == "" {
			out.Add(f.at, KeyNoText)
		}
	}
	for _, f := range []struct{ at, day string }{{"effective_from", v.EffectiveFrom}, {"source.verified_on", v.Source.VerifiedOn}} {
		if _, err := time.Parse(time.DateOnly, f.day); err != nil {
			out.Add(f.at, KeyBadDay)
		}
	}
	if len(v.Channels) == 0 {
		out.Add("channels", KeyNoChannel)
	}
	out = append(out, unique("channels", len(v.Channels), func(i int) string { return string(v.Channels[i]) })...)
	for i, c := range v.Channels {
		out = append(out, knownChannel(fmt.Sprintf("channels[%d]", i), c)...)
	}
	if len(v.Results) == 0 {
		out.Add("results", KeyNoResult)
	}
	out = append(out, unique("results", len(v.Results), func(i int) string { return v.Results[i].Key })...)
	if len(v.LegalBasis) == 0 {
		out.Add("legal_basis", KeyNoLegalBasis)
	}
	out = append(out, unique("refusal_codes", len(v.RefusalCodes), func(i int) string { return v.RefusalCodes[i].Key })...)
	return out
}

func knownChannel(at string, c Channel) (out problem.List) {
	if !slices.Contains(Channels, c) {
		out = append(out, problem.Of(at, KeyUnknownChannel).With("channel", string(c)))
	}
	return out
}

// unique refuses a key that is empty or used twice in one list.
func unique(at string, n int, key func(int) string) (out problem.List) {
	seen := map[string]bool{}
	for i := range n {
		k := key(i)
		if k == "" || seen[k] {
			out = append(out, problem.Of(fmt.Sprintf("%s[%d].key", at, i), KeyDuplicate).With("key", k))
		}
		seen[k] = true
	}
	return out
}

// knownCases refuses a case that the version does not have.
func (v Version) knownCases(at string, cases []string) (out problem.List) {
	for i, c := range cases {
		if _, ok := v.caseBy(c); !ok {
			out = append(out, problem.Of(fmt.Sprintf("%s.cases[%d]", at, i), KeyUnknownCase).With("case", c))
		}
	}
	return out
}

func (v Version) checkCases() (out problem.List) {
	defaults := 0
	for i, c := range v.Cases {
		at := fmt.Sprintf("cases[%d]", i)
		if c.Title == "" {
			out.Add(at+".title", KeyNoText)
		}
		if c.Default {
			defaults++
		}
		if c.When == nil {
			continue
		}
		if c.Default {
			out.Add(at+".when", KeyDefaultWhen)
		}
		out = append(out, v.Form.CheckCond(at+".when", *c.When)...)
	}
	if defaults == 0 {
		out.Add("cases", KeyNoDefault)
	}
	if defaults > 1 {
		out.Add("cases", KeyManyDefaults)
	}
	return append(out, unique("cases", len(v.Cases), func(i int) string { return v.Cases[i].Key })...)
}

func (v Version) checkPapers() (out problem.List) {
	for i, c := range v.Components {
		at := fmt.Sprintf("components[%d]", i)
		if c.Title == "" {
			out.Add(at+".title", KeyNoText)
		}
		if !slices.Contains([]Requirement{Required, Optional, ShowOnly}, c.Requirement) {
			out.Add(at+".requirement", KeyBadRequirement)
		}
		if c.Originals < 0 || c.Copies < 0 || c.Originals+c.Copies == 0 {
			out.Add(at, KeyNoCount)
		}
		out = append(out, c.checkReuse(at)...)
		out = append(out, v.knownCases(at, c.Cases)...)
	}
	out = append(out, unique("components", len(v.Components), func(i int) string { return v.Components[i].Key })...)
	return append(out, v.checkOneOf()...)
}

// checkOneOf refuses a group with a single paper in some case (it would then
// simply be required) and a group whose papers differ in their requirement.
func (v Version) checkOneOf() (out problem.List) {
	for i, c := range v.Components {
		first := slices.IndexFunc(v.Components, func(x Component) bool { return x.OneOf == c.OneOf })
		if c.OneOf == "" || first == i {
			continue
		}
		if c.Requirement != v.Components[first].Requirement {
			out = append(out, problem.Of(fmt.Sprintf("components[%d].one_of", i), KeyMixedOneOf).With("group", c.OneOf))
		}
	}
	for _, k := range v.Cases {
		size := map[string]int{}
		for _, c := range v.Papers(k.Key) {
			size[c.OneOf]++
		}
		for i, c := range v.Components {
			if c.OneOf != "" && inCase(c.Cases, k.Key) && size[c.OneOf] == 1 {
				out = append(out, problem.Of(fmt.Sprintf("components[%d].one_of", i), KeyLoneOneOf).With("group", c.OneOf).With("case", k.Key))
			}
		}
	}
	return out
}

func (v Version) checkFlow() (out problem.List) {
	for i, s := range v.Flow {
		at := fmt.Sprintf("flow[%d]", i)
		if s.Title == "" {
			out.Add(at+".title", KeyNoText)
		}
		if !slices.Contains(doers, access.Role(s.Role)) {
			out = append(out, problem.Of(at+".role", KeyNobody).With("role", s.Role))
		}
		if s.Norm <= 0 {
			out.Add(at+".norm", KeyBadNorm)
		}
		out = append(out, v.knownCases(at, s.Cases)...)
	}
	out = append(out, unique("flow", len(v.Flow), func(i int) string { return v.Flow[i].Key })...)
	for _, c := range v.Cases {
		out = append(out, v.checkNorms(c.Key)...)
	}
	return out
}

// checkNorms refuses steps that together take longer than the law allows, in
// any channel of the case.
func (v Version) checkNorms(caseKey string) (out problem.List) {
	steps := v.Steps(caseKey)
	if len(steps) == 0 {
		return problem.List{problem.Of("flow", KeyNoStep).With("case", caseKey)}
	}
	sum := 0
	for _, s := range steps {
		sum += s.Norm
	}
	for _, ch := range v.Channels {
		if most, ok := minutes(v.shortest(ch, caseKey)); ok && sum > most {
			out = append(out, problem.Of("flow", KeyNormsTooLong).With("case", caseKey).With("channel", string(ch)).
				With("minutes", strconv.Itoa(sum)).With("limit_minutes", strconv.Itoa(most)))
		}
	}
	return out
}
