package dossier

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"motcua/hooks/domain/access"
)

func TestADocumentOfAuthority(t *testing.T) {
	now := m("2026-11-26T09:00")
	whole := Authority{Kind: Certified, Number: "12", Day: "2026-11-01", Issuer: "UBND xã An Bình"}
	for name, line := range map[string]struct {
		change func(a *Authority)
		want   map[string]string
	}{
		"certified, whole":              {func(*Authority) {}, map[string]string{}},
		"certified, without its number": {func(a *Authority) { a.Number = "" }, map[string]string{"x.number": KeyRequired}},
		"certified nowhere":             {func(a *Authority) { a.Issuer = "" }, map[string]string{"x.issuer": KeyRequired}},
		"certified on no day":           {func(a *Authority) { a.Day = "" }, map[string]string{"x.day": KeyRequired}},
		"of tomorrow":                   {func(a *Authority) { a.Day = "2026-11-27" }, map[string]string{"x.day": KeyAuthorityDay}},
		"of today":                      {func(a *Authority) { a.Day = "2026-11-26" }, map[string]string{}},
		"of no day there is":            {func(a *Authority) { a.Day = "31/02/2026" }, map[string]string{"x.day": KeyAuthorityDay}},
		"of another kind":               {func(a *Authority) { a.Kind = "spoken" }, map[string]string{"x.kind": KeyAuthorityKind}},
		"written, a day is enough":      {func(a *Authority) { *a = Authority{Kind: Written, Day: "2026-11-01"} }, map[string]string{}},
		"written on no day":             {func(a *Authority) { *a = Authority{Kind: Written} }, map[string]string{"x.day": KeyRequired}},
		"introduction by nobody": {func(a *Authority) { *a = Authority{Kind: Introduction, Day: "2026-11-01"} },
			map[string]string{"x.number": KeyRequired, "x.issuer": KeyRequired}},
		"a relative":             {func(a *Authority) { *a = Authority{Kind: Relative, Relation: "child"} }, map[string]string{}},
		"a relative, which?":     {func(a *Authority) { *a = Authority{Kind: Relative} }, map[string]string{"x.relation": KeyAuthorityRelation}},
		"a relative of no close": {func(a *Authority) { *a = Authority{Kind: Relative, Relation: "cousin"} }, map[string]string{"x.relation": KeyAuthorityRelation}},
	} {
		t.Run(name, func(t *testing.T) {
			a := whole
			line.change(&a)
			got := map[string]string{}
			for _, p := range a.Check("x.", now) {
				got[p.Field] = p.Key
			}
			assert.Equal(t, line.want, got)
		})
	}
}

func TestADocumentIsSaidInOneLine(t *testing.T) {
	assert.Equal(t, "Giấy ủy quyền có chứng thực số 12, ngày 01/11/2026, nơi chứng thực: UBND xã An Bình",
		Authority{Kind: Certified, Number: "12", Day: "2026-11-01", Issuer: "UBND xã An Bình"}.Words())
	assert.Equal(t, "Người thân thích đi thay (con)", Authority{Kind: Relative, Relation: "child"}.Words())
	x := Detail{}
	Authority{Kind: Written, Day: "2026-11-01"}.Keep(x, "authority")
	assert.Equal(t, Detail{"authority": "Văn bản ủy quyền, ngày 01/11/2026", "authority_kind": "written", "authority_day": "2026-11-01"}, x)
	Authority{}.Keep(x, "other")
	assert.Len(t, x, 3)
}

func TestACollectorWithARecord(t *testing.T) {
	clerk, d, now := worker("c", access.Clerk), at(Resolved), m("2026-11-26T09:00")
	in := ReturnInput{CollectorName: "A", Checked: true, Record: Authority{Kind: Certified}}
	_, err := d.ReturnResult(clerk, now, false, in)
	assert.Equal(t, map[string]string{"authority_record.number": KeyRequired, "authority_record.day": KeyRequired, "authority_record.issuer": KeyRequired}, keys(err))
	_, err = d.ReturnResult(clerk, now, true, in)
	assert.Error(t, err, "half a record is no record, whoever comes")
	in.Record = Authority{Kind: Relative, Relation: "spouse"}
	_, err = d.ReturnResult(clerk, now, false, in)
	assert.NoError(t, err)
}
