package office

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/hooks/domain/dossier"
)

// typed is what was typed into one act's form. On the page each name begins
// with the act ("forward.note"), because many forms stand on it; here the
// names are plain.
type typed url.Values

// typedOf takes an act's own fields out of a form. Plain names are taken too.
func typedOf(form url.Values, a dossier.Act) typed {
	out := typed{}
	for name, values := range form {
		if name == "seen" || name == "one_time" {
			continue
		}
		out[strings.TrimPrefix(name, string(a)+".")] = values
	}
	return out
}

func (t typed) get(name string) string { return strings.TrimSpace(url.Values(t).Get(name)) }

func (t typed) number(name string) int {
	n, err := strconv.Atoi(t.get(name))
	if err != nil {
		return 0 // refused by the rule, with its own sentence
	}
	return n
}

// count reads a number of papers; what is no number is refused like too many.
func (t typed) count(name string) int {
	if t.get(name) == "" {
		return 0
	}
	n, err := strconv.Atoi(t.get(name))
	if err != nil {
		return -1
	}
	return n
}

// day reads the three boxes of a date as 2006-01-02; what is no day comes back
// as it was typed, d/m/y.
func (t typed) day(name string) string {
	d, m, y := t.get(name+"_d"), t.get(name+"_m"), t.get(name+"_y")
	if d == "" && m == "" && y == "" {
		return t.get(name)
	}
	return isoDay(d + "/" + m + "/" + y)
}

// encode is the whole for telling one sending from another.
func (t typed) encode() string { return url.Values(t).Encode() }

// list are the values that were ticked under one name.
func (t typed) list(name string) []string {
	out := []string{}
	for _, v := range t[name] {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// keys are the middle parts of the names prefix.<key>.<field>, sorted.
func (t typed) keys(prefix string) []string {
	var out []string
	for name := range t {
		key, found := strings.CutPrefix(name, prefix+".")
		if at := strings.LastIndex(key, "."); found && at > 0 && !slices.Contains(out, key[:at]) {
			out = append(out, key[:at])
		}
	}
	slices.Sort(out)
	return out
}

// empty reports whether no word was typed and nothing chosen.
func (t typed) empty() bool {
	for name := range t {
		if t.get(name) != "" {
			return false
		}
	}
	return true
}
