//go:build e2e

package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
)

// TestAKeyGoesIntoTheOpenAct: the act a dossier page is about stands open, with
// no line to unfold; its letter moves into its form and sends nothing.
func TestAKeyGoesIntoTheOpenAct(t *testing.T) {
	s, b := serve(t), browser(t)
	x := s.open(t, b, desktop)
	x.signIn(access.Clerk, 0)
	code := s.receive(t)
	x.goTo("/ho-so/" + code)
	x.loaded()
	require.Equal(t, "/ho-so/"+code+"/chuyen", eval[string](x, `(document.activeElement.blur(), document.querySelector('form[data-key="t"]').getAttribute('action'))`))
	x.do(chromedp.KeyEvent("t"))
	_, err := chromedp.Run(x.ctx, chromedp.Poll[bool](`document.activeElement.closest('form[data-key="t"]') !== null`))
	require.NoError(t, err)
	require.Equal(t, "/ho-so/"+code, x.path())
}
