package deadline

import (
	"time"

	"motcua/hooks/domain/calendar"
)

// The words of a verdict.
const (
	Early  = "early"   // trước hạn
	OnTime = "on_time" // đúng hạn
	Late   = "late"    // quá hạn
)

// Verdict judges a result by the moment it exists, whenever it is collected:
// limits in days or months on days of Asia/Ho_Chi_Minh, limits in hours by
// moments in whole minutes. Without a due date everything is on time.
func Verdict(unit Unit, due, resolved time.Time) string {
	if due.IsZero() || unit == None {
		return OnTime
	}
	d, r := split(due), split(resolved)
	if !unit.InHours() {
		d.min, r.min = 0, 0
	}
	switch {
	case r.before(d):
		return Early
	case d.before(r):
		return Late
	}
	return OnTime
}

// Overdue says whether an unresolved dossier is late now: after the due day,
// or after the due minute of a limit in hours. Without a due date it never is.
func Overdue(unit Unit, due, now time.Time) bool {
	return Verdict(unit, due, now) == Late
}

// ApologyBy is the last moment for the letter of apology (văn bản xin lỗi,
// Mẫu 04): the close of the last working day before the due day. It is zero
// when there is none.
func ApologyBy(cal *calendar.Calendar, due time.Time) time.Time {
	d, _ := calendar.Split(due)
	day, ok := cal.Last(d)
	if due.IsZero() || !ok {
		return time.Time{}
	}
	return day.At(cal.UsualClose(day))
}

// Extend is the due moment of one extension (gia hạn) counted from the old due
// moment, by the defaults of its unit. For a dossier with pauses or a history,
// put the extension into Query.Extensions instead: it also moves with pauses.
func Extend(cal *calendar.Calendar, due time.Time, by Limit) (Result, error) {
	q := Query{Received: due, Limit: by, OutsideHours: AsReceived}
	if by.Unit == SameDay || by.Unit == None {
		return Result{}, by.problem("limit", KeyLimitUnit)
	}
	return Compute(cal, q)
}
