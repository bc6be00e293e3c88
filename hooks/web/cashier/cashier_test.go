package cashier_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/money"
	"motcua/hooks/service/casework"
)

func certified(t *testing.T, h *apptest.House, name string) casework.Received {
	t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "2.000884", Applicant: casework.PersonInput{Name: name, IdentityNumber: "099190000123", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "document", Originals: 1}, {Key: "identity", Originals: 1}}, Answers: map[string]string{"documents": "2"}})
	require.NoError(t, err)
	return got
}

var missing = regexp.MustCompile(`\{[a-z_]+(\.[a-z_0-9]+)+\}`)

func visit(codes ...string) url.Values {
	v := url.Values{"mode": {"cash"}, "payer": {"Nguyễn Thị Bưởi"}, "given": {"50.000"}, "one_time": {"k1"}}
	for _, c := range codes {
		v.Add("ma", c)
		v.Add("line", c+"|certify")
	}
	return v
}

func TestAVisitorPaysForTwoDossiersOnce(t *testing.T) {
	h := apptest.Open(t)
	a, b := certified(t, h, "Nguyễn Thị Bưởi"), certified(t, h, "Nguyễn Thị Bưởi")
	v := h.As(access.Cashier, 0)
	page := v.Get("/thu-ngan")
	require.Equal(t, http.StatusOK, page.Code)
	for _, want := range []string{a.Code, b.Code, "20.000 đồng", "2 hồ sơ chưa thu"} {
		assert.Contains(t, strings.ReplaceAll(page.Body.String(), "</span><span class=\"mc-code__group\">", ""), want)
	}
	form := v.Get("/thu-ngan/thu?ma=" + a.Code).Body.String()
	assert.Contains(t, form, "Người này còn hồ sơ chưa thu")
	assert.Contains(t, form, "ma="+b.Code)
	assert.NotRegexp(t, missing, form)

	short := visit(a.Code, b.Code)
	short.Set("given", "30000")
	refused := v.Post("/thu-ngan/thu", short)
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code)
	assert.Contains(t, refused.Body.String(), "Khách đưa còn thiếu 10.000 đồng.")
	assert.Contains(t, refused.Body.String(), `value="30000"`, "what was typed stays")

	done := v.Post("/thu-ngan/thu", visit(a.Code, b.Code))
	require.Equal(t, http.StatusSeeOther, done.Code, done.Body.String())
	at := done.Header().Get("Location")
	assert.Equal(t, at, v.Post("/thu-ngan/thu", visit(a.Code, b.Code)).Header().Get("Location"), "sent twice, one receipt")
	receipt := v.Get(at).Body.String()
	for _, want := range []string{"0000001", "Bốn mươi nghìn đồng", "Trả lại khách 10.000 đồng", a.Code, b.Code} {
		assert.Contains(t, receipt, want)
	}
	assert.NotRegexp(t, missing, receipt)
	pdf := v.Get(strings.TrimSuffix(at, "?in=1") + "/bien-lai.pdf")
	assert.Equal(t, "application/pdf", pdf.Header().Get("Content-Type"))
	assert.Contains(t, v.Get("/thu-ngan").Body.String(), "Không còn khoản nào chưa thu")
	assert.Contains(t, v.Get("/thu-ngan/thu?ma="+a.Code).Body.String(), "Không còn gì phải thu")
	sheet := v.Get("/thu-ngan/so.xlsx?ngay=2026-11-20")
	assert.Equal(t, http.StatusOK, sheet.Code)
}

func TestVoidingAndClosing(t *testing.T) {
	h := apptest.Open(t)
	c := certified(t, h, "Y Bhĩu Niê")
	v := h.As(access.Cashier, 0)
	at := strings.TrimSuffix(v.Post("/thu-ngan/thu", visit(c.Code)).Header().Get("Location"), "?in=1")
	assert.Equal(t, http.StatusUnprocessableEntity, v.Post(at+"/huy", url.Values{}).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Leader, 0).Post(at+"/huy", url.Values{"reason": {"x"}}).Code)
	assert.Equal(t, http.StatusSeeOther, v.Post(at+"/huy", url.Values{"reason": {"Thu nhầm"}}).Code)
	assert.Equal(t, http.StatusConflict, v.Post(at+"/huy", url.Values{"reason": {"Thu nhầm"}}).Code)
	assert.Contains(t, v.Get(at).Body.String(), "ĐÃ HỦY")

	again := visit(c.Code)
	again.Set("one_time", "k2")
	require.Equal(t, http.StatusSeeOther, v.Post("/thu-ngan/thu", again).Code)
	shut := url.Values{"day": {"2026-11-20"}, "counted": {"19.000"}, "seen": {"20000"}}
	res := v.Post("/thu-ngan/so", shut)
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), "lệch -1.000 đồng")
	shut.Set("reason", "Thối thừa")
	require.Equal(t, http.StatusSeeOther, v.Post("/thu-ngan/so", shut).Code)
	book := h.As(access.Leader, 0).Get("/thu-ngan/so").Body.String()
	assert.Contains(t, book, "Lệch: thiếu 1.000 đồng")
	assert.NotRegexp(t, missing, book)
	assert.NotContains(t, book, `name="counted"`)
	paper := v.Get("/thu-ngan/so/in?ngay=20/11/2026").Body.String()
	assert.Contains(t, paper, "thiếu 1.000 đồng. Lý do: Thối thừa")
	assert.Equal(t, http.StatusUnprocessableEntity, v.Get("/thu-ngan/so?ngay=mai").Code)
}

func TestWhoMayEnterTheTill(t *testing.T) {
	h := apptest.Open(t)
	c := certified(t, h, "Y Bhĩu Niê")
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/thu-ngan").Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get("/thu-ngan").Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Leader, 0).Post("/thu-ngan/thu", visit(c.Code)).Code)
	assert.Equal(t, http.StatusOK, h.As(access.Leader, 0).Get("/thu-ngan").Code)
	other := h.As(access.Cashier, 1)
	assert.Equal(t, http.StatusNotFound, other.Get("/thu-ngan/thu?ma="+c.Code).Code)
	assert.Equal(t, http.StatusNotFound, other.Post("/thu-ngan/thu", visit(c.Code)).Code)
	v := h.As(access.Cashier, 0)
	at := v.Post("/thu-ngan/thu", visit(c.Code)).Header().Get("Location")
	assert.Equal(t, http.StatusNotFound, other.Get(at).Code)
	assert.Equal(t, http.StatusOK, h.As(access.Leader, 0).Get(at).Code)
	assert.Equal(t, "/thu-ngan/thu?ma="+c.Code, v.Post("/thu-ngan/tim", url.Values{"q": {c.Code}}).Header().Get("Location"))
	assert.Contains(t, v.Post("/thu-ngan/tim", url.Values{"q": {"không có ai"}}).Body.String(), "Không thấy hồ sơ chưa thu nào")
}

func TestTheAccountNeedsTwoPeopleAndThenStandsEverywhere(t *testing.T) {
	h := apptest.Open(t)
	const at = "/quan-tri/tai-khoan"
	admin, leader := h.As(access.UnitAdmin, 0), h.As(access.Leader, 0)
	in := url.Values{"bin": {"970405"}, "account": {"1500 201 001 234"}, "holder": {"UBND xã An Bình"}}
	assert.Equal(t, http.StatusUnprocessableEntity, admin.Post(at, url.Values{"account": {"1"}}).Code)
	assert.Equal(t, http.StatusForbidden, leader.Post(at, in).Code)
	require.Equal(t, http.StatusSeeOther, admin.Post(at, in).Code)
	stamp := func() string {
		u, err := h.Org.UnitByCode(h.App, "an-binh")
		require.NoError(t, err)
		return u.BankAsked.Stamp()
	}
	assert.Equal(t, http.StatusForbidden, admin.Post(at+"/xac-nhan", url.Values{"stamp": {stamp()}}).Code, "never one's own")
	assert.Equal(t, http.StatusConflict, leader.Post(at+"/xac-nhan", url.Values{"stamp": {"?"}}).Code, "only what was read")
	assert.Contains(t, leader.Get("/thu-ngan").Body.String(), "chờ bạn xác nhận")
	assert.Equal(t, http.StatusNotFound, h.As(access.Leader, 1).Get(at+"?don-vi=an-binh").Code)
	require.Equal(t, http.StatusSeeOther, leader.Post(at+"/xac-nhan", url.Values{"stamp": {stamp()}}).Code)
	u, err := h.Org.UnitByCode(h.App, "an-binh")
	require.NoError(t, err)
	assert.Equal(t, money.Bank{BIN: "970405", Account: "1500201001234", Holder: "UBND XA AN BINH"}, u.Bank)
	log := admin.Get("/quan-tri/nhat-ky").Body.String()
	assert.Contains(t, log, "Đề nghị đổi tài khoản nhận phí")
	assert.Contains(t, log, "Xác nhận tài khoản nhận phí")

	c := certified(t, h, "Nguyễn Thị Bưởi")
	for _, page := range []string{h.As(access.Cashier, 0).Get("/thu-ngan/thu?ma=" + c.Code).Body.String(), h.As(access.Clerk, 0).Get("/mot-cua/ho-so/" + c.Code + "/phieu").Body.String(),
		h.Guest().Get("/t/" + c.Code + "?k=" + c.Token).Body.String()} {
		assert.Contains(t, page, "Agribank")
		assert.Contains(t, page, money.ContentOf(c.Code))
		assert.NotRegexp(t, missing, page)
	}
}
