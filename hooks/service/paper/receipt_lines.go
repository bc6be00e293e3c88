package paper

import (
	"fmt"
	"strconv"
	"strings"

	"motcua/hooks/domain/code"
	"motcua/hooks/domain/identity"
)

// Title names the paper, without anything personal.
func (r Receipt) Title() string {
	return "Giấy tiếp nhận hồ sơ và hẹn trả kết quả " + r.Code
}

// RefLine is the reference in threes.
func (r Receipt) RefLine() string { return code.FormatRef(r.Ref) }

// PhoneLine is the applicant's number grouped.
func (p Party) PhoneLine() string { return identity.Phone(p.Phone).String() }

// DueBig is the largest thing on the paper: "Thứ Sáu, 27/11/2026".
func (r Receipt) DueBig() string {
	if r.Paused || r.DueAt.IsZero() {
		return "TẠM DỪNG"
	}
	return Weekday(r.DueAt) + ", " + ShortDay(r.DueAt)
}

// DueSmall stands under it: the hour, or why there is none.
func (r Receipt) DueSmall() string {
	switch {
	case r.Paused || r.DueAt.IsZero():
		return "Ngày hẹn sẽ được báo khi hồ sơ được giải quyết tiếp"
	case r.Provisional:
		return "lúc " + Clock(r.DueAt) + " (tạm tính)"
	}
	return "lúc " + Clock(r.DueAt)
}

// DueLine is the form's own line.
func (r Receipt) DueLine() string {
	switch {
	case r.Paused || r.DueAt.IsZero():
		return "tạm dừng, sẽ báo sau"
	case r.Provisional:
		return LongMoment(r.DueAt) + " (tạm tính: lịch nghỉ của thời gian này chưa công bố; nếu đổi sẽ báo lại)"
	}
	return LongMoment(r.DueAt)
}

// ReceivedLine is the moment of receipt in the form's words.
func (r Receipt) ReceivedLine() string { return LongMoment(r.ReceivedAt) }

// AtLine is the moment of an appointment in the form's words.
func (a Appointment) AtLine() string { return LongMoment(a.At) }

// SetsLine is the number of sets, two digits: "01".
func (r Receipt) SetsLine() string {
	s := strconv.Itoa(max(1, r.Sets))
	return strings.Repeat("0", max(0, 2-len(s))) + s
}

// ProcedureLine is what is asked for: name, case and code of the procedure.
func (r Receipt) ProcedureLine() string {
	s := r.Procedure
	if r.Case != "" {
		s += " – " + r.Case
	}
	if r.ProcedureCode != "" {
		s += " (mã thủ tục " + r.ProcedureCode + ")"
	}
	return s
}

// FeeTotal in đồng.
func (r Receipt) FeeTotal() int64 {
	var sum int64
	for _, f := range r.Fees {
		sum += f.Amount
	}
	return sum
}

// FeeTotalLine is the sum in words of money.
func (r Receipt) FeeTotalLine() string { return Money(r.FeeTotal()) }

// Line is "Lệ phí hộ tịch: 15.000 đồng (thu khi trả kết quả)".
func (f Fee) Line() string {
	amount, note := "", ""
	if f.Amount != 0 || f.Note == "" {
		amount = Money(f.Amount)
	}
	if f.Note != "" {
		note = f.Note
		if amount != "" {
			note = " (" + note + ")"
		}
	}
	return f.Title + ": " + amount + note
}

// HasNotes reports whether the list of papers needs its column of notes.
func (r Receipt) HasNotes() bool {
	for _, c := range r.Components {
		if c.Note != "" {
			return true
		}
	}
	return false
}

// HeldLine says which originals the office took into keeping, by their number
// in the list above it: “giấy tờ số 1 (1 bản), số 3 (2 bản)”; "" for none. It is
// true of the moment of receipt, also on a paper printed again later.
func (r Receipt) HeldLine() string {
	var out []string
	for i, c := range r.Components {
		if c.Held > 0 {
			out = append(out, fmt.Sprintf("số %d (%d bản)", i+1, c.Held))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "giấy tờ " + strings.Join(out, ", ")
}

// ReprintLine marks a paper printed again; "" on the first print.
func (r Receipt) ReprintLine() string { return reprintLine(r.Reprint, r.ReprintAt) }

// ReplacesLine says which receipt this one takes the place of and why.
func (r Receipt) ReplacesLine() string {
	if r.ReplacesNo == "" {
		return ""
	}
	s := "Thay cho giấy số " + r.ReplacesNo
	if r.ReplaceReason != "" {
		s += ": " + r.ReplaceReason
	}
	return s
}

// ManyFees reports whether the fees need a sum.
func (r Receipt) ManyFees() bool { return len(r.Fees) > 1 }

// ComponentRow is a component with its number in the list.
type ComponentRow struct {
	No int
	Component
}

// ComponentRows numbers the papers handed in, from 1.
func (r Receipt) ComponentRows() []ComponentRow {
	rows := make([]ComponentRow, len(r.Components))
	for i, c := range r.Components {
		rows[i] = ComponentRow{i + 1, c}
	}
	return rows
}
