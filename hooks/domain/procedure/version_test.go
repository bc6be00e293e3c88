package procedure

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
)

func TestParseTakesWhatCanonicalGives(t *testing.T) {
	v := sample()
	again, err := Parse(v.Canonical())
	require.NoError(t, err)
	assert.Equal(t, string(v.Canonical()), string(again.Canonical()))
	assert.Equal(t, v.SHA256(), again.SHA256())
	assert.Len(t, v.SHA256(), 64)
	assert.NotContains(t, string(v.Canonical()), "\n")
	v.Name += "!"
	assert.NotEqual(t, v.SHA256(), again.SHA256(), "another text has another hash")
}

func TestCanonicalKeepsSignsAsTheyAre(t *testing.T) {
	v := sample()
	v.Name = "A < B & C"
	assert.Contains(t, string(v.Canonical()), `"A < B & C"`)
}

func TestParseRefuses(t *testing.T) {
	good := string(sample().Canonical())
	for _, c := range []struct {
		name, text, key, field, line string
	}{
		{"no JSON", "{\n \"schema\": 1,\n nope}", KeyNotJSON, "", "3"},
		{"nothing", "", KeyNotJSON, "", "1"},
		{"an unknown name", strings.Replace(good, `"code":`, "\n\"kode\":", 1), KeyUnknownMember, "kode", "2"},
		{"a name twice", strings.Replace(good, `"code":`, "\n\"code\":\"x\",\"code\":", 1), KeyDoubleMember, "code", "2"},
		{"a name twice deep inside", strings.Replace(good, `"requirement":`, `"originals":3,"requirement":`, 1), KeyDoubleMember, "originals", "1"},
		{"a text for a number", strings.Replace(good, `"originals":1`, `"originals":"1"`, 1), KeyWrongType, "components.originals", "1"},
		{"text after the end", good + " x", KeyTrailing, "", "1"},
		{"another schema", strings.Replace(good, `"schema":1`, `"schema":2`, 1), KeySchema, "schema", ""},
	} {
		_, err := Parse([]byte(c.text))
		l, ok := problem.In(err)
		require.True(t, ok, "%s: %v", c.name, err)
		assert.Equal(t, c.key, l[0].Key, c.name)
		assert.Equal(t, c.field, l[0].Field, c.name)
		assert.Equal(t, c.line, l[0].Args["line"], c.name)
	}
	_, err := Parse([]byte(good + "\n \n"))
	assert.NoError(t, err, "space after the end is nothing")
	_, err = Parse([]byte(strings.Replace(good, `"originals":1`, `"originals":2`, 1)))
	assert.NoError(t, err)
}

func TestCaseOf(t *testing.T) {
	v := sample()
	for _, c := range []struct {
		key     string
		answers form.Answers
		want    string
	}{
		{"", form.Answers{"kind": "list"}, "list"},
		{"", form.Answers{"kind": "one"}, "one"},
		{"", nil, "one"},
		{"verify", form.Answers{"kind": "list"}, "verify"},
	} {
		got, err := v.CaseOf(c.key, c.answers)
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Key, "%+v", c)
	}
	_, err := v.CaseOf("moon", nil)
	assert.EqualError(t, err, "case: procedure.unknown_case")
	v.Cases = v.Cases[:1]
	_, err = v.CaseOf("", nil)
	assert.EqualError(t, err, "case: procedure.no_case")
}

func TestPapersAndStepsOfACase(t *testing.T) {
	v := sample()
	keys := func(cs []Component) (out []string) {
		for _, c := range cs {
			out = append(out, c.Key)
		}
		return out
	}
	assert.Equal(t, []string{"form", "birth", "witness", "id"}, keys(v.Papers("one")))
	assert.Equal(t, []string{"form", "list", "id"}, keys(v.Papers("list")))
	assert.Len(t, v.Steps("one"), 4)
	assert.Len(t, v.Steps("verify"), 5)
}

func TestOffersAndLimitText(t *testing.T) {
	v := sample()
	assert.True(t, v.Offers(Online))
	assert.False(t, v.Offers(Post))
	assert.Equal(t, "03 ngày làm việc", v.LimitText())
	v.Deadline.Text = " "
	assert.Equal(t, "3 ngày làm việc", v.LimitText())
}

func TestFees(t *testing.T) {
	v := sample()
	for _, c := range []struct {
		name       string
		channel    Channel
		caseKey    string
		answers    form.Answers
		exemptions map[string]string
		local      map[string]int64
		want       string
	}{
		{"at the desk", Desk, "one", nil, nil, nil, "levy 15000, copy 0, local ?"},
		{"online is cheaper", Online, "one", nil, nil, nil, "levy 7000, copy 0, local ?"},
		{"another channel pays the amount", Kiosk, "one", nil, nil, nil, "levy 15000, copy 0, local ?"},
		{"times the people", Desk, "list", form.Answers{"people": " 40 "}, nil, nil, "list 400000, copy 0, local ?"},
		{"exempt", Desk, "one", nil, map[string]string{"levy": "poor"}, nil, "levy 0 poor, copy 0, local ?"},
		{"entered by the unit", Desk, "one", nil, nil, map[string]int64{"local": 5000}, "levy 15000, copy 0, local 5000"},
		{"entered as nothing", Desk, "one", nil, nil, map[string]int64{"local": 0}, "levy 15000, copy 0, local 0"},
		{"entered for one channel", Online, "one", nil, nil, map[string]int64{"local": 5000, "local@online": 2500}, "levy 7000, copy 0, local 2500"},
		{"what the law fixes the unit does not change", Desk, "one", nil, nil, map[string]int64{"levy": 1}, "levy 15000, copy 0, local ?"},
		{"one page", Desk, "one", form.Answers{"pages": "1", "copies": "1"}, nil, nil, "levy 15000, copy 2000, local ?"},
		{"two pages", Desk, "one", form.Answers{"pages": "2", "copies": "1"}, nil, nil, "levy 15000, copy 4000, local ?"},
		{"three pages twice", Desk, "one", form.Answers{"pages": "3", "copies": "2"}, nil, nil, "levy 15000, copy 10000, local ?"},
		{"198 pages reach the cap", Desk, "one", form.Answers{"pages": "198", "copies": "1"}, nil, nil, "levy 15000, copy 200000, local ?"},
		{"1000 pages stay at it, a copy", Desk, "one", form.Answers{"pages": "1000", "copies": "3"}, nil, nil, "levy 15000, copy 600000, local ?"},
	} {
		dues, err := v.FeesFor(c.channel, c.caseKey, c.answers, c.exemptions, c.local)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, said(dues), c.name)
	}
}

func said(dues []Due) string {
	var out []string
	for _, d := range dues {
		s := d.Key + " ?"
		if d.Known {
			s = strings.TrimSpace(d.Key + " " + itoa(d.Amount) + " " + d.Exempt)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestFeesRefuseEverythingAtOnce(t *testing.T) {
	v := sample()
	_, err := v.FeesFor(Desk, "list", form.Answers{"pages": "x", "copies": "2000000"}, map[string]string{"moon": "poor", "local": "poor"}, nil)
	l, _ := problem.In(err)
	assert.Equal(t, "exemptions.moon: procedure.unknown_fee\nanswers.people: form.required\nanswers.pages: form.not_a_number\nanswers.copies: form.too_large\nexemptions.local: procedure.unknown_exemption", listed(l))
	_, err = v.FeesFor(Desk, "one", nil, nil, map[string]int64{"local": -1})
	assert.EqualError(t, err, "local.local: procedure.local_amount_negative")
}

func TestAFeeByPageNeverFallsAndNeverPassesItsCap(t *testing.T) {
	tiers := Tiers{FirstPages: 2, First: 2000, Next: 1000, Cap: 200000}
	rapid.Check(t, func(t *rapid.T) {
		pages := rapid.IntRange(0, 5000).Draw(t, "pages")
		one, next := tiers.OneCopy(pages), tiers.OneCopy(pages+1)
		if next < one || next > 200000 || next-one > 2000 {
			t.Fatalf("%d pages %d đ, one more %d đ", pages, one, next)
		}
	})
}

func TestAnyTextIsReadOrRefused(t *testing.T) {
	good := sample().Canonical()
	rapid.Check(t, func(t *rapid.T) {
		text := append([]byte(nil), good...)
		at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
		text[at] = rapid.Byte().Draw(t, "byte")
		v, err := Parse(text)
		if err == nil {
			v.SHA256()
		} else if _, ok := problem.In(err); !ok {
			t.Fatalf("an error that is no problem: %v", err)
		}
	})
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
