package setup_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
)

const path = "/thiet-lap"

// one is a right form for a single commune.
func one(token string) url.Values {
	return url.Values{"token": {token}, "name": {"Ủy ban nhân dân xã Đại Lộc"}, "identifier": {"h98.101"}, "phone": {"0299 381 2345"},
		"address": {"Thôn Một, xã Đại Lộc"}, "morning": {"07:30-11:30"}, "afternoon": {"13:00-17:00"},
		"admin.name": {"Trần Văn Khởi"}, "admin.email": {"Khoi@DaiLoc.vn"}, "admin.password": {"con trâu gặm cỏ ven sông"}, "admin.again": {"con trâu gặm cỏ ven sông"},
		"admin.clerk": {"yes"}, "offer": {"1.001193", "1.010039"}}
}

func TestSetUpOpensOnceWithTheLastToken(t *testing.T) {
	h := apptest.Empty(t)
	assert.Equal(t, http.StatusNotFound, h.Guest().Get(path).Code, "no token was printed")
	old, err := h.Org.NewSetupToken(h.App)
	require.NoError(t, err)
	token, err := h.Org.NewSetupToken(h.App)
	require.NoError(t, err)
	assert.Equal(t, http.StatusNotFound, h.Guest().Get(path+"?token="+old).Code, "a new start makes the old address void")
	assert.Equal(t, http.StatusNotFound, h.Guest().Post(path, one(old)).Code)
	assert.Equal(t, http.StatusOK, h.Guest().Get(path+"?token="+token).Code)

	door := one(token)
	door.Set("name", "Ủy ban nhân dân xã Tra Cứu")
	bad := h.Guest().Post(path, door)
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), "Tên ngắn này trùng địa chỉ của phần mềm")
	assert.Contains(t, bad.Body.String(), `id="code"`, "the field to mend is on the page")

	v := h.Guest()
	res := v.Post(path, one(token))
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	assert.Equal(t, "/quan-tri/bat-dau", res.Header().Get("Location"))
	page := v.Get("/quan-tri/bat-dau")
	assert.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, page.Body.String(), "http://motcua.test")
	pdf := v.Get("/quan-tri/in-thu.pdf?kho=A5")
	assert.Equal(t, "application/pdf", pdf.Header().Get("Content-Type"))

	u, err := h.Org.UnitByCode(h.App, "dai-loc")
	require.NoError(t, err)
	assert.Equal(t, [4]string{"Xã Đại Lộc", "Đại Lộc", "H98.101", "07:30-11:30,13:00-17:00"}, [4]string{u.ShortName, u.Place, u.Identifier, u.Hours})
	offers, err := h.Catalog.Offers(h.App, u.ID, "2026-11-20")
	require.NoError(t, err)
	assert.Len(t, offers, 2)

	assert.Equal(t, http.StatusNotFound, h.Guest().Get(path+"?token="+token).Code, "used")
	assert.Equal(t, http.StatusNotFound, h.Guest().Post(path, one(token)).Code, "used")
	again, err := h.Org.NewSetupToken(h.App)
	require.NoError(t, err)
	assert.Equal(t, http.StatusNotFound, h.Guest().Get(path+"?token="+again).Code, "the folder has a unit")
	signed := h.Guest().Post("/dang-nhap", url.Values{"email": {"khoi@dailoc.vn"}, "password": {"con trâu gặm cỏ ven sông"}})
	assert.Equal(t, http.StatusSeeOther, signed.Code)
}

func TestSetUpSaysAllProblemsAndKeepsWhatWasTyped(t *testing.T) {
	h := apptest.Empty(t)
	token, err := h.Org.NewSetupToken(h.App)
	require.NoError(t, err)
	in := one(token)
	in.Set("name", "")
	in.Set("identifier", "sai mã")
	in.Set("phone", "12")
	in.Set("code", "mot-cua")
	in.Set("morning", "7h-11h")
	in.Set("admin.email", "khong-phai-email")
	in.Set("admin.password", "matkhau123456")
	in.Set("admin.again", "khác")
	in.Del("offer")
	res := h.Guest().Post(path, in)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body := res.Body.String()
	for _, id := range []string{"name", "identifier", "phone", "code", "morning", "admin.email", "admin.password", "admin.again", "offer"} {
		assert.Contains(t, body, `href="#`+id+`"`, id)
	}
	assert.Contains(t, body, `value="khong-phai-email"`)
	assert.Contains(t, body, `value="sai mã"`)
	assert.NotContains(t, body, "matkhau123456")
	empty, err := h.Org.Empty(h.App)
	require.NoError(t, err)
	assert.True(t, empty)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Post(path, one(token)).Code, "the token was not used up")
}

func TestSetUpOfAHost(t *testing.T) {
	h := apptest.Empty(t)
	token, err := h.Org.NewSetupToken(h.App)
	require.NoError(t, err)
	assert.Contains(t, h.Guest().Get(path+"?token="+token+"&kieu=several").Body.String(), "below.02.name")
	in := one(token)
	in.Set("shape", "several")
	in.Set("name", "Ủy ban nhân dân tỉnh Hòa Giang")
	in.Set("identifier", "H98")
	in.Set("below.01.name", "Ủy ban nhân dân xã Một")
	in.Set("more", "1")
	more := h.Guest().Post(path, in)
	assert.Equal(t, http.StatusOK, more.Code)
	assert.Contains(t, more.Body.String(), "below.03.name")
	in.Del("more")
	wrong := h.Guest().Post(path, in)
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, wrong.Body.String(), `href="#below.01.identifier"`, "the problem stands in the row it was typed in")
	in.Set("below.01.identifier", "H98.1")
	in.Set("below.02.name", "Ủy ban nhân dân phường Hai")
	in.Set("below.02.identifier", "H98.1")
	assert.Contains(t, h.Guest().Post(path, in).Body.String(), `href="#below.02.identifier"`, "two units with one identifier")
	in.Set("below.02.identifier", "H98.2")
	res := h.Guest().Post(path, in)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	list, err := h.Org.Units(h.App, nil, "commune")
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "hoa-giang/hai/", list[0].Path)
}
