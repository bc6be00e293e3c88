package templates

import "strings"

// groups cuts a code into pieces the eye can hold: after each hyphen, and a
// row of nine or twelve digits into threes. Pieces joined give the code back,
// so that copying from the page (spaces are drawn, not written) still works.
func groups(code string) []string {
	if n := len(code); (n == 9 || n == 12) && onlyDigits(code) {
		var out []string
		for i := 0; i < n; i += 3 {
			out = append(out, code[i:i+3])
		}
		return out
	}
	return strings.SplitAfter(code, "-")
}

// Code is the code with thin spaces between its groups, for text that is
// read and not copied (titles, messages).
func Code(code string) string { return strings.Join(groups(code), "\u2009") }

func onlyDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
