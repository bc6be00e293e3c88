//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	adminMail   = "khoi@hoagiang.demo.vn"
	clerkMail   = "lan@anbinh.demo.vn"
	aboveMail   = "hung@hoagiang.demo.vn"
	ownPassword = "con trâu gặm cỏ ven sông"
)

// TestTheWholeWalk is one story with the program as it is shipped: a folder
// that is empty, a province with a commune, a record of the national catalogue
// that says less than it should, a citizen, a dossier, the superior, a backup,
// and another machine on which everything is there again.
func TestTheWholeWalk(t *testing.T) {
	p := build(t).at(t.TempDir())
	s, invited, stop := p.serve(true)
	x := s.open(t, browser(t), desktop)

	x.setUp(strings.TrimPrefix(invited, s.url))
	x.importAndPublish()
	x.offerIn("an-binh")
	clerk := x.employ(clerkMail, "Nguyễn Thị Mai Lan", "an-binh", "clerk")
	above := x.employ(aboveMail, "Phạm Quốc Hùng", "hoa-giang", "superior")
	x.leave()

	x.citizenFinds()
	x.screen(desktop)
	x.firstSignIn(clerkMail, clerk)
	code := x.clerkReceives()
	x.goTo("/ho-so/" + code)
	dossier := x.text("main")
	assert.Contains(t, dossier, "Nguyễn Thị Phương Thảo")
	x.leave()
	x.citizenTracks(code)

	x.screen(desktop)
	x.firstSignIn(aboveMail, above)
	x.superiorSees(code)
	x.leave()

	place := filepath.Join(t.TempDir(), "saoluu")
	assert.Contains(t, p.run("backup", place), "Tốt: đã sao lưu", "while the server runs")
	stop()
	was := p.chain()

	// The machine is dead: another folder, the backup, and the key from its own place.
	other := p.at(t.TempDir())
	assert.Contains(t, other.run("restore", "--check", place), "Tốt")
	assert.Contains(t, other.run("restore", place, "--into", "pb_data"), "Đã khôi phục")
	key, err := os.ReadFile(filepath.Join(p.home, "pb_data.key"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(other.home, "pb_data.key"), key, 0o600))
	assert.Equal(t, was, other.chain(), "the same events")

	again, none, _ := other.serve(false)
	assert.Empty(t, none, "nothing to set up")
	x.s = again
	x.signInAs(clerkMail, ownPassword)
	x.goTo("/ho-so/" + code)
	assert.Equal(t, dossier, x.text("main"), "the same dossier")
	x.leave()
	x.citizenTracks(code)
}

// chain is what the events of every unit hang together by: their number and
// the hash of the last one, which holds all before it.
func (p program) chain() string {
	p.t.Helper()
	said := p.run("audit", "verify", "--json")
	require.NotContains(p.t, said, "bad_seq")
	require.Contains(p.t, p.run("dossier", "rebuild", "--check"), "mọi hồ sơ khớp")
	return said
}

// setUp makes a province with one commune below it.
func (x *tab) setUp(path string) {
	x.t.Helper()
	x.goTo(path)
	x.do(chromedp.Click(css(`a[href*="kieu=several"]`)), chromedp.WaitVisible(css(`[name="below.00.name"]`)))
	x.write(map[string]string{"name": "Ủy ban nhân dân tỉnh Hòa Giang", "identifier": "H99",
		"below.00.name": "Ủy ban nhân dân xã An Bình", "below.00.identifier": "H99.132", "below.00.phone": "0299 381 2345",
		"admin.name": "Trần Văn Khởi", "admin.email": adminMail, "admin.password": ownPassword, "admin.again": ownPassword})
	x.do(chromedp.Click(css(`main form p.mc-actions button.mc-button--primary`)), chromedp.WaitVisible(css(`a[href^="/quan-tri/in-thu.pdf"]`)))
	require.Equal(x.t, "/quan-tri/bat-dau", x.path())
	require.Contains(x.t, x.text("main"), "motcua serve --http 0.0.0.0:80", "it listens on this machine alone: no address for other desks")
}

// importAndPublish brings a record in, answers its doubts beside the original
// words, reads what will be new and publishes it from today; then a second
// record of the same procedure, of which the difference alone is shown.
func (x *tab) importAndPublish() {
	x.t.Helper()
	record := filepath.Join("..", "hooks", "domain", "catalogue", "testdata", "no_unit.json")
	x.importFile(record)
	page := x.text("main")
	assert.Contains(x.t, page, "Còn 2 điểm chưa rõ")
	assert.Contains(x.t, x.text(".mc-doubt__original"), "Trực tuyến3Miễn phí", "the original words stand beside the question")
	assert.Contains(x.t, page, "Làm rõ hết các điểm thì nút công bố mới hiện.")
	x.write(map[string]string{"deadline.limit.n": "3", "deadline.limit.unit": "working_day"})
	x.pick("deadline.cutoff", "none")
	x.press(`form[action$="/lam-ro"] button.mc-button--primary`, `form[action$="/cong-bo"]`)
	assert.Contains(x.t, x.text("#thay-doi"), "3 ngày làm việc", "what will be new")
	x.press(`form[action$="/cong-bo"] button.mc-button--primary`, "#phien-ban")

	data, err := os.ReadFile(record)
	require.NoError(x.t, err)
	changed := filepath.Join(x.t.TempDir(), "sua.json")
	require.NoError(x.t, os.WriteFile(changed, bytes.ReplaceAll(data, []byte("3Miễn phí"), []byte("5 Ngày làm việcMiễn phí")), 0o600))
	x.importFile(changed)
	diff := x.text("#thay-doi")
	assert.Contains(x.t, diff, "3 ngày làm việc")
	assert.Contains(x.t, diff, "5 ngày làm việc")
	x.do(chromedp.Click(css(`#cong-bo summary`)))
	x.press(`form[action$="/bo"] button`, "#nhap")
}

// importFile sends a file and opens its draft.
func (x *tab) importFile(file string) {
	x.t.Helper()
	file, err := filepath.Abs(file)
	require.NoError(x.t, err)
	x.goTo("/quan-tri/thu-tuc")
	x.do(chromedp.SetUploadFiles(css("#files"), []string{file}))
	x.press(`form[action$="/nhap"] button`, `#ban-nhap a[href*="/ban-nhap/"]`)
	x.press(`#ban-nhap a[href*="/ban-nhap/"]`, "#thay-doi")
}

// offerIn makes sure that a commune offers the procedure.
func (x *tab) offerIn(unit string) {
	x.t.Helper()
	x.goTo("/quan-tri/niem-yet?don-vi=" + unit)
	x.press(`a[href^="/quan-tri/niem-yet/9.100002"]`, "#offered")
	if !eval[bool](x, `document.querySelector('#offered').checked`) {
		x.do(chromedp.Click(css(`label[for="offered"]`)))
	}
	x.press(`main form button.mc-button--primary`, `.mc-notice--ok[role="status"]`)
}

// employ adds an account and gives the password that is shown once.
func (x *tab) employ(mail, name, unit, role string) string {
	x.t.Helper()
	x.goTo("/quan-tri/can-bo/them")
	x.write(map[string]string{"email": mail, "name": name, "unit": unit})
	eval[bool](x, `(document.querySelectorAll('[name="roles"]').forEach(e => { if (e.checked !== (e.value === '`+role+`')) e.click(); }), true)`)
	x.press(`main form button.mc-button--primary`, ".mc-once")
	return x.text(".mc-once")
}

// firstSignIn signs in with a password of one use and chooses an own one.
func (x *tab) firstSignIn(mail, once string) {
	x.t.Helper()
	x.signInAs(mail, once)
	x.write(map[string]string{"now": once, "next": ownPassword, "again": ownPassword})
	x.do(chromedp.Click(css(`main form button.mc-button--primary`)), chromedp.WaitNotPresent(css("#again")))
}

func (x *tab) signInAs(mail, password string) {
	x.t.Helper()
	x.goTo("/dang-nhap")
	x.do(chromedp.SetValue(css("#email"), mail), chromedp.SendKeys(css("#password"), password+"\r"), chromedp.WaitNotPresent(css("#password")))
}

// citizenFinds looks on a small phone for what the procedure is called in
// letters without marks.
func (x *tab) citizenFinds() {
	x.t.Helper()
	x.screen(screens[0])
	x.goTo("/")
	x.do(chromedp.SendKeys(css("#q"), "so cho phien\r"), chromedp.WaitVisible(css(".mc-rows__link")))
	x.press(`a[href="/an-binh/thu-tuc/9.100002"]`, ".mc-bring")
	page := x.text("main")
	for _, want := range []string{"Ghi tên vào sổ chợ phiên", "Đơn đề nghị theo Mẫu số 2a", "3 ngày làm việc"} {
		assert.Contains(x.t, page, want)
	}
	assert.LessOrEqual(x.t, x.sideways(), 1)
	x.small(x.path())
}

// clerkReceives takes a dossier of the new procedure in; it returns its code.
func (x *tab) clerkReceives() string {
	x.t.Helper()
	x.goTo("/mot-cua/tiep-nhan")
	x.do(chromedp.SendKeys(css(`[role="combobox"]`), "so cho phien"), chromedp.WaitVisible(css(`[role="option"]`)), chromedp.SendKeys(css(`[role="combobox"]`), "\r"),
		chromedp.WaitVisible(css(`[name="components.paper_1"]`)), chromedp.WaitVisible(css(".mc-due__day time")),
		chromedp.SendKeys(css("[data-card-number]"), card+"\r"), chromedp.SetValue(css(`[name="applicant.phone"]`), "0912345678"),
		chromedp.Click(css(`[name="components.paper_1"]`)), chromedp.Click(css(`[name="components.paper_2"]`)))
	x.press(`main form button.mc-button--primary`, ".paper")
	code := regexp.MustCompile(`H99\.132-\d{6}-\d{4}`).FindString(x.path())
	require.NotEmpty(x.t, code, x.path())
	return code
}

// citizenTracks asks by code and digits on the phone.
func (x *tab) citizenTracks(code string) {
	x.t.Helper()
	x.screen(screens[0])
	x.goTo("/an-binh")
	x.do(chromedp.SendKeys(css("#code"), code), chromedp.SendKeys(css("#phone_last4"), "5678\r"), chromedp.WaitVisible(css(".mc-due")))
	assert.Contains(x.t, x.text("main"), "Hồ sơ đã được tiếp nhận")
}

// superiorSees finds the commune's row and looks behind its figure.
func (x *tab) superiorSees(code string) {
	x.t.Helper()
	require.Equal(x.t, "/cap-tren", x.path(), "the superior's first page")
	row := x.text("tbody tr")
	assert.Contains(x.t, row, "An Bình")
	assert.Equal(x.t, "1", eval[string](x, `document.querySelector('tbody tr td a').lastChild.textContent`), row)
	x.press("tbody tr td a", ".mc-tally tbody tr a")
	list := x.text("main")
	assert.Contains(x.t, strings.ReplaceAll(list, " ", ""), code)
	assert.NotContains(x.t, list, "Thảo", "nobody's name")
}

// write puts values into the fields of a page.
func (x *tab) write(fields map[string]string) {
	x.t.Helper()
	for name, value := range fields {
		x.do(chromedp.SetValue(css(`main [name="`+name+`"]`), value))
	}
}

// pick chooses one of several: a radio button, or a line of a list.
func (x *tab) pick(name, value string) {
	x.t.Helper()
	at := `main [name="` + name + `"]`
	if eval[string](x, `document.querySelector('`+at+`').tagName`) == "SELECT" {
		x.do(chromedp.SetValue(css(at), value))
		return
	}
	x.do(chromedp.Click(css(at + `[value="` + value + `"]`)))
}

// press clicks and waits for what the next page shows; not for ever, so that
// what stands there instead is told.
func (x *tab) press(sel, next css) {
	x.t.Helper()
	ctx, stop := context.WithTimeout(x.ctx, 20*time.Second)
	defer stop()
	require.NoError(x.t, chromedp.Do(ctx, chromedp.Click(sel), chromedp.WaitVisible(next)), "%s, then %s", sel, next)
}
