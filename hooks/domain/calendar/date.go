package calendar

import (
	"strings"
	"time"
)

// Location is Asia/Ho_Chi_Minh as a fixed zone of UTC+7: Việt Nam keeps no
// summer time, and the zone file of the machine is not needed.
var Location = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

// Date is a day in Asia/Ho_Chi_Minh, counted from 1970-01-01 = 0. Text is for
// people and the database; Date is for arithmetic.
type Date int

// The years a calendar answers for. Outside them no day is open and none counts.
const (
	MinYear = 1900
	MaxYear = 2199
)

const minutesPerDay = 24 * 60

// NewDate makes a Date of a year, a month 1–12 and a day of the month 1–31.
// Days past the end of the month are not checked.
func NewDate(y, m, d int) Date {
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	return Date(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// Civil returns the year, month and day of the month.
func (d Date) Civil() (y, m, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	m = mp + 3
	y = yoe + era*400
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, doy - (153*mp+2)/5 + 1
}

// Weekday of the day.
func (d Date) Weekday() time.Weekday {
	return time.Weekday((int(d)%7 + 7 + 4) % 7)
}

// AddMonths moves by n months. A month without the day gives its last day:
// 31/01 and one month is 28/02 (BLDS 2015 Điều 148).
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Civil()
	months := y*12 + m - 1 + n
	y, m = floorDiv(months, 12), months-floorDiv(months, 12)*12+1
	return NewDate(y, m, min(day, daysIn(y, m)))
}

// At is the moment minute minutes after midnight of the day.
func (d Date) At(minute int) time.Time {
	return time.Unix(int64(d)*86400+int64(minute)*60-7*3600, 0).In(Location)
}

// String is the day as 2006-01-02.
func (d Date) String() string {
	y, m, day := d.Civil()
	b := []byte("0000-00-00")
	b[0], b[1], b[2], b[3] = digit(y/1000), digit(y/100), digit(y/10), digit(y)
	b[5], b[6], b[8], b[9] = digit(m/10), digit(m), digit(day/10), digit(day)
	return string(b)
}

// ParseDate reads a day written 2006-01-02 between MinYear and MaxYear.
func ParseDate(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	y, ok1 := number(s[:4])
	m, ok2 := number(s[5:7])
	d, ok3 := number(s[8:])
	if !ok1 || !ok2 || !ok3 || y < MinYear || y > MaxYear || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, false
	}
	return NewDate(y, m, d), true
}

// Split reads a moment of any zone in Asia/Ho_Chi_Minh: its day and its whole
// minutes after midnight. Seconds are dropped: 15:00:59 is 15:00.
func Split(t time.Time) (Date, int) {
	total := floorDiv(int(t.Unix())+7*3600, 60)
	day := floorDiv(total, minutesPerDay)
	return Date(day), total - day*minutesPerDay
}

// Clock writes minutes after midnight as 15:04.
func Clock(minute int) string {
	h, m := minute/60, minute%60
	return string([]byte{digit(h / 10), digit(h), ':', digit(m / 10), digit(m)})
}

// ParseClock reads 15:04 as minutes after midnight.
func ParseClock(s string) (int, bool) {
	hour, minute, found := strings.Cut(s, ":")
	h, ok1 := number(hour)
	m, ok2 := number(minute)
	if !found || !ok1 || !ok2 || len(hour) > 2 || len(minute) != 2 || h > 23 || m > 59 {
		return 0, false
	}
	return h*60 + m, true
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// number reads decimal digits only: no sign, no blank.
func number(s string) (int, bool) {
	if s == "" {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func digit(n int) byte { return byte('0' + n%10) }

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
