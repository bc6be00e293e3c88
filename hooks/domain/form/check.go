package form

import (
	"fmt"
	"regexp"
	"slices"

	"motcua/hooks/domain/problem"
)

// What can be wrong with a form itself. Field is the path inside the form,
// such as pages[0].fields[2].show_if.
const (
	KeyDuplicate   = "form.duplicate_key"
	KeyBadKey      = "form.bad_key" // not lower-case latin letters, digits and _
	KeyBadKind     = "form.unknown_kind"
	KeyNoLabel     = "form.no_label"
	KeyNoOptions   = "form.no_options"
	KeyCondShape   = "form.condition_shape" // not exactly one of comparison, all, any
	KeyCondField   = "form.condition_unknown_field"
	KeyCondOp      = "form.condition_unknown_op"
	KeyCondNumber  = "form.condition_not_a_number"
	KeyCondOption  = "form.condition_not_an_option"
	KeyCondNoValue = "form.condition_no_value"
)

var goodKey = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Check says everything that is wrong with the form itself: keys used twice,
// a choice without options, a condition over a field the form does not have.
func (s Schema) Check() problem.List {
	var out problem.List
	pages, fields := map[string]bool{}, map[string]bool{}
	for i, p := range s.Pages {
		at := fmt.Sprintf("pages[%d]", i)
		out = append(out, checkKey(at, p.Key, pages)...)
		for j, f := range p.Fields {
			fat := fmt.Sprintf("%s.fields[%d]", at, j)
			out = append(out, checkKey(fat, f.Key, fields)...)
			out = append(out, s.checkField(fat, f)...)
		}
	}
	return out
}

func checkKey(at, key string, seen map[string]bool) (out problem.List) {
	if !goodKey.MatchString(key) {
		out.Add(at+".key", KeyBadKey)
	} else if seen[key] {
		out = append(out, problem.Of(at+".key", KeyDuplicate).With("key", key))
	}
	seen[key] = true
	return out
}

func (s Schema) checkField(at string, f Field) (out problem.List) {
	if f.Label == "" {
		out.Add(at+".label", KeyNoLabel)
	}
	if !slices.Contains([]Kind{Text, Number, Date, Choice, Bool}, f.Kind) {
		out = append(out, problem.Of(at+".kind", KeyBadKind).With("kind", string(f.Kind)))
	}
	if f.Kind == Choice {
		out = append(out, checkOptions(at, f.Options)...)
	}
	if f.RequiredIf != nil {
		out = append(out, s.CheckCond(at+".required_if", *f.RequiredIf)...)
	}
	if f.ShowIf != nil {
		out = append(out, s.CheckCond(at+".show_if", *f.ShowIf)...)
	}
	return out
}

func checkOptions(at string, options []Option) (out problem.List) {
	if len(options) == 0 {
		out.Add(at+".options", KeyNoOptions)
	}
	seen := map[string]bool{}
	for i, o := range options {
		oat := fmt.Sprintf("%s.options[%d]", at, i)
		if o.Label == "" {
			out.Add(oat+".label", KeyNoLabel)
		}
		if o.Value == "" || seen[o.Value] {
			out = append(out, problem.Of(oat+".value", KeyDuplicate).With("key", o.Value))
		}
		seen[o.Value] = true
	}
	return out
}

// CheckCond says what is wrong with a condition over this form's answers. At
// is the path of the condition, for the problems' Field. The zero condition
// is in order.
func (s Schema) CheckCond(at string, c Cond) (out problem.List) {
	if c.Zero() {
		return nil
	}
	shapes := 0
	for _, used := range []bool{c.Field != "" || c.Op != "", len(c.All) > 0, len(c.Any) > 0} {
		if used {
			shapes++
		}
	}
	if shapes != 1 {
		out.Add(at, KeyCondShape)
		return out
	}
	for i, x := range c.All {
		out = append(out, s.checkPart(fmt.Sprintf("%s.all[%d]", at, i), x)...)
	}
	for i, x := range c.Any {
		out = append(out, s.checkPart(fmt.Sprintf("%s.any[%d]", at, i), x)...)
	}
	if c.Field != "" || c.Op != "" {
		out = append(out, s.checkComparison(at, c)...)
	}
	return out
}

// checkPart refuses an empty part of all or any: it would hold always.
func (s Schema) checkPart(at string, c Cond) (out problem.List) {
	if c.Zero() {
		out.Add(at, KeyCondShape)
		return out
	}
	return s.CheckCond(at, c)
}

func (s Schema) checkComparison(at string, c Cond) (out problem.List) {
	f, ok := s.Field(c.Field)
	if !ok {
		out = append(out, problem.Of(at+".field", KeyCondField).With("field", c.Field))
	}
	if !slices.Contains(Ops, c.Op) {
		out = append(out, problem.Of(at+".op", KeyCondOp).With("op", c.Op))
		return out
	}
	values := []string{c.Value}
	if c.Op == In {
		values = c.Values
		if len(values) == 0 || c.Value != "" {
			out.Add(at+".values", KeyCondNoValue)
		}
	} else if len(c.Values) > 0 {
		out.Add(at+".value", KeyCondNoValue)
	}
	for _, v := range values {
		if _, whole := Whole(v); !whole && slices.Contains([]string{Gt, Ge, Lt, Le}, c.Op) {
			out = append(out, problem.Of(at+".value", KeyCondNumber).With("value", v))
		}
		if ok && v != "" && f.Kind == Choice && f.wrong(v) != "" {
			out = append(out, problem.Of(at+".value", KeyCondOption).With("value", v))
		}
	}
	return out
}
