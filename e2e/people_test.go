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

// tracks asks by code and digits where a dossier is; it gives what is said.
func (x *tab) tracks(code string) string {
	x.t.Helper()
	x.goTo("/tra-cuu")
	x.put("code", code, "phone_last4", "5678")
	x.follow(`form[action="/tra-cuu"] button[type="submit"]`)
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

// unfold opens what an element is folded away in, outermost first, by clicking
// as a person does.
func (x *tab) unfold(sel string) {
	x.t.Helper()
	for range 5 {
		closed := eval[bool](x, `(() => { let shut; for (let e = document.querySelector(`+quoted(sel)+`); e; e = e.parentElement)
			if (e.tagName === 'DETAILS' && !e.open && !document.querySelector(`+quoted(sel)+`).matches('summary')) shut = e;
			document.querySelectorAll('[data-e2e]').forEach(e => e.removeAttribute('data-e2e'));
			if (shut) shut.querySelector('summary').setAttribute('data-e2e', ''); return !!shut; })()`)
		if !closed {
			return
		}
		x.do(chromedp.Click(css(`summary[data-e2e]`)))
	}
}

// put fills in fields by name, as hands do: text is typed over what stands
// there, a line of a list is chosen, a box with that value is clicked. A date
// is 2006-01-02 and goes into its three boxes.
func (x *tab) put(pairs ...string) {
	x.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		x.putOne(pairs[i], pairs[i+1])
	}
}

func (x *tab) putOne(name, value string) {
	x.t.Helper()
	at := `:is(main, .tools) [name="` + name + `"]`
	switch kind := eval[string](x, `(e => e ? e.tagName + ' ' + e.type : '')(document.querySelector(`+quoted(at)+`))`); {
	case kind == "" && eval[bool](x, `!!document.querySelector(`+quoted(`:is(main, .tools) [name="`+name+`_d"]`)+`)`):
		for n, part := range map[string]string{"_d": value[8:], "_m": value[5:7], "_y": value[:4]} {
			x.putOne(name+n, part)
		}
	case strings.HasSuffix(kind, "checkbox"), strings.HasSuffix(kind, "radio"):
		box := at + `[value="` + value + `"]`
		x.unfold(box)
		x.do(chromedp.Click(css(box)))
	case strings.HasPrefix(kind, "SELECT"):
		x.unfold(at)
		got := eval[string](x, `(e => { e.focus(); e.value = `+quoted(value)+`; e.dispatchEvent(new Event('input', {bubbles: true}));
			e.dispatchEvent(new Event('change', {bubbles: true})); return e.value; })(document.querySelector(`+quoted(at)+`))`)
		require.Equal(x.t, value, got, "no such line in %s", name)
	default:
		require.NotEmpty(x.t, kind, "no field %s on %s", name, x.path())
		x.unfold(at)
		x.do(chromedp.Click(css(at)))
		eval[bool](x, `(document.activeElement.select(), true)`)
		if value == "" {
			value = "\b"
		}
		x.typeText(value)
	}
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
		pairs[i] = string(act) + "." + pairs[i]
	}
	x.put(pairs...)
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

// quoted is a text as a script writes it.
func quoted(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`).Replace(s) + "'"
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
	x.do(chromedp.WaitReady(css("[data-printed]")))
	return x.text(".paper")
}

// saysAll asserts that a text says several things.
func (x *tab) saysAll(said string, want ...string) {
	x.t.Helper()
	for _, w := range want {
		assert.Contains(x.t, said, w)
	}
}

// begin opens the intake, finds a procedure by a few letters and reads the
// citizen's card; paper is what its list shows first.
func (x *tab) begin(letters, paper string) {
	x.t.Helper()
	x.at("/mot-cua/tiep-nhan")
	x.chooses(letters, paper)
}

// chooses is begin on the intake that is open.
func (x *tab) chooses(letters, paper string) {
	x.t.Helper()
	x.do(chromedp.SendKeys(css(`[role="combobox"]`), letters), chromedp.WaitVisible(css(`[role="option"]`)), chromedp.SendKeys(css(`[role="combobox"]`), "\r"),
		chromedp.WaitVisible(css(`[name="`+paper+`"]`)), chromedp.WaitVisible(css(".mc-due__day time")), chromedp.SendKeys(css("[data-card-number]"), card+"\r"))
	x.put("applicant.phone", "0912345678")
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
