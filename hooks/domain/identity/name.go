package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/hooks/domain/problem"
)

// Keys of the problems with a name. Field of each: "name".
const (
	KeyNameRequired = "identity.name_required"
	KeyNameInvalid  = "identity.name_invalid" // no letter in it
	KeyNameTooLong  = "identity.name_too_long"
)

// NameMax is the longest name kept, in letters.
const NameMax = 100

// ParseName puts a name of a person or an organisation in order: composed
// letters (NFC), single spaces, nothing invisible. It never changes case. The
// error is a problem.Problem.
func ParseName(text string) (string, error) {
	name := Tidy(text)
	switch {
	case name == "":
		return "", problem.Of("name", KeyNameRequired)
	case !strings.ContainsFunc(name, unicode.IsLetter):
		return "", problem.Of("name", KeyNameInvalid)
	case utf8.RuneCountInString(name) > NameMax:
		return "", problem.Of("name", KeyNameTooLong).With("max", "100")
	}
	return name, nil
}

// Tidy is one line of clean text: NFC, invisible and control characters
// dropped, spaces collapsed and trimmed, broken bytes gone.
func Tidy(text string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	return norm.NFC.String(strings.Join(strings.Fields(kept), " "))
}

// Fold is the shape of a text for search: no marks, đ as d, lower case, and
// one space for every run of spaces and punctuation. "Đặng  Thị-Ấn" → "dang
// thi an". Folding twice changes nothing.
func Fold(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.M, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		switch r = unicode.ToLower(r); r {
		case 'đ', 'ð': // ð is what some old fonts typed
			r = 'd'
		}
		b.WriteRune(r)
	}
	return b.String()
}
