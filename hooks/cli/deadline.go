package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"motcua/hooks/domain/calendar"
	"motcua/hooks/domain/deadline"
)

// Deadline is `motcua deadline`: the deadline engine alone. It opens no folder
// and writes nothing. With --batch the other flags stand in for keys a line
// leaves out.
func Deadline() *cobra.Command {
	var in deadline.Input
	var batch string
	var asJSON, explain bool
	c := quiet(&cobra.Command{
		Use:   "deadline",
		Short: "Tính ngày hẹn trả kết quả và nói vì sao",
		Example: "  motcua deadline --received 2026-11-20T16:30 --limit 2:working_day --explain\n" +
			"  motcua deadline --batch hoso.jsonl",
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("batch") {
				return runBatch(c.InOrStdin(), c.OutOrStdout(), batch, in)
			}
			return answerOne(c.OutOrStdout(), in, asJSON, explain)
		},
	})
	f := c.Flags()
	f.StringVar(&in.Received, "received", "", "lúc nhận đủ hồ sơ, giờ Việt Nam: 2026-11-20T16:30")
	f.StringVar(&in.Limit, "limit", "", "thời hạn: 2:working_day (working_day calendar_day working_hour clock_hour month same_day)")
	f.StringVar(&in.Cutoff, "cutoff", "", "nhận sau giờ này thì tính từ ngày làm việc kế tiếp (mặc định 15:00 với same_day)")
	f.StringArrayVar(&in.Pause, "pause", nil, "khoảng tạm dừng TỪ/ĐẾN, viết nhiều lần được; TỪ/ khi chưa chạy lại")
	f.StringVar(&in.OutsideHours, "outside-hours", "", "nhận ngoài giờ: next_session hoặc as_received")
	f.StringVar(&in.EndOnDayOff, "end-on-day-off", "", "hết hạn vào ngày nghỉ: roll hoặc keep")
	f.StringVar(&in.Hours, "hours", "", "giờ làm việc thứ Hai đến thứ Sáu (mặc định "+calendar.DefaultHours+")")
	f.StringVar(&in.Calendar, "calendar", "vn", "lịch nghỉ: vn")
	f.StringVar(&batch, "batch", "", "tệp mỗi dòng một câu hỏi JSON, - là đầu vào chuẩn")
	f.BoolVar(&asJSON, "json", false, "in một tài liệu JSON")
	f.BoolVar(&explain, "explain", false, "kể từng ngày: vì sao ngày này?")
	return c
}

func answerOne(w io.Writer, in deadline.Input, asJSON, explain bool) error {
	if in.Received == "" || in.Limit == "" {
		return usage("cần --received và --limit, ví dụ: motcua deadline --received 2026-11-20T16:30 --limit 2:working_day")
	}
	r, err := in.Compute()
	if err != nil {
		return UsageError{said(err)}
	}
	if asJSON {
		return writeJSON(w, r.Answer(), true)
	}
	if _, err := io.WriteString(w, human(r, explain)); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}

// human is the answer for a person.
func human(r deadline.Result, explain bool) string {
	var b strings.Builder
	if r.Paused {
		b.WriteString("Đang tạm dừng: chưa có ngày hẹn trả. Ngày hẹn được tính khi hồ sơ chạy lại.\n")
	} else {
		b.WriteString("Hẹn trả kết quả: " + dueWords(r) + "\n")
	}
	if r.Provisional {
		b.WriteString("Ngày hẹn là tạm tính: có ngày nghỉ chưa được thông báo chính thức.\n")
	}
	if !explain {
		return b.String()
	}
	b.WriteString("\nVì sao ngày này?\n")
	for _, line := range r.Trace {
		count := ""
		if line.Counted {
			count = fmt.Sprint(line.N)
		}
		fmt.Fprintf(&b, "%5s  %s\n", count, line.Reason)
	}
	return b.String()
}

func dueWords(r deadline.Result) string {
	day := calendar.National().Day(r.DueDay)
	return r.Due.Format("15:04") + " " + day.Label
}
