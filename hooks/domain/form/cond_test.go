package form

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func is(field, value string) Cond { return Cond{Field: field, Op: Eq, Value: value} }

func TestACondition(t *testing.T) {
	a := Answers{"kind": "late", "pages": "12", "name": "  Lò Văn  ", "copies": "-1", "empty": ""}
	for _, c := range []struct {
		name string
		cond Cond
		want bool
	}{
		{"that is empty holds", Cond{}, true},
		{"eq", is("kind", "late"), true},
		{"eq of another value", is("kind", "Late"), false},
		{"eq trims the answer", is("name", "Lò Văn"), true},
		{"eq of a missing answer is the empty text", is("nobody", ""), true},
		{"ne", Cond{Field: "kind", Op: Ne, Value: "x"}, true},
		{"ne of a missing answer", Cond{Field: "nobody", Op: Ne, Value: "x"}, true},
		{"in", Cond{Field: "kind", Op: In, Values: []string{"early", "late"}}, true},
		{"in without the value", Cond{Field: "kind", Op: In, Values: []string{"early"}}, false},
		{"gt", Cond{Field: "pages", Op: Gt, Value: "11"}, true},
		{"gt at the edge", Cond{Field: "pages", Op: Gt, Value: "12"}, false},
		{"ge at the edge", Cond{Field: "pages", Op: Ge, Value: "12"}, true},
		{"lt compares numbers, not texts", Cond{Field: "pages", Op: Lt, Value: "9"}, false},
		{"le at the edge", Cond{Field: "pages", Op: Le, Value: "12"}, true},
		{"no number fulfils nothing", Cond{Field: "copies", Op: Lt, Value: "5"}, false},
		{"empty is no number", Cond{Field: "empty", Op: Ge, Value: "0"}, false},
		{"an unknown comparison fulfils nothing", Cond{Field: "kind", Op: "like", Value: "late"}, false},
		{"a comparison without field fulfils nothing", Cond{Op: Eq, Value: ""}, false},
		{"all", Cond{All: []Cond{is("kind", "late"), is("pages", "12")}}, true},
		{"all with one that fails", Cond{All: []Cond{is("kind", "late"), is("pages", "13")}}, false},
		{"any", Cond{Any: []Cond{is("kind", "x"), is("pages", "12")}}, true},
		{"any with none", Cond{Any: []Cond{is("kind", "x"), is("pages", "1")}}, false},
		{"nested", Cond{All: []Cond{{Any: []Cond{is("kind", "x"), is("kind", "late")}}, is("pages", "12")}}, true},
	} {
		assert.Equal(t, c.want, c.cond.Holds(a), c.name)
	}
}

func TestTheFieldsOfACondition(t *testing.T) {
	c := Cond{All: []Cond{is("b", "1"), {Any: []Cond{is("a", "1"), is("b", "2")}}}}
	assert.Equal(t, []string{"b", "a"}, c.Fields())
	assert.Empty(t, Cond{}.Fields())
}

func TestWholeNumbers(t *testing.T) {
	for s, want := range map[string]int{"0": 0, "007": 7, "999999999": 999999999} {
		n, ok := Whole(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, n, s)
	}
	for _, s := range []string{"", "-1", "+1", "1.5", "1e3", " 1", "１", "1000000000", "١"} {
		_, ok := Whole(s)
		assert.False(t, ok, "%q", s)
	}
}

func TestADecisionDependsOnTheNamedFieldsAlone(t *testing.T) {
	keys := rapid.SampledFrom([]string{"a", "b", "c"})
	values := rapid.SampledFrom([]string{"", "1", "2", "x"})
	leaf := rapid.Custom(func(t *rapid.T) Cond {
		return Cond{Field: keys.Draw(t, "field"), Op: rapid.SampledFrom(Ops).Draw(t, "op"), Value: values.Draw(t, "value"), Values: []string{values.Draw(t, "in")}}
	})
	rapid.Check(t, func(t *rapid.T) {
		c := Cond{All: rapid.SliceOfN(leaf, 0, 3).Draw(t, "all"), Any: rapid.SliceOfN(leaf, 0, 3).Draw(t, "any")}
		a := Answers{}
		for _, k := range c.Fields() {
			a[k] = values.Draw(t, k)
		}
		before := c.Holds(a)
		a["elsewhere"] = "1"
		if c.Holds(a) != before {
			t.Fatalf("%+v changed with a field it does not name", c)
		}
	})
}
