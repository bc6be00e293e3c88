package deadline

import (
	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/problem"
)

// Why a pause was opened; see Pause.Why.
const (
	Supplement = "supplement" // yêu cầu bổ sung
	Payment    = "payment"    // nghĩa vụ tài chính
	Incident   = "incident"   // sự cố được thông báo
)

// Compute answers a question on a calendar: when the dossier is due, and why.
// Arithmetic is in whole minutes of Asia/Ho_Chi_Minh. The same question on the
// same calendar always gives the same answer.
//
// A pause that begins after the due day (after the due moment for hours) no
// longer moves it, open or not. An open pause before that leaves Due zero and
// Paused true. The error is a problem.List: every input at fault by its field
// (received, limit, cutoff, pause.0, extensions.0, …), or a limit that runs past the
// calendar's last year.
//
// BLDS 91/2015/QH13 Điều 144–148; NĐ 118/2025/NĐ-CP Điều 17–18.
func Compute(cal *calendar.Calendar, q Query) (Result, error) {
	if err := q.check(); err != nil {
		return Result{}, err
	}
	implied := q.EndOnDayOff == ""
	q = q.filled()
	t := task{
		cal:     cal,
		q:       q,
		implied: implied,
		cutoff:  -1,
		pauses:  unite(q.Pauses),
		trace:   make([]Line, 0, roomFor(q.Limit)),
	}
	if q.Cutoff != "" {
		t.cutoff, _ = calendar.ParseClock(q.Cutoff) // checked
	}
	return t.run()
}

// task is one computation.
type task struct {
	cal     *calendar.Calendar
	q       Query // filled
	implied bool  // EndOnDayOff is the default of the unit
	cutoff  int   // minute of the day, -1 = none
	pauses  []span
	start   moment // effective receipt; of a restart, the resumption
	trace   []Line
}

// end says how a stretch of counting ended.
type end int

const (
	reached   end = iota
	paused        // by an open pause
	restarted     // the count begins anew at task.start
	beyond        // past the calendar's last year
)

func (t *task) run() (Result, error) {
	received := split(t.q.Received)
	if t.q.Limit.Unit == None {
		t.say(received.day, "due", "Thủ tục không quy định thời hạn")
		return Result{Trace: t.trace}, nil
	}
	var ok bool
	if t.start, ok = t.enter(received, true); !ok {
		return Result{}, beyondCalendar()
	}
	t.sayStart(received)
	r := Result{Start: t.start.time()}
	at, by := t.start, t.q.Limit
	for done := 0; ; {
		due, how := t.count(at, by)
		switch how {
		case beyond:
			return Result{}, beyondCalendar()
		case paused:
			r.Paused = true
			_, r.Provisional = t.cal.Unofficial(received.day, due.day)
			r.Trace = t.trace
			return r, nil
		case restarted:
			done, at, by = 0, t.start, t.q.Limit
			continue
		}
		if done == 0 {
			r.OriginalDue, r.OriginalDay = due.time(), t.cal.On(due.day).Day
		}
		if done == len(t.q.Extensions) {
			t.finish(&r, received, due)
			return r, nil
		}
		e := t.q.Extensions[done]
		t.sayExtension(due, e)
		at, by = due, e.By
		done++
	}
}

func (t *task) finish(r *Result, received, due moment) {
	for i := range t.pauses {
		t.sayIdle(&t.pauses[i], "sau khi đã hết hạn: không kéo dài thời hạn")
	}
	info := t.cal.On(due.day)
	r.Due, r.DueDay = due.time(), info.Day
	var unsure calendar.Date
	if unsure, r.Provisional = t.cal.Unofficial(received.day, due.day); r.Provisional {
		t.sayProvisional(unsure)
	}
	t.trace = append(t.trace, Line{Day: info.Day, Kind: "due", Reason: "Hẹn trả kết quả: " + calendar.Clock(due.min) + " " + info.Label})
	r.Trace = t.trace
}

// count runs one limit from a moment.
func (t *task) count(at moment, by Limit) (moment, end) {
	switch by.Unit {
	case WorkingHour:
		return t.workingHours(at, by.N*60)
	case ClockHour:
		return t.clockHours(at, by.N*60)
	case CalendarDay:
		return t.plainDays(at, at.day+calendar.Date(by.N), by)
	case Month:
		return t.plainDays(at, at.day.AddMonths(by.N), by)
	case SameDay:
		return t.workingDays(at, 0)
	}
	return t.workingDays(at, by.N)
}

// enter is the moment from which a receipt or a resumption counts: the next
// session when it falls outside, and after the cut-off of a receipt the next
// working day's opening. It is false past the calendar's last year.
func (t *task) enter(m moment, receipt bool) (moment, bool) {
	late := receipt && t.cutoff >= 0 && m.min > t.cutoff
	if t.q.OutsideHours == NextSession && !late {
		day, minute, ok := t.cal.Next(m.day, m.min)
		if !ok {
			return m, false
		}
		moved := moment{day, minute}
		// Handed in at noon, counted from the afternoon: the cut-off asks
		// for the moment it counts from.
		late = receipt && t.cutoff >= 0 && moved.day == m.day && moved.min > t.cutoff
		if !late {
			if moved != m {
				t.sayMoved(m, moved, "outside_hours")
			}
			return moved, true
		}
	}
	if !late {
		return m, true
	}
	day, ok := t.cal.Add(m.day, 1)
	if !ok {
		return m, false
	}
	moved := moment{day, t.cal.On(day).Sessions[0].Open}
	t.sayMoved(m, moved, "cutoff")
	return moved, true
}

// next is the first pause that ends after a moment, nil when none does.
func (t *task) next(at moment) *span {
	for len(t.pauses) > 0 {
		p := &t.pauses[0]
		if p.open || at.before(p.to) {
			return p
		}
		t.sayIdle(p, "trước lúc bắt đầu tính: không ảnh hưởng")
		t.pauses = t.pauses[1:]
	}
	return nil
}

// wait takes the first pause, begun at from, and returns the moment at which
// counting goes on.
func (t *task) wait(from moment, left bool) (moment, end) {
	p := t.pauses[0]
	t.pauses = t.pauses[1:]
	t.sayPause(&p, from)
	if p.open {
		return from, paused
	}
	anew := t.q.Restart && p.restart
	at, ok := t.enter(p.to, anew)
	if !ok {
		return at, beyond
	}
	t.sayResume(at, anew, left)
	if anew {
		t.start = at
		return at, restarted
	}
	return at, reached
}

func beyondCalendar() error {
	return problem.List{problem.Of("limit", KeyBeyond)}
}
