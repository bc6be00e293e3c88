package form

import (
	"slices"
	"strconv"
	"strings"
)

// The comparisons of a Cond. eq, ne and in compare the text as given; the
// others compare whole numbers.
const (
	Eq = "eq"
	Ne = "ne"
	Gt = "gt"
	Ge = "ge"
	Lt = "lt"
	Le = "le"
	In = "in"
)

// Ops lists every comparison.
var Ops = []string{Eq, Ne, Gt, Ge, Lt, Le, In}

// Zero reports whether the condition says nothing.
func (c Cond) Zero() bool {
	return c.Field == "" && c.Op == "" && c.Value == "" && len(c.Values) == 0 && len(c.All) == 0 && len(c.Any) == 0
}

// Holds reports whether the answers fulfil the condition. The zero condition
// holds. An answer that is missing compares as the empty text; where whole
// numbers are compared an answer that is not one fulfils nothing, and neither
// does an unknown comparison (Schema.Check finds those before publication).
func (c Cond) Holds(a Answers) bool {
	for _, x := range c.All {
		if !x.Holds(a) {
			return false
		}
	}
	if len(c.Any) > 0 && !slices.ContainsFunc(c.Any, func(x Cond) bool { return x.Holds(a) }) {
		return false
	}
	if c.Field == "" {
		return c.Op == ""
	}
	return c.compare(strings.TrimSpace(a[c.Field]))
}

func (c Cond) compare(got string) bool {
	switch c.Op {
	case Eq:
		return got == c.Value
	case Ne:
		return got != c.Value
	case In:
		return slices.Contains(c.Values, got)
	}
	n, ok := Whole(got)
	want, wok := Whole(c.Value)
	if !ok || !wok {
		return false
	}
	switch c.Op {
	case Gt:
		return n > want
	case Ge:
		return n >= want
	case Lt:
		return n < want
	case Le:
		return n <= want
	}
	return false
}

// Fields lists the answer keys the condition reads, each once, in the order
// they appear.
func (c Cond) Fields() []string {
	var out []string
	add := func(key string) {
		if key != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	add(c.Field)
	for _, x := range append(slices.Clone(c.All), c.Any...) {
		for _, key := range x.Fields() {
			add(key)
		}
	}
	return out
}

// Whole reads a whole number ≥ 0 of at most nine digits: "12" and "007", not
// "-1", "1.5", "1e3" or "".
func Whole(s string) (int, bool) {
	if s == "" || len(s) > 9 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
