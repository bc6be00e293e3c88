package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// office is the time zone of every office in the country: UTC+7, no summer
// time since 1975. Fixed, so that a PC without a zone table says the same.
var office = time.FixedZone("+07", 7*60*60)

var weekdays = [...]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// when reads a moment (time.Time), or a day as text "2006-01-02"; anything
// else, and zero, is no time.
func when(v any) (time.Time, bool) {
	switch x := v.(type) {
	case time.Time:
		return x.In(office), !x.IsZero()
	case *time.Time:
		if x == nil {
			return time.Time{}, false
		}
		return x.In(office), !x.IsZero()
	case nil:
		return time.Time{}, false
	}
	s := fmt.Sprint(v) // text, or a day type of the domain that prints as its text
	if t, err := time.ParseInLocation("2006-01-02", s, office); err == nil {
		return t, true
	}
	t, err := time.Parse(time.RFC3339, s)
	return t.In(office), err == nil
}

// Day says a day as people do: “Thứ Sáu, 27/11/2026”.
func Day(v any) string {
	t, ok := when(v)
	if !ok {
		return ""
	}
	return weekdays[t.Weekday()] + ", " + t.Format("02/01/2006")
}

// ShortDay says “27/11/2026”.
func ShortDay(v any) string {
	if t, ok := when(v); ok {
		return t.Format("02/01/2006")
	}
	return ""
}

// Moment says “16:30 ngày 27/11/2026”, in UTC+7.
func Moment(v any) string {
	if t, ok := when(v); ok {
		return t.Format("15:04 ngày 02/01/2006")
	}
	return ""
}

// Clock says “16:30”, in UTC+7.
func Clock(v any) string {
	if t, ok := when(v); ok {
		return t.Format("15:04")
	}
	return ""
}

// isoDay is the day for <time datetime>.
func isoDay(v any) string {
	if t, ok := when(v); ok {
		return t.Format("2006-01-02")
	}
	return ""
}

// Number groups thousands with dots: “15.000”.
func Number(v any) string {
	s := fmt.Sprint(v)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return sign + s
}

// Money says an amount of whole đồng: “15.000 đồng”.
func Money(v any) string { return Number(v) + " đồng" }

// Size says bytes: “312 KB”, “1,4 MB”.
func Size(v any) string {
	n, err := strconv.ParseFloat(fmt.Sprint(v), 64)
	switch {
	case err != nil:
		return ""
	case n >= 1<<20:
		return strings.Replace(strconv.FormatFloat(n/(1<<20), 'f', 1, 64), ".", ",", 1) + " MB"
	case n >= 1<<10:
		return strconv.Itoa(int(n/(1<<10)+0.5)) + " KB"
	}
	return strconv.Itoa(int(n)) + " byte"
}

// Phone groups a number the way it is read aloud: “0912 345 678”.
func Phone(s string) string {
	for _, r := range s {
		if r < '0' || r > '9' {
			return s
		}
	}
	switch len(s) {
	case 10:
		return s[:4] + " " + s[4:7] + " " + s[7:]
	case 11:
		return s[:4] + " " + s[4:7] + " " + s[7:]
	}
	return s
}
