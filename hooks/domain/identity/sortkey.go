package identity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alphabet is the Vietnamese order of letters, the foreign four in their Latin
// places.
const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

// tones in dictionary order: ngang (none), huyền, hỏi, ngã, sắc, nặng.
const tones = "\u0300\u0309\u0303\u0301\u0323"

// SortKey orders lists of people as an office does: by given name (the last
// word) in the Vietnamese alphabet, its tone, then the rest of the name from
// the family name on. Keys are printable ASCII and compare by bytes.
func SortKey(name string) string {
	words := strings.Fields(Tidy(name))
	if len(words) == 0 {
		return ""
	}
	last := len(words) - 1
	given, givenTone := sortWords(words[last:])
	rest, restTone := sortWords(words[:last])
	return given + "!" + givenTone + "!" + rest + "!" + restTone
}

func sortWords(words []string) (letters, tone string) {
	var l, t strings.Builder
	for i, w := range words {
		if i > 0 {
			l.WriteByte('-')
			t.WriteByte('-')
		}
		for _, r := range norm.NFC.String(strings.ToLower(w)) {
			base, mark := splitTone(r)
			t.WriteByte('0' + byte(mark)) //nolint:gosec // five tones
			l.WriteByte(letterRank(base))
		}
	}
	return l.String(), t.String()
}

// splitTone parts a letter from its tone and leaves ă, â, ê, ô, ơ, ư whole.
func splitTone(r rune) (base rune, tone int) {
	kept := make([]rune, 0, 3)
	for _, c := range norm.NFD.String(string(r)) {
		if i := strings.IndexRune(tones, c); i >= 0 {
			tone = i/2 + 1 // each tone is two bytes
			continue
		}
		kept = append(kept, c)
	}
	return []rune(norm.NFC.String(string(kept)) + " ")[0], tone
}

// letterRank is one byte per letter: digits, then the alphabet, then the rest.
func letterRank(r rune) byte {
	if r >= '0' && r <= '9' {
		return byte(r)
	}
	if i := strings.IndexRune(alphabet, r); i >= 0 {
		return 'A' + byte(len([]rune(alphabet[:i]))) //nolint:gosec // 29 letters
	}
	if unicode.IsLetter(r) {
		return '~'
	}
	return '.'
}
