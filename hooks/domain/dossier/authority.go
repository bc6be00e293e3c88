package dossier

import (
	"slices"
	"strings"
	"time"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// AuthorityKind is the kind of document by which somebody acts for another.
type AuthorityKind string

// The documents of authority. A person may file and collect through another
// (NĐ 118/2025/NĐ-CP Điều 6.2); between close relatives the document of a civil
// status matter needs no certification (TTHC 1.001193; Thông tư 04/2020/TT-BTP
// Điều 2).
const (
	Certified    AuthorityKind = "certified"    // giấy ủy quyền có chứng thực
	Written      AuthorityKind = "written"      // văn bản ủy quyền khác
	Introduction AuthorityKind = "introduction" // giấy giới thiệu của tổ chức
	Relative     AuthorityKind = "relative"     // người thân thích được đi thay
)

// AuthorityKinds in the order they are offered.
var AuthorityKinds = []AuthorityKind{Certified, Written, Introduction, Relative}

// Relations of a close relative to whoever is acted for.
var Relations = []string{"spouse", "parent", "child", "grandparent", "sibling"}

// Authority is the document by which somebody files or collects for another.
// Which of its values are needed depends on the kind.
type Authority struct {
	Kind     AuthorityKind `form:"kind" json:"kind"`
	Number   string        `form:"number" json:"number"`
	Day      string        `form:"day" json:"day"`           // 2006-01-02
	Issuer   string        `form:"issuer" json:"issuer"`     // where it was certified, or who issued it
	Relation string        `form:"relation" json:"relation"` // of a relative: one of Relations
}

// Codes of what a document of authority may get wrong.
const (
	KeyAuthorityKind     = "dossier.authority_kind"
	KeyAuthorityDay      = "dossier.authority_day"
	KeyAuthorityRelation = "dossier.authority_relation"
)

// maxAuthority is the longest value of a document of authority, in letters.
const maxAuthority = 200

// Zero reports whether nothing at all was said about a document.
func (a Authority) Zero() bool { return a == Authority{} }

// Tidy leaves out spaces around the values.
func (a Authority) Tidy() Authority {
	return Authority{AuthorityKind(strings.TrimSpace(string(a.Kind))), strings.TrimSpace(a.Number), strings.TrimSpace(a.Day),
		strings.TrimSpace(a.Issuer), strings.TrimSpace(a.Relation)}
}

// Check lists what is wrong with a document that was named; prefix stands
// before the fields. A day after that of at is refused.
func (a Authority) Check(prefix string, at time.Time) problem.List {
	var bad problem.List
	if !slices.Contains(AuthorityKinds, a.Kind) {
		return problem.List{problem.Of(prefix+"kind", KeyAuthorityKind)}
	}
	need := func(field, value string, needed bool) {
		if needed && value == "" {
			bad.Add(prefix+field, KeyRequired)
		}
		if len([]rune(value)) > maxAuthority {
			bad.Add(prefix+field, KeyTooLong)
		}
	}
	formal := a.Kind == Certified || a.Kind == Introduction
	need("number", a.Number, formal)
	need("issuer", a.Issuer, formal)
	need("day", a.Day, a.Kind != Relative)
	day, err := time.ParseInLocation(time.DateOnly, a.Day, calendar.Location)
	if a.Day != "" && (err != nil || day.After(at)) {
		bad.Add(prefix+"day", KeyAuthorityDay)
	}
	if known := slices.Contains(Relations, a.Relation); a.Kind == Relative && !known || a.Relation != "" && !known {
		bad.Add(prefix+"relation", KeyAuthorityRelation)
	}
	return bad
}

// authorityWords and relationWords are how papers and history say them.
var (
	authorityWords = map[AuthorityKind]string{Certified: "Giấy ủy quyền có chứng thực", Written: "Văn bản ủy quyền", Introduction: "Giấy giới thiệu",
		Relative: "Người thân thích đi thay"}
	relationWords = map[string]string{"spouse": "vợ hoặc chồng", "parent": "cha hoặc mẹ", "child": "con", "grandparent": "ông hoặc bà", "sibling": "anh, chị, em ruột"}
)

// Words says the document in one line: “Giấy ủy quyền có chứng thực số 12, ngày
// 01/11/2026, nơi chứng thực: …”.
func (a Authority) Words() string {
	out := authorityWords[a.Kind]
	if r := relationWords[a.Relation]; r != "" && a.Kind == Relative {
		out += " (" + r + ")"
	}
	if a.Number != "" {
		out += " số " + a.Number
	}
	if day, err := time.Parse(time.DateOnly, a.Day); err == nil {
		out += ", ngày " + day.Format("02/01/2006")
	}
	switch {
	case a.Issuer == "":
	case a.Kind == Certified:
		out += ", nơi chứng thực: " + a.Issuer
	default:
		out += ", nơi cấp: " + a.Issuer
	}
	return out
}

// Keep writes the values beside an event, the sentence under name and each
// value under name_<value>; an event of before has the sentence alone.
func (a Authority) Keep(x Detail, name string) {
	if a.Zero() {
		return
	}
	x[name] = a.Words()
	for _, v := range []struct{ key, value string }{{"kind", string(a.Kind)}, {"number", a.Number}, {"day", a.Day}, {"issuer", a.Issuer}, {"relation", a.Relation}} {
		if v.value != "" {
			x[name+"_"+v.key] = v.value
		}
	}
}
