package office_test

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// TestNewsOfAnOpenDossier: a page that is open asks what colleagues did since;
// it learns which act and when, never who or to whom.
func TestNewsOfAnOpenDossier(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	ask := func(role access.Role, commune, seen int) (int, string) {
		res := h.As(role, commune).Do(http.MethodGet, at(c)+"?tu="+strconv.Itoa(seen), nil, http.Header{"X-Part": {"tin"}})
		return res.Code, res.Body.String()
	}
	page := h.As(access.Officer, 0).Get(at(c)).Body.String()
	assert.Contains(t, page, `data-watch="`+at(c)+`" data-seen="`+strconv.Itoa(c.Seq)+`"`)
	assert.Contains(t, page, `aria-live="polite"`)

	code, _ := ask(access.Officer, 0, c.Seq)
	assert.Equal(t, http.StatusNoContent, code, "nothing happened since")
	moved := forward(t, h, h.Actor(access.Clerk, 0), c)
	code, body := ask(access.Officer, 0, c.Seq)
	require.Equal(t, http.StatusOK, code)
	assert.Contains(t, body, "Hồ sơ này vừa có thay đổi: Chuyển xử lý lúc ")
	assert.Contains(t, body, `href="`+at(c)+`"`)
	assert.NotContains(t, body, "Đào Văn Ước")
	assert.NotContains(t, body, h.Actor(access.Clerk, 0).Name)
	assert.NotContains(t, body, "<html", "the banner alone")
	code, _ = ask(access.Clerk, 0, c.Seq)
	assert.Equal(t, http.StatusNoContent, code, "what I did myself is no news")

	_, err := h.Desk.Remark(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.RemarkInput{Note: "Bà Thảo gọi"})
	require.NoError(t, err)
	_, body = ask(access.Officer, 0, c.Seq)
	assert.Contains(t, body, "Hồ sơ này vừa có 2 thay đổi, mới nhất: ")
	assert.NotContains(t, body, "Thảo")
	code, _ = ask(access.Officer, 0, moved.Seq+1)
	assert.Equal(t, http.StatusNoContent, code)

	code, body = ask(access.Officer, 1, c.Seq)
	assert.Equal(t, http.StatusNotFound, code, "another unit")
	assert.NotContains(t, body, "vừa có")
	for _, role := range []access.Role{access.Superior, access.Inspector, access.UnitAdmin} {
		_, body = ask(role, 0, c.Seq)
		assert.NotContains(t, body, "vừa có", role)
		assert.NotContains(t, h.As(role, 0).Get(at(c)).Body.String(), "data-watch", role)
	}
}
