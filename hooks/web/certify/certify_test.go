package certify_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

const lane = "/mot-cua/chung-thuc"

func form(change ...string) url.Values {
	f := url.Values{"procedure": {"2.000815"}, "applicant.identity_number": {"099190000123"}, "applicant.name": {"Nguyễn Thị Bưởi"}, "applicant.phone": {"0912345678"},
		"document": {"Bằng tốt nghiệp đại học"}, "pages": {"3"}, "copies": {"2"}, "one_time": {"k1"}}
	for i := 0; i+1 < len(change); i += 2 {
		f.Set(change[i], change[i+1])
	}
	return f
}

var idOf = regexp.MustCompile(`xong=([a-z0-9]{15})`)

// taken sends the lane's form and returns the id of the line it made.
func taken(t *testing.T, v *apptest.Visitor, change ...string) string {
	t.Helper()
	res := v.Post(lane, form(change...))
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	m := idOf.FindStringSubmatch(res.Header().Get("Location"))
	require.NotNil(t, m, res.Header().Get("Location"))
	return m[1]
}

func text(res *httptest.ResponseRecorder) string { return res.Body.String() }

func TestTheLaneFromPagesToTheWords(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	empty := text(v.Get(lane))
	assert.Contains(t, empty, "Số trang")
	assert.Contains(t, text(v.Get(lane+"?viec=chu-ky")), "Cách xác nhận")
	parts := text(v.Post(lane+"/xem-truoc", form()))
	assert.Contains(t, parts, "10.000")
	assert.Contains(t, parts, "17 giờ 00 phút")
	assert.NotContains(t, parts, "<html")

	id := taken(t, v)
	assert.Equal(t, id, taken(t, v), "sent twice, certified once")
	res := v.Get(lane + "?xong=" + id)
	body := text(res)
	for _, want := range []string{"Đã vào sổ", "quyển số 01/2026-SCT/BS", "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Ngày 20 tháng 11 năm 2026", "KT. CHỦ TỊCH", "Phạm Minh Tuấn",
		`value="Nguyễn Thị Bưởi"`, `data-autoprint="certify ` + id, "Người khác"} {
		assert.Contains(t, body, want)
	}
	page := text(v.Get(lane + "/" + id + "/loi-chung?vi-tri=dau"))
	assert.Contains(t, page, "stamp--top")
	assert.Contains(t, page, "Số chứng thực: 1, quyển số 01/2026-SCT/BS")
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(lane+"/"+id+"/loi-chung").Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(lane+"?xong="+id).Code)

	sig := taken(t, v, "procedure", "2.000884", "manner", "fingerprint", "copies", "1", "one_time", "k2")
	assert.Contains(t, text(v.Get(lane+"/"+sig+"/loi-chung")), "đã điểm chỉ vào giấy tờ, văn bản này trước mặt ông/bà "+h.Actor(access.Clerk, 0).Name)
	assert.Contains(t, text(v.Post(lane, url.Values{"nguoi": {"1"}, "procedure": {"2.000815"}})), `value="Nguyễn Thị Bưởi"`)
}

func TestWhatIsRefusedStaysTyped(t *testing.T) {
	h := apptest.Open(t)
	res := h.As(access.Clerk, 0).Post(lane, form("document", "", "copies", "0", "applicant.phone", "12"))
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body := text(res)
	assert.Contains(t, body, `href="#document"`)
	assert.Contains(t, body, "Ghi số từ 1 trở lên.")
	assert.Contains(t, body, `value="Nguyễn Thị Bưởi"`)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(lane, form()).Code)
}

func TestTheLeaderSignsManyAndTheClerkReturnsThem(t *testing.T) {
	h := apptest.Open(t)
	clerk, leader := h.As(access.Clerk, 0), h.As(access.Leader, 0)
	a, b := taken(t, clerk), taken(t, clerk, "one_time", "k2")
	page := text(leader.Get("/lanh-dao/chung-thuc"))
	assert.Contains(t, page, a)
	assert.Contains(t, page, "Ký tất cả 2 việc")
	assert.Contains(t, text(leader.Get("/lanh-dao")), "/lanh-dao/chung-thuc")

	none := leader.Post("/lanh-dao/chung-thuc", url.Values{})
	assert.Equal(t, http.StatusUnprocessableEntity, none.Code)
	assert.Contains(t, text(none), "Chưa chọn việc nào")
	res := leader.Post("/lanh-dao/chung-thuc", url.Values{"tat-ca": {"1"}, "hien": {a, b}})
	require.Equal(t, http.StatusSeeOther, res.Code, text(res))
	assert.Contains(t, text(leader.Get("/lanh-dao/chung-thuc")), "Không có việc nào chờ ký")
	again := leader.Post("/lanh-dao/chung-thuc", url.Values{"chon": {a}})
	assert.Equal(t, http.StatusConflict, again.Code)
	assert.Contains(t, text(again), "Số 1, quyển số 01/2026-SCT/BS:")
	assert.Equal(t, http.StatusForbidden, clerk.Post("/lanh-dao/chung-thuc", url.Values{"chon": {a}}).Code)

	assert.Contains(t, text(clerk.Get(lane)), `value="`+b+`"`)
	unpaid := clerk.Post(lane+"/tra", url.Values{"chon": {a, b}})
	assert.Equal(t, http.StatusConflict, unpaid.Code, "the fee first")
	var codes []string
	require.NoError(t, h.App.DB().Select("d.code").From("certifications c").InnerJoin("dossiers d", dbx.NewExp("d.id = c.dossier")).Column(&codes))
	for _, code := range codes {
		h.Pay(0, code)
	}
	require.Equal(t, http.StatusSeeOther, clerk.Post(lane+"/tra", url.Values{"chon": {a, b}}).Code)
	assert.Contains(t, text(clerk.Get(lane)), "Không có bản nào chờ trả")
	assert.Equal(t, http.StatusConflict, clerk.Post(lane+"/tra", url.Values{"chon": {a}}).Code)
}

func TestTheBook(t *testing.T) {
	h := apptest.Open(t)
	clerk, leader := h.As(access.Clerk, 0), h.As(access.Leader, 0)
	assert.Contains(t, text(clerk.Get("/mot-cua/so-chung-thuc")), "Sổ chưa có việc nào")
	assert.Equal(t, http.StatusOK, clerk.Get("/mot-cua/so-chung-thuc/in").Code)
	assert.Equal(t, http.StatusUnprocessableEntity, clerk.Post("/mot-cua/so-chung-thuc/mo", url.Values{"series": {"SCT/BS"}, "first": {"x"}}).Code)
	require.Equal(t, http.StatusSeeOther, clerk.Post("/mot-cua/so-chung-thuc/mo", url.Values{"series": {"SCT/BS"}, "first": {"318"}}).Code)
	a, b := taken(t, clerk), taken(t, clerk, "one_time", "k2")

	page := text(leader.Get("/mot-cua/so-chung-thuc"))
	assert.Contains(t, page, "318")
	assert.Contains(t, page, "Nguyễn Thị Bưởi")
	so := regexp.MustCompile(`in\?so=([a-z0-9]{15})`).FindStringSubmatch(page)
	require.NotNil(t, so)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get("/mot-cua/so-chung-thuc?so="+so[1]).Code)
	assert.NotContains(t, text(h.As(access.Inspector, 0).Get("/mot-cua/so-chung-thuc")), "Bưởi", "who inspects sees how the work goes, not whose it is")

	refused := leader.Post("/mot-cua/so-chung-thuc/huy", url.Values{"id": {a}, "so": {so[1]}, "reason": {""}})
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code)
	assert.Contains(t, text(refused), "Ghi lý do hủy số này")
	assert.Equal(t, http.StatusConflict, leader.Post("/mot-cua/so-chung-thuc/sang-quyen", url.Values{"so": {so[1]}}).Code, "lines wait")
	require.Equal(t, http.StatusSeeOther, leader.Post("/mot-cua/so-chung-thuc/huy", url.Values{"id": {a}, "so": {so[1]}, "reason": {"Ghi nhầm"}}).Code)
	require.Equal(t, http.StatusSeeOther, leader.Post("/lanh-dao/chung-thuc", url.Values{"chon": {b}}).Code)
	assert.Equal(t, http.StatusConflict, leader.Post("/mot-cua/so-chung-thuc/khoa", url.Values{"so": {so[1]}}).Code, "the year is not over")
	h.SetNow("2026-12-31T16:00")
	leader = h.As(access.Leader, 0)
	require.Equal(t, http.StatusSeeOther, leader.Post("/mot-cua/so-chung-thuc/khoa", url.Values{"so": {so[1]}}).Code)

	print := text(leader.Get("/mot-cua/so-chung-thuc/in?so=" + so[1]))
	for _, want := range []string{"SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH", "từ số 318 đến số 319", "Đã hủy: Ghi nhầm", "tổng số 2 việc chứng thực", "trong đó 1 số đã hủy", "KT. CHỦ TỊCH"} {
		assert.Contains(t, print, want)
	}
	res := leader.Get("/mot-cua/so-chung-thuc.xlsx?so=" + so[1])
	assert.Equal(t, http.StatusOK, res.Code)
	assert.True(t, strings.HasPrefix(text(res), "PK"))
}

// TestWhoAlsoTakesTheMoneyGoesOnToTheTill: in a small commune the clerk is the
// cashier too, and takes the fee before the next person comes.
func TestWhoAlsoTakesTheMoneyGoesOnToTheTill(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	id := taken(t, v)
	till := regexp.MustCompile(`href="(/thu-ngan/thu\?ma=[^"]+)"`)
	assert.False(t, till.MatchString(text(v.Get(lane+"?xong="+id))), "not by a clerk alone")
	r := h.Staff(access.Clerk, 0)
	r.Set("roles", []string{"clerk", "cashier"})
	require.NoError(t, h.App.Save(r))
	m := till.FindStringSubmatch(text(v.Get(lane + "?xong=" + id)))
	require.NotNil(t, m)
	assert.Contains(t, text(v.Get(m[1])), "10.000 đồng")
}
