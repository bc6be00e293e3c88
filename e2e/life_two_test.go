//go:build e2e

package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// TestStoryOfTwoWindows: what colleagues do comes onto an open list by itself,
// never under somebody who types; what was typed for a dossier that a colleague
// moved on meanwhile comes back with the news of it.
func TestStoryOfTwoWindows(t *testing.T) {
	s, b := serve(t), browser(t)
	one, two := s.receiveOf(t, "1.004884"), s.receiveOf(t, "1.010039")
	clerk := s.someone(t, b, access.Clerk, 0)
	officer := s.someone(t, b, access.Officer, 0)
	officer.listens()
	officer.at("/xu-ly")
	officer.soon(chromedp.WaitReady(css("[data-stream]")))
	assert.NotContains(t, officer.text("main"), one)
	clerk.does(one, dossier.Forward, "to", s.Staff(access.Officer, 0).Id, "note", "Đã đối chiếu bản chính")
	officer.soon(chromedp.WaitVisible(css(`[data-row="` + one + `"]`)))

	// Somebody types a search: the list waits and says what there is.
	officer.do(chromedp.Focus(css("#q")))
	officer.typeText("Nguyễn Văn")
	clerk.does(two, dossier.Forward, "to", s.Staff(access.Officer, 0).Id)
	officer.soon(chromedp.WaitVisible(css(`[data-news] button`)))
	assert.Contains(t, officer.text("[data-news]"), "Có 1 hồ sơ mới.")
	assert.Equal(t, "Nguyễn Văn", eval[string](officer, `document.activeElement.value`), "what is typed stays, and the cursor")
	assert.NotContains(t, officer.text("#viec"), two)
	officer.soon(chromedp.Click(css(`[data-news] button`)), chromedp.WaitVisible(css(`[data-row="`+two+`"]`)))
	assert.Equal(t, "Nguyễn Văn", eval[string](officer, `document.querySelector('#q').value`))

	// A note half written, and the leader gives the dossier to a colleague.
	officer.at("/ho-so/" + one)
	const words = "Đã gọi xã Đông Thạnh, hẹn trả lời chiều thứ Hai"
	officer.put("propose.to", s.Staff(access.Leader, 0).Id, "propose.note", words)
	leader := s.someone(t, b, access.Leader, 0)
	officer.soon(chromedp.WaitReady(css("[data-stream]")))
	leader.does(one, dossier.Assign, "to", s.Staff(access.Officer, 0, true).Id, "note", "Chia bớt việc")
	officer.soon(chromedp.WaitVisible(css(`[data-watch] a`)))
	officer.saysAll(officer.text("[data-watch]"), "Hồ sơ này vừa có thay đổi: Phân công lúc ", "Tải lại")
	assert.Equal(t, words, officer.value("propose.note"), "the news touches nothing that is typed")
	require.Equal(t, 409, officer.follow(`form[action$="/trinh-ky"] button[type="submit"]`))
	officer.saysAll(officer.text("main"), "Có người vừa làm việc khác với hồ sơ này, nên việc của bạn chưa được ghi.", "Vừa có thay đổi", "Phân công", "Phạm Minh Tuấn",
		"Giao cho Đặng Thị Hồng Ngọc", "Chia bớt việc", "việc “Trình lãnh đạo ký” không còn làm được")
	assert.Equal(t, words, officer.value("propose.note"), "every word is still there")

	// The same with an act that is still possible: sent again, it is done.
	clerk.at("/ho-so/" + two)
	clerk.put("remark.note", words)
	leader.does(two, dossier.Assign, "to", s.Staff(access.Officer, 0, true).Id)
	require.Equal(t, 409, clerk.follow(`form[action$="/ghi-chu"] button[type="submit"]`))
	assert.Contains(t, clerk.text("main"), "Vừa có thay đổi")
	assert.Equal(t, words, clerk.value("remark.note"))
	require.Equal(t, 200, clerk.follow(`form[action$="/ghi-chu"] button[type="submit"]`))
	clerk.saysAll(clerk.text("main"), "Đã ghi chú.", words)
}

// listens lets the pages opened from now on carry a mark once the stream of
// news has begun: what happens before that nobody hears.
func (x *tab) listens() {
	x.t.Helper()
	_, err := chromedp.Call(x.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.EventSource = class extends EventSource { constructor(at) { super(at); this.addEventListener('open', () => document.documentElement.setAttribute('data-stream', 'open')); } };`})
	require.NoError(x.t, err)
}
