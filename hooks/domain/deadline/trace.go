package deadline

import (
	"strconv"
	"strings"

	"motcua/hooks/domain/calendar"
)

// Grounds of lines that come from the Civil Code.
const (
	groundFirstDay = "BLDS 91/2015/QH13 Điều 147"
	groundMonth    = "BLDS 91/2015/QH13 Điều 148"
	groundLastDay  = "BLDS 91/2015/QH13 Điều 148 khoản 5"
)

var whyWords = map[string]string{
	Supplement: "chờ bổ sung hồ sơ",
	Payment:    "chờ thực hiện nghĩa vụ tài chính",
	Incident:   "sự cố đã được thông báo",
}

// roomFor is about how many lines a limit without pauses takes.
func roomFor(l Limit) int {
	n := l.N
	switch l.Unit {
	case WorkingDay:
		n = n*3/2 + 4
	case WorkingHour:
		n = n/3 + 4
	case CalendarDay:
	default:
		n = 4
	}
	return min(n, 500) + 6
}

func (t *task) say(d calendar.Date, kind, reason string) {
	t.trace = append(t.trace, Line{Day: t.cal.On(d).Day, Kind: kind, Reason: reason})
}

func (t *task) skip(i *calendar.Info) {
	t.trace = append(t.trace, Line{Day: i.Day, Kind: string(i.Kind), Reason: i.Reason, Ground: i.Ground})
}

// when is “16:30 Thứ Sáu 20/11/2026”.
func (t *task) when(m moment) string {
	return calendar.Clock(m.min) + " " + t.cal.On(m.day).Label
}

func (t *task) sayStart(received moment) {
	line := Line{Day: t.cal.On(t.start.day).Day, Kind: "start"}
	got := "Nhận lúc "
	if t.start != received {
		got = "Coi như nhận lúc "
	}
	switch u := t.q.Limit.Unit; {
	case u.InHours():
		line.Reason = "Tính từ " + t.when(t.start)
	case u == SameDay:
		line.Reason = got + t.when(t.start) + ": giải quyết trong ngày"
	default:
		line.Reason = got + t.when(t.start) + ": ngày nhận không tính"
		line.Ground = groundFirstDay
	}
	t.trace = append(t.trace, line)
}

// sayMoved tells why a receipt or resumption counts from a later moment, and
// each day without office hours in between.
func (t *task) sayMoved(from, to moment, kind string) {
	why := ", ngoài giờ làm việc: tính từ "
	if kind == "cutoff" {
		why = ", sau " + calendar.Clock(t.cutoff) + ": tính từ "
	}
	t.say(from.day, kind, "Lúc "+t.when(from)+why+t.when(to))
	for d := from.day; d < to.day; d++ {
		if i := t.cal.On(d); len(i.Sessions) == 0 {
			t.skip(i)
		}
	}
}

// countDays tells each day after from up to and including to, and returns how
// many of them are working days; n were counted before.
func (t *task) countDays(from, to calendar.Date, n int) int {
	before := n
	for d := from + 1; d <= to; d++ {
		i := t.cal.On(d)
		if !i.Counted {
			t.skip(i)
			continue
		}
		n++
		t.trace = append(t.trace, Line{Day: i.Day, Kind: countedKind(i), Counted: true, N: n, Reason: i.Reason, Ground: i.Ground})
	}
	return n - before
}

func countedKind(i *calendar.Info) string {
	if i.Kind == calendar.Makeup {
		return string(calendar.Makeup)
	}
	return "counted"
}

// sayDays tells each calendar day after from up to and including to and
// returns the count.
func (t *task) sayDays(from, to calendar.Date, n int) int {
	for d := from + 1; d <= to; d++ {
		n++
		i := t.cal.On(d)
		t.trace = append(t.trace, Line{Day: i.Day, Kind: "counted", Counted: true, N: n, Reason: i.Label})
	}
	return n
}

func (t *task) sayMonths(from, to calendar.Date, n int) {
	reason := strconv.Itoa(n) + " tháng kể từ " + t.cal.On(from).Label + ": " + t.cal.On(to).Label
	if to != from.AddMonths(n) {
		reason += ", đã cộng các ngày tạm dừng"
	}
	t.trace = append(t.trace, Line{Day: t.cal.On(to).Day, Kind: "counted", Counted: true, N: n, Reason: reason, Ground: groundMonth})
}

func (t *task) saySession(i *calendar.Info, from, to, total int) {
	t.trace = append(t.trace, Line{
		Day: i.Day, Kind: countedKind(i), Counted: true, N: total / 60, Ground: i.Ground,
		Reason: i.Label + ", " + calendar.Clock(from) + "–" + calendar.Clock(to) + ": " + length(to-from),
	})
}

func (t *task) sayClock(from, to moment, total int) {
	if from == to {
		return
	}
	t.trace = append(t.trace, Line{
		Day: t.cal.On(to.day).Day, Kind: "counted", Counted: true, N: total / 60,
		Reason: "Từ " + t.when(from) + " đến " + t.when(to) + ": " + length(to.minus(from)),
	})
}

// sayRoll tells why an end moved from raw to due, and each day off between.
func (t *task) sayRoll(raw, due calendar.Date) {
	if raw == due {
		return
	}
	first := t.cal.On(raw)
	reason := "Ngày cuối " + first.Label + " là ngày nghỉ: chuyển sang "
	if first.Counted {
		reason = "Đã hết giờ làm việc " + first.Label + ": chuyển sang "
	}
	for d := raw; d < due; d++ {
		if i := t.cal.On(d); !i.Counted {
			t.skip(i)
		}
	}
	last := t.cal.On(due)
	t.trace = append(t.trace, Line{Day: last.Day, Kind: "roll", Reason: reason + last.Label, Ground: groundLastDay})
}

func (t *task) sayPause(p *span, from moment) {
	reason := "Tạm dừng từ " + t.when(from)
	if p.from.before(from) {
		reason += " (đã tạm dừng trước lúc bắt đầu tính)"
	}
	if p.open {
		reason += ", chưa có ngày chạy lại"
	}
	t.trace = append(t.trace, Line{Day: t.cal.On(from.day).Day, Kind: "pause", Reason: reason + p.words(), Ground: strings.Join(p.slips, ", ")})
}

func (t *task) sayIdle(p *span, why string) {
	t.trace = append(t.trace, Line{
		Day: t.cal.On(p.from.day).Day, Kind: "pause", Ground: strings.Join(p.slips, ", "),
		Reason: "Tạm dừng từ " + t.when(p.from) + ", " + why,
	})
}

// words are why the pause was and its slips: “: chờ bổ sung hồ sơ (phiếu 02-15)”.
func (p *span) words() string {
	var words []string
	for _, why := range p.why {
		if w, ok := whyWords[why]; ok && !strings.Contains(strings.Join(words, ", "), w) {
			words = append(words, w)
		}
	}
	s := ""
	if len(words) > 0 {
		s = ": " + strings.Join(words, ", ")
	}
	if len(p.slips) > 0 {
		s += " (phiếu " + strings.Join(p.slips, ", ") + ")"
	}
	return s
}

func (t *task) sayResume(at moment, anew, left bool) {
	kind, reason := "resume", "Chạy lại từ "+t.when(at)
	switch {
	case anew:
		kind, reason = "restart", "Tính lại từ đầu từ "+t.when(at)
	case !left:
		reason += ": thời hạn đã dùng hết, hạn là hết giờ làm việc của ngày chạy lại"
	case !t.q.Limit.Unit.InHours():
		reason += ": ngày chạy lại không tính"
	}
	t.say(at.day, kind, reason)
}

func (t *task) sayExtension(due moment, e Extended) {
	reason := "Gia hạn " + e.By.Words() + " kể từ ngày hẹn cũ " + t.when(due)
	if e.Ground != "" {
		reason += " (văn bản " + e.Ground + ")"
	}
	t.trace = append(t.trace, Line{Day: t.cal.On(due.day).Day, Kind: "extension", Reason: reason, Ground: e.Ground})
}

func (t *task) sayProvisional(d calendar.Date) {
	t.say(d, "provisional", "Ngày hẹn là tạm tính: "+t.cal.On(d).Label+" tính theo lịch suy ra từ luật, chưa có thông báo chính thức")
}

// length is “3 giờ 30 phút”.
func length(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return strconv.Itoa(m) + " phút"
	case m == 0:
		return strconv.Itoa(h) + " giờ"
	}
	return strconv.Itoa(h) + " giờ " + strconv.Itoa(m) + " phút"
}
