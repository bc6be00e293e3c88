package code

import (
	"fmt"
	"strconv"
	"strings"

	"motcua/hooks/domain/problem"
)

// KeySlipInvalid: field "slip", not the number of a printed slip or the check
// digit does not hold.
const KeySlipInvalid = "code.slip_invalid"

// MaxSlip is the last slip of a unit in one year.
const MaxSlip = 99_999

// Slip is the number of a printed receipt slip (phiếu giấy dự phòng): the year
// its pad was made in, and its place in the unit's series of that year.
type Slip struct {
	Year int // 2026
	N    int // 1 … MaxSlip
}

// String is the number as it is printed, with its check digit: "P26-00123-4".
func (s Slip) String() string {
	digits := fmt.Sprintf("%02d%05d", s.Year%100, s.N)
	return "P" + digits[:2] + "-" + digits[2:] + "-" + string(CheckDigit(digits))
}

// ParseSlip reads a slip's number as a scanner or a hand gives it, with or
// without its hyphens. A wrong digit is always found.
func ParseSlip(text string) (Slip, error) {
	bare := bareSlip(text)
	if len(bare) != 9 || bare[0] != 'P' || !digitsOnly(bare[1:]) || CheckDigit(bare[1:8]) != bare[8] {
		return Slip{}, problem.Of("slip", KeySlipInvalid)
	}
	year, _ := strconv.Atoi(bare[1:3]) // digits: asked above
	n, _ := strconv.Atoi(bare[3:8])    // digits: asked above
	if n == 0 {
		return Slip{}, problem.Of("slip", KeySlipInvalid)
	}
	return Slip{Year: 2000 + year, N: n}, nil
}

// LooksLikeSlip reports whether a text is meant as the number of one of our
// slips, however its digits were typed.
func LooksLikeSlip(text string) bool {
	bare := bareSlip(text)
	return len(bare) > 7 && len(bare) < 12 && bare[0] == 'P' && digitsOnly(bare[1:])
}

// bareSlip drops what only helps the eye.
func bareSlip(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-\t\u00a0\u2009\u202f", r) {
			return -1
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(text)))
}
