package outage_test

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
)

const blocks = "/mot-cua/phieu-giay"

var slipOf = regexp.MustCompile(`P26-\d{5}-\d`)

// lent makes a pad and returns its address and its numbers.
func lent(t *testing.T, v *apptest.Visitor) (string, []string) {
	t.Helper()
	res := v.Post(blocks, url.Values{"count": {"4"}, "lent_to": {"Quầy 1"}, "one_time": {"k1"}})
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	at := res.Header().Get("Location")
	seen := map[string]bool{}
	var out []string
	for _, n := range slipOf.FindAllString(v.Get(at+"/in").Body.String(), -1) {
		if !seen[n] {
			out = append(out, n)
		}
		seen[n] = true
	}
	require.Len(t, out, 4)
	return at, out
}

func TestAPadFromPrinterToTheLastSlip(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	assert.Contains(t, clerk.Get(blocks).Body.String(), "Chưa in tập phiếu nào")
	bad := clerk.Post(blocks, url.Values{"count": {"0"}, "lent_to": {""}, "reason": {"Mất điện"}})
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), `value="Mất điện"`)
	at, slips := lent(t, clerk)
	id := at[strings.LastIndex(at, "/")+1:]
	print := clerk.Get(at + "/in").Body.String()
	assert.Equal(t, 4, strings.Count(print, "Liên 1"))
	assert.Equal(t, 8, strings.Count(print, "Mã QR của số phiếu"))
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(at).Code)

	h.SetNow("2026-11-20T09:20")
	for name, f := range map[string]url.Values{"no time": {"slip": {slips[1]}}, "wrong digit": {"slip": {slips[1][:10] + "x"}, "received_at": {"20/11/2026 09:10"}},
		"words": {"slip": {slips[1]}, "received_at": {"hôm qua"}}, "nothing": {}} {
		res := clerk.Post("/mot-cua/nhap-bu", f)
		assert.Equal(t, http.StatusUnprocessableEntity, res.Code, name)
	}
	res := clerk.Post("/mot-cua/nhap-bu", url.Values{"slip": {strings.ReplaceAll(strings.ToLower(slips[1]), "-", "")}, "received_at": {"20/11/2026 09:10"}})
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	form := clerk.Get(res.Header().Get("Location")).Body.String()
	assert.Contains(t, form, `value="`+slips[1]+`"`)
	assert.Contains(t, form, `value="20/11/2026 09:10"`)
	assert.Contains(t, form, `<option value="paper_slip" selected>`)
	got := clerk.Post("/mot-cua/tiep-nhan", url.Values{"procedure": {"1.004873"}, "applicant.name": {"Lê Tám"}, "components.declaration": {"yes"}, "components.identity": {"yes"},
		"received_basis": {"paper_slip"}, "received_at": {"20/11/2026 09:10"}, "slip": {slips[1]}, "one_time": {"k2"}})
	require.Equal(t, http.StatusSeeOther, got.Code, got.Body.String())
	twice := clerk.Post("/mot-cua/nhap-bu", url.Values{"slip": {slips[1]}, "received_at": {"20/11/2026 09:10"}})
	assert.Equal(t, http.StatusUnprocessableEntity, twice.Code)
	assert.Contains(t, twice.Body.String(), "đã nhập thành hồ sơ")

	leader := h.As(access.Leader, 0)
	assert.Contains(t, leader.Get(blocks).Body.String(), "Còn 1 số phiếu chưa giải trình")
	no := clerk.Post(blocks+"/giai-trinh", url.Values{"id": {id}, "slip": {slips[0]}, "state": {"lost"}})
	assert.Equal(t, http.StatusUnprocessableEntity, no.Code)
	require.Equal(t, http.StatusSeeOther, clerk.Post(blocks+"/giai-trinh", url.Values{"id": {id}, "slip": {slips[0]}, "state": {"lost"}, "reason": {"Gió thổi bay"}}).Code)
	assert.Contains(t, leader.Get(at).Body.String(), "Gió thổi bay")
	require.Equal(t, http.StatusSeeOther, clerk.Post(blocks+"/thu-ve", url.Values{"id": {id}}).Code)
	assert.Contains(t, leader.Get(at).Body.String(), "2 thu về")
	assert.Equal(t, http.StatusConflict, clerk.Post(blocks+"/thu-ve", url.Values{"id": {id}}).Code)
	assert.Contains(t, clerk.Get(at+"/in").Body.String(), "không còn phiếu trắng")
}

func TestTheMorningKit(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	require.Equal(t, http.StatusSeeOther, clerk.Post("/mot-cua/tiep-nhan", url.Values{"procedure": {"1.004873"}, "applicant.name": {"Lê Tám"}, "components.declaration": {"yes"},
		"components.identity": {"yes"}, "one_time": {"k0"}}).Code)
	assert.Contains(t, clerk.Get("/mot-cua/bo-du-phong").Body.String(), "1 hồ sơ đang giải quyết")
	assert.Equal(t, http.StatusUnprocessableEntity, clerk.Post("/mot-cua/bo-du-phong", url.Values{"count": {"999"}, "lent_to": {"Quầy"}}).Code)
	res := clerk.Post("/mot-cua/bo-du-phong", url.Values{"count": {"2"}, "lent_to": {"Quầy Một cửa"}, "one_time": {"k1"}})
	require.Equal(t, http.StatusSeeOther, res.Code)
	page := clerk.Get(res.Header().Get("Location")).Body.String()
	for _, want := range []string{"BỘ DỰ PHÒNG BUỔI SÁNG", "Lê Tám", "H99.132-261120-0001", "Giấy xác nhận tình trạng hôn nhân", "data-autoprint", "Liên 2"} {
		assert.Contains(t, page, want)
	}
	assert.Equal(t, 6, strings.Count(page, `class="kit__procedure"`))
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Get("/mot-cua/bo-du-phong").Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(res.Header().Get("Location")).Code, "another commune's pad is not there")
}
