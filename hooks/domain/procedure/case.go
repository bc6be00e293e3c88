package procedure

import (
	"slices"
	"strings"

	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

// What can be wrong with the choice of a case.
const (
	KeyUnknownCase = "procedure.unknown_case" // Args: case
	KeyNoCase      = "procedure.no_case"      // no case fits and none is the default
)

// CaseOf gives the case of a dossier. With a key it is that case, whatever
// the answers; with "" it is the first whose When holds, else the default. A
// case that is neither the default nor has a When is only chosen by key, by
// the clerk.
func (v Version) CaseOf(key string, answers form.Answers) (Case, error) {
	if key != "" {
		if c, ok := v.caseBy(key); ok {
			return c, nil
		}
		return Case{}, problem.Of("case", KeyUnknownCase).With("case", key)
	}
	for _, c := range v.Cases {
		if c.When != nil && !c.When.Zero() && c.When.Holds(answers) {
			return c, nil
		}
	}
	for _, c := range v.Cases {
		if c.Default {
			return c, nil
		}
	}
	return Case{}, problem.Of("case", KeyNoCase)
}

func (v Version) caseBy(key string) (Case, bool) {
	i := slices.IndexFunc(v.Cases, func(c Case) bool { return c.Key == key })
	if i < 0 {
		return Case{}, false
	}
	return v.Cases[i], true
}

// Papers lists the papers (thành phần hồ sơ) of a case, in order.
func (v Version) Papers(caseKey string) []Component {
	var out []Component
	for _, c := range v.Components {
		if inCase(c.Cases, caseKey) {
			out = append(out, c)
		}
	}
	return out
}

// Steps lists the steps of the internal flow (quy trình nội bộ) of a case, in
// order.
func (v Version) Steps(caseKey string) []Step {
	var out []Step
	for _, s := range v.Flow {
		if inCase(s.Cases, caseKey) {
			out = append(out, s)
		}
	}
	return out
}

// Offers reports whether the procedure may come in by the channel.
func (v Version) Offers(c Channel) bool { return slices.Contains(v.Channels, c) }

// LimitText is the limit in the words it was published in; where the version
// has none, its number and unit: "3 ngày làm việc".
func (v Version) LimitText() string {
	if t := strings.TrimSpace(v.Deadline.Text); t != "" {
		return t
	}
	return v.Deadline.Limit.Words()
}

func inCase(cases []string, key string) bool {
	return len(cases) == 0 || slices.Contains(cases, key)
}
