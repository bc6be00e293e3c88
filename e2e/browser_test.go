//go:build e2e

package e2e

import (
	"context"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/seed"
)

// screen is a size and a scheme that every page must hold on.
type screen struct {
	name   string
	w, h   int64
	mobile bool
	dark   bool
}

var screens = []screen{
	{"phone", 360, 740, true, false},
	{"phone-dark", 360, 740, true, true},
	{"desktop", 1366, 768, false, false},
}

var desktop = screens[2]

// site is a house behind a real socket.
type site struct {
	*apptest.House
	url string
}

func serve(t *testing.T) *site {
	t.Helper()
	h := apptest.Open(t)
	s := httptest.NewServer(h.Mux)
	t.Cleanup(s.Close)
	return &site{House: h, url: s.URL}
}

// browser starts Chromium once for a test. MOTCUA_CHROME names another one.
func browser(t *testing.T) context.Context {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-quic", true))
	if path := os.Getenv("CHROME_PATH"); path != "" {
		opts = append(opts, chromedp.ExecPath(path))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx))
	return ctx
}

// tab is one window of the browser.
type tab struct {
	t    *testing.T
	ctx  context.Context
	s    *site
	mail string // of whoever sits at it; "" = signs in by hand, or nobody
}

// open opens a window of the given screen.
func (s *site) open(t *testing.T, b context.Context, sc screen, opts ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b, opts...)
	t.Cleanup(cancel)
	long := ctx
	ctx, stop := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(stop)
	x := &tab{t: t, ctx: ctx, s: s}
	t.Cleanup(func() {
		if !t.Failed() {
			return
		}
		// What the page showed last is worth more than the line that failed.
		late, stop := context.WithTimeout(long, 5*time.Second)
		defer stop()
		said, err := chromedp.Run(late, chromedp.Evaluate[string](`location.pathname + "\n" + document.body.innerText`))
		t.Logf("the page at the end (%v): %.1500s", err, said)
	})
	x.screen(sc)
	// A tab behind another one gets its keys late or never.
	_, err := chromedp.Call(ctx, page.BringToFront, cdp.Empty{})
	require.NoError(t, err)
	_, err = chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	require.NoError(t, err)
	// A printer's dialogue would stop the page for good: it only leaves a mark.
	_, err = chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.print = () => { document.documentElement.setAttribute('data-printed', 'yes'); };`})
	require.NoError(t, err)
	return x
}

// screen changes the size and scheme of the window.
func (x *tab) screen(sc screen) {
	x.t.Helper()
	scheme := "light"
	if sc.dark {
		scheme = "dark"
	}
	opts := []chromedp.EmulateViewportOption{chromedp.EmulateScale(1)}
	if sc.mobile {
		opts = append(opts, chromedp.EmulateMobile)
	}
	x.do(chromedp.EmulateViewport(sc.w, sc.h, opts...))
	_, err := chromedp.Call(x.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	require.NoError(x.t, err)
}

type step = chromedp.Action[chromedp.Void]

// css is a selector of the pages.
type css = chromedp.CSS

// do takes steps one after the other; what never comes is a failure, not a
// suite that hangs.
func (x *tab) do(steps ...step) {
	x.t.Helper()
	done := make(chan error, 1)
	go func() { done <- chromedp.Do(x.ctx, steps...) }()
	select {
	case err := <-done:
		require.NoError(x.t, err)
	case <-time.After(patience):
		require.Fail(x.t, "the page does not come to it")
	}
}

// patience is how long a busy machine may take for one thing.
const patience = time.Minute

// goTo opens a path of the site.
func (x *tab) goTo(path string) { x.t.Helper(); x.do(chromedp.Navigate(x.s.url + path)) }

// path is the address shown, without the host.
func (x *tab) path() string {
	x.t.Helper()
	u, err := chromedp.Run(x.ctx, chromedp.Location())
	require.NoError(x.t, err)
	return strings.TrimPrefix(u, x.s.url)
}

// text is what a selector shows.
func (x *tab) text(sel css) string {
	x.t.Helper()
	ctx, stop := context.WithTimeout(x.ctx, 20*time.Second) // what is not there does not come
	defer stop()
	out, err := chromedp.Run(ctx, chromedp.Text(sel))
	require.NoError(x.t, err, "%s", sel)
	return out
}

// eval runs a script that gives a value; a promise is waited for.
func eval[T any](x *tab, js string) T {
	x.t.Helper()
	v, err := chromedp.Run(x.ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	require.NoError(x.t, err)
	return v
}

// signIn signs in through the page as a member of staff.
func (x *tab) signIn(role access.Role, commune int) {
	x.t.Helper()
	email := x.s.Staff(role, commune).Email()
	x.goTo("/dang-nhap")
	x.do(chromedp.SetValue(css("#email"), email), chromedp.SendKeys(css("#password"), seed.Password+"\r"),
		chromedp.WaitNotPresent(css("#password")))
}

// leave signs out.
func (x *tab) leave() {
	x.t.Helper()
	x.do(chromedp.Click(css(`form[action="/dang-xuat"] button`)), chromedp.WaitVisible(css("#password")))
}

// violation is one finding of axe-core.
type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Nodes  []struct {
		HTML string `json:"html"`
	} `json:"nodes"`
}

// axe runs the accessibility rules on the page shown.
func (x *tab) axe() []violation {
	x.t.Helper()
	src, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	require.NoError(x.t, err, "run make test, or npm ci in e2e/, first")
	return eval[[]violation](x, string(src)+`;axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}).then(r =>
		r.violations.map(v => ({id: v.id, impact: v.impact, nodes: v.nodes.map(n => ({html: n.html}))})))`)
}
