// Package identity reads what says who somebody is: numbers, the citizen
// card's QR, names, births and telephones. It parses, normalises and masks; it
// never looks anybody up and keeps nothing.
package identity

import (
	"strings"

	"motcua/hooks/domain/problem"
)

// Keys of the problems with a number. Field of each: "identity_number".
const (
	KeyNumberRequired = "identity.number_required"
	KeyNumberInvalid  = "identity.number_invalid" // letters in it, or not 9, 10, 12 or 13 digits
)

// Kind of a number, known by its length alone.
type Kind string

// The kinds. A person's new tax code is the citizen number itself.
const (
	Citizen Kind = "citizen"  // số định danh cá nhân, 12 digits
	OldCard Kind = "old_card" // CMND, 9 digits, no longer issued but still in old papers
	TaxCode Kind = "tax_code" // an organisation's tax code, 10 digits, or 13 for a branch
)

// Number is a parsed number; the zero value is "none given".
type Number struct {
	Kind   Kind
	Digits string // digits only: 12, 9, 10 or 13 of them
}

// ParseNumber reads a number as typed: spaces, dots and hyphens between the
// digits are forgiven. The error is a problem.Problem. What the digits say
// about birth and sex is Check's matter and never a reason to refuse.
func ParseNumber(text string) (Number, error) {
	digits, clean := onlyDigits(text)
	if clean && digits == "" {
		return Number{}, problem.Of("identity_number", KeyNumberRequired)
	}
	n := Number{Digits: digits}
	switch len(digits) {
	case 12:
		n.Kind = Citizen
	case 9:
		n.Kind = OldCard
	case 10, 13:
		n.Kind = TaxCode
	}
	if !clean || n.Kind == "" {
		return Number{}, problem.Of("identity_number", KeyNumberInvalid)
	}
	return n, nil
}

// onlyDigits drops the separators people type; clean is false when anything
// else than digits and separators was there.
func onlyDigits(text string) (digits string, clean bool) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '０' && r <= '９': // full width, from an input method
			b.WriteRune(r - '０' + '0')
		case strings.ContainsRune(" .-\t\u00a0\u2009\u202f\u2011", r):
		default:
			return b.String(), false
		}
	}
	return b.String(), true
}

// IsZero reports whether no number was given.
func (n Number) IsZero() bool { return n.Digits == "" }

// String is the bare digits, as stored and compared.
func (n Number) String() string { return n.Digits }

// Last4 is the end of the number, which lists and searches by voice use.
func (n Number) Last4() string {
	if len(n.Digits) < 4 {
		return ""
	}
	return n.Digits[len(n.Digits)-4:]
}

// Mask hides the middle: 001•••••2345.
func (n Number) Mask() string { return Mask(n.Digits) }

// Mask hides the part of a number that makes it somebody's. Twelve digits keep
// the first three and last four; anything else keeps the last four when that
// is less than half of it, or nothing. Luật 91/2025/QH15: lists and public
// pages show no whole number.
func Mask(number string) string {
	rs := []rune(strings.TrimSpace(number))
	head, tail := 0, 0
	switch {
	case len(rs) == 12:
		head, tail = 3, 4
	case len(rs) > 8:
		tail = 4
	}
	for i := head; i < len(rs)-tail; i++ {
		rs[i] = '•'
	}
	return string(rs)
}
