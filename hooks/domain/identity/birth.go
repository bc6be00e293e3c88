package identity

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/problem"
)

// Keys of the problems with a birth. Field of each: "birth".
const (
	KeyBirthInvalid = "identity.birth_invalid" // no such day, or unreadable
	KeyBirthFuture  = "identity.birth_future"  // after today
)

// Birth is a day "2006-01-02", or only a year "1957": many older people have
// no day of birth in their papers. "" is unknown. It has no time zone.
type Birth string

var (
	birthYear = regexp.MustCompile(`^\d{4}$`)
	birthISO  = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	birthDMY  = regexp.MustCompile(`^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$`)
	birthCard = regexp.MustCompile(`^(\d{2})(\d{2})(\d{4})$`)
)

// ParseBirth reads "1957", "02/09/1985", "2-9-1985", "1985-09-02" or the
// card's "02091985"; a day and month of zeros leave the year. "" gives "" and
// no error. Years run from 1850 to 2199. The error is a problem.Problem.
func ParseBirth(text string) (Birth, error) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return "", nil
	}
	day, month, year := "0", "0", ""
	if birthYear.MatchString(text) {
		year = text
	} else if m := birthISO.FindStringSubmatch(text); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := birthDMY.FindStringSubmatch(text); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m := birthCard.FindStringSubmatch(text); m != nil {
		day, month, year = m[1], m[2], m[3]
	}
	return BirthOf(day, month, year)
}

// BirthOf joins the three boxes of a form; an empty day and month leave the
// year alone. Three empty boxes give "".
func BirthOf(day, month, year string) (Birth, error) {
	bad := problem.Of("birth", KeyBirthInvalid)
	day, month, year = strings.TrimSpace(day), strings.TrimSpace(month), strings.TrimSpace(year)
	if day == "" && month == "" && year == "" {
		return "", nil
	}
	d, errD := box(day)
	m, errM := box(month)
	y, errY := box(year)
	if errD != nil || errM != nil || errY != nil || y < 1850 || y > 2199 {
		return "", bad
	}
	if d == 0 && m == 0 {
		return Birth(fmt.Sprintf("%04d", y)), nil
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return "", bad
	}
	return Birth(t.Format("2006-01-02")), nil
}

func box(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 16)
	return int(n), err
}

// Year of birth, 0 when unknown.
func (b Birth) Year() int {
	if len(b) < 4 {
		return 0
	}
	y, err := strconv.Atoi(string(b[:4]))
	if err != nil {
		return 0
	}
	return y
}

// Full reports whether the day is known and not only the year.
func (b Birth) Full() bool { return len(b) == len("2006-01-02") }

// CheckToday refuses a birth after today ("2006-01-02", Asia/Ho_Chi_Minh)
// with a problem.Problem; a year alone is compared as a year.
func (b Birth) CheckToday(today string) error {
	if b != "" && len(today) >= len(b) && string(b) > today[:len(b)] {
		return problem.Of("birth", KeyBirthFuture)
	}
	return nil
}

// String is how people write it: "02/09/1985" or "1957".
func (b Birth) String() string {
	if !b.Full() {
		return string(b)
	}
	return string(b[8:10] + "/" + b[5:7] + "/" + b[:4])
}
