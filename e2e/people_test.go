//go:build e2e

package e2e

import (
	"context"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/seed"
)

// someone is a member of staff at a window of their own, signed in: what one
// does another sees, as it is between two desks.
func (s *site) someone(t *testing.T, b context.Context, role access.Role, commune int, again ...bool) *tab {
	t.Helper()
	x := s.open(t, b, desktop, chromedp.WithNewBrowserContext())
	x.mail = s.Staff(role, commune, again...).Email()
	x.signInAs(x.mail, seed.Password)
	return x
}

// leaves answers the browser's question whether to leave a half-written page:
// yes. How often it was asked is counted.
func (x *tab) leaves() *atomic.Int32 {
	x.t.Helper()
	asked := new(atomic.Int32)
	require.NoError(x.t, chromedp.Listen(x.ctx, func(ev any) {
		if _, opened := ev.(*page.EventJavascriptDialogOpening); opened {
			asked.Add(1)
			go func() { // the reader of messages must not wait for an answer
				_, _ = chromedp.Call(x.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
			}()
		}
	}))
	return asked
}

// at opens a page of the office; after a night the person signs in again, and
// is led on to it.
func (x *tab) at(path string) {
	x.t.Helper()
	x.goTo(path)
	if x.mail != "" && strings.HasPrefix(x.path(), "/dang-nhap") {
		x.do(chromedp.SetValue(css("#email"), x.mail))
		x.comes(chromedp.SendKeys(css("#password"), seed.Password+"\r"))
	}
}

// citizen is somebody with a cheap phone who has no account.
func (s *site) citizen(t *testing.T, b context.Context) *tab {
	t.Helper()
	return s.open(t, b, screens[0], chromedp.WithNewBrowserContext())
}

// tracks asks by code and digits where a dossier is; it gives what is said, on
// a phone that can show and touch all of it.
func (x *tab) tracks(code string) string {
	x.t.Helper()
	x.goTo("/tra-cuu")
	x.put("code", code, "phone_last4", "5678")
	x.follow(`form[action="/tra-cuu"] button[type="submit"]`)
	assert.LessOrEqual(x.t, x.sideways(), 1, "the answer scrolls sideways")
	x.small(x.path())
	return x.text("main")
}

// reads opens a page and gives what stands on it.
func (x *tab) reads(path string) string {
	x.t.Helper()
	x.at(path)
	return x.text("main")
}

// follow clicks and waits for the page that comes; it gives its HTTP status.
func (x *tab) follow(sel css) int {
	x.t.Helper()
	x.unfold(string(sel))
	return x.comes(chromedp.Click(sel))
}

// comes waits for the page that some steps lead to, not for ever.
func (x *tab) comes(steps ...step) int {
	x.t.Helper()
	ctx, stop := context.WithTimeout(x.ctx, 15*time.Second)
	defer stop()
	res, err := chromedp.RunResponse(ctx, steps...)
	require.NoError(x.t, err)
	return int(res.Status)
}

// soon does what needs the page to get ready first, not for ever.
func (x *tab) soon(steps ...step) {
	x.t.Helper()
	ctx, stop := context.WithTimeout(x.ctx, 20*time.Second)
	defer stop()
	require.NoError(x.t, chromedp.Do(ctx, steps...))
}

// does opens a dossier, fills in the form of an act and sends it; it gives
// what the page says then.
func (x *tab) does(code string, act dossier.Act, pairs ...string) string {
	x.t.Helper()
	said, status := x.tries(code, act, pairs...)
	require.Equal(x.t, 200, status, said)
	x.seen(`.mc-notice--ok[role="status"]`)
	return said
}

// tries is does for what the office refuses: the page as it comes back, and
// its status.
func (x *tab) tries(code string, act dossier.Act, pairs ...string) (said string, status int) {
	x.t.Helper()
	x.at("/ho-so/" + code)
	for i := 0; i < len(pairs); i += 2 {
		x.put(string(act)+"."+pairs[i], pairs[i+1])
	}
	status = x.follow(css(`form[action$="/` + paths[act] + `"] button[type="submit"]`))
	return x.text("main"), status
}

// seen asserts that something stands on the page.
func (x *tab) seen(sel string) {
	x.t.Helper()
	require.True(x.t, eval[bool](x, `!!document.querySelector(`+quoted(sel)+`)`), "%s is not on %s: %.600s", sel, x.path(), x.text("main"))
}

// offers reports whether the dossier's page shown lets this person do an act.
func (x *tab) offers(act dossier.Act) bool {
	x.t.Helper()
	return eval[bool](x, `!!document.querySelector(`+quoted(`form[action$="/`+paths[act]+`"]`)+`)`)
}

// paths are the last parts of the addresses that acts are sent to.
var paths = map[dossier.Act]string{
	dossier.Receive: "tiep-nhan", dossier.Forward: "chuyen", dossier.Propose: "trinh-ky", dossier.Resolve: "giai-quyet", dossier.SendBack: "tra-nguoi-trinh",
	dossier.RequestSupplement: "yeu-cau-bo-sung", dossier.AnswerSupplement: "nhan-bo-sung", dossier.GuideBack: "huong-dan", dossier.AnswerGuide: "nhan-hoan-thien",
	dossier.Extend: "gia-han", dossier.Apologise: "xin-loi", dossier.AskPayment: "yeu-cau-nop-tien", dossier.SettlePayment: "xac-nhan-nop-tien",
	dossier.Shelve: "xep-ke", dossier.Return: "tra-ket-qua", dossier.GiveBack: "tra-ban-chinh", dossier.Remark: "ghi-chu", dossier.Undo: "huy-nhap",
	dossier.Consult: "lay-y-kien", dossier.Acknowledge: "co-quan-da-nhan", dossier.AnswerConsult: "co-quan-tra-loi", dossier.Recall: "rut-lai", dossier.Assign: "phan-cong",
}

// paper opens a paper of the dossier by the name it stands under, prints it on
// A5 and gives what is printed.
func (x *tab) paper(code, name string) string {
	x.t.Helper()
	x.at("/ho-so/" + code)
	found := eval[bool](x, `(() => { const a = [...document.querySelectorAll('#giay-da-lap a.mc-link')].find(a => a.textContent.includes(`+quoted(name)+`));
		if (a) a.setAttribute('data-paper', ''); return !!a; })()`)
	require.True(x.t, found, "no paper %q on the dossier's page", name)
	x.follow(`a[data-paper]`)
	x.follow(`.tools__button--first`)
	x.soon(chromedp.WaitReady(css("[data-printed]")))
	return x.text(".paper")
}

// saysAll asserts that a text says several things.
func (x *tab) saysAll(said string, want ...string) {
	x.t.Helper()
	for _, w := range want {
		assert.Contains(x.t, said, w)
	}
}

var (
	aCode = regexp.MustCompile(`H99\.\d{3}-\d{6}-\d{4}`)
	aRef  = regexp.MustCompile(`Mã tra cứu\s+(\d{9})`)
)

// codeOf and refOf find what a page calls a dossier.
func codeOf(page string) string { return aCode.FindString(page) }

func refOf(page string) string {
	if m := aRef.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}
