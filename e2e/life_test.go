//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// TestStoryOfASupplement: an officer asks once for everything that is wrong,
// the citizen reads it on the phone, the clerk takes it in and gives a new day;
// a second request is the leader's and is counted.
func TestStoryOfASupplement(t *testing.T) {
	s, b := serve(t), browser(t)
	code := s.receiveOf(t, "1.004884") // three papers, five working days
	clerk := s.someone(t, b, access.Clerk, 0)
	officer := s.someone(t, b, access.Officer, 0)
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)

	said, status := officer.tries(code, dossier.RequestSupplement)
	require.Equal(t, 422, status)
	assert.Contains(t, said, "Bạn ghi ít nhất một giấy tờ còn thiếu hoặc sai.")
	officer.does(code, dossier.RequestSupplement, "items.declaration.canned", "wrong", "items.old_copy.canned", "unclear",
		"items.old_copy.defect", "Dấu giáp lai bị che", "items.old_copy.ground", "Nghị định 123/2015/NĐ-CP Điều 26", "limit_day", "2026-12-04")
	officer.saysAll(officer.paper(code, "bổ sung"), "Sai thông tin", "Mờ, không đọc được; Dấu giáp lai bị che", "Nghị định 123/2015/NĐ-CP Điều 26", "ngày 04 tháng 12 năm 2026")

	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(code), "Hồ sơ đang chờ bạn bổ sung giấy tờ", "Tờ khai đăng ký lại khai sinh theo mẫu: Sai thông tin",
		"Mờ, không đọc được; Dấu giáp lai bị che", "Nghị định 123/2015/NĐ-CP Điều 26", "Trước hết ngày Thứ Sáu, 04/12/2026")

	s.SetNow("2026-11-25T10:00")
	said = clerk.does(code, dossier.AnswerSupplement, "components.declaration.originals", "1", "components.old_copy.copies", "1")
	clerk.saysAll(said, "Nhận thêm: Tờ khai đăng ký lại khai sinh theo mẫu (1 bản chính)", "Thứ Tư, 02/12/2026")
	clerk.saysAll(clerk.paper(code, "hẹn lại"), "17 giờ 00 phút, ngày 30 tháng 11 năm 2026", "đã nhận giấy tờ bổ sung (phiếu số 1/PBS-TTPVHCC)", "17 giờ 00 phút, ngày 02 tháng 12 năm 2026")
	assert.Contains(t, citizen.tracks(code), "Thứ Tư, 02/12/2026")

	// A second time: not the officer, and only with a reason.
	officer.saysAll(officer.reads("/ho-so/"+code), "Việc chưa làm được lúc này")
	assert.False(t, officer.offers(dossier.RequestSupplement))
	leader := s.someone(t, b, access.Leader, 0)
	said, status = leader.tries(code, dossier.RequestSupplement, "items.other_papers.canned", "expired", "limit_day", "2026-12-09")
	require.Equal(t, 422, status)
	assert.Contains(t, said, "Đây là lần yêu cầu bổ sung thứ hai. Bạn ghi rõ vì sao lần trước chưa yêu cầu.")
	leader.seen(`[name="request_supplement.items.other_papers.canned"][value="expired"]:checked`) // what was ticked stays
	leader.does(code, dossier.RequestSupplement, "items.other_papers.canned", "expired", "limit_day", "2026-12-09", "reason", "Căn cước hết hạn sau ngày nhận")
	citizen.saysAll(citizen.tracks(code), "Hết hạn", "Trước hết ngày Thứ Tư, 09/12/2026", "Đây là lần yêu cầu thứ 2.", "Vì sao yêu cầu thêm lần nữa: Căn cước hết hạn sau ngày nhận")
}

// TestStoryOfAGuide: before a dossier is taken in, the citizen gets Mẫu số 02
// without a code and comes back; what no list asks for cannot be demanded.
func TestStoryOfAGuide(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.begin("dang ky lai khai sinh", "components.declaration")
	clerk.put("components.declaration", "yes")
	clerk.follow(`[name="huong-dan"]`)
	assert.Contains(t, clerk.text("main"), "Hướng dẫn hoàn thiện hồ sơ (Mẫu số 02)")
	clerk.seen(`[name="items.old_copy.canned"][value="missing"]:checked`)
	clerk.follow(`form.mc-form button.mc-button--primary`)
	draft := strings.TrimPrefix(clerk.path(), "/ho-so/")
	page := clerk.text("main")
	clerk.saysAll(page, "Đã ghi hướng dẫn. Bạn in Mẫu số 02 cho người nộp.", "Chưa tiếp nhận nên chưa có ngày hẹn", "Bản nháp – chờ người dân hoàn thiện")
	printed := clerk.paper(draft, "bổ sung")
	clerk.saysAll(printed, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Thiếu", "ngày 07 tháng 12 năm 2026")
	assert.NotContains(t, printed, "H99.132-", "no code before it is taken in")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(refOf(page)), "Hồ sơ chưa được tiếp nhận, cần hoàn thiện", "Thiếu", "Trước hết ngày Thứ Hai, 07/12/2026", "Hồ sơ được tiếp nhận ngay khi đủ")

	// The citizen is back: found by the card at the intake, taken in from there.
	s.SetNow("2026-11-23T08:00")
	clerk.begin("dang ky lai khai sinh", "components.declaration")
	clerk.soon(chromedp.WaitVisible(css(`#intake-notices a`)))
	assert.Contains(t, clerk.text("#intake-notices"), "Người này đã được hướng dẫn hoàn thiện hồ sơ cùng thủ tục.")
	asked := clerk.leaves()
	clerk.follow(`#intake-notices a`)
	assert.EqualValues(t, 1, asked.Load(), "what was typed is not left without a word")
	require.Equal(t, "/ho-so/"+draft, clerk.path())
	said := clerk.does(draft, dossier.Receive)
	code := codeOf(said)
	clerk.saysAll(said, "Thứ Ba, 01/12/2026")
	assert.Contains(t, citizen.tracks(refOf(page)), "Hồ sơ đã được tiếp nhận")

	// Nobody may demand what no list asks for; who tries by hand is counted.
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	officer := s.someone(t, b, access.Officer, 0)
	officer.at("/ho-so/" + code)
	officer.slips(dossier.RequestSupplement, "items.household_book.title", "Sổ hộ khẩu")
	officer.slips(dossier.RequestSupplement, "items.household_book.defect", "Thiếu")
	require.Equal(t, 422, officer.follow(css(`form[action$="/yeu-cau-bo-sung"] button[type="submit"]`)))
	assert.Contains(t, officer.text("main"), "Giấy này không có trong danh mục đã công bố nên không được yêu cầu.")
	officer.saysAll(officer.reads("/ho-so/"+code), "Đã đòi: Sổ hộ khẩu", "Đang xử lý")
	assert.Contains(t, citizen.tracks(code), "Có 1 lần yêu cầu giấy ngoài danh mục; hệ thống đã từ chối, bạn không phải nộp.")
}

// slips puts a field into the form of an act that the page does not have.
func (x *tab) slips(act dossier.Act, name, value string) {
	x.t.Helper()
	eval[bool](x, `(f => { const e = document.createElement('input'); e.type = 'hidden'; e.name = `+quoted(string(act)+"."+name)+`; e.value = `+quoted(value)+
		`; f.append(e); return true; })(document.querySelector('form[action$="/`+paths[act]+`"]'))`)
}
