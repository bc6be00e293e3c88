//go:build e2e

package e2e

import (
	"io"
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
)

// citizenPages are what somebody opens who has never signed in.
var citizenPages = []string{"/", "/an-binh", "/an-binh/thu-tuc", "/an-binh/thu-tuc?q=dk+khai+sinh", "/an-binh/thu-tuc?q=xyz", "/an-binh/thu-tuc?viec=co-con",
	"/an-binh/thu-tuc/1.001193", "/an-binh/thu-tuc/1.004859", "/an-binh/cong-khai", "/tra-cuu", "/kiem-tra/0000000000000000", "/khong-co", "/dong-thanh"}

// serveEnded is serve with a commune that has ended.
func serveEnded(t *testing.T) *site {
	t.Helper()
	s := serve(t)
	above := s.Actor(access.Superior, 0)
	above.Roles = append(above.Roles, access.UnitAdmin)
	_, err := s.Org.CloseUnit(s.App, above, "dong-thanh", "2026-11-01", "an-binh")
	require.NoError(t, err)
	return s
}

// TestStoryOfACitizen walks what a citizen does on a cheap phone with scripts
// switched off: finds a procedure, sees what to bring, looks a dossier up by
// code and digits, by the receipt's QR, and checks that the paper is genuine.
func TestStoryOfACitizen(t *testing.T) {
	s := serve(t)
	code := s.receive(t)
	x := s.open(t, browser(t), screens[0])
	_, err := chromedp.Call(x.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	require.NoError(t, err)

	x.goTo("/")
	x.do(chromedp.Click(css(`a[href="/an-binh"]`)), chromedp.WaitVisible(css(`form[action="/an-binh/thu-tuc"]`)))
	x.do(chromedp.SendKeys(css("#q"), "dk khai sinh\r"), chromedp.WaitVisible(css(".mc-rows__link")))
	x.do(chromedp.Click(css(`a[href="/an-binh/thu-tuc/1.001193"]`)), chromedp.WaitVisible(css(".mc-bring")))
	assert.Contains(t, x.text("main"), "Giấy chứng sinh")
	x.do(chromedp.Click(css(`a[href$="truong-hop=abandoned"]`)), chromedp.WaitVisible(css(`a[href$="truong-hop=abandoned"][aria-current]`)))
	assert.Contains(t, x.text("main"), "Biên bản về việc trẻ bị bỏ rơi")

	x.goTo("/an-binh")
	x.do(chromedp.SendKeys(css("#code"), code), chromedp.SendKeys(css("#phone_last4"), "5678\r"), chromedp.WaitVisible(css(".mc-due")))
	found := x.text("main")
	assert.Contains(t, found, "Hồ sơ đã được tiếp nhận")
	assert.NotContains(t, found, "Nguyễn Thị Phương Thảo")

	c, err := s.Desk.Find(s.App, s.Actor(access.Clerk, 0), code)
	require.NoError(t, err)
	x.goTo("/t/" + code + "?k=" + s.Desk.TrackToken(c.ID))
	x.do(chromedp.Click(css("summary")), chromedp.WaitVisible(css(".mc-trace__days")))
	x.goTo("/kiem-tra/" + s.Desk.PaperToken(c.Dossier))
	assert.Contains(t, x.text("main"), "Giấy này là thật")
}

// TestCitizenPagesHoldOnEveryScreen looks at each page on a phone in light and
// dark, on a desk, on 320 px and with text twice as large.
func TestCitizenPagesHoldOnEveryScreen(t *testing.T) {
	s := serveEnded(t)
	x := s.open(t, browser(t), screens[0])
	for _, path := range citizenPages {
		for _, sc := range append(screens, screen{"narrow", 320, 740, true, false}) {
			x.screen(sc)
			x.goTo(path)
			for _, f := range x.axe() {
				for _, n := range f.Nodes {
					t.Errorf("%s %s on %s %s: %s", f.Impact, f.ID, sc.name, path, n.HTML)
				}
			}
			assert.LessOrEqual(t, x.sideways(), 1, "%s scrolls sideways on %s", path, sc.name)
			if sc.mobile {
				x.small(path)
			}
		}
		x.do(chromedp.Evaluate[chromedp.Void](`document.documentElement.style.fontSize = '200%'`))
		assert.LessOrEqual(t, x.sideways(), 1, "%s scrolls sideways with large text", path)
	}
}

func (x *tab) sideways() int {
	x.t.Helper()
	return eval[int](x, `document.documentElement.scrollWidth - window.innerWidth`)
}

// TestCitizenPagesAreLight: one TCP window, and nothing else to fetch before
// the page can be read.
func TestCitizenPagesAreLight(t *testing.T) {
	s := serveEnded(t)
	x := s.open(t, browser(t), screens[0])
	for _, path := range citizenPages {
		req, err := http.NewRequest(http.MethodGet, s.url+path, nil)
		require.NoError(t, err)
		req.Header.Set("Accept-Encoding", "gzip")
		res, err := http.DefaultTransport.RoundTrip(req)
		require.NoError(t, err)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		assert.LessOrEqual(t, len(body), 14<<10, "%s on the wire", path)
		x.goTo(path)
		blocking := eval[int](x, `performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:') && r.initiatorType !== 'script').length`)
		assert.Zero(t, blocking, "%s fetches more before it can be read", path)
		assert.NotEqual(t, "Times New Roman", eval[string](x, `getComputedStyle(document.body).fontFamily`), "the policy let %s keep its style", path)
	}
}
