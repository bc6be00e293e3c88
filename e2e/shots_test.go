//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/seed"
)

// TestScreenshots writes the pictures of docs/anh when MOTCUA_SHOTS names a
// folder; without it, it still opens every page and looks for a heading.
func TestScreenshots(t *testing.T) {
	s := serve(t)
	dir := os.Getenv("MOTCUA_SHOTS")
	if dir != "" { // pictures show an office at work
		require.NoError(t, seed.Demo(s.App, s.Desk, apptest.Start, func(int, int) {}))
	}
	code := s.prepared(t)
	b := browser(t)
	x := s.open(t, b, desktop)
	var who access.Role
	for _, v := range pages(code) {
		if v.role != who {
			if who != "" {
				x.goTo("/mot-cua/so-theo-doi")
				x.leave()
			}
			if v.role != "" {
				x.signIn(v.role, 0)
			}
			who = v.role
		}
		for _, sc := range []screen{screens[0], desktop} {
			x.screen(sc)
			x.goTo(v.path)
			heads := eval[int](x, `document.querySelectorAll('h1').length`)
			require.Equal(t, 1, heads, "%s has one heading", v.path)
			if dir != "" {
				x.shot(dir, v, code, sc)
			}
		}
	}
}

func (x *tab) shot(dir string, v visit, code string, sc screen) {
	x.t.Helper()
	png, err := chromedp.Run(x.ctx, chromedp.CaptureScreenshot())
	require.NoError(x.t, err)
	name := strings.Trim(strings.NewReplacer("/", "-", "?", "-", "=", "-", code, "ho-so-mau").Replace(v.path), "-")
	if name == "" {
		name = "trang-dau"
	}
	if v.role != "" {
		name += "-" + string(v.role)
	}
	require.NoError(x.t, os.MkdirAll(dir, 0o755))
	require.NoError(x.t, os.WriteFile(filepath.Join(dir, name+"-"+sc.name+".png"), png, 0o644))
}
