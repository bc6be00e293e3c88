package cli

import (
	"errors"
	"strings"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/problem"
)

// sentences say a problem to the operator in the words of the flags; pages
// have theirs in templates/text.
var sentences = map[string]string{
	deadline.KeyReceived:  "viết lúc nhận như 2026-11-20T16:30 (giờ Việt Nam), năm từ 1900 đến 2199",
	deadline.KeyLimit:     "viết số rồi đơn vị, ví dụ 3:working_day",
	deadline.KeyLimitUnit: "đơn vị phải là một trong working_day, calendar_day, working_hour, clock_hour, month, same_day",
	deadline.KeyLimitN:    "số phải từ 1 đến {max}",
	deadline.KeyCutoff:    "viết giờ như 15:00",
	deadline.KeyOutside:   "chọn next_session hoặc as_received",
	deadline.KeyEnd:       "chọn roll hoặc keep",
	deadline.KeyPause:     "viết khoảng tạm dừng như 2026-11-04T10:00/2026-11-10T14:00, hoặc 2026-11-04T10:00/ khi chưa chạy lại",
	deadline.KeyPauseFrom: "khoảng tạm dừng phải có lúc bắt đầu, đứng trước dấu /",
	deadline.KeyPauseEnds: "khoảng tạm dừng kết thúc trước khi bắt đầu; kiểm tra lại hai mốc",
	deadline.KeyCalendar:  "hiện chỉ có lịch vn",
	deadline.KeyBeyond:    "thời hạn vượt quá năm 2199; kiểm tra lại mốc nhận và thời hạn",
	calendar.KeyHours:     "viết các buổi theo thứ tự, không chồng nhau, ví dụ 07:00-11:30,13:30-17:00",
}

// said turns problems into one sentence: field, what to do; field, what to do.
func said(err error) error {
	list, ok := problem.In(err)
	if !ok {
		return err
	}
	parts := make([]string, len(list))
	for i, p := range list {
		text, known := sentences[p.Key]
		if !known {
			text = p.Key
		}
		for name, value := range p.Args {
			text = strings.ReplaceAll(text, "{"+name+"}", value)
		}
		if p.Field != "" {
			text = flagOf(p.Field) + ": " + text
		}
		parts[i] = text
	}
	return errors.New(strings.Join(parts, "; "))
}

// flagOf says “pause thứ 2” for pause.1.
func flagOf(field string) string {
	name, index, several := strings.Cut(field, ".")
	if several && len(index) == 1 && index[0] >= '0' && index[0] < '9' {
		return name + " thứ " + string(index[0]+1)
	}
	return name
}
