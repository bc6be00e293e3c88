//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
)

// card is what the QR of a citizen card says, as a keyboard scanner types it.
const card = "099190012345||Nguyễn Thị Phương Thảo|17051990|Nữ|Thôn Đình, xã An Bình, tỉnh Hòa Giang|01022022"

// TestStoryAtTheDesk walks the main job in a browser: a clerk receives a
// dossier by keyboard alone, the receipt comes out, an officer and a leader
// finish it, the clerk returns the result, the register tells it all.
func TestStoryAtTheDesk(t *testing.T) {
	s := serve(t)
	x := s.open(t, browser(t), desktop)

	code := x.receiveByKeyboard()
	x.leave()

	x.signIn(access.Officer, 0)
	x.goTo("/xu-ly")
	assert.Contains(t, x.text("main"), code, "the work list shows what was handed over")
	x.goTo("/ho-so/" + code)
	x.act("trinh-ky")
	x.leave()

	x.signIn(access.Leader, 0)
	x.goTo("/lanh-dao")
	assert.Contains(t, x.text("main"), code, "it waits for the leader's signature")
	x.goTo("/ho-so/" + code)
	x.act("giai-quyet")
	x.leave()

	x.signIn(access.Clerk, 0)
	x.scan(code)
	require.Equal(t, "/ho-so/"+code, x.path(), "a scanned code opens its dossier from any page")
	form := `form[action$="/tra-ket-qua"] `
	x.do(chromedp.Focus(css(form + `[data-card-number]`)))
	x.typeText(card)
	x.enter(0)
	require.Equal(t, "Nguyễn Thị Phương Thảo", x.value("return.collector_name"), "the collector's card fills in the name")
	eval[bool](x, `(document.querySelector('`+form+`[name="return.checked"]').click(), true)`) // the page still moves: the name has just come
	x.act("tra-ket-qua")
	assert.Contains(t, x.text("main"), "Đã trả kết quả")

	x.goTo("/mot-cua/so-theo-doi")
	row := x.text("main")
	assert.Contains(t, row, code)
	assert.Contains(t, row, "Nguyễn Thị Phương Thảo")
}

// receiveByKeyboard takes a dossier in with keys alone; it returns the code on
// the receipt that was printed.
func (x *tab) receiveByKeyboard() string {
	x.t.Helper()
	x.signIn(access.Clerk, 0)
	x.goTo("/mot-cua/tiep-nhan")
	x.typeText("thuong tru")
	x.do(chromedp.WaitVisible(css(`[role="option"]`)))
	x.enter(0)
	x.do(chromedp.WaitVisible(css(`[name="components.declaration"]`)), chromedp.WaitVisible(css(".mc-due__day time")))

	x.do(chromedp.Focus(css("[data-card-number]")))
	x.typeText(card)
	x.enter(0)
	require.Equal(x.t, "099190012345", x.value("applicant.identity_number"))
	require.Equal(x.t, "Nguyễn Thị Phương Thảo", x.value("applicant.name"))
	require.Equal(x.t, "applicant.phone", eval[string](x, `document.activeElement.name || document.activeElement.outerHTML.slice(0, 200)`), "the card fills in the rest and the phone is asked next")
	x.typeText("0912345678")
	for i := 0; eval[string](x, `document.activeElement.name || ''`) != "components.declaration"; i++ {
		require.Less(x.t, i, 30, "Tab reaches the papers")
		x.typeText("\t")
	}
	x.typeText(" ")

	// What is wrong is said at once and nothing typed is lost.
	x.fill("applicant.phone", "12")
	x.enter(chromedp.ModifierCtrl)
	x.do(chromedp.WaitVisible(css(".mc-problems")))
	x.loaded()
	require.Equal(x.t, "Nguyễn Thị Phương Thảo", x.value("applicant.name"))
	x.fill("applicant.phone", "0912345678")
	x.enter(chromedp.ModifierCtrl)
	x.do(chromedp.WaitVisible(css(".paper")))

	x.do(chromedp.WaitReady(css("[data-printed]")))
	paper := x.text(".paper")
	for _, want := range []string{"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Nguyễn Thị Phương Thảo", "CT01", "02/12/2026"} {
		require.Contains(x.t, paper, want)
	}
	code := strings.Split(x.path(), "/")[3]
	require.Contains(x.t, paper, code)
	x.goTo("/ho-so/" + code)
	x.act("chuyen")
	return code
}

// loaded waits until the page's scripts have run: hands are slower than a test.
func (x *tab) loaded() {
	x.t.Helper()
	_, err := chromedp.Run(x.ctx, chromedp.Poll[bool](`document.readyState === 'complete'`))
	require.NoError(x.t, err)
}

// value is what an input holds.
func (x *tab) value(name string) string {
	x.t.Helper()
	return eval[string](x, `document.querySelector('[name="`+name+`"]').value`)
}

// fill types over what an input holds.
func (x *tab) fill(name, value string) {
	x.t.Helper()
	eval[bool](x, `(e => (e.focus(), e.select(), true))(document.querySelector('[name="`+name+`"]'))`)
	x.typeText(value)
}

// typeText types as fast as a scanner does, into whatever has the focus.
func (x *tab) typeText(text string) {
	x.t.Helper()
	x.do(chromedp.KeyEvent(text))
}

// enter presses Enter as a keyboard does: one press with its letter, which the
// page may refuse as a whole. Held with Ctrl it types no letter.
func (x *tab) enter(held chromedp.Modifier) {
	x.t.Helper()
	p := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Modifiers: int64(held), Text: "\r"}
	if held != 0 {
		p.Text = ""
	}
	_, err := chromedp.Call(x.ctx, input.DispatchKeyEvent, p)
	require.NoError(x.t, err)
	p.Type, p.Text = input.DispatchKeyEventTypeKeyUp, ""
	_, err = chromedp.Call(x.ctx, input.DispatchKeyEvent, p)
	require.NoError(x.t, err)
}

// act opens the form of an act on the dossier page and sends it. The page that
// follows says that it was done.
func (x *tab) act(path string) {
	x.t.Helper()
	form := `form[action$="/` + path + `"]`
	eval[bool](x, `(() => { const f = document.querySelector('`+form+`');
		for (let e = f; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
		const s = f.querySelector('select[name$=".to"]'); if (s && !s.value) s.value = '`+x.s.Staff(access.Officer, 0).Id+`';
		if (s && !s.value) s.value = [...s.options].map(o => o.value).find(v => v);
		return true; })()`)
	x.do(chromedp.Click(css(form+` button[type="submit"]`)), chromedp.WaitVisible(css(`.mc-notice--ok[role="status"]`)))
}

// scan types a code into the page as a scanner does: fast, then Enter, with
// the focus nowhere in particular.
func (x *tab) scan(code string) {
	x.t.Helper()
	eval[bool](x, `(document.activeElement.blur(), true)`)
	x.typeText(code)
	x.enter(0)
	x.do(chromedp.WaitVisible(css(".mc-tabs, .mc-timeline")))
}
