package code

import (
	"fmt"
	"io"
	"strings"

	"motcua/hooks/domain/problem"
)

// KeyRefInvalid: field "ref", not nine digits or the check digit does not hold.
const KeyRefInvalid = "code.ref_invalid"

// NewRef draws a reference (mã tra cứu): eight random digits, the first not
// zero so that no spreadsheet loses it, and the check digit. 90 million of
// them: draw again when it is taken. It reads from rand (crypto/rand.Reader)
// and fails only if that does.
func NewRef(rand io.Reader) (string, error) {
	ref := make([]byte, 0, 9)
	var b [1]byte
	for len(ref) < 8 {
		if _, err := io.ReadFull(rand, b[:]); err != nil {
			return "", fmt.Errorf("draw a reference: %w", err)
		}
		if b[0] >= 250 || len(ref) == 0 && b[0]%10 == 0 {
			continue // 250 and above would make some digits likelier
		}
		ref = append(ref, '0'+b[0]%10)
	}
	return string(append(ref, CheckDigit(string(ref)))), nil
}

// ParseRef reads a reference with any spaces, dots or hyphens and gives its
// nine bare digits. The error is a problem.Problem; a wrong digit is always
// found, two exchanged neighbours nearly always.
func ParseRef(text string) (string, error) {
	ref := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-\t\u00a0\u2009\u202f", r) {
			return -1
		}
		return r
	}, strings.TrimSpace(text))
	if len(ref) != 9 || !digitsOnly(ref) || CheckDigit(ref[:8]) != ref[8] {
		return "", problem.Of("ref", KeyRefInvalid)
	}
	return ref, nil
}

// FormatRef groups nine digits to be spoken: "123 456 789". Anything else is
// returned as it is.
func FormatRef(ref string) string {
	if len(ref) != 9 {
		return ref
	}
	return ref[:3] + " " + ref[3:6] + " " + ref[6:]
}

// CheckDigit is the check digit of a string of digits, ISO/IEC 7064 MOD 11,10.
func CheckDigit(digits string) byte {
	p := 10
	for i := range len(digits) {
		s := (p + int(digits[i]-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = 2 * s % 11
	}
	return '0' + byte((11-p)%10)
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
