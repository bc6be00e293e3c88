package templates

import "strings"

// Field is one input of a form. Pages make it in place:
//
//	{{template "input" (.Field "phone" "counter.receive.phone" .In.Phone | hint "counter.receive.phone_hint" | kind "tel")}}
type Field struct {
	Name    string // name and id; the hint has id name-hint, the error name-error
	Label   string
	Hint    string
	Value   string
	Error   string
	Kind    string // text tel email number password search money
	Width   string // "", "full", "half", "short", "tiny": how long an answer is expected; "inline" puts choices in a row
	Fill    string // autocomplete token
	Need    bool   // must be answered; others are marked “không bắt buộc”
	Rows    int    // of a textarea
	Options []Option
}

// Option is one choice of a select, of radio rows or of checkbox rows.
type Option struct {
	Value, Label, Hint string
	Chosen             bool
}

// Field starts a field of this page: labelKey is a key of the catalogue and
// the error comes from Problems.
func (p Page) Field(name, labelKey string, value any) Field {
	return p.Named(name, Text(labelKey, nil), value)
}

// Named is Field with a label that is data (a question of a declaration).
func (p Page) Named(name, label string, value any) Field {
	f := Field{Name: name, Label: label, Error: p.Error(name)}
	if value != nil {
		f.Value = text(value)
	}
	return f
}

// InputMode picks the phone's keyboard.
func (f Field) InputMode() string {
	switch f.Kind {
	case "number", "money", "code":
		return "numeric"
	case "tel":
		return "tel"
	case "email":
		return "email"
	}
	return ""
}

// Type is the type attribute. Numbers are text with a number pad: a number
// input changes by scrolling and eats leading zeros.
func (f Field) Type() string {
	switch f.Kind {
	case "tel", "email", "password", "search":
		return f.Kind
	}
	return "text"
}

// DescribedBy lists the ids of hint and error.
func (f Field) DescribedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.Name+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.Name+"-error")
	}
	return strings.Join(ids, " ")
}

// Choices are the options with the one of Value chosen.
func (f Field) Choices() []Choice {
	out := make([]Choice, len(f.Options))
	for i, o := range f.Options {
		id := f.Name // the first carries the field's own id, so that the error summary finds it
		if i > 0 {
			id = f.Name + "-" + o.Value
		}
		out[i] = Choice{Option: o, Name: f.Name, ID: id, On: o.Chosen || (f.Value != "" && f.Value == o.Value)}
	}
	return out
}

// Choice is an option ready to be drawn.
type Choice struct {
	Option
	Name, ID string
	On       bool
}

// Box is one of the three boxes of a date.
type Box struct {
	Name, ID, Label, Value, Fill string
	Size                         int
	Wrong                        bool
	DescribedBy                  string
}

// Boxes are day, month and year, posted as name_d, name_m, name_y. Value is
// "2006-01-02", "dd/mm/yyyy" as typed, or a year alone.
func (f Field) Boxes() []Box {
	d, m, y := splitDay(f.Value)
	fill := [3]string{}
	if f.Fill == "bday" {
		fill = [3]string{"bday-day", "bday-month", "bday-year"}
	}
	return []Box{
		{f.Name + "_d", f.Name, Text("field.date.day", nil), d, fill[0], 2, f.Error != "", f.DescribedBy()},
		{f.Name + "_m", f.Name + "_m", Text("field.date.month", nil), m, fill[1], 2, f.Error != "", ""},
		{f.Name + "_y", f.Name + "_y", Text("field.date.year", nil), y, fill[2], 4, f.Error != "", ""},
	}
}

func splitDay(s string) (d, m, y string) {
	if p := strings.Split(s, "/"); len(p) == 3 {
		return p[0], p[1], p[2]
	}
	p := append(strings.Split(s, "-"), "", "")
	return strings.TrimLeft(p[2], "0"), strings.TrimLeft(p[1], "0"), p[0]
}
