package calendar

import (
	"slices"
	"time"
)

// year is one year of a calendar, every day worked out.
type year struct {
	first    Date
	days     []Info
	rows     []Entry // by day, the row that has the last word
	official bool
	before   []int // before[i] = working days among days[:i]
	counted  []int // offsets of the working days
	unsure   []int // offset of the first day from i on that is not official, len(days) when none
}

// year returns the year y, MinYear ≤ y ≤ MaxYear. Two goroutines may draw it
// up at once; both get the same.
func (c *Calendar) year(y int) *year {
	slot := &c.years[y-MinYear]
	if known := slot.Load(); known != nil {
		return known
	}
	drawn := c.draw(y)
	slot.Store(drawn)
	return drawn
}

func (c *Calendar) draw(y int) *year {
	first, next := NewDate(y, 1, 1), NewDate(y+1, 1, 1)
	n := int(next - first)
	known := &year{first: first, days: make([]Info, n), official: c.tables[y]}
	derived := map[Date]Entry{}
	if !c.tables[y] {
		for _, e := range derive(y) {
			d, _ := ParseDate(e.Day) // written by derive
			derived[d] = e
		}
	}
	text := make([]byte, 0, 10*n)
	for d := first; d < next; d++ {
		text = append(text, d.String()...)
	}
	all := string(text)
	for i := range n {
		d := first + Date(i)
		var rows []Entry
		if e, ok := derived[d]; ok {
			rows = append(rows, e)
		}
		rows = append(rows, c.rows[d]...)
		known.days[i] = c.info(d, all[10*i:10*i+10], rows)
		known.days[i].Official = known.days[i].Official && c.tables[y]
		if len(rows) > 0 {
			known.rows = append(known.rows, rows[len(rows)-1])
			known.official = known.official && known.days[i].Official
		}
	}
	known.index()
	return known
}

// index lays down what makes counting quick.
func (y *year) index() {
	n := len(y.days)
	y.before = make([]int, n+1)
	y.unsure = make([]int, n+1)
	for i := range y.days {
		y.before[i+1] = y.before[i]
		if y.days[i].Counted {
			y.before[i+1]++
			y.counted = append(y.counted, i)
		}
	}
	y.unsure[n] = n
	for i := n - 1; i >= 0; i-- {
		y.unsure[i] = y.unsure[i+1]
		if !y.days[i].Official {
			y.unsure[i] = i
		}
	}
}

// info works out one day from its weekday and its rows, in their order.
func (c *Calendar) info(d Date, text string, rows []Entry) Info {
	i := c.plain(d)
	i.Day = text
	for _, e := range rows {
		c.apply(&i, d, e)
	}
	return i
}

func (c *Calendar) plain(d Date) Info {
	w := d.Weekday()
	label := weekdayNames[w] + " " + dayMonthYear(d)
	i := Info{Label: label, Sessions: c.season(d).week[w], Official: true}
	switch {
	case workWeekday(w) && len(i.Sessions) > 0:
		i.Kind, i.Counted, i.Reason = Workday, true, label+": ngày làm việc"
	case workWeekday(w):
		i.Kind, i.Reason = Closed, label+": cơ quan không làm việc"
	case len(i.Sessions) > 0:
		i.Kind, i.Reason = OpenForIntake, label+": chỉ tiếp nhận, không tính là ngày làm việc"
	default:
		i.Kind, i.Reason = Weekend, label+": nghỉ hằng tuần"
	}
	return i
}

func (c *Calendar) apply(i *Info, d Date, e Entry) {
	if e.Kind == OpenForIntake {
		if !i.Counted {
			i.Kind, i.Ground = OpenForIntake, e.Ground
			i.Sessions = c.sessionsOf(d, e, i.Sessions)
			i.Reason = sentence(d, e) + ": chỉ tiếp nhận, không tính là ngày làm việc"
		}
		i.Official = i.Official && e.Official
		return
	}
	switch e.Kind {
	case Makeup:
		i.Counted, i.Sessions = true, c.sessionsOf(d, e, nil)
	case Closed:
		i.Counted, i.Sessions = i.Counted && len(e.Sessions) > 0, slices.Clone(e.Sessions)
	default:
		i.Counted, i.Sessions = false, nil
	}
	i.Kind, i.Ground, i.Official = e.Kind, e.Ground, e.Official
	i.Reason = sentence(d, e)
	if e.Ground != "" {
		i.Reason += " (" + e.Ground + ")"
	}
}

// sessionsOf are the entry's own sessions, else those already kept that day,
// else those of the last weekday before it that has any.
func (c *Calendar) sessionsOf(d Date, e Entry, kept []Session) []Session {
	if len(e.Sessions) > 0 {
		return slices.Clone(e.Sessions)
	}
	if len(kept) > 0 {
		return kept
	}
	week := c.season(d).week
	for back := Date(0); back < 7; back++ {
		if w := (d - back).Weekday(); workWeekday(w) && len(week[w]) > 0 {
			return week[w]
		}
	}
	return nil
}

func (c *Calendar) season(d Date) *season {
	for i := len(c.seasons) - 1; i > 0; i-- {
		if c.seasons[i].holds(d) {
			return &c.seasons[i]
		}
	}
	return &c.seasons[0]
}

var weekdayNames = [7]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// WeekdayName is the Vietnamese name of a weekday: Thứ Hai … Chủ nhật.
func WeekdayName(w time.Weekday) string { return weekdayNames[w] }

func sentence(d Date, e Entry) string { return dayMonthYear(d) + ": " + e.Reason }

// dayMonthYear is 24/11/2026.
func dayMonthYear(d Date) string {
	s := d.String()
	return s[8:] + "/" + s[5:7] + "/" + s[:4]
}
