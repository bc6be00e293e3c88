//go:build e2e

package e2e

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
)

// TestFromAnEmptyFolderToAReceivedDossier walks docs/bat-dau.md: the set-up
// page of a new folder, the test print and the addresses, signing in with the
// password just chosen, and a dossier at the desk.
func TestFromAnEmptyFolderToAReceivedDossier(t *testing.T) {
	h := apptest.Empty(t)
	server := httptest.NewServer(h.Mux)
	t.Cleanup(server.Close)
	s := &site{House: h, url: server.URL}
	x := s.open(t, browser(t), desktop)
	token, err := h.Org.NewSetupToken(h.App)
	require.NoError(t, err)

	for _, sc := range screens {
		x.screen(sc)
		for _, shape := range []string{"", "&kieu=several"} {
			x.goTo("/thiet-lap?token=" + token + shape)
			assert.Empty(t, x.axe(), sc.name+shape)
			assert.LessOrEqual(t, eval[int](x, `document.documentElement.scrollWidth - window.innerWidth`), 1, sc.name+shape)
		}
	}
	x.screen(desktop)
	x.goTo("/thiet-lap?token=" + token)
	const password = "con trâu gặm cỏ ven sông"
	for name, value := range map[string]string{"name": "Ủy ban nhân dân xã Đại Lộc", "identifier": "H98.101", "phone": "0299 381 2345", "address": "Thôn Một, xã Đại Lộc",
		"admin.name": "Trần Văn Khởi", "admin.email": "khoi@dailoc.vn", "admin.password": password, "admin.again": password} {
		x.do(chromedp.SetValue(css(`[name="`+name+`"]`), value))
	}
	x.do(chromedp.Click(css(`main form button.mc-button--primary`)), chromedp.WaitVisible(css(".mc-qr")))
	require.Equal(t, "/quan-tri/bat-dau", x.path())
	assert.Contains(t, x.text("main"), "http://motcua.test")
	assert.Equal(t, "application/pdf", eval[string](x, `fetch('/quan-tri/in-thu.pdf?kho=A5').then(r => r.headers.get('content-type'))`))

	x.leave()
	x.do(chromedp.SetValue(css("#email"), "khoi@dailoc.vn"), chromedp.SendKeys(css("#password"), password+"\r"), chromedp.WaitNotPresent(css("#password")))
	x.goTo("/mot-cua/tiep-nhan")
	x.do(chromedp.SendKeys(css(`[role="combobox"]`), "thuong tru"), chromedp.WaitVisible(css(`[role="option"]`)), chromedp.SendKeys(css(`[role="combobox"]`), "\r"),
		chromedp.WaitVisible(css(`[name="components.declaration"]`)), chromedp.WaitVisible(css(".mc-due__day time")),
		chromedp.SendKeys(css("[data-card-number]"), card+"\r"),
		chromedp.SetValue(css(`[name="applicant.phone"]`), "0912345678"),
		chromedp.Click(css(`[name="components.declaration"]`)),
		chromedp.Click(css(`main form button.mc-button--primary`)), chromedp.WaitVisible(css(".paper")))
	const code = "H98.101-261120-0001"
	assert.Contains(t, x.path(), code)
	assert.Contains(t, x.text(".paper"), "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
	x.goTo("/mot-cua/so-theo-doi")
	assert.Contains(t, x.text("main"), code)
	x.goTo("/thiet-lap?token=" + token)
	assert.NotContains(t, x.text("main"), "Hoàn tất", "the address works once")
}
