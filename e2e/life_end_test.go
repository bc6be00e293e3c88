//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// TestStoryOfALateDossier: one working day before the last moment the letter
// of extension lies drafted on top of the leader's page; signed, both days are
// told. Late all the same, the leader apologises.
func TestStoryOfALateDossier(t *testing.T) {
	s, b := serve(t), browser(t)
	code := s.receiveOf(t, "1.004884")
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	leader := s.someone(t, b, access.Leader, 0)
	assert.NotContains(t, leader.reads("/lanh-dao"), "Gia hạn cần ký", "too early")

	s.SetNow("2026-11-27T09:00") // Friday; due on Monday, 30 November
	page := leader.reads("/lanh-dao")
	leader.saysAll(page, "Thư xin lỗi, gia hạn cần ký", "Gia hạn cần ký (1)", code, "Hẹn 17:00 ngày 30/11/2026")
	assert.Contains(t, leader.text("#thu"), "Hẹn mới 17:00 ngày 01/12/2026")
	assert.Less(t, strings.Index(page, "Gia hạn cần ký"), strings.Index(page, "Việc của tôi"), "before everything else")
	leader.follow(`#thu form[action$="/gia-han"] button`)
	require.Equal(t, "/lanh-dao", leader.path())
	leader.seen(`.mc-notice--ok[role="status"]`)
	assert.NotContains(t, leader.text("main"), "Gia hạn cần ký")
	leader.saysAll(leader.paper(code, "xin lỗi"), "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN TRẢ KẾT QUẢ", "17 giờ 00 phút, ngày 30 tháng 11 năm 2026",
		"17 giờ 00 phút, ngày 01 tháng 12 năm 2026", "Lý do: Cần thêm thời gian thẩm tra hồ sơ", "Mẫu số 04, Phụ lục I, Thông tư 03/2025/TT-VPCP")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(code), "Thứ Ba, 01/12/2026", "Ngày hẹn ban đầu: Thứ Hai, 30/11/2026")

	// Once is enough; late all the same it is an apology with another day.
	s.SetNow("2026-12-09T09:00")
	citizen.saysAll(citizen.tracks(code), "Hồ sơ đã quá ngày hẹn. Chúng tôi xin lỗi bạn.", "Quá hẹn")
	leader.saysAll(leader.reads("/lanh-dao"), "Thư xin lỗi cần ký (1)", "Hẹn lại Thứ Hai, 14/12/2026", "Quá hạn 6 ngày")
	leader.put("apologise.reason", "Xác minh ở nơi cư trú cũ lâu hơn dự kiến")
	leader.follow(`#thu form[action$="/xin-loi"] button`)
	assert.Contains(t, leader.text("main"), "Đã ghi thư xin lỗi. Bạn in Mẫu số 04 ở mục Giấy tờ đã lập.")
	page = leader.reads("/ho-so/" + code)
	leader.saysAll(page, "Quá hạn 6 ngày", "Lý do: Xác minh ở nơi cư trú cũ lâu hơn dự kiến", "Hẹn lại: Thứ Hai, 14/12/2026")
	assert.False(t, leader.offers(dossier.Extend), "once, and before the day")
	citizen.saysAll(citizen.tracks(code), "Chúng tôi hẹn lại bạn: Thứ Hai, 14/12/2026", "Ngày hẹn ban đầu: Thứ Hai, 30/11/2026", "Quá hẹn")
}

// TestStoryOfARefusal: what the commune may not take is declined at the desk
// with Mẫu số 03; what was taken in is refused with a reason and its ground.
func TestStoryOfARefusal(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.begin("dang ky lai khai sinh", "components.declaration")
	clerk.follow(`[name="tu-choi"]`)
	assert.Contains(t, clerk.text("main"), "Từ chối tiếp nhận (Mẫu số 03)")
	require.Equal(t, 422, clerk.follow(`form.mc-form button.mc-button--primary`))
	clerk.put("cause", "not_competent", "reason", "Nơi đăng ký khai sinh trước đây ở xã khác", "ground", "Nghị định 123/2015/NĐ-CP Điều 25", "agency", "Ủy ban nhân dân xã Đông Thạnh")
	clerk.follow(`form.mc-form button.mc-button--primary`)
	declined := strings.TrimPrefix(clerk.path(), "/ho-so/")
	page := clerk.text("main")
	clerk.saysAll(page, "Đã ghi không tiếp nhận hồ sơ. Bạn in Mẫu số 03", "Hồ sơ không được tiếp nhận", "Lý do: Nơi đăng ký khai sinh trước đây ở xã khác")
	assert.NotContains(t, page, "chờ tiếp nhận")
	printed := clerk.paper(declined, "từ chối")
	clerk.saysAll(printed, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Nơi đăng ký khai sinh trước đây ở xã khác", "Căn cứ: Nghị định 123/2015/NĐ-CP Điều 25",
		"Cơ quan có thẩm quyền giải quyết: Ủy ban nhân dân xã Đông Thạnh", "Mẫu số 03, Phụ lục I, Thông tư 03/2025/TT-VPCP")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(refOf(page)), "Hồ sơ không được tiếp nhận", "Bạn xem lý do trên phiếu từ chối")

	// Taken in, and refused on decision: never without a reason.
	code := s.receiveOf(t, "1.004884")
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	officer := s.someone(t, b, access.Officer, 0)
	officer.does(code, dossier.Propose, "to", s.Staff(access.Leader, 0).Id, "outcome", "refused", "note", "Sổ hộ tịch năm 1990 còn lưu")
	leader := s.someone(t, b, access.Leader, 0)
	assert.Contains(t, leader.reads("/lanh-dao"), code)
	leader.at("/ho-so/" + code)
	leader.seen(`[name="resolve.outcome"][value="refused"]:checked`) // as it was proposed
	said, status := leader.tries(code, dossier.Resolve)
	require.Equal(t, 422, status, said)
	leader.saysAll(said, "Bạn chọn lý do từ chối.", "Bạn ghi căn cứ pháp lý của việc từ chối.")
	said = leader.does(code, dossier.Resolve, "reason", "register_kept", "result_number", "07/TB-UBND")
	leader.saysAll(said, "Từ chối giải quyết – 07/TB-UBND", "Lý do: Sổ hộ tịch còn lưu", "Căn cứ: Nghị định 123/2015/NĐ-CP Điều 24")
	citizen.saysAll(citizen.tracks(code), "Hồ sơ đã có kết quả", "Bạn mang giấy hẹn hoặc giấy tờ tùy thân đến quầy")
	leader.saysAll(leader.paper(code, "Thông báo kết quả"), "THÔNG BÁO TỪ CHỐI GIẢI QUYẾT HỒ SƠ", "Lý do: Sổ hộ tịch còn lưu", "Căn cứ pháp lý: Nghị định 123/2015/NĐ-CP Điều 24", "khiếu nại")
}
