//go:build e2e

package e2e

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// TestStoryOfAProxy: somebody else comes for the result: not without the
// authority, not while the citizen's original lies in the office; the history
// says who got what.
func TestStoryOfAProxy(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.begin("dieu chinh thong tin cu tru", "components.declaration")
	clerk.put("components.declaration", "yes", "components.change_proof", "yes", "originals.change_proof", "1", "held.change_proof", "1")
	clerk.follow(`.mc-intake button.mc-button--primary`)
	code := codeOf(clerk.text(".paper"))
	clerk.does(code, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	clerk.saysAll(clerk.reads("/mot-cua/ban-chinh"), "Đang giữ 1 bản chính của 1 hồ sơ.", "Giấy tờ chứng minh việc điều chỉnh", code, "Trần Văn Đức")
	officer := s.someone(t, b, access.Officer, 0)
	officer.does(code, dossier.Propose, "to", s.Staff(access.Leader, 0).Id)
	leader := s.someone(t, b, access.Leader, 0)
	leader.does(code, dossier.Resolve, "result_number", "12/XN")
	clerk.does(code, dossier.Shelve, "shelf", "B3")
	citizen := s.citizen(t, b)
	assert.Contains(t, citizen.tracks(code), "Kết quả đã ở quầy.")

	const authority = "Giấy ủy quyền có chứng thực số 45, ngày 19/11/2026, nơi chứng thực: UBND xã An Bình"
	record := []string{"authority_record.kind", "certified", "authority_record.number", "45", "authority_record.day", "2026-11-19", "authority_record.issuer", "UBND xã An Bình"}
	proxy := []string{"collector_number", "001085011111", "collector_name", "Lê Văn Hùng", "checked", "yes"}
	said, status := clerk.tries(code, dossier.Return, append(proxy, "components.0.originals", "0")...)
	require.Equal(t, 422, status)
	clerk.saysAll(said, "Người nhận không phải người nộp, chủ hồ sơ hay người được uỷ quyền. Bạn ghi văn bản uỷ quyền của họ.", "Đang giữ bản chính của người dân. Trả lại trước, hoặc ghi lý do giữ.")
	assert.Equal(t, "Lê Văn Hùng", clerk.value("return.collector_name"))
	for i := 0; i < len(record); i += 2 {
		clerk.put("return."+record[i], record[i+1])
	}
	require.Equal(t, 422, clerk.follow(`form[action$="/tra-ket-qua"] button[type="submit"]`), "the original goes back, or a reason says why not")
	clerk.put("return.components.0.originals", "1")
	require.Equal(t, 200, clerk.follow(`form[action$="/tra-ket-qua"] button[type="submit"]`), "both in one form, the proxy typed once")
	clerk.saysAll(clerk.text("main"), "Đã trả kết quả.", "Trả lại: Giấy tờ chứng minh việc điều chỉnh", "(1 bản chính)", "Lê Văn Hùng", "Văn bản uỷ quyền: "+authority)
	ledger := clerk.reads("/mot-cua/ban-chinh")
	clerk.saysAll(ledger, "Lê Văn Hùng", authority)
	assert.NotContains(t, ledger, "Đang giữ 1 bản chính")
	citizen.saysAll(citizen.tracks(code), "Kết quả đã được trả")
}

// TestStoryOfAWrongEntry: within a minute and before its receipt is printed an
// entry is taken back by its clerk with one button; after that there are words
// that say what to do instead.
func TestStoryOfAWrongEntry(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	code := clerk.enters("dieu chinh thong tin cu tru")
	clerk.saysAll(clerk.text("main"), "Đã tiếp nhận, chưa in giấy hẹn.", "Bạn vừa nhập hồ sơ này. Nhập nhầm thì hủy ngay được.", "còn 60 giây")
	colleague := s.someone(t, b, access.Clerk, 0, true)
	colleague.at("/ho-so/" + code)
	assert.False(t, colleague.offers(dossier.Undo), "only who entered it")
	clerk.follow(`form[action$="/huy-nhap"] button`)
	clerk.saysAll(clerk.text("main"), "Đã hủy lần nhập này. Số đã cấp được ghi là hủy.", "Dừng xử lý")
	citizen := s.citizen(t, b)
	citizen.saysAll(citizen.tracks(code), "Hồ sơ này nhập nhầm và đã hủy. Nếu bạn đã nộp, hỏi quầy để có mã đúng.")

	// Printed in another window: the paper is out, the button of the old page
	// does nothing any more.
	code = clerk.enters("dieu chinh thong tin cu tru")
	again := s.someone(t, b, access.Clerk, 0)
	again.at("/mot-cua/ho-so/" + code + "/phieu")
	again.follow(`.tools__button--first`)
	status := clerk.follow(`form[action$="/huy-nhap"] button`)
	require.Equal(t, 409, status)
	assert.Contains(t, clerk.text("main"), "Đã in giấy hẹn nên không hủy được. Dùng “Đề nghị sửa tiếp nhận”.")
	assert.False(t, clerk.offers(dossier.Undo))

	// A minute is over.
	code = clerk.enters("xac nhan thong tin cu tru")
	s.SetNow("2026-11-20T09:02")
	status = clerk.follow(`form[action$="/huy-nhap"] button`)
	require.Equal(t, 409, status)
	assert.Contains(t, clerk.text("main"), "Chỉ hủy được trong một phút sau khi tiếp nhận. Dùng “Đề nghị sửa tiếp nhận”.")
	clerk.saysAll(clerk.reads("/mot-cua/so-theo-doi"), code, "Dừng")
}

// enters takes a dossier in without printing; its page is open then.
func (x *tab) enters(letters string) string {
	x.t.Helper()
	x.begin(letters, "components.declaration")
	x.put("components.declaration", "yes")
	x.follow(`[name="chua-in"]`)
	code := codeOf(x.path())
	require.NotEmpty(x.t, code, x.path())
	return code
}

// TestStoryOfAVisit: one visitor with two dossiers: the second begins with the
// person, both are on one slip, and each knows of the other.
func TestStoryOfAVisit(t *testing.T) {
	s, b := serve(t), browser(t)
	clerk := s.someone(t, b, access.Clerk, 0)
	clerk.begin("dieu chinh thong tin cu tru", "components.declaration")
	clerk.put("components.declaration", "yes")
	clerk.follow(`.mc-intake button.mc-button--primary`)
	first := codeOf(clerk.text(".paper"))
	clerk.follow(`a[data-key="F2"]`)
	assert.Contains(t, clerk.text("main"), "Cùng lượt với "+first)
	assert.Equal(t, "Nguyễn Thị Phương Thảo", clerk.value("applicant.name"))
	clerk.chooses("xac nhan thong tin cu tru", "components.declaration")
	clerk.put("components.declaration", "yes")
	clerk.follow(`.mc-intake button.mc-button--primary`)
	second := codeOf(clerk.text(".paper"))
	require.NotEqual(t, first, second)
	assert.Contains(t, clerk.text("nav.tools"), "In phiếu chung 2 hồ sơ")
	clerk.follow(`a[href="/mot-cua/luot/` + css(second) + `"]`)
	clerk.saysAll(clerk.text("main"), "PHIẾU CHUNG MỘT LƯỢT NỘP HỒ SƠ", first, second, "17:00 26/11/2026", "17:00 23/11/2026", "Cộng 2 hồ sơ", "Quét để xem cả 2 hồ sơ")
	c, err := s.Desk.Find(s.App, s.Actor(access.Clerk, 0), first)
	require.NoError(t, err)
	citizen := s.citizen(t, b)
	assert.Contains(t, citizen.reads("/t/"+first+"?k="+s.Desk.TrackToken(c.ID)), second, "the code of the slip shows both")

	// Another visitor in between; then “người vừa rồi” brings back the last one.
	clerk.at("/mot-cua/tiep-nhan")
	clerk.soon(chromedp.Click(css(`[data-again]`)), func(ctx context.Context, x *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Poll[bool](`document.querySelector('[name="applicant.name"]').value === 'Nguyễn Thị Phương Thảo'`)(ctx, x)
		return chromedp.Void{}, err
	})
	assert.Equal(t, "099190012345", clerk.value("applicant.identity_number"))
}
