package counter_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

var anyTag = regexp.MustCompile(`<[^>]*>`)

func words(html string) string {
	return strings.Join(strings.Fields(anyTag.ReplaceAllString(html, " ")), " ")
}

func TestTheReceiptHasAllThatTheFormAsks(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit("components.extra-0", "Giấy khai sinh của con", "delegate.name", "Hồ Đắc Ân", "delegate.phone", "0987654321",
		"delegate.authority.kind", "certified", "delegate.authority.number", "12/2026", "delegate.authority.day", "1/11/2026", "delegate.authority.issuer", "UBND xã An Bình", "applicant.email", "an@example.vn"))
	page := v.Get("/mot-cua/ho-so/" + code + "/phieu?in=1")
	require.Equal(t, http.StatusOK, page.Code)
	text := words(page.Body.String())
	for _, want := range []string{
		"ỦY BAN NHÂN DÂN XÃ AN BÌNH", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "0001/TNHS-TTPVHCC", "An Bình, ngày 20 tháng 11 năm 2026", code,
		"Nơi tiếp nhận: Trung tâm Phục vụ hành chính công xã An Bình, Thôn Đình", "Nguyễn Thị Ngọc Ấn", "099185012345", "Thôn Đoài, xã An Bình",
		"0912 345 678", "an@example.vn", "Hồ Đắc Ân", "0987 654 321", "Giấy ủy quyền có chứng thực số 12/2026, ngày 01/11/2026", "(mã thủ tục 2.000815)", "Bản sao cần chứng thực",
		"Giấy khai sinh của con", "01 (bộ)", "trong ngày", "09 giờ 00 phút, ngày 20 tháng 11 năm 2026", "17 giờ 00 phút, ngày 20 tháng 11 năm 2026",
		"Đăng ký nhận kết quả tại", "21.000 đồng", "Quyển số: 01/2026", "Số thứ tự: 0001", h.Actor(access.Clerk, 0).Name, "Mã tra cứu", "Thông tư 03/2025/TT-VPCP",
	} {
		assert.Contains(t, text, want)
	}
	assert.Contains(t, page.Body.String(), "data-autoprint=")
	assert.NotContains(t, text, "In lại lần")
	assert.NotContains(t, v.Get("/mot-cua/ho-so/"+code+"/phieu").Body.String(), "data-autoprint=")
	assert.Equal(t, 1, strings.Count(page.Body.String(), "<h1"))
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, page.Body.String())
}

func TestAReprintIsNoted(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit())
	at := "/mot-cua/ho-so/" + code
	res := v.Post(at+"/in", url.Values{"kho": {"A4"}})
	assert.Equal(t, http.StatusSeeOther, res.Code)
	assert.Equal(t, at+"/phieu?in=1&kho=A4", res.Header().Get("Location"))
	page := v.Get(res.Header().Get("Location")).Body.String()
	assert.Contains(t, page, "paper--a4")
	assert.Contains(t, page, "In lại lần 1")
	n, err := h.Desk.Copies(h.App, mustID(t, h, code))
	require.NoError(t, err)
	assert.Equal(t, 2, n)

	assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(at+"/in", url.Values{}).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(at+"/in", url.Values{}).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Post(at+"/in", url.Values{}).Code)
	assert.Equal(t, http.StatusNotFound, v.Post("/mot-cua/ho-so/H99.132-261120-9999/in", url.Values{}).Code)
}

func mustID(t *testing.T, h *apptest.House, code string) string {
	t.Helper()
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), code)
	require.NoError(t, err)
	return c.ID
}

func TestTheReceiptIsForTheUnitsOwnPeople(t *testing.T) {
	h := apptest.Open(t)
	code := received(t, h.As(access.Clerk, 0), visit())
	for _, end := range []string{"/phieu", "/phieu.pdf"} {
		at := "/mot-cua/ho-so/" + code + end
		for _, role := range []access.Role{access.Clerk, access.Officer, access.Leader} {
			assert.Equal(t, http.StatusOK, h.As(role, 0).Get(at).Code, "%s %s", role, end)
			assert.Equal(t, http.StatusNotFound, h.As(role, 1).Get(at).Code, "%s of another commune %s", role, end)
		}
		for _, role := range []access.Role{access.Superior, access.Inspector, access.UnitAdmin} {
			res := h.As(role, 0).Get(at)
			assert.Equal(t, http.StatusNotFound, res.Code, "%s %s", role, end)
			assert.NotContains(t, res.Body.String(), "Ngọc Ấn")
		}
		assert.Equal(t, http.StatusSeeOther, h.Guest().Get(at).Code)
		assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 0).Get("/mot-cua/ho-so/H99.132-261120-9999"+end).Code)
	}
}

var pageObject = regexp.MustCompile(`/Type\s*/Page\b`)

func TestTheReceiptComesAsAFile(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit())
	at := "/mot-cua/ho-so/" + code + "/phieu.pdf"
	a5 := v.Get(at)
	require.Equal(t, http.StatusOK, a5.Code)
	assert.Equal(t, "application/pdf", a5.Header().Get("Content-Type"))
	assert.Contains(t, a5.Header().Get("Content-Disposition"), code+".pdf")
	assert.True(t, bytes.HasPrefix(a5.Body.Bytes(), []byte("%PDF")))
	assert.Len(t, pageObject.FindAll(a5.Body.Bytes(), -1), 1)
	assert.Contains(t, a5.Body.String(), "419.53", "148 mm wide")
	assert.Len(t, pageObject.FindAll(v.Get(at+"?kho=A4&mat-sau=1").Body.Bytes(), -1), 2, "the reckoning stands on the back")
}

func TestTheDeskShowsWhatIsDueFirst(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	empty := v.Get("/mot-cua").Body.String()
	assert.Contains(t, empty, "Đơn vị không còn hồ sơ nào đang giải quyết")
	later := received(t, v, visit("case", "bulk"))
	today := received(t, v, visit("one_time", "k2"))
	page := v.Get("/mot-cua").Body.String()
	assert.Less(t, strings.Index(page, "/ho-so/"+today), strings.Index(page, "/ho-so/"+later))
	assert.Contains(t, page, "Hạn hôm nay 17:00")
	assert.Contains(t, page, `href="/mot-cua/tiep-nhan"`)
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, page)
	assert.NotContains(t, h.As(access.Clerk, 1).Get("/mot-cua").Body.String(), today)
	cashier := h.As(access.Cashier, 0).Get("/mot-cua")
	assert.Equal(t, http.StatusOK, cashier.Code)
	assert.NotContains(t, cashier.Body.String(), `mc-button--primary`, "a cashier takes no dossiers in")
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/mot-cua").Code)
	for _, role := range []access.Role{access.Officer, access.Leader, access.Superior} {
		assert.Equal(t, http.StatusForbidden, h.As(role, 0).Get("/mot-cua").Code, role)
	}
}
