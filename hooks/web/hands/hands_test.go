package hands_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

const unsaid = `\{[a-z_]+(\.[a-z_0-9]+)+\}` // a key without a sentence

func intake() casework.ReceiveInput {
	return casework.ReceiveInput{Procedure: "1.010039", Applicant: casework.PersonInput{Name: "Nguyễn Thị Bưởi", IdentityNumber: "099190000123", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1, Held: 1}}, Answers: map[string]string{"kind": "head", "what": "Đổi chủ hộ"}}
}

func receive(t *testing.T, h *apptest.House, change ...func(*casework.ReceiveInput)) casework.Case {
	t.Helper()
	in := intake()
	for _, c := range change {
		c(&in)
	}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	return got.Case
}

func resolved(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	c := receive(t, h)
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.MoveInput{To: h.Actor(access.Officer, 0).ID})
	require.NoError(t, err)
	c, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	return c
}

func TestThePagesAreForWhoeverWorksWithPapers(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h)
	pages := []string{"/mot-cua/ban-chinh", "/mot-cua/ban-chinh/in", "/mot-cua/ban-chinh.xlsx", "/mot-cua/ket-qua", "/mot-cua/ket-qua/in",
		"/mot-cua/luot/" + c.Code, "/mot-cua/luot/" + c.Code + "/phieu.pdf"}
	clerk, stranger, admin := h.As(access.Clerk, 0), h.As(access.Clerk, 1), h.As(access.UnitAdmin, 0)
	for _, p := range pages {
		assert.Equal(t, http.StatusSeeOther, h.Guest().Get(p).Code, p)
		assert.Equal(t, http.StatusForbidden, admin.Get(p).Code, p)
		res := clerk.Get(p)
		assert.Equal(t, http.StatusOK, res.Code, p)
		assert.NotRegexp(t, unsaid, res.Body.String(), p)
		if theirs := stranger.Get(p); theirs.Code == http.StatusOK {
			assert.NotContains(t, theirs.Body.String(), c.Code, p)
		}
	}
	assert.Equal(t, http.StatusNotFound, stranger.Get("/mot-cua/luot/"+c.Code).Code)
	assert.Equal(t, http.StatusNotFound, clerk.Get("/mot-cua/luot/H99.132-261120-9999").Code)
}

func TestOneClickSaysWhatIsHeldOfAPerson(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h)
	ask := func(text string) url.Values { return url.Values{"ai": {text}} }
	clerk := h.As(access.Clerk, 0)
	page := clerk.Post("/mot-cua/ban-chinh", ask("099190000123"))
	require.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, page.Body.String(), c.Code)
	assert.Contains(t, page.Body.String(), "1 × Tờ khai")
	assert.Contains(t, page.Body.String(), "Đang giữ 1 bản chính của 1 hồ sơ.")
	assert.Contains(t, page.Body.String(), `value="099190000123"`, "what was typed stays")
	assert.NotContains(t, clerk.Post("/mot-cua/ban-chinh", ask("099190000124")).Body.String(), c.Code)
	assert.Contains(t, clerk.Post("/mot-cua/ban-chinh", ask("099190000124")).Body.String(), "Không giữ bản chính nào của người này")
	assert.NotContains(t, h.As(access.Clerk, 1).Post("/mot-cua/ban-chinh", ask("099190000123")).Body.String(), c.Code, "another commune")
	assert.Equal(t, http.StatusForbidden, h.As(access.Superior, 0).Post("/mot-cua/ban-chinh", ask(c.Code)).Code)
	assert.Equal(t, http.StatusUnauthorized, h.Guest().Post("/mot-cua/ban-chinh", ask(c.Code)).Code)

	slip := clerk.Post("/mot-cua/ban-chinh/phieu", ask(c.Code)).Body.String()
	assert.Contains(t, slip, "PHIẾU BÁO BẢN CHÍNH ĐANG GIỮ")
	assert.Contains(t, slip, "20/11/2026")
	assert.NotContains(t, slip, "099190000123", "no number that the paper does not need")
	assert.Equal(t, http.StatusSeeOther, clerk.Post("/mot-cua/ban-chinh/phieu", ask(" ")).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post("/mot-cua/ban-chinh/phieu", ask(c.Code)).Code)
	assert.NotContains(t, clerk.Get("/mot-cua/ban-chinh?tre=1").Body.String(), c.Code, "its dossier is still open")
}

func TestAResultIsShelvedFromTheList(t *testing.T) {
	h := apptest.Open(t)
	c := resolved(t, h)
	clerk := h.As(access.Clerk, 0)
	page := clerk.Get("/mot-cua/ket-qua").Body.String()
	assert.Contains(t, page, c.Code)
	assert.Contains(t, page, "Chỗ trống tiếp theo: K1-01.")
	at, seen := "/mot-cua/ket-qua/"+c.Code, strconv.Itoa(c.Seq)
	wrong := clerk.Post(at, url.Values{"shelf": {" "}, "seen": {seen}})
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, wrong.Body.String(), `aria-invalid="true"`)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(at, url.Values{"shelf": {"K1-01"}}).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Post(at, url.Values{"shelf": {"K1-01"}}).Code)
	assert.Equal(t, http.StatusSeeOther, clerk.Post(at, url.Values{"shelf": {"K1-01"}, "seen": {seen}}).Code)
	stale := clerk.Post(at, url.Values{"shelf": {"K1-05"}, "seen": {seen}})
	assert.Equal(t, http.StatusConflict, stale.Code, "somebody was faster")

	h.SetNow("2026-11-28T09:00")
	clerk = h.As(access.Clerk, 0) // a session ends with its day
	assert.Contains(t, clerk.Get("/mot-cua/ket-qua?qua=7").Body.String(), "Kệ K1-01")
	assert.NotContains(t, clerk.Get("/mot-cua/ket-qua?qua=30").Body.String(), c.Code)
	list := clerk.Get("/mot-cua/ket-qua/in?qua=7").Body.String()
	assert.Contains(t, list, "0912 345 678")
	assert.Contains(t, list, "K1-01")
}

func TestTheCoverListsAVisit(t *testing.T) {
	h := apptest.Open(t)
	a := receive(t, h)
	b := receive(t, h, func(in *casework.ReceiveInput) { in.Visit = a.Code })
	clerk := h.As(access.Clerk, 0)
	for _, code := range []string{a.Code, b.Code} {
		page := clerk.Get("/mot-cua/luot/" + code).Body.String()
		assert.Contains(t, page, a.Code)
		assert.Contains(t, page, b.Code)
		assert.Contains(t, page, "Cộng 2 hồ sơ")
		pdf := clerk.Get("/mot-cua/luot/" + code + "/phieu.pdf")
		assert.Equal(t, "application/pdf", pdf.Header().Get("Content-Type"))
		assert.Contains(t, pdf.Body.String()[:8], "%PDF-")
	}
	assert.Contains(t, clerk.Get("/ho-so/"+b.Code).Body.String(), "/ho-so/"+a.Code, "the visit is on each dossier")
	assert.Contains(t, clerk.Get("/mot-cua/ho-so/"+b.Code+"/phieu").Body.String(), "In phiếu chung 2 hồ sơ")
	public := h.Guest().Get("/t/" + a.Code + "?k=" + h.Desk.TrackToken(a.ID)).Body.String()
	assert.Contains(t, public, "/t/"+b.Code+"?k=")
}
