package httpx_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/web/httpx"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	out, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Location)
	require.NoError(t, err)
	return out
}

func TestTagsSayHowMuchTimeIsLeft(t *testing.T) {
	open := func(due string, unit deadline.Unit) dossier.Dossier {
		return dossier.Dossier{State: dossier.Processing, ReceivedAt: at(t, "2026-11-02T09:00"), Due: dossier.Due{At: at(t, due), Day: due[:10], Unit: unit}}
	}
	done := func(resolved string) dossier.Dossier {
		d := open("2026-11-13T17:00", deadline.WorkingDay)
		d.State, d.Due.OriginalAt, d.ResolvedAt = dossier.Returned, d.Due.At, at(t, resolved)
		return d
	}
	for name, x := range map[string]struct {
		d          dossier.Dossier
		now        string
		word, tone string
	}{
		"far":                    {open("2026-11-13T17:00", deadline.WorkingDay), "2026-11-06T09:00", "Còn 5 ngày", "ok"},
		"the last working day":   {open("2026-11-13T17:00", deadline.WorkingDay), "2026-11-12T09:00", "Sắp đến hạn: 1 ngày", "soon"},
		"a fifth of a long time": {open("2026-12-04T17:00", deadline.WorkingDay), "2026-11-30T09:00", "Sắp đến hạn: 4 ngày", "soon"},
		"over a weekend":         {open("2026-11-16T17:00", deadline.WorkingDay), "2026-11-13T09:00", "Sắp đến hạn: 1 ngày", "soon"},
		"kept on a day off":      {open("2026-11-15T10:00", deadline.ClockHour), "2026-11-14T09:00", "Sắp đến hạn: 15/11", "soon"},
		"today":                  {open("2026-11-13T16:30", deadline.WorkingDay), "2026-11-13T09:00", "Hạn hôm nay 16:30", "today"},
		"today, after the hour":  {open("2026-11-13T16:30", deadline.WorkingDay), "2026-11-13T17:30", "Hạn hôm nay 16:30", "today"},
		"hours late today":       {open("2026-11-13T10:00", deadline.WorkingHour), "2026-11-13T10:01", "Quá hạn từ 10:00", "late"},
		"late by working days":   {open("2026-11-12T17:00", deadline.WorkingDay), "2026-11-16T09:00", "Quá hạn 2 ngày", "late"},
		"late since Friday":      {open("2026-11-13T17:00", deadline.WorkingDay), "2026-11-14T09:00", "Quá hạn từ 13/11", "late"},
		"early":                  {done("2026-11-12T10:00"), "2026-11-20T09:00", "Xong sớm", "done"},
		"on time":                {done("2026-11-13T18:00"), "2026-11-20T09:00", "Xong đúng hạn", "done"},
		"late in the end":        {done("2026-11-16T08:00"), "2026-11-20T09:00", "Xong trễ", "done"},
		"waits for papers":       {dossier.Dossier{State: dossier.Supplementing}, "2026-11-20T09:00", "Chờ bổ sung", "wait"},
		"waits for money":        {dossier.Dossier{State: dossier.PaymentDue, Due: dossier.Due{Paused: true}}, "2026-11-20T09:00", "Chờ nộp tiền", "wait"},
		"filed":                  {dossier.Dossier{State: dossier.Submitted}, "2026-11-20T09:00", "Mới đăng ký", "new"},
		"no limit":               {dossier.Dossier{State: dossier.Processing}, "2026-11-20T09:00", "Đang xử lý", "plain"},
		"stopped":                {dossier.Dossier{State: dossier.Stopped}, "2026-11-20T09:00", "Dừng xử lý", "plain"},
	} {
		got := httpx.Tag(x.d, calendar.National(), at(t, x.now))
		assert.Equal(t, [2]string{x.word, x.tone}, [2]string{got.Word, got.Tone}, name)
	}
	assert.Equal(t, "✗", httpx.Tag(done("2026-11-16T08:00"), calendar.National(), at(t, "2026-11-20T09:00")).Mark)
}
