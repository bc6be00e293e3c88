package identity

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// doubtful reports whether the letters of a card look as if a scanner or an
// input method had changed them. f are the six fields as typed.
func (c Card) doubtful(f []string) bool {
	switch {
	case c.Name == "" || !c.Birth.Full() || c.Sex == "" || c.Issued == "" || c.Address == "":
		return true
	case strings.TrimSpace(f[0]) != c.Old:
		return true
	case strings.ContainsAny(c.Name+c.Address, "?�|\\^~"):
		return true
	case isASCII(c.Name + f[3] + c.Address):
		return true // no mark anywhere: the scanner dropped them
	}
	for _, w := range strings.Fields(c.Name) {
		if mangledWord(w) {
			return true
		}
	}
	return strings.TrimSpace(f[3]) != "Nam" && norm.NFC.String(strings.TrimSpace(f[3])) != "Nữ"
}

// mangledWord reports a word that Vietnamese spelling does not know: what a
// Telex or VNI input method leaves behind, a foreign letter, or broken case.
// Names of other peoples (Ksor, H'Hen) are reported too: it only asks a look.
func mangledWord(w string) bool {
	lower := strings.ToLower(norm.NFC.String(w))
	if strings.ContainsAny(lower, "fjwz0123456789") || strings.Contains(lower, "dd") ||
		strings.Contains(lower, "aa") || strings.Contains(lower, "ee") || strings.Contains(lower, "oo") {
		return true
	}
	if strings.HasSuffix(lower, "s") || strings.HasSuffix(lower, "r") || strings.HasSuffix(lower, "x") {
		return true
	}
	for _, r := range lower {
		base, _ := splitTone(r)
		if !strings.ContainsRune(alphabet+"'’.-", base) {
			return true
		}
	}
	return brokenCase(w)
}

// brokenCase is anything but an, An or AN.
func brokenCase(w string) bool {
	rs := []rune(w)
	if len(rs) < 2 {
		return false
	}
	rest := string(rs[1:])
	upper := strings.ContainsFunc(rest, unicode.IsUpper)
	lower := strings.ContainsFunc(rest, unicode.IsLower)
	return upper && (lower || unicode.IsLower(rs[0]))
}

// mendEncoding undoes the commonest accident of USB scanners: UTF-8 bytes
// typed one by one as Windows-1252 letters ("Nguyá»…n" for "Nguyễn"). It gives
// the text back as it came when one byte is lost.
func mendEncoding(text string) (string, bool) {
	if isASCII(text) || !strings.ContainsAny(text, "ÃÄÅÆá") {
		return text, false
	}
	raw := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r > 0xff {
			return text, false
		}
		if !ok {
			b = byte(r) //nolint:gosec // five bytes have no letter in Windows-1252
		}
		raw = append(raw, b)
	}
	if !validText(string(raw)) {
		return text, false
	}
	return string(raw), true
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// validText reports UTF-8 whose letters are all Latin, as Vietnamese is.
func validText(s string) bool {
	if isASCII(s) || strings.ToValidUTF8(s, "\uFFFD") != s {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.Is(unicode.C, r)
	})
}
