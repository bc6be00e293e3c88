// Package form is the declaration (tờ khai) of a procedure: its fields, the
// conditions over its answers, and what is wrong with a set of answers. It
// does not render anything.
package form

// Kind is the kind of a field.
type Kind string

// The field kinds of the first release.
const (
	Text   Kind = "text"
	Number Kind = "number" // whole number ≥ 0
	Date   Kind = "date"   // 2006-01-02, or a year alone where Partial
	Choice Kind = "choice" // one of Options
	Bool   Kind = "bool"   // "yes" or ""
)

// Field is one question.
type Field struct {
	Key        string   `json:"key"`
	Kind       Kind     `json:"kind"`
	Label      string   `json:"label"`
	Help       string   `json:"help,omitempty"`
	Options    []Option `json:"options,omitempty"`
	Partial    bool     `json:"partial,omitempty"` // a date may be a year alone (giấy tờ chỉ ghi năm sinh)
	Max        int      `json:"max,omitempty"`     // longest text in letters, or largest number; 0 = 200 letters, no largest number
	Required   bool     `json:"required,omitempty"`
	RequiredIf *Cond    `json:"required_if,omitempty"`
	ShowIf     *Cond    `json:"show_if,omitempty"`
}

// Option is one choice.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Page groups fields that are asked together.
type Page struct {
	Key    string  `json:"key"`
	Title  string  `json:"title"`
	Fields []Field `json:"fields"`
}

// Schema is a whole declaration; empty when the procedure needs none.
type Schema struct {
	Pages []Page `json:"pages,omitempty"`
}

// Answers are the values given, by field key, as text.
type Answers map[string]string

// Cond is a small typed condition over answers. Exactly one of the three
// shapes is used: a comparison (Field, Op, Value or Values), All, or Any.
type Cond struct {
	Field  string   `json:"field,omitempty"`
	Op     string   `json:"op,omitempty"` // eq ne gt ge lt le in; gt…le compare whole numbers
	Value  string   `json:"value,omitempty"`
	Values []string `json:"values,omitempty"`
	All    []Cond   `json:"all,omitempty"`
	Any    []Cond   `json:"any,omitempty"`
}
