package procedure

import "motcua/hooks/domain/deadline"

// openMinutes is what the default flow takes where the law sets no limit: five
// working days.
const openMinutes = 5 * DayMinutes

// DefaultFlow is the plain internal flow (quy trình nội bộ): receive, examine,
// sign, return. Its norms together stay within the shortest limit of any
// channel and case.
func (v Version) DefaultFlow() []Step {
	all := v.shortestMinutes()
	desk := min(max(all/16, 1), DayMinutes/2)
	sign := min(max(all/8, 1), DayMinutes)
	return []Step{
		{Key: "receive", Title: "Tiếp nhận, kiểm tra hồ sơ và chuyển xử lý", Role: "clerk", Norm: desk},
		{Key: "examine", Title: "Công chức chuyên môn thẩm định, dự thảo kết quả", Role: "officer", Norm: max(all-2*desk-sign, 1)},
		{Key: "sign", Title: "Lãnh đạo xem xét, ký", Role: "leader", Norm: sign},
		{Key: "return", Title: "Vào sổ, đóng dấu, trả kết quả", Role: "clerk", Norm: desk},
	}
}

// shortestMinutes is the working time the strictest limit leaves.
func (v Version) shortestMinutes() int {
	if least := v.LimitMinutes(); least > 0 {
		return least
	}
	return openMinutes
}

// LimitMinutes is the working time, in minutes, that the strictest limit of any
// channel and case leaves; 0 where the law sets none.
func (v Version) LimitMinutes() int {
	least := 0
	take := func(l deadline.Limit) {
		if n, ok := minutes(l); ok && l.N > 0 {
			if least == 0 || n < least {
				least = n
			}
		}
	}
	take(v.Deadline.Limit)
	for _, l := range v.Deadline.PerChannel {
		take(l)
	}
	for _, l := range v.Deadline.PerCase {
		take(l)
	}
	return least
}
