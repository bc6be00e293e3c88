package public_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
)

func TestTheFirstPageListsTheCommunes(t *testing.T) {
	h := apptest.Open(t)
	body := page(t, 200, h.Guest().Get("/"))
	for _, u := range h.Communes {
		assert.Contains(t, body, `href="/`+u.Code+`"`)
	}
	body = page(t, 200, h.Guest().Get("/?q=dong+thanh"))
	assert.Contains(t, body, `href="/dong-thanh"`, "found without marks")
	assert.NotContains(t, body, `href="/an-binh"`)
	assert.Contains(t, page(t, 200, h.Guest().Get("/?q=xyz")), "Không thấy tên này")
	assert.Contains(t, page(t, 200, h.As(access.Clerk, 0).Get("/")), `href="/mot-cua"`, "staff find their desk")
}

func TestACommuneAloneIsTheFirstPage(t *testing.T) {
	h := apptest.Open(t)
	_, err := h.App.DB().NewQuery("UPDATE units SET kind = 'office' WHERE code != 'an-binh' AND kind = 'commune'").Execute()
	require.NoError(t, err)
	h.Org.Forget()
	assert.Contains(t, page(t, 200, h.Guest().Get("/")), "Một cửa xã An Bình")
}

func TestAnUnknownCommuneIs404WithTheList(t *testing.T) {
	h := apptest.Open(t)
	for _, path := range []string{"/khong-co", "/hoa-giang", "/khong-co/thu-tuc", "/khong-co/thu-tuc/1.001193", "/khong-co/cong-khai"} {
		body := page(t, 404, h.Guest().Get(path))
		assert.Contains(t, body, `href="/an-binh"`, path)
	}
	assert.Equal(t, 404, h.Guest().Get("/an-binh/khong/co/gi").Code)
	assert.Equal(t, 404, h.Guest().Get("/an-binh/").Code)
}

func TestAUnitTakesNoAddressOfADoor(t *testing.T) {
	h := apptest.Open(t)
	_, err := h.Org.AddUnit(h.App, h.Superior.ID, org.Unit{Code: "tra-cuu", Name: "Xã Tra Cứu", Kind: "commune"})
	require.NoError(t, err)
	assert.Contains(t, page(t, 200, h.Guest().Get("/tra-cuu")), `action="/tra-cuu"`)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/mot-cua").Code, "a desk still asks to sign in")
	assert.Equal(t, 404, h.Guest().Get("/api/motcua/khong-co").Code)
	assert.Contains(t, h.Guest().Get("/api/motcua/khong-co").Header().Get("Content-Type"), "application/json")
}

func TestACommunesHomeHasTwoJobsAndTheHours(t *testing.T) {
	h := apptest.Open(t)
	body := page(t, 200, h.Guest().Get("/an-binh"))
	inOrder(t, body, "Tra cứu hồ sơ", `action="/tra-cuu"`, "Tìm thủ tục", `action="/an-binh/thu-tuc"`, "Thứ Sáu, 20/11/2026: 07:00–11:30 và 13:30–17:00",
		"Đang mở cửa, đến 11:30", "Sắp nghỉ: Thứ Ba, 24/11/2026", `href="tel:02993812345"`, "Nhiều người làm")
	assert.NotContains(t, body, "Hôm nay nghỉ")
	h.SetNow("2026-11-20T12:00")
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh")), "Mở cửa lại lúc 13:30 hôm nay", "nothing on the shelf is stale")
	h.SetNow("2026-11-20T18:00")
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh")), "Mở cửa lại lúc 07:00 Thứ Hai, 23/11/2026")
}

func TestADayOffSaysWhyAndWhenItOpensAgain(t *testing.T) {
	h := apptest.Open(t)
	h.SetNow("2026-11-24T09:00")
	body := page(t, 200, h.Guest().Get("/an-binh"))
	inOrder(t, body, "Hôm nay nghỉ", "Ngày Văn hóa Việt Nam", "Mở cửa lại lúc 07:00 Thứ Tư, 25/11/2026")
	h.SetNow("2026-11-22T09:00")
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh")), "Nghỉ hằng tuần")
}

func TestMostUsedComesFirst(t *testing.T) {
	h := apptest.Open(t)
	received(t, h)
	inOrder(t, page(t, 200, h.Guest().Get("/an-binh")), "Nhiều người làm", "/thu-tuc/1.010039", "/thu-tuc/")
}

func TestPublicPagesCarryTheirStyleAndNothingElse(t *testing.T) {
	h := apptest.Open(t)
	for _, path := range []string{"/", "/an-binh", "/an-binh/thu-tuc", "/an-binh/thu-tuc/1.001193", "/an-binh/cong-khai", "/tra-cuu"} {
		res := h.Guest().Get(path)
		body := page(t, 200, res)
		assert.Contains(t, body, "<style>", path)
		assert.NotContains(t, body, `rel="stylesheet"`, path)
		assert.Regexp(t, `style-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'`, res.Header().Get("Content-Security-Policy"), path)
	}
	assert.NotContains(t, h.Guest().Get("/dang-nhap").Header().Get("Content-Security-Policy"), "sha256", "only for pages that need it")
}

func TestAPageThatDidNotChangeIsNotSentAgain(t *testing.T) {
	h := apptest.Open(t)
	first := h.Guest().Get("/an-binh")
	tag := first.Header().Get("ETag")
	require.NotEmpty(t, tag)
	again := h.Guest().Do(http.MethodGet, "/an-binh", nil, http.Header{"If-None-Match": {tag}})
	assert.Equal(t, http.StatusNotModified, again.Code)
	assert.Empty(t, again.Body.String())
	h.SetNow("2026-11-24T09:00")
	assert.Equal(t, 200, h.Guest().Do(http.MethodGet, "/an-binh", nil, http.Header{"If-None-Match": {tag}}).Code)
}

func TestAChangedUnitIsSeenAtOnce(t *testing.T) {
	h := apptest.Open(t)
	page(t, 200, h.Guest().Get("/an-binh"))
	r, err := h.App.FindRecordById("units", h.Communes[0].ID)
	require.NoError(t, err)
	r.Set("phone", "02993899999")
	require.NoError(t, h.App.Save(r))
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh")), "tel:02993899999")
}

func TestACommuneThatEndedTakesNothingInAndNamesWhoDoes(t *testing.T) {
	h := apptest.Open(t)
	above := h.Actor(access.Superior, 0)
	above.Roles = append(above.Roles, access.UnitAdmin)
	_, err := h.Org.CloseUnit(h.App, above, "an-binh", "2026-12-01", "dong-thanh")
	require.NoError(t, err)
	body := page(t, 200, h.Guest().Get("/an-binh"))
	assert.Contains(t, body, `action="/an-binh/thu-tuc"`, "open until the day")
	assert.Contains(t, page(t, 200, h.Guest().Get("/")), `href="/an-binh"`)

	h.SetNow("2026-12-01T08:00")
	body = page(t, 200, h.Guest().Get("/an-binh"))
	inOrder(t, body, "Xã An Bình không còn tiếp nhận hồ sơ", "ngừng hoạt động từ Thứ Ba, 01/12/2026", `href="/dong-thanh"`, "Tra cứu hồ sơ đã nộp", `action="/tra-cuu"`)
	assert.NotContains(t, body, "/an-binh/thu-tuc")
	assert.NotContains(t, body, "tel:", "nobody answers there any more")
	for _, path := range []string{"/an-binh/thu-tuc", "/an-binh/thu-tuc?q=dk+khai+sinh", "/an-binh/thu-tuc/1.001193", "/an-binh/cong-khai"} {
		assert.Contains(t, page(t, 404, h.Guest().Get(path)), `href="/dong-thanh"`, path)
	}
	assert.NotContains(t, page(t, 200, h.Guest().Get("/")), `href="/an-binh"`)
	assert.NotContains(t, page(t, 404, h.Guest().Get("/khong-co")), `href="/an-binh"`)
	assert.NotContains(t, h.Guest().Get("/api/motcua/procedures?unit=an-binh").Body.String(), "1.001193")
	assert.Contains(t, h.Guest().Get("/api/motcua/procedures?unit=dong-thanh&limit=200").Body.String(), "1.001193")
	assert.Equal(t, 404, h.Guest().Get("/api/motcua/procedures/1.001193?unit=an-binh").Code)
	assert.Equal(t, 200, h.Guest().Get("/api/motcua/procedures/1.001193?unit=dong-thanh").Code)

	// Its successor ended as well: the reader is led to the one that works.
	_, err = h.Org.CloseUnit(h.App, above, "dong-thanh", "2026-12-01", h.Communes[2].Code)
	require.NoError(t, err)
	body = page(t, 200, h.Guest().Get("/an-binh"))
	assert.Contains(t, body, `href="/`+h.Communes[2].Code+`"`)
	assert.NotContains(t, body, `href="/dong-thanh"`)
	assert.Contains(t, page(t, 200, h.Guest().Get("/")), "Một cửa ", "one commune is left: it is the first page")

	_, err = h.Org.CloseUnit(h.App, above, "an-binh", "")
	require.NoError(t, err)
	assert.Contains(t, page(t, 200, h.Guest().Get("/an-binh")), `action="/an-binh/thu-tuc"`, "switched on again")
}

func TestACommuneThatBeginsLaterSaysWhen(t *testing.T) {
	h := apptest.Open(t)
	r, err := h.App.FindRecordById("units", h.Communes[0].ID)
	require.NoError(t, err)
	r.Set("valid_from", "2026-12-01")
	require.NoError(t, h.App.Save(r))
	body := page(t, 200, h.Guest().Get("/an-binh"))
	inOrder(t, body, "Xã An Bình chưa tiếp nhận hồ sơ", "bắt đầu làm việc từ Thứ Ba, 01/12/2026", `href="/"`)
	assert.NotContains(t, page(t, 200, h.Guest().Get("/")), `href="/an-binh"`)
}

func BenchmarkCachedPages(b *testing.B) {
	h := apptest.Open(b)
	for _, path := range []string{"/an-binh", "/an-binh/thu-tuc/1.001193", "/an-binh/cong-khai", "/an-binh/thu-tuc?q=dk+khai+sinh"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				if res := h.Guest().Do(http.MethodGet, path, nil, http.Header{"Accept-Encoding": {"gzip"}}); res.Code != 200 {
					b.Fatal(res.Code)
				}
			}
		})
	}
}
