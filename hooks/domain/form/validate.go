package form

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/hooks/domain/problem"
)

// What can be wrong with an answer. Field is "answers." and the field's key.
const (
	KeyRequired     = "form.required"
	KeyNotANumber   = "form.not_a_number"
	KeyTooLarge     = "form.too_large" // Args: max
	KeyNotAnOption  = "form.not_an_option"
	KeyTooLong      = "form.too_long" // Args: max, in letters
	KeyBadDate      = "form.bad_date"
	KeyBadBool      = "form.bad_bool"
	KeyUnknownField = "form.unknown_field"
)

// DefaultMax is the longest text, in letters, where a field says nothing.
const DefaultMax = 200

// Validate says everything that is wrong with the answers, at once, in the
// order of the form. A field that is not shown is neither required nor
// looked at; a key the form does not have is refused (NĐ 63/2010 Điều 18:
// nothing beyond what was published is asked).
func (s Schema) Validate(a Answers) problem.List {
	var out problem.List
	known := map[string]bool{}
	for _, f := range s.Fields() {
		known[f.Key] = true
		if f.ShowIf != nil && !f.ShowIf.Holds(a) {
			continue
		}
		if p, bad := f.validate(a); bad {
			out = append(out, p)
		}
	}
	var unknown []string
	for key := range a {
		if !known[key] {
			unknown = append(unknown, key)
		}
	}
	slices.Sort(unknown)
	for _, key := range unknown {
		out.Add(at(key), KeyUnknownField)
	}
	return out
}

// Fields lists the fields of every page in order.
func (s Schema) Fields() []Field {
	var out []Field
	for _, p := range s.Pages {
		out = append(out, p.Fields...)
	}
	return out
}

// Field finds a field by key.
func (s Schema) Field(key string) (Field, bool) {
	for _, p := range s.Pages {
		for _, f := range p.Fields {
			if f.Key == key {
				return f, true
			}
		}
	}
	return Field{}, false
}

func at(key string) string { return "answers." + key }

func (f Field) validate(a Answers) (problem.Problem, bool) {
	v := strings.TrimSpace(a[f.Key])
	if v == "" {
		must := f.Required || f.RequiredIf != nil && f.RequiredIf.Holds(a)
		return problem.Of(at(f.Key), KeyRequired), must
	}
	if key := f.wrong(v); key != "" {
		p := problem.Of(at(f.Key), key)
		if key == KeyTooLong || key == KeyTooLarge {
			p = p.With("max", strconv.Itoa(f.limit()))
		}
		return p, true
	}
	return problem.Problem{}, false
}

// wrong says what is wrong with a value that is there, "" when nothing is.
func (f Field) wrong(v string) string {
	switch f.Kind {
	case Number:
		n, ok := Whole(v)
		if !ok {
			return KeyNotANumber
		}
		if f.Max > 0 && n > f.Max {
			return KeyTooLarge
		}
	case Date:
		if !f.isDate(v) {
			return KeyBadDate
		}
	case Choice:
		if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == v }) {
			return KeyNotAnOption
		}
	case Bool:
		if v != "yes" {
			return KeyBadBool
		}
	default:
		if utf8.RuneCountInString(v) > f.limit() {
			return KeyTooLong
		}
	}
	return ""
}

func (f Field) limit() int {
	if f.Max == 0 && f.Kind == Text {
		return DefaultMax
	}
	return f.Max
}

// isDate accepts 2006-01-02 and, where Partial, a year of four digits; both
// from 1800 on, the oldest a register entry or a living person's paper can be.
func (f Field) isDate(v string) bool {
	if f.Partial && len(v) == 4 {
		y, ok := Whole(v)
		return ok && y >= 1800
	}
	t, err := time.Parse(time.DateOnly, v)
	return err == nil && t.Year() >= 1800
}
