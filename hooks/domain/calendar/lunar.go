package calendar

import "math"

// The lunar calendar by Hồ Ngọc Đức's published algorithm (“Thuật toán tính
// âm lịch”): a month begins on the day of the new moon, month 11 holds the
// winter solstice, and in a year of thirteen months the first one without a
// principal term is the leap month. The zone decides on which day a new moon
// falls: Việt Nam uses UTC+7 (QĐ 121-CP of 1967), so some years differ from
// the Chinese calendar.

const (
	vietnamZone  = 7.0
	julianOfUnix = 2440588 // Julian day number of 1970-01-01
	firstMoon    = 2415021.076998695
	synodicMonth = 29.530588853
)

// Tet is the first day of the lunar year (mùng 1 Tết).
func Tet(year int) Date { return lunarDate(year, 1, 1, vietnamZone) }

// GioTo is the tenth of the third lunar month (Giỗ Tổ Hùng Vương).
func GioTo(year int) Date { return lunarDate(year, 3, 10, vietnamZone) }

// lunarDate is the solar day of a day of an ordinary (not leap) lunar month.
func lunarDate(year, month, day int, zone float64) Date {
	solstice, next := month11(year-1, zone), month11(year, zone)
	if month >= 11 {
		solstice, next = month11(year, zone), month11(year+1, zone)
	}
	offset := (month + 1) % 12
	if next-solstice > 365 && offset >= leapOffset(solstice, zone) {
		offset++
	}
	k := int(math.Floor(0.5 + (float64(solstice)-firstMoon)/synodicMonth))
	return Date(newMoonDay(k+offset, zone) + day - 1 - julianOfUnix)
}

// leapMonth is the number of the month that is doubled in a lunar year, 0 when none.
func leapMonth(year int, zone float64) int {
	for _, y := range []int{year - 1, year} {
		solstice, next := month11(y, zone), month11(y+1, zone)
		if next-solstice <= 365 {
			continue
		}
		month := (leapOffset(solstice, zone)-2+11)%12 + 1
		if inThisYear := (month < 11) == (y == year-1); inThisYear {
			return month
		}
	}
	return 0
}

// month11 is the Julian day number on which the month of the winter solstice begins.
func month11(year int, zone float64) int {
	days := int(NewDate(year, 12, 31)) + julianOfUnix - 2415021
	k := int(math.Floor(float64(days) / synodicMonth))
	day := newMoonDay(k, zone)
	if sunArc(day, zone) >= 9 {
		day = newMoonDay(k-1, zone)
	}
	return day
}

// leapOffset counts the months from month 11 to the leap month.
func leapOffset(solstice int, zone float64) int {
	k := int(math.Floor((float64(solstice)-firstMoon)/synodicMonth + 0.5))
	i := 1
	arc := sunArc(newMoonDay(k+i, zone), zone)
	for i < 14 {
		last := arc
		i++
		arc = sunArc(newMoonDay(k+i, zone), zone)
		if arc == last {
			break
		}
	}
	return i - 1
}

// newMoonDay is the Julian day number, in the zone, of the k-th new moon after 1900-01-01.
func newMoonDay(k int, zone float64) int {
	return int(math.Floor(newMoon(float64(k)) + 0.5 + zone/24))
}

// sunArc is the twelfth (0–11) of the ecliptic the sun stands in at local midnight.
func sunArc(julian int, zone float64) int {
	return int(math.Floor(sunLongitude(float64(julian)-0.5-zone/24) / math.Pi * 6))
}

// newMoon is the moment, as a Julian date of UTC, of the k-th new moon (Meeus).
func newMoon(k float64) float64 {
	t := k / 1236.85
	t2, t3 := t*t, t*t*t
	mean := 2415020.75933 + 29.53058868*k + 0.0001178*t2 - 0.000000155*t3
	mean += 0.00033 * sin(166.56+132.87*t-0.009173*t2)
	m := 359.2242 + 29.10535608*k - 0.0000333*t2 - 0.00000347*t3
	mp := 306.0253 + 385.81691806*k + 0.0107306*t2 + 0.00001236*t3
	f := 21.2964 + 390.67050646*k - 0.0016528*t2 - 0.00000239*t3
	c := (0.1734-0.000393*t)*sin(m) + 0.0021*sin(2*m)
	c -= 0.4068*sin(mp) - 0.0161*sin(2*mp) + 0.0004*sin(3*mp)
	c += 0.0104*sin(2*f) - 0.0051*sin(m+mp)
	c -= 0.0074*sin(m-mp) - 0.0004*sin(2*f+m)
	c -= 0.0004*sin(2*f-m) + 0.0006*sin(2*f+mp)
	c += 0.0010*sin(2*f-mp) + 0.0005*sin(2*mp+m)
	delta := -0.000278 + 0.000265*t + 0.000262*t2
	if t < -11 {
		delta = 0.001 + 0.000839*t + 0.0002261*t2 - 0.00000845*t3 - 0.000000081*t*t3
	}
	return mean + c - delta
}

// sunLongitude is the sun's longitude in radians, 0–2π, at a Julian date.
func sunLongitude(julian float64) float64 {
	t := (julian - 2451545.0) / 36525
	t2 := t * t
	m := 357.52910 + 35999.05030*t - 0.0001559*t2 - 0.00000048*t*t2
	l := 280.46645 + 36000.76983*t + 0.0003032*t2
	l += (1.914600-0.004817*t-0.000014*t2)*sin(m) + (0.019993-0.000101*t)*sin(2*m) + 0.000290*sin(3*m)
	l *= math.Pi / 180
	return l - 2*math.Pi*math.Floor(l/(2*math.Pi))
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
