package form

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/problem"
)

func ask() Schema {
	abroad := is("born", "abroad")
	return Schema{Pages: []Page{{Key: "child", Title: "Trẻ", Fields: []Field{
		{Key: "name", Kind: Text, Label: "Họ tên", Max: 10, Required: true},
		{Key: "note", Kind: Text, Label: "Ghi chú"},
		{Key: "born", Kind: Choice, Label: "Nơi sinh", Options: []Option{{"here", "Việt Nam"}, {"abroad", "Nước ngoài"}}, Required: true},
		{Key: "country", Kind: Text, Label: "Nước", ShowIf: &abroad, Required: true},
		{Key: "papers", Kind: Bool, Label: "Đã hợp pháp hóa", RequiredIf: &abroad},
	}}, {Key: "more", Title: "Thêm", Fields: []Field{
		{Key: "born_on", Kind: Date, Label: "Ngày sinh"},
		{Key: "died_on", Kind: Date, Label: "Ngày chết", Partial: true},
		{Key: "copies", Kind: Number, Label: "Số bản", Max: 20},
	}}}}
}

func list(l problem.List) string {
	var out []string
	for _, p := range l {
		out = append(out, p.Error())
	}
	return strings.Join(out, "\n")
}

func TestAnswers(t *testing.T) {
	ok := Answers{"name": "Lò Thị Mỷ", "born": "here"}
	with := func(pairs ...string) Answers {
		a := Answers{}
		for k, v := range ok {
			a[k] = v
		}
		for i := 0; i < len(pairs); i += 2 {
			a[pairs[i]] = pairs[i+1]
		}
		return a
	}
	for _, c := range []struct {
		name    string
		answers Answers
		want    string
	}{
		{"in order", ok, ""},
		{"missing", Answers{}, "answers.name: form.required\nanswers.born: form.required"},
		{"of spaces only are missing", with("name", "   "), "answers.name: form.required"},
		{"of ten letters with marks fit in ten", with("name", "Nguyễn Ánh"), ""},
		{"of eleven letters do not", with("name", "Nguyễn Ánhh"), "answers.name: form.too_long"},
		{"longer than the default", with("note", strings.Repeat("ư", 201)), "answers.note: form.too_long"},
		{"as long as the default", with("note", strings.Repeat("ư", 200)), ""},
		{"not among the options", with("born", "moon"), "answers.born: form.not_an_option"},
		{"hidden are not asked for", with("born", "here", "country", ""), ""},
		{"shown are asked for, and what they require", with("born", "abroad"), "answers.country: form.required\nanswers.papers: form.required"},
		{"shown and given", with("born", "abroad", "country", "Lào", "papers", "yes"), ""},
		{"hidden are not looked at", with("country", strings.Repeat("x", 300)), ""},
		{"yes or nothing", with("papers", "true"), "answers.papers: form.bad_bool"},
		{"a day", with("born_on", "2026-02-28"), ""},
		{"no such day", with("born_on", "2026-02-29"), "answers.born_on: form.bad_date"},
		{"a day the Vietnamese way", with("born_on", "28/02/2026"), "answers.born_on: form.bad_date"},
		{"a year alone where a day is asked", with("born_on", "1956"), "answers.born_on: form.bad_date"},
		{"a year alone where that is enough", with("died_on", "1956"), ""},
		{"a year before all registers", with("died_on", "1799"), "answers.died_on: form.bad_date"},
		{"no number", with("copies", "hai"), "answers.copies: form.not_a_number"},
		{"a negative number", with("copies", "-2"), "answers.copies: form.not_a_number"},
		{"the largest number", with("copies", "20"), ""},
		{"a larger number", with("copies", "21"), "answers.copies: form.too_large"},
		{"nobody asked for", with("zz", "1", "religion", "x"), "answers.religion: form.unknown_field\nanswers.zz: form.unknown_field"},
		{"wrong in many ways at once", Answers{"born": "x", "copies": "y", "q": "1"}, "answers.name: form.required\nanswers.born: form.not_an_option\nanswers.copies: form.not_a_number\nanswers.q: form.unknown_field"},
	} {
		assert.Equal(t, c.want, list(ask().Validate(c.answers)), "answers %s", c.name)
	}
}

func TestTooLongSaysHowLong(t *testing.T) {
	l := ask().Validate(Answers{"name": strings.Repeat("a", 11), "born": "here"})
	assert.Equal(t, "10", l[0].Args["max"])
}

func TestTheEmptyFormTakesNoAnswers(t *testing.T) {
	assert.Empty(t, Schema{}.Validate(nil))
	assert.Equal(t, "answers.a: form.unknown_field", list(Schema{}.Validate(Answers{"a": "1"})))
}

func TestAForm(t *testing.T) {
	cond := func(c Cond) func(*Schema) { return func(s *Schema) { s.Pages[0].Fields[1].ShowIf = &c } }
	at := "pages[0].fields[1].show_if"
	for _, c := range []struct {
		name string
		mend func(*Schema)
		want string
	}{
		{"in order", func(*Schema) {}, ""},
		{"key twice on two pages", func(s *Schema) { s.Pages[1].Fields[0].Key = "name" }, "pages[1].fields[0].key: form.duplicate_key"},
		{"page key twice", func(s *Schema) { s.Pages[1].Key = "child" }, "pages[1].key: form.duplicate_key"},
		{"key with marks", func(s *Schema) { s.Pages[0].Fields[1].Key = "Ghi chú" }, "pages[0].fields[1].key: form.bad_key"},
		{"no label", func(s *Schema) { s.Pages[0].Fields[1].Label = "" }, "pages[0].fields[1].label: form.no_label"},
		{"unknown kind", func(s *Schema) { s.Pages[0].Fields[1].Kind = "photo" }, "pages[0].fields[1].kind: form.unknown_kind"},
		{"choice without options", func(s *Schema) {
			s.Pages[0].Fields[2].Options = nil
			s.Pages[0].Fields[3].ShowIf = nil
			s.Pages[0].Fields[4].RequiredIf = nil
		}, "pages[0].fields[2].options: form.no_options"},
		{"option twice", func(s *Schema) {
			s.Pages[0].Fields[2].Options = append(s.Pages[0].Fields[2].Options, Option{"here", "Đây"})
		}, "pages[0].fields[2].options[2].value: form.duplicate_key"},
		{"option without label", func(s *Schema) { s.Pages[0].Fields[2].Options[0].Label = "" }, "pages[0].fields[2].options[0].label: form.no_label"},
		{"condition over a field of another page", cond(Cond{Field: "copies", Op: Ge, Value: "1"}), ""},
		{"condition over no field", cond(is("moon", "1")), at + ".field: form.condition_unknown_field"},
		{"condition with an unknown comparison", cond(Cond{Field: "name", Op: "like", Value: "1"}), at + ".op: form.condition_unknown_op"},
		{"condition that compares no number", cond(Cond{Field: "copies", Op: Gt, Value: "many"}), at + ".value: form.condition_not_a_number"},
		{"condition with a value no option has", cond(is("born", "moon")), at + ".value: form.condition_not_an_option"},
		{"condition on nothing chosen", cond(is("born", "")), ""},
		{"in without values", cond(Cond{Field: "born", Op: In}), at + ".values: form.condition_no_value"},
		{"in with values", cond(Cond{Field: "born", Op: In, Values: []string{"here"}}), ""},
		{"eq with values", cond(Cond{Field: "name", Op: Eq, Values: []string{"a"}}), at + ".value: form.condition_no_value"},
		{"two shapes at once", cond(Cond{Field: "name", Op: Eq, Value: "a", Any: []Cond{is("name", "b")}}), at + ": form.condition_shape"},
		{"an empty part", cond(Cond{Any: []Cond{{}}}), at + ".any[0]: form.condition_shape"},
		{"a wrong part", cond(Cond{All: []Cond{is("name", "a"), is("moon", "b")}}), at + ".all[1].field: form.condition_unknown_field"},
	} {
		s := ask()
		c.mend(&s)
		assert.Equal(t, c.want, list(s.Check()), c.name)
	}
}
