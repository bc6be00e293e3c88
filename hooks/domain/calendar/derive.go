package calendar

import (
	"slices"
	"time"
)

// Grounds of derived rows.
const (
	groundOld        = "BLLĐ 10/2012/QH13 Điều 115"
	groundHoliday    = "BLLĐ 45/2019/QH14 Điều 112"
	groundSubstitute = "BLLĐ 45/2019/QH14 Điều 111 khoản 3"
	groundCulture    = "NQ 28/2026/QH16"
)

// derive draws up the rows of a year nobody has announced, from the Labour
// Code alone. They are a draft: which five days are Tết and which day stands
// beside Quốc khánh is decided every year by the Prime Minister (Điều 112
// khoản 3), and swaps cannot be foreseen. No row is official.
func derive(year int) []Entry {
	ground := groundHoliday
	if year < 2021 {
		ground = groundOld
	}
	var rows []row
	add := func(d Date, reason string) { rows = append(rows, row{d, Holiday, reason, ground}) }
	add(NewDate(year, 1, 1), "Tết Dương lịch")
	for _, d := range tetDays(year) {
		add(d, "Tết Nguyên đán")
	}
	add(GioTo(year), "Giỗ Tổ Hùng Vương (10/3 âm lịch)")
	add(NewDate(year, 4, 30), "Ngày Chiến thắng")
	add(NewDate(year, 5, 1), "Quốc tế Lao động")
	add(NewDate(year, 9, 2), "Quốc khánh")
	if year >= 2021 {
		add(besideNationalDay(year), "Quốc khánh – ngày liền kề")
	}
	rows = substitutes(rows)
	if year >= 2026 {
		// Not in Điều 112, so a rest day it falls on is not given back.
		rows = append(rows, row{NewDate(year, 11, 24), Holiday, "Ngày Văn hóa Việt Nam", groundCulture})
	}
	slices.SortFunc(rows, func(a, b row) int { return int(a.day - b.day) })
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = Entry{Day: r.day.String(), Kind: r.kind, Reason: r.reason, Ground: r.ground}
	}
	return entries
}

type row struct {
	day    Date
	kind   Kind
	reason string
	ground string
}

// tetDays follows what was announced from 2019 to 2027: one day before and
// four from mùng 1 when that fits a week, else two before and three.
func tetDays(year int) [5]Date {
	first := Tet(year)
	before := Date(2)
	if w := first.Weekday(); w == time.Monday || w == time.Tuesday {
		before = 1
	}
	var days [5]Date
	for i := range days {
		days[i] = first - before + Date(i)
	}
	return days
}

// besideNationalDay follows the same announcements: the side that makes the
// longer rest.
func besideNationalDay(year int) Date {
	day := NewDate(year, 9, 2)
	switch day.Weekday() {
	case time.Sunday, time.Monday, time.Thursday:
		return day + 1
	}
	return day - 1
}

// substitutes gives back each weekly rest day that a holiday fell on, on the
// next working day (BLLĐ 2019 Điều 111 khoản 3).
func substitutes(holidays []row) []row {
	slices.SortFunc(holidays, func(a, b row) int { return int(a.day - b.day) })
	taken := make(map[Date]bool, len(holidays))
	for _, h := range holidays {
		taken[h.day] = true
	}
	rows := holidays
	for _, h := range holidays {
		if workWeekday(h.day.Weekday()) {
			continue
		}
		d := h.day + 1
		for taken[d] || !workWeekday(d.Weekday()) {
			d++
		}
		taken[d] = true
		rows = append(rows, row{d, Substitute, "Nghỉ bù " + h.reason, groundSubstitute})
	}
	return rows
}
