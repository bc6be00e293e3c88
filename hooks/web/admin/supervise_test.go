package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/service/org"
)

// provincial is the administrator of the province, with a department beside
// the communes.
func provincial(t *testing.T, h *apptest.House) *apptest.Visitor {
	t.Helper()
	_, err := h.Org.AddUnit(h.App, h.Superior.ID, org.Unit{Code: "so-tu-phap", Name: "Sở Tư pháp", ShortName: "Sở Tư pháp", Kind: "office"})
	require.NoError(t, err)
	r := h.Staff(access.Superior, 0)
	r.Set("roles", []string{"unit_admin", "superior"})
	require.NoError(t, h.App.Save(r))
	return h.As(access.Superior, 0)
}

func TestTheUnitAboveSaysWhoSupervises(t *testing.T) {
	h := apptest.Open(t)
	const list, add = "/quan-tri/giam-sat", "/quan-tri/giam-sat/them"
	commune := h.As(access.UnitAdmin, 0)
	for _, p := range []string{list, add} {
		assert.Equal(t, http.StatusSeeOther, h.Guest().Get(p).Code, p)
		assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get(p).Code, p)
	}
	assert.Equal(t, http.StatusOK, commune.Get(list).Code)
	assert.Equal(t, http.StatusForbidden, commune.Get(add).Code, "a commune does not choose who watches it")

	admin := provincial(t, h)
	require.Equal(t, http.StatusOK, admin.Get(add).Code)
	good := url.Values{"superior": {"so-tu-phap"}, "over": {"an-binh"}, "sector": {"Hộ tịch"}, "from": {"2026-11-20"}, "to": {"2026-12-31"}, "ground": {"Quyết định 12/QĐ-UBND"}}
	assert.Equal(t, http.StatusForbidden, commune.Post(add, good).Code, "only the unit above")
	bad := admin.Post(add, url.Values{"superior": {"khong-co"}, "over": {"khong-co"}, "sector": {"Không có"}, "from": {"2026-11-20"}, "to": {"2026-11-01"}, "ground": {" "}})
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	for _, field := range []string{"superior", "over", "sector", "to", "ground"} {
		assert.Contains(t, bad.Body.String(), `href="#`+field, field)
	}
	needless := admin.Post(add, url.Values{"superior": {"hoa-giang"}, "over": {"an-binh"}, "from": {"2026-11-20"}, "ground": {"QĐ 1"}})
	assert.Equal(t, http.StatusUnprocessableEntity, needless.Code)
	assert.Contains(t, needless.Body.String(), "vốn xem được")

	require.Equal(t, http.StatusSeeOther, admin.Post(add, good).Code)
	assert.Equal(t, http.StatusConflict, admin.Post(add, good).Code, "the same twice")
	shown := commune.Get(list).Body.String()
	assert.Contains(t, shown, "Sở Tư pháp")
	assert.NotContains(t, shown, "/ket-thuc", "the commune sees it and cannot end it")
	assert.NotContains(t, h.As(access.UnitAdmin, 1).Get(list).Body.String(), "Sở Tư pháp", "another commune's matter")

	made, err := h.Org.Supervisions(h.App, access.System)
	require.NoError(t, err)
	require.Len(t, made, 1)
	end := list + "/" + made[0].ID + "/ket-thuc"
	assert.Equal(t, http.StatusNotFound, commune.Post(end, url.Values{}).Code)
	assert.Contains(t, h.Guest().Post(end, url.Values{}).Body.String(), "/dang-nhap")
	assert.Equal(t, http.StatusNotFound, admin.Post(list+"/khong-co/ket-thuc", url.Values{}).Code)
	require.Equal(t, http.StatusSeeOther, admin.Post(end, url.Values{}).Code)
	assert.Equal(t, http.StatusConflict, admin.Post(end, url.Values{}).Code, "what has ended stays as it was")
	deeds := commune.Get("/quan-tri/nhat-ky").Body.String()
	assert.Contains(t, deeds, "Giao giám sát")
	assert.Contains(t, deeds, "Thôi giám sát")
}

// The table is written by the office alone, whoever asks the record API.
func TestNobodyWritesASupervisionAround(t *testing.T) {
	h := apptest.Open(t)
	sectors, err := h.Catalog.Sectors(h.App)
	require.NoError(t, err)
	_, err = h.Org.Supervise(h.App, access.System, org.SupervisionInput{Superior: h.Communes[0].Code, Over: h.Communes[1].Code, Ground: "QĐ 1"}, sectors)
	require.NoError(t, err)
	r, err := h.App.FindFirstRecordByFilter("supervisions", "1 = 1")
	require.NoError(t, err)
	r.Set("valid_to", "2099-01-01")
	assert.ErrorContains(t, h.App.Save(r), "org.supervision_kept")
	assert.ErrorContains(t, h.App.Delete(r), "org.supervision_kept")
}
