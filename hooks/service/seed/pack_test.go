package seed

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/procedure"
)

// required are the procedures no commune can do without.
var required = strings.Fields(`1.001193 1.000894 1.000656 1.004873 1.004859 1.004884 2.000635 2.000815
	2.000884 2.001035 2.001019 1.004222 1.004194 1.001699 1.012812`)

var combining = regexp.MustCompile("[\u0300-\u036f]")

func pack(t *testing.T) []procedure.Version {
	t.Helper()
	versions, err := Pack()
	require.NoError(t, err)
	return versions
}

func TestEveryVersionOfThePackMayBePublished(t *testing.T) {
	for _, v := range pack(t) {
		t.Run(v.Code, func(t *testing.T) {
			for _, p := range v.Check(calendar.National()) {
				t.Errorf("%s: %s %v", p.Field, p.Key, p.Args)
			}
		})
	}
}

func TestThePackIsSortedUniqueAndHasWhatCommunesNeed(t *testing.T) {
	var codes []string
	for _, v := range pack(t) {
		codes = append(codes, v.Code)
	}
	assert.GreaterOrEqual(t, len(codes), 27)
	assert.True(t, slices.IsSorted(codes), "sorted by code: %v", codes)
	assert.Equal(t, slices.Compact(slices.Clone(codes)), codes, "no code twice")
	assert.Subset(t, codes, required)
}

func TestAFileIsNamedAfterItsCode(t *testing.T) {
	names, err := fs.Glob(packFiles, "pack/*.json")
	require.NoError(t, err)
	for _, name := range names {
		text, err := packFiles.ReadFile(name)
		require.NoError(t, err)
		v, err := procedure.Parse(text)
		require.NoError(t, err, name)
		assert.Equal(t, "pack/"+v.Code+".json", name)
		assert.False(t, combining.Match(text), "%s is not NFC: a Vietnamese text in NFC has no combining mark", name)
	}
}

func TestCanonicalTextIsStable(t *testing.T) {
	for _, v := range pack(t) {
		again, err := procedure.Parse(v.Canonical())
		require.NoError(t, err, v.Code)
		assert.Equal(t, v.SHA256(), again.SHA256(), v.Code)
	}
}

func TestTextsAreCleanAndShort(t *testing.T) {
	twice := regexp.MustCompile(`  | [,.;:]`)
	for _, v := range pack(t) {
		for where, text := range texts(v) {
			assert.Equal(t, strings.TrimSpace(text), text, "%s %s", v.Code, where)
			assert.False(t, twice.MatchString(text), "%s %s: %q", v.Code, where, text)
			for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == ';' }) {
				assert.LessOrEqual(t, utf8.RuneCountInString(sentence), 240, "%s %s: %q", v.Code, where, sentence)
			}
		}
	}
}

func TestEveryVersionIsComplete(t *testing.T) {
	for _, v := range pack(t) {
		assert.Regexp(t, `^\d\.\d{6}$`, v.Code)
		assert.GreaterOrEqual(t, len(v.Synonyms), 6, "%s synonyms", v.Code)
		assert.Equal(t, len(v.Synonyms), len(slices.Compact(slices.Sorted(slices.Values(v.Synonyms)))), "%s a synonym twice", v.Code)
		assert.True(t, slices.ContainsFunc(v.Synonyms, isASCII), "%s has no synonym without marks", v.Code)
		assert.GreaterOrEqual(t, len(v.Examples), 2, "%s examples", v.Code)
		assert.NotEmpty(t, v.Audience, "%s audience", v.Code)
		assert.NotEmpty(t, v.LifeEvent, "%s life event", v.Code)
		assert.NotEmpty(t, v.WhatNext, "%s what next", v.Code)
		assert.NotEmpty(t, v.StepsText, "%s steps", v.Code)
		assert.NotEmpty(t, v.Conditions, "%s conditions", v.Code)
		assert.NotEmpty(t, v.RefusalCodes, "%s refusals", v.Code)
		assert.NotEmpty(t, v.Source.Notes, "%s notes", v.Code)
		assert.NotEmpty(t, v.Form.Pages, "%s form", v.Code)
		assert.Equal(t, "2026-11-22", v.Source.VerifiedOn, v.Code)
		assert.Positive(t, v.Deadline.Limit.N, "%s limit", v.Code)
		for key, l := range v.Deadline.PerCase {
			assert.Positive(t, l.N, "%s limit of %s", v.Code, key)
			assert.NotEqual(t, deadline.None, l.Unit, v.Code)
		}
		assert.True(t, v.Offers(procedure.Desk), "%s at the desk", v.Code)
	}
}

// TestAnExampleCrossesDaysOff holds every version to an example whose count
// meets a weekend, 24/11 or Tết, where mistakes hide.
func TestAnExampleCrossesDaysOff(t *testing.T) {
	cal := calendar.National()
	for _, v := range pack(t) {
		crosses := slices.ContainsFunc(v.Examples, func(x procedure.Example) bool {
			from, to := x.Received[:10], x.Due[:10]
			a, _ := calendar.ParseDate(from)
			b, _ := calendar.ParseDate(to)
			return int(b-a) > cal.WorkdaysBetween(from, to)
		})
		assert.True(t, crosses, "%s: no example crosses a day off", v.Code)
	}
}

// texts are the texts of a version that people read, by where they stand.
func texts(v procedure.Version) map[string]string {
	out := map[string]string{"name": v.Name, "agency": v.Agency, "fee_text": v.FeeText, "what_next": v.WhatNext, "limit": v.Deadline.Text, "ground": v.Deadline.Ground}
	add := func(where, text string) { out[where+" "+text] = text }
	for _, c := range v.Cases {
		add("case", c.Title)
	}
	for _, c := range v.Components {
		add("paper", c.Title)
		add("note", c.Note)
	}
	for _, list := range [][]string{v.StepsText, v.Conditions, v.Synonyms, v.Source.Notes} {
		for _, s := range list {
			add("list", s)
		}
	}
	for _, f := range v.Form.Fields() {
		add("label", f.Label)
		add("help", f.Help)
	}
	for _, s := range v.Flow {
		add("step", s.Title)
	}
	return out
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 126 })
}
