package identity

import (
	"strings"

	"motcua/hooks/domain/problem"
)

// Keys of the problems with a telephone number. Field of each: "phone".
const (
	KeyPhoneRequired = "identity.phone_required"
	KeyPhoneInvalid  = "identity.phone_invalid"
)

// Phone is a Vietnamese number of digits from 0: "0912345678", "02438253535".
type Phone string

// ParsePhone reads a number with +84, 84 or 0 in front and any spaces, dots,
// hyphens or brackets within: mobiles have ten digits, landlines eleven from
// 02. The error is a problem.Problem.
func ParsePhone(text string) (Phone, error) {
	text = strings.TrimSpace(text)
	bare := strings.NewReplacer("(", "", ")", "", "+", "", "/", "").Replace(text)
	digits, clean := onlyDigits(bare)
	if clean && digits == "" {
		return "", problem.Of("phone", KeyPhoneRequired)
	}
	digits = strings.TrimPrefix(digits, "00")
	if rest, ok := strings.CutPrefix(digits, "84"); ok && len(rest) >= 9 {
		digits = "0" + strings.TrimPrefix(rest, "0")
	}
	if !clean || !validPhone(digits) {
		return "", problem.Of("phone", KeyPhoneInvalid)
	}
	return Phone(digits), nil
}

func validPhone(digits string) bool {
	switch len(digits) {
	case 10:
		return digits[0] == '0' && strings.IndexByte("35789", digits[1]) >= 0
	case 11:
		return strings.HasPrefix(digits, "02")
	}
	return false
}

// Last4 is what the public tracking page asks for; "" when there is no number.
func (p Phone) Last4() string {
	if len(p) < 4 {
		return ""
	}
	return string(p[len(p)-4:])
}

// Mask keeps the last three digits: "•••••••678".
func (p Phone) Mask() string {
	if len(p) < 7 {
		return strings.Repeat("•", len(p))
	}
	return strings.Repeat("•", len(p)-3) + string(p[len(p)-3:])
}

// String groups the digits to be read aloud: "0912 345 678", "024 3825 3535",
// "0203 382 5353". What does not look like a number is returned as it is.
func (p Phone) String() string {
	s := string(p)
	switch {
	case len(s) == 10:
		return s[:4] + " " + s[4:7] + " " + s[7:]
	case len(s) == 11 && (s[:3] == "024" || s[:3] == "028"):
		return s[:3] + " " + s[3:7] + " " + s[7:]
	case len(s) == 11:
		return s[:4] + " " + s[4:7] + " " + s[7:]
	}
	return s
}
