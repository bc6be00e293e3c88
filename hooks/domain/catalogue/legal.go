package catalogue

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/hooks/domain/procedure"
)

const legalHead = "Tên văn bản pháp lýMã văn bản"

// lawNumber is the number of a legal text. A term of the National Assembly has
// at most two digits, so that “60/2014/QH1360/2014/QH13” can be parted.
var lawNumber = regexp.MustCompile(`\d{1,4}(?:\.\d{1,2}|[.]?[a-z])?/(?:19|20)\d{2}/(?:QH\d{1,2}|UBTVQH\d{1,2}|PL-UBTVQH\d{1,2}|NĐ-CP|ND-CP|NQ-CP|QĐ-TTg|CT-TTg|NQ-HĐND|QĐ-UBND|TTLT(?:-[A-ZĐ]+)+|(?:TT|QĐ|NQ|VBHN)-[A-ZĐ]+)`)

// readLegal parts the flattened table of legal texts: title, number, title, …
func (r *Reading) readLegal(field string) {
	s := filled(field)
	s = strings.TrimSpace(strings.TrimPrefix(s, legalHead))
	if s == "" {
		r.doubt("legal_basis", KeyNoLegal, field)
		return
	}
	from := 0
	for at := 0; at < len(s); {
		m := lawNumber.FindStringIndex(s[at:])
		if m == nil {
			break
		}
		begin, end := at+m[0], at+m[1]
		end = ownLetters(s, end)
		at = end
		if !cellEnds(s, from, begin, end) {
			continue
		}
		var sure bool
		if begin, sure = numberBegins(s, begin); !sure {
			r.doubt("legal_basis", KeyLegalUnread, s, "text", s[begin:end])
		}
		r.Version.LegalBasis = append(r.Version.LegalBasis, procedure.LegalText{Number: s[begin:end], Title: titleOf(s[from:begin])})
		from = end
	}
	if left := strings.TrimSpace(s[from:]); left != "" {
		r.doubt("legal_basis", KeyLegalUnread, s, "text", left)
	}
}

// ownLetters gives back the capital that begins the next title: in
// “TT-BTCNghị định” the N is not the ministry's.
func ownLetters(s string, end int) int {
	next := []rune(s[end:])
	if len(next) == 0 || !unicode.IsLower(next[0]) {
		return end
	}
	last := []rune(s[:end])
	if !unicode.IsUpper(last[len(last)-1]) {
		return end
	}
	return end - len(string(last[len(last)-1]))
}

// quoting recognises a number inside a title (“… của Nghị định số 24/2018/NĐ-CP”);
// prefixed one that the cell itself begins with words (“…Bộ Tư phápThông tư số 03/2023/TT-BTP”).
var (
	quoting    = regexp.MustCompile(`(?i) số$|^số$`)
	termBefore = regexp.MustCompile(`/QH\d{1,2}$`)
	prefixed   = regexp.MustCompile(`[\p{Ll}.)]((?:Thông tư|Thông tư liên tịch|Nghị định|Nghị quyết|Quyết định|Luật|Pháp lệnh) số)$`)
)

// cellEnds reports whether the number at begin:end is the cell of numbers and
// not one that a title quotes: the next title or number follows directly, and
// the words before it do not lead up to it.
func cellEnds(s string, from, begin, end int) bool {
	before := strings.TrimSpace(s[from:begin])
	after := strings.TrimLeft(s[end:], " \t")
	next, _ := utf8.DecodeRuneInString(after)
	glued := len(after) == len(s[end:])
	quoted := quoting.MatchString(before) && !prefixed.MatchString(before)
	switch {
	case after == "":
		return true
	case quoted:
		return false
	case unicode.IsDigit(next) && glued:
		return !strings.HasPrefix(after, s[begin:end]) // the same number again: this one ended the title
	}
	return unicode.IsUpper(next) // glued, or “08/2025/TT-BTP Nghị định …”
}

var yearBefore = regexp.MustCompile(`(?:năm |/\d{1,2}/)$`)

// numberBegins finds where a number begins whose digits touch those before
// it: after “năm” and in a date a year has four digits; elsewhere nobody can
// tell, and the whole run is taken.
func numberBegins(s string, begin int) (int, bool) {
	from := begin
	for from > 0 && s[from-1] >= '0' && s[from-1] <= '9' {
		from--
	}
	run := len(s[from:]) - len(strings.TrimLeft(s[from:], "0123456789"))
	year := strings.SplitN(s[begin:], "/", 3)
	switch {
	case run <= 4 && from == begin, termBefore.MatchString(s[:begin]):
		return begin, true
	case run > 4 && (yearBefore.MatchString(s[:from]) || s[from:from+4] == year[1][:4]): // “Luật Cư trú 202068/2020/QH14”
		return from + 4, true
	}
	return from, false
}

// titleOf is the words before a number, without those that belong to its cell.
func titleOf(before string) string {
	before = strings.Join(strings.Fields(before), " ")
	if m := prefixed.FindStringSubmatch(before); m != nil && len(m[1]) < len(before) {
		before = strings.TrimSuffix(before, m[1])
	}
	return strings.TrimSpace(before)
}

var resultCode = regexp.MustCompile(`Mã: ?KQ\.[A-Z0-9]+\.\d{6}`)

// readResults parts the results, each followed by its code.
func (r *Reading) readResults(field string) {
	s := filled(field)
	for _, title := range resultCode.Split(s, -1) {
		title = strings.Join(strings.Fields(strings.Trim(title, "-–+ \n\t")), " ")
		if title == "" || title == nothing {
			continue
		}
		r.Version.Results = append(r.Version.Results, procedure.Result{Key: fmt.Sprintf("result_%d", len(r.Version.Results)+1), Title: title})
	}
	if len(r.Version.Results) == 0 {
		r.doubt("results", KeyNoOutcome, tidy(field))
	}
}
