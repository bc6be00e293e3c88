package counter_test

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
)

// visitor is an intake of somebody whose only paper is missing.
func visitor() url.Values {
	return url.Values{"procedure": {"1.010039"}, "applicant.name": {"Đào Văn Ước"}, "applicant.identity_number": {"001099012345"}, "applicant.phone": {"0912345678"}}
}

func TestWhoIsNotCompleteGetsAPaperAndComesBackToIt(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	bad := visitor()
	bad.Del("applicant.name")
	bad.Set("huong-dan", "1")
	res := clerk.Post("/mot-cua/tiep-nhan", bad)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code, "wrong at the intake: mended there")
	assert.Contains(t, res.Body.String(), `value="0912345678"`)

	open := visitor()
	open.Set("huong-dan", "1")
	page := clerk.Post("/mot-cua/tiep-nhan", open)
	require.Equal(t, http.StatusOK, page.Code)
	body := page.Body.String()
	assert.Contains(t, body, `name="applicant.phone" value="0912345678"`, "what was typed goes along")
	assert.Regexp(t, `name="items.declaration.canned" value="missing" checked`, body)
	assert.NotContains(t, body, "không bắt buộc", "a ground that is refused when it is missing is not optional")

	form := visitor()
	form.Set("items.declaration.canned", "missing")
	form.Set("items.declaration.ground", "Thành phần hồ sơ")
	form.Set("limit_day", "x")
	res = clerk.Post("/mot-cua/tiep-nhan/huong-dan", form)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), `name="applicant.phone" value="0912345678"`)
	assert.Contains(t, res.Body.String(), "Thành phần hồ sơ")
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post("/mot-cua/tiep-nhan/huong-dan", form).Code)

	form.Set("limit_day", "2026-12-20")
	res = clerk.Post("/mot-cua/tiep-nhan/huong-dan", form)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	draft := res.Header().Get("Location")
	body = clerk.Get(draft).Body.String()
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, body)
	assert.Contains(t, body, "Thiếu")
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(draft).Code)

	// the next visit: found by the person, received as it stands on the page
	again := visitor()
	again.Set("chon", "1")
	assert.Contains(t, clerk.Post("/mot-cua/tiep-nhan", again).Body.String(), `href="`+draft+`"`)
	receive := url.Values{}
	at := regexp.MustCompile(`(?s)action="` + draft + `/tiep-nhan"(.*?)</form>`).FindStringSubmatch(body)
	require.NotNil(t, at)
	for _, m := range regexp.MustCompile(`name="([^"]+)"[^>]*? value="([^"]*)"`).FindAllStringSubmatch(at[1], -1) {
		receive.Set(m[1], m[2])
	}
	res = clerk.Post(draft+"/tiep-nhan", receive)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), strings.TrimPrefix(draft, "/ho-so/"))
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, c.State)
	assert.NotEmpty(t, c.Code)
}

// TestADemandBeforeAcceptanceIsCounted: no list asks for it, so the page comes
// back without it, and what is sent then says that it was tried.
func TestADemandBeforeAcceptanceIsCounted(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	form := visitor()
	form.Set("items.declaration.canned", "missing")
	form.Set("items.declaration.ground", "Thành phần hồ sơ")
	form.Set("limit_day", "2026-12-20")
	form.Set("items.extra.defect", "Sổ hộ khẩu bản chính")
	form.Set("items.extra.ground", "x")
	res := clerk.Post("/mot-cua/tiep-nhan/huong-dan", form)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body := res.Body.String()
	assert.Contains(t, body, "không có trong danh mục đã công bố")
	assert.Equal(t, 1, strings.Count(body, `name="demanded"`), body)
	carried := regexp.MustCompile(`name="demanded" value="([^"]*)"`).FindStringSubmatch(body)[1]
	assert.Equal(t, "extra: Sổ hộ khẩu bản chính", carried)

	form.Add("demanded", carried)
	res = clerk.Post("/mot-cua/tiep-nhan/huong-dan", form)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Equal(t, 2, strings.Count(res.Body.String(), `name="demanded"`), "tried twice")

	form.Del("items.extra.defect")
	form.Del("items.extra.ground")
	form.Set("demanded", carried)
	res = clerk.Post("/mot-cua/tiep-nhan/huong-dan", form)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), strings.TrimPrefix(res.Header().Get("Location"), "/ho-so/"))
	require.NoError(t, err)
	assert.Equal(t, 1, c.Demands)
	assert.Contains(t, clerk.Get(res.Header().Get("Location")).Body.String(), "Đã đòi: extra: Sổ hộ khẩu bản chính")
}

func TestWhoIsRefusedAtTheDeskGetsItInWriting(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	open := visitor()
	open.Set("tu-choi", "1")
	require.Equal(t, http.StatusOK, clerk.Post("/mot-cua/tiep-nhan", open).Code)
	form := visitor()
	form.Set("reason", "Không thuộc thẩm quyền")
	res := clerk.Post("/mot-cua/tiep-nhan/tu-choi", form)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code, "no ground")
	assert.Contains(t, res.Body.String(), "Không thuộc thẩm quyền")
	assert.Equal(t, http.StatusForbidden, h.As(access.Leader, 0).Post("/mot-cua/tiep-nhan/tu-choi", form).Code)
	form.Set("ground", "Luật Cư trú")
	require.Equal(t, http.StatusUnprocessableEntity, clerk.Post("/mot-cua/tiep-nhan/tu-choi", form).Code, "no cause")
	form.Set("cause", "not_competent")
	require.Equal(t, http.StatusUnprocessableEntity, clerk.Post("/mot-cua/tiep-nhan/tu-choi", form).Code, "who is competent then?")
	form.Set("agency", "Công an xã An Bình")
	res = clerk.Post("/mot-cua/tiep-nhan/tu-choi", form)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	body := clerk.Get(res.Header().Get("Location")).Body.String()
	assert.Contains(t, body, "Luật Cư trú")
	assert.Contains(t, body, "Không được tiếp nhận")
}

func TestAnEntryWithoutPrintingCanBeUndone(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	form := visitor()
	form.Set("components.declaration", "yes")
	form.Set("held.declaration", "1")
	form.Set("chua-in", "1")
	res := clerk.Post("/mot-cua/tiep-nhan", form)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	at := res.Header().Get("Location")
	assert.Contains(t, clerk.Get(at).Body.String(), at+"/huy-nhap")
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), strings.TrimPrefix(at, "/ho-so/"))
	require.NoError(t, err)
	require.Len(t, c.Held, 1, "the original that stays is on the ledger")
	form = visitor()
	form.Set("components.declaration", "yes")
	form.Set("twin_reason", "Đổi hai lần")
	res = clerk.Post("/mot-cua/tiep-nhan", form)
	require.Equal(t, http.StatusSeeOther, res.Code)
	code := strings.Split(res.Header().Get("Location"), "/")[3]
	assert.NotContains(t, clerk.Get("/ho-so/"+code).Body.String(), "/huy-nhap", "a paper is out")
}
