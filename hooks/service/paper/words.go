// Package paper prints what the office hands over: the receipt (giấy tiếp nhận
// hồ sơ và hẹn trả kết quả) as PDF, and the values that the HTML papers of
// templates/paper show. It reads no database and decides nothing; what it is
// given it prints whole.
package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"motcua/hooks/domain/identity"
)

// Zone of every moment on a paper. Việt Nam has kept +07:00 since 1975.
var Zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

var weekdays = [...]string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// LongDay is "ngày 05 tháng 02 năm 2026"; days below ten and the months one
// and two carry a zero. Nghị định 30/2020/NĐ-CP, Phụ lục I.
func LongDay(at time.Time) string {
	at = at.In(Zone)
	month := strconv.Itoa(int(at.Month()))
	if at.Month() < time.March {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", at.Day(), month, at.Year())
}

// LongMoment is "16 giờ 30 phút, ngày 20 tháng 11 năm 2026"; "" for no moment.
func LongMoment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return Clock(at) + ", " + LongDay(at)
}

// Clock is "16 giờ 30 phút".
func Clock(at time.Time) string {
	at = at.In(Zone)
	return fmt.Sprintf("%02d giờ %02d phút", at.Hour(), at.Minute())
}

// ShortDay is "20/11/2026"; "" for no moment.
func ShortDay(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(Zone).Format("02/01/2006")
}

// ShortMoment is "16:30 20/11/2026"; "" for no moment.
func ShortMoment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(Zone).Format("15:04 02/01/2006")
}

// Weekday is "Thứ Sáu".
func Weekday(at time.Time) string { return weekdays[at.In(Zone).Weekday()] }

// Money is "15.000 đồng"; the amount is whole đồng.
func Money(amount int64) string {
	s := strconv.FormatInt(amount, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s + " đồng"
}

// upper is for names of agencies, which papers print in capitals.
func upper(s string) string { return strings.ToUpper(identity.Tidy(s)) }

// clean is what the typeface can print: one line, NFC, no invisible letters,
// and a box for what lies beyond its plane.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return '□'
		}
		return r
	}, identity.Tidy(s))
}
