package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

func TestEdgesOfTheRule(t *testing.T) {
	for _, c := range []struct {
		name, received, limit, pauses, flags, want string
	}{
		{"15:00:59 is still 15:00", "2026-11-09T15:00:59", "1:same_day", "", "", "2026-11-09T17:00"},
		{"15:01 is after 15:00", "2026-11-09T15:01", "1:same_day", "", "", "2026-11-10T17:00"},
		{"at noon for the same day", "2026-11-09T12:15", "1:same_day", "", "", "2026-11-09T17:00"},
		{"at noon with a cut-off before the afternoon", "2026-11-09T11:40", "1:same_day", "", "cutoff=12:00", "2026-11-10T17:00"},
		{"17:00 is inside", "2026-11-06T17:00", "1:working_day", "", "", "2026-11-09T17:00"},
		{"17:00:59 is inside", "2026-11-06T17:00:59", "1:working_day", "", "", "2026-11-09T17:00"},
		{"17:01 is the next session", "2026-11-06T17:01", "1:working_day", "", "", "2026-11-10T17:00"},
		{"before opening is the same day", "2026-11-06T05:00", "1:working_day", "", "", "2026-11-09T17:00"},
		{"after hours as received", "2026-11-06T18:00", "1:working_day", "", "outside_hours=as_received", "2026-11-09T17:00"},
		{"same day, received after the close as received", "2026-11-06T18:00", "1:same_day", "", "cutoff=20:00;outside_hours=as_received", "2026-11-09T17:00"},
		{"over the leap day", "2024-02-27T09:00", "2:calendar_day", "", "", "2024-02-29T17:00"},
		{"a month from 31 January in a leap year", "2024-01-31T09:00", "1:month", "", "", "2024-02-29T17:00"},
		{"31 to 30 and a weekend", "2026-03-31T09:00", "2:month", "", "", "2026-06-01T17:00"},
		{"31 to 28", "2025-01-31T17:30", "1:month", "", "outside_hours=as_received", "2025-02-28T17:00"},
		{"two months over the new year", "2025-11-28T09:00", "2:month", "", "", "2026-01-28T17:00"},
		{"a month moves by its pause, then rolls", "2026-10-12T09:00", "1:month", "2026-10-20T10:00/2026-10-22T10:00", "", "2026-11-16T17:00"},
		{"a month pauses beyond its end", "2026-10-12T09:00", "1:month", "2026-11-12T10:00/2026-11-23T10:00", "", "2026-11-23T17:00"},
		{"year end", "2025-12-31T16:00", "1:working_day", "", "", "2026-01-05T17:00"},
		{"year end in hours", "2025-12-31T16:00", "2:working_hour", "", "", "2026-01-05T08:00"},

		{"a cut-off on another unit, passed", "2026-11-09T16:20", "3:working_day", "", "cutoff=16:00", "2026-11-13T17:00"},
		{"a cut-off on another unit, met", "2026-11-09T16:00", "3:working_day", "", "cutoff=16:00", "2026-11-12T17:00"},
		{"a cut-off on hours", "2026-11-06T15:30", "4:working_hour", "", "cutoff=15:00", "2026-11-09T11:00"},
		{"a cut-off on a day off is the next working day", "2026-11-07T16:00", "1:same_day", "", "", "2026-11-09T17:00"},

		{"hours from the closing minute", "2026-11-06T17:00", "1:working_hour", "", "", "2026-11-09T08:00"},
		{"hours that end at the close", "2026-11-06T13:30", "3:working_hour", "", "", "2026-11-06T16:30"},
		{"hours that end with the morning", "2026-11-06T10:30", "1:working_hour", "", "", "2026-11-06T11:30"},
		{"hours on a make-up Saturday", "2026-08-21T16:00", "2:working_hour", "", "", "2026-08-22T08:00"},
		{"a pause from the due minute changes nothing", "2026-11-09T08:00", "2:working_hour", "2026-11-09T10:00/2026-11-12T10:00", "", "2026-11-09T10:00"},
		{"a pause over the weekend in hours", "2026-11-06T16:00", "2:working_hour", "2026-11-06T16:30/2026-11-09T09:00", "", "2026-11-09T10:30"},

		{"the clock keeps its end", "2026-11-20T10:15", "24:clock_hour", "", "", "2026-11-21T10:15"},
		{"the clock starts at night", "2026-11-19T22:00", "12:clock_hour", "", "", "2026-11-20T10:00"},
		{"the clock starts with the session", "2026-11-19T22:00", "12:clock_hour", "", "outside_hours=next_session", "2026-11-20T19:00"},
		{"the clock rolls over a holiday", "2026-11-23T10:15", "24:clock_hour", "", "end_on_day_off=roll", "2026-11-25T17:00"},
		{"the clock ends at night of a working day and stays", "2026-11-19T22:00", "24:clock_hour", "", "end_on_day_off=roll", "2026-11-20T22:00"},
		{"the clock paused", "2026-11-19T10:00", "12:clock_hour", "2026-11-19T11:00/2026-11-19T14:30", "", "2026-11-20T01:30"},

		{"a calendar day that keeps its end", "2026-11-06T09:00", "2:calendar_day", "", "end_on_day_off=keep", "2026-11-08T17:00"},
		{"calendar days from a Saturday as received", "2026-11-07T09:00", "10:calendar_day", "", "outside_hours=as_received", "2026-11-17T17:00"},
		{"calendar days, pause on the rolled day", "2026-11-06T09:00", "2:calendar_day", "2026-11-09T09:00/2026-11-11T09:00", "", "2026-11-11T17:00"},

		{"a pause before receipt", "2026-11-06T18:00", "3:working_day", "2026-11-05T09:00/2026-11-07T09:00", "", "2026-11-12T17:00"},
		{"a pause begun before receipt", "2026-11-06T18:00", "3:working_day", "2026-11-05T09:00/2026-11-10T09:00", "", "2026-11-13T17:00"},
		{"overlapping pauses are one", "2026-11-02T09:00", "5:working_day", "2026-11-04T10:00/2026-11-09T10:00;2026-11-05T10:00/2026-11-10T14:00", "", "2026-11-13T17:00"},
		{"pauses that touch are one", "2026-11-02T09:00", "5:working_day", "2026-11-04T10:00/2026-11-06T10:00;2026-11-06T10:00/2026-11-10T14:00", "", "2026-11-13T17:00"},
		{"in any order", "2026-10-05T09:00", "15:working_day", "2026-10-20T10:00/2026-10-26T10:00;2026-10-09T10:00/2026-10-14T10:00", "", "2026-11-04T17:00"},
		{"nothing left", "2026-11-02T09:00", "3:working_day", "2026-11-05T16:00/2026-11-10T08:00", "", "2026-11-10T17:00"},
		{"nothing left and resumed on a day off", "2026-11-02T09:00", "3:working_day", "2026-11-05T16:00/2026-11-24T08:00", "", "2026-11-25T17:00"},
		{"a pause after the due day", "2026-11-02T09:00", "3:working_day", "2026-11-06T08:00/2026-11-24T08:00", "", "2026-11-05T17:00"},
		{"an open pause after the due day", "2026-11-02T09:00", "3:working_day", "2026-11-06T08:00/", "", "2026-11-05T17:00"},
		{"a pause of no whole minute", "2026-11-02T09:00", "3:working_day", "2026-11-03T20:00/2026-11-03T20:00", "", "2026-11-05T17:00"},
		{"same day paused", "2026-11-09T09:00", "1:same_day", "2026-11-09T10:00/2026-11-12T08:00", "", "2026-11-12T17:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := query(c.received, c.limit)
			q.Pauses = pauses(c.pauses)
			flags(&q, c.flags)
			assert.Equal(t, c.want, due(t, calendar.National(), q))
		})
	}
}

func TestAnOpenPauseHasNoDueDate(t *testing.T) {
	for _, unit := range units {
		q := deadline.Query{Received: at("2026-11-02T09:00"), Limit: deadline.Limit{N: 1, Unit: unit}, Pauses: pauses("2026-11-02T09:30/")}
		r := compute(t, calendar.National(), q)
		assert.True(t, r.Paused, unit)
		assert.True(t, r.Due.IsZero(), unit)
		assert.Empty(t, r.DueDay, unit)
		assert.Equal(t, "pause", r.Trace[len(r.Trace)-1].Kind, unit)
	}
}

func TestProvisional(t *testing.T) {
	for _, c := range []struct {
		received, limit string
		want            bool
	}{
		{"2026-11-20T16:30", "2:working_day", false},
		{"2027-02-01T09:00", "5:working_day", false}, // Tết 2027 is announced
		{"2027-04-15T09:00", "2:working_day", true},  // Giỗ Tổ 2027 is derived
		{"2027-04-19T09:00", "2:working_day", false},
		{"2026-12-28T08:00", "5:working_day", true}, // over 1 January 2027
		{"2027-05-01T09:00", "1:working_day", true}, // received on a derived day
		{"2028-03-06T09:00", "1:working_day", true}, // no table
		{"2018-03-06T09:00", "1:clock_hour", true},
		{"2027-12-30T09:00", "5:calendar_day", true},
	} {
		r := compute(t, calendar.National(), query(c.received, c.limit))
		assert.Equal(t, c.want, r.Provisional, "%s %s", c.received, c.limit)
		told := false
		for _, line := range r.Trace {
			told = told || line.Kind == "provisional"
		}
		assert.Equal(t, c.want, told)
	}
}

func TestDueAtTheTimeOfReceipt(t *testing.T) {
	for received, want := range map[string]string{
		"2026-11-02T09:10": "2026-11-05T09:10",
		"2026-11-02T12:10": "2026-11-05T13:30",
		"2026-11-02T17:00": "2026-11-05T17:00",
	} {
		q := query(received, "3:working_day")
		q.DueTime = deadline.SameTime
		assert.Equal(t, want, due(t, calendar.National(), q))
	}
	q := query("2026-11-06T09:10", "2:calendar_day")
	q.DueTime = deadline.SameTime
	assert.Equal(t, "2026-11-09T17:00", due(t, calendar.National(), q), "rolled: the end of the next working day")
}

func TestRestart(t *testing.T) {
	cal := calendar.National()
	q := query("2026-11-02T09:00", "3:working_day")
	q.Restart = true
	q.Pauses = pauses("2026-11-03T09:00/2026-11-11T10:00")
	assert.Equal(t, "2026-11-16T17:00", due(t, cal, q), "worked case 55")
	assert.Equal(t, at("2026-11-02T09:00"), compute(t, cal, q).Start, "the receipt stays")

	q.Pauses = append(q.Pauses, deadline.Pause{From: at("2026-11-12T09:00"), To: at("2026-11-13T09:00"), Why: deadline.Payment})
	assert.Equal(t, "2026-11-17T17:00", due(t, cal, q), "a payment pauses the new count")

	q.Pauses = []deadline.Pause{{From: at("2026-11-03T09:00"), To: at("2026-11-11T10:00"), Why: deadline.Payment}}
	assert.Equal(t, "2026-11-13T17:00", due(t, cal, q), "a payment never restarts")

	q.Pauses = pauses("2026-11-06T09:00/2026-11-11T10:00")
	assert.Equal(t, "2026-11-05T17:00", due(t, cal, q), "a supplement asked when late does not wash the lateness off")

	q.Pauses = pauses("2026-11-03T09:00/2026-11-11T15:30")
	q.Cutoff = "15:00"
	assert.Equal(t, "2026-11-17T17:00", due(t, cal, q), "the resumption is a receipt anew, cut-off included")
}

func TestExtensions(t *testing.T) {
	cal := calendar.National()
	q := query("2026-11-02T09:00", "3:working_day")
	q.Extensions = []deadline.Extended{{By: limit("3:working_day"), Ground: "04/GH"}, {By: limit("2:calendar_day")}}
	r := compute(t, cal, q)
	assert.Equal(t, "2026-11-05", r.OriginalDay)
	assert.Equal(t, "2026-11-12", r.DueDay)
	assert.Equal(t, "2026-11-05T17:00:00+07:00", r.OriginalDue.Format(time.RFC3339))

	q.Pauses = pauses("2026-11-09T09:00/2026-11-11T09:00")
	assert.Equal(t, "2026-11-16T17:00", due(t, cal, q), "a pause inside the extension moves it: 06, 09 | 12 and two days, rolled")
	q.Pauses = pauses("2026-11-09T09:00/")
	r = compute(t, cal, q)
	assert.True(t, r.Paused)
	assert.Equal(t, "2026-11-05", r.OriginalDay, "the original date stands")

	q = query("2026-11-09T08:00", "2:working_hour")
	q.Extensions = []deadline.Extended{{By: limit("2:working_hour")}}
	assert.Equal(t, "2026-11-09T14:00", due(t, cal, q))
	q.Extensions = []deadline.Extended{{By: limit("3:calendar_day")}}
	assert.Equal(t, "2026-11-12T17:00", due(t, cal, q))
	q = query("2026-11-04T08:00", "2:working_day")
	q.Extensions = []deadline.Extended{{By: limit("24:clock_hour")}}
	assert.Equal(t, "2026-11-07T17:00", due(t, cal, q), "hours of the clock keep their end")
	q = query("2026-11-05T17:00", "24:clock_hour")
	q.Extensions = []deadline.Extended{{By: limit("1:calendar_day")}}
	assert.Equal(t, "2026-11-09T17:00", due(t, cal, q), "days roll")
}

func TestNoLimit(t *testing.T) {
	r := compute(t, calendar.National(), query("2026-11-02T09:00", "none"))
	assert.True(t, r.Due.IsZero())
	assert.False(t, r.Paused)
	assert.Len(t, r.Trace, 1)
}

func TestTheTraceOfADayOffNamesItsGround(t *testing.T) {
	r := compute(t, calendar.National(), query("2026-11-20T16:30", "2:working_day"))
	want := []deadline.Line{
		{Day: "2026-11-20", Kind: "start", Reason: "Nhận lúc 16:30 Thứ Sáu 20/11/2026: ngày nhận không tính", Ground: "BLDS 91/2015/QH13 Điều 147"},
		{Day: "2026-11-21", Kind: "weekend", Reason: "Thứ Bảy 21/11/2026: nghỉ hằng tuần"},
		{Day: "2026-11-22", Kind: "weekend", Reason: "Chủ nhật 22/11/2026: nghỉ hằng tuần"},
		{Day: "2026-11-23", Kind: "counted", Counted: true, N: 1, Reason: "Thứ Hai 23/11/2026: ngày làm việc"},
		{Day: "2026-11-24", Kind: "holiday", Reason: "24/11/2026: Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)", Ground: "NQ 28/2026/QH16"},
		{Day: "2026-11-25", Kind: "counted", Counted: true, N: 2, Reason: "Thứ Tư 25/11/2026: ngày làm việc"},
		{Day: "2026-11-25", Kind: "due", Reason: "Hẹn trả kết quả: 17:00 Thứ Tư 25/11/2026"},
	}
	require.Equal(t, want, r.Trace)
}

func TestTheTraceSaysWhyAReceiptMoved(t *testing.T) {
	for received, want := range map[string][2]string{
		"2026-11-06T17:30": {"outside_hours", "Lúc 17:30 Thứ Sáu 06/11/2026, ngoài giờ làm việc: tính từ 07:00 Thứ Hai 09/11/2026"},
		"2026-11-06T16:30": {"cutoff", "Lúc 16:30 Thứ Sáu 06/11/2026, sau 16:00: tính từ 07:00 Thứ Hai 09/11/2026"},
	} {
		q := query(received, "1:working_day")
		if want[0] == "cutoff" {
			q.Cutoff = "16:00"
		}
		trace := compute(t, calendar.National(), q).Trace
		assert.Equal(t, deadline.Line{Day: "2026-11-06", Kind: want[0], Reason: want[1]}, trace[0])
		assert.Equal(t, []string{"weekend", "weekend", "start"}, []string{trace[1].Kind, trace[2].Kind, trace[3].Kind})
		assert.Equal(t, "Coi như nhận lúc 07:00 Thứ Hai 09/11/2026: ngày nhận không tính", trace[3].Reason)
	}
}

func TestTheTraceOfAPauseNamesItsSlip(t *testing.T) {
	q := query("2026-11-02T09:00", "5:working_day")
	q.Pauses = []deadline.Pause{{From: at("2026-11-04T10:00"), To: at("2026-11-10T14:00"), Why: deadline.Supplement, Slip: "02-15/2026"}}
	var pause, resume deadline.Line
	for _, line := range compute(t, calendar.National(), q).Trace {
		switch line.Kind {
		case "pause":
			pause = line
		case "resume":
			resume = line
		}
	}
	assert.Equal(t, "Tạm dừng từ 10:00 Thứ Tư 04/11/2026: chờ bổ sung hồ sơ (phiếu 02-15/2026)", pause.Reason)
	assert.Equal(t, "02-15/2026", pause.Ground)
	assert.Equal(t, "Chạy lại từ 14:00 Thứ Ba 10/11/2026: ngày chạy lại không tính", resume.Reason)
}
