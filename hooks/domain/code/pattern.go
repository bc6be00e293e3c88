// Package code is the numbers and codes a dossier (hồ sơ) is known by: the
// dossier code, the reference made to be spoken, the token of a tracking link,
// and what a scanner has just read. It gives no numbers out; series belong to
// casework.
package code

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/problem"
)

// Keys of the problems with a pattern or the parts put in it.
const (
	KeyPatternInvalid    = "code.pattern_invalid"    // field "pattern": unknown placeholder or letter
	KeyPatternIncomplete = "code.pattern_incomplete" // field "pattern": identifier, day or number missing, or twice
	KeyPatternAmbiguous  = "code.pattern_ambiguous"  // field "pattern": the parts could not be told apart when read back
	KeyPatternTooLong    = "code.pattern_too_long"   // field "pattern": the code would not fit the bar code
	KeyIdentifierInvalid = "code.identifier_invalid" // field "identifier": not like H29.132
)

// Pattern is how a unit writes its dossier codes: literals of A–Z, 0–9, dot
// and hyphen (all a bar code and a scanner can carry) around placeholders:
//
//	{unit.identifier}  mã định danh cơ quan, QĐ 20/2020/QĐ-TTg
//	{yymmdd} {yyyymmdd}  the office day, Asia/Ho_Chi_Minh
//	{nnnn}             number within the day, from 1, at least as wide as its n's (3 to 8)
//
// Thông tư 03/2025/TT-VPCP, Điều 13, amended by 04/2025: rules have changed
// before and a new one is announced, so the pattern is data. "" is Default.
type Pattern string

// Default is H29.132-261120-0001.
const Default Pattern = "{unit.identifier}-{yymmdd}-{nnnn}"

// MaxLen is the longest dossier code, in characters.
const MaxLen = 40

var (
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
	number      = regexp.MustCompile(`^\{n{3,8}\}$`)
	literal     = regexp.MustCompile(`^[A-Z0-9.\-]*$`)
	identifier  = regexp.MustCompile(`^[A-Z0-9]+(\.[A-Z0-9]+)*$`)
)

// Validate returns a problem.Problem when codes of this pattern could not be
// scanned, told apart or made unique.
func (p Pattern) Validate() error {
	s := string(p.orDefault())
	if !literal.MatchString(placeholder.ReplaceAllString(s, "")) {
		return problem.Of("pattern", KeyPatternInvalid)
	}
	units, days, numbers := 0, 0, 0
	for _, ph := range placeholder.FindAllString(s, -1) {
		switch {
		case ph == "{unit.identifier}":
			units++
		case ph == "{yymmdd}" || ph == "{yyyymmdd}":
			days++
		case number.MatchString(ph):
			numbers++
		default:
			return problem.Of("pattern", KeyPatternInvalid).With("placeholder", ph)
		}
	}
	switch {
	case units != 1 || days != 1 || numbers != 1:
		return problem.Of("pattern", KeyPatternIncomplete)
	case len(placeholder.ReplaceAllString(s, ""))+24 > MaxLen: // 24: identifier 8, day 8, number 8
		return problem.Of("pattern", KeyPatternTooLong)
	}
	sample := write(s, "H29.132", time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), 1)
	if _, ok := ParseCode(sample); !ok || strings.Contains(s, "}{") {
		return problem.Of("pattern", KeyPatternAmbiguous)
	}
	return nil
}

func (p Pattern) orDefault() Pattern {
	if p == "" {
		return Default
	}
	return p
}

// Format writes the n-th code of a day ("2006-01-02", Asia/Ho_Chi_Minh) for
// the unit with this identifier. A number wider than its n's is written whole.
// The error is a problem.Problem for the pattern or the identifier; a bad day
// or number is a fault of the caller.
func Format(p Pattern, unit, day string, n int) (string, error) {
	if err := p.Validate(); err != nil {
		return "", err
	}
	if !identifier.MatchString(unit) {
		return "", problem.Of("identifier", KeyIdentifierInvalid)
	}
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return "", fmt.Errorf("format dossier code: %w", err)
	}
	if n < 1 {
		return "", fmt.Errorf("format dossier code: number %d is below 1", n)
	}
	made := write(string(p.orDefault()), unit, t, n)
	if len(made) > MaxLen {
		return "", problem.Of("pattern", KeyPatternTooLong)
	}
	return made, nil
}

// write fills the placeholders of a pattern that has been validated.
func write(pattern, unit string, day time.Time, n int) string {
	return placeholder.ReplaceAllStringFunc(pattern, func(ph string) string {
		switch ph {
		case "{unit.identifier}":
			return unit
		case "{yymmdd}":
			return day.Format("060102")
		case "{yyyymmdd}":
			return day.Format("20060102")
		}
		digits := strconv.Itoa(n)
		return strings.Repeat("0", max(0, len(ph)-2-len(digits))) + digits
	})
}
