package seed

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"motcua/hooks/domain/deadline"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/procedure"
)

// offerDuty publishes the demo's own procedure with a financial duty in its
// middle, as land matters have it: no procedure of the pack has one. Its code
// begins with 9, as no true one does.
func (s *stage) offerDuty(o *office) error {
	v := duty(s.pack["1.014027"])
	err := s.app.RunInTransaction(func(tx core.App) error {
		if _, err := s.desk.Catalog.Publish(tx, v, "demo", s.end); err != nil {
			return fmt.Errorf("publish the demo's own procedure: %w", err)
		}
		return s.desk.Catalog.SetOffering(tx, o.unit.ID, o.unit.Path, kindDuty, v.Channels, s.end)
	})
	s.desk.Catalog.Forget()
	s.pack[kindDuty] = v
	return err
}

// duty takes the flow and the first limit from a procedure of the pack and
// says everything else anew.
func duty(from procedure.Version) procedure.Version {
	const ground = "Luật Đất đai 31/2024/QH15"
	v := from
	v.Code, v.Name, v.Sector = kindDuty, "Thủ tục mẫu: chuyển mục đích sử dụng đất (có nghĩa vụ tài chính)", "Thủ tục mẫu"
	v.Synonyms, v.LifeEvent = []string{"chuyển mục đích đất", "thủ tục mẫu đất"}, ""
	v.Channels = []procedure.Channel{procedure.Desk}
	v.Cases = []procedure.Case{{Key: "normal", Title: "Hộ gia đình, cá nhân", Default: true}}
	v.Components = []procedure.Component{
		{Key: "application", Title: "Đơn xin chuyển mục đích sử dụng đất", Requirement: procedure.Required, Originals: 1},
		{Key: "certificate", Title: "Giấy chứng nhận quyền sử dụng đất", Requirement: procedure.Required, Originals: 1},
	}
	v.Form, v.StepsText, v.Conditions, v.WhatNext = form.Schema{}, nil, nil, ""
	v.Deadline.Limit = deadline.Limit{N: 10, Unit: deadline.WorkingDay}
	v.Deadline.AfterPayment = deadline.Limit{N: 5, Unit: deadline.WorkingDay}
	v.Deadline.PauseGround = ground
	v.Deadline.PauseOn = []string{"supplement", "payment"}
	v.Deadline.Text, v.Deadline.Ground = "10 ngày làm việc đến khi có thông báo nộp tiền; nộp xong, thêm 05 ngày làm việc", ground
	v.LegalBasis = []procedure.LegalText{{Number: "31/2024/QH15", Title: "Luật Đất đai"}}
	v.RefusalCodes = []procedure.RefusalCode{{Key: "not_planned", Title: "Không phù hợp kế hoạch sử dụng đất", Ground: ground}}
	v.Examples = nil
	for _, e := range from.Examples {
		if e.Channel == procedure.Desk {
			e.Case, e.Answers, e.Components = "normal", nil, []string{"application", "certificate"}
			v.Examples = append(v.Examples, e)
		}
	}
	return v
}
