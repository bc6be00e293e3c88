package procedure

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

var card = Link{Key: "card", Title: "Cấp thẻ bảo hiểm y tế", Agency: "Bảo hiểm xã hội", Limit: deadline.Limit{N: 2, Unit: deadline.WorkingDay}, Ground: "Nghị định 63/2024/NĐ-CP"}

func TestALinkIsChecked(t *testing.T) {
	for _, c := range []struct {
		why    string
		change func(l *Link)
		field  string
		key    string
	}{
		{"as it must be", func(*Link) {}, "", ""},
		{"no title", func(l *Link) { l.Title = " " }, "links[0].title", KeyNoText},
		{"no agency", func(l *Link) { l.Agency = "" }, "links[0].agency", KeyNoText},
		{"no length of time", func(l *Link) { l.Limit = deadline.Limit{} }, "links[0].limit", KeyBadLink},
		{"a limit of none", func(l *Link) { l.Limit = deadline.Limit{Unit: deadline.None} }, "links[0].limit", KeyBadLink},
		{"no ground", func(l *Link) { l.Ground = "" }, "links[0].ground", KeyNoLinkGround},
		{"no key", func(l *Link) { l.Key = "" }, "links[0].key", KeyDuplicate},
		{"a case that is not there", func(l *Link) { l.Cases = []string{"nowhere"} }, "links[0].cases[0]", KeyUnknownCase},
	} {
		v := sample()
		l := card
		c.change(&l)
		v.Links = []Link{l}
		list := v.Check(calendar.National())
		if c.key == "" {
			assert.Empty(t, list, c.why)
			continue
		}
		require.Len(t, list, 1, c.why)
		assert.Equal(t, c.field, list[0].Field, c.why)
		assert.Equal(t, c.key, list[0].Key, c.why)
	}
}

func TestLinksChangeNoVersionThatHasNone(t *testing.T) {
	v := sample()
	assert.NotContains(t, string(v.Canonical()), "links")
	v.Links = []Link{card, card}
	v.Links[1].Key, v.Links[1].Cases = "other", []string{"nowhere"}
	assert.Equal(t, []Link{card}, v.LinksOf(v.Cases[0].Key), "a link of another case stays out")
	again, err := Parse(v.Canonical())
	require.NoError(t, err)
	assert.Equal(t, v.SHA256(), again.SHA256())
	got := Diff(sample(), v)
	require.Len(t, got, 2)
	assert.Equal(t, "Cấp thẻ bảo hiểm y tế – Bảo hiểm xã hội: 2 ngày làm việc", got[0].After)
}
