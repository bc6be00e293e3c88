package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

func TestSayingWhoStandsIn(t *testing.T) {
	h := apptest.Open(t)
	const at = "/quan-tri/uy-quyen"
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(at).Code)
	for _, role := range []access.Role{access.Clerk, access.Officer, access.ProcedureAdmin, access.Inspector} {
		assert.Equal(t, http.StatusForbidden, h.As(role, 0).Get(at).Code, role)
		assert.Equal(t, http.StatusForbidden, h.As(role, 0).Post(at, url.Values{}).Code, role)
	}
	leader, officer := h.Staff(access.Leader, 0), h.Staff(access.Officer, 0)
	v := h.As(access.Leader, 0)
	page := v.Get(at)
	require.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, page.Body.String(), "Chưa có ủy quyền nào")
	assert.NotContains(t, page.Body.String(), `name="giver"`, "a leader speaks for oneself alone")

	bad := v.Post(at, url.Values{"roles": {"clerk"}, "start_day_d": {"31"}, "start_day_m": {"2"}, "start_day_y": {"2026"}, "ground": {""}})
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	for _, field := range []string{"taker", "roles", "start_day", "end_day", "ground"} {
		assert.Contains(t, bad.Body.String(), `href="#`+field+`"`)
	}
	assert.Contains(t, bad.Body.String(), `value="31"`, "what was typed stays")

	in := url.Values{"taker": {officer.Id}, "roles": {"leader"}, "start_day_d": {"20"}, "start_day_m": {"11"}, "start_day_y": {"2026"},
		"end_day_d": {"25"}, "end_day_m": {"11"}, "end_day_y": {"2026"}, "ground": {"Quyết định 77"}}
	require.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Get("/lanh-dao").Code)
	deputy := h.As(access.Officer, 0)
	require.Equal(t, http.StatusSeeOther, v.Post(at, in).Code)
	assert.Equal(t, http.StatusOK, deputy.Get("/lanh-dao").Code, "from the next request on")
	list := h.As(access.UnitAdmin, 0).Get(at).Body.String()
	assert.Contains(t, list, leader.GetString("name"))
	assert.Contains(t, list, "Đang làm thay")
	assert.NotContains(t, h.As(access.UnitAdmin, 1).Get(at).Body.String(), "Quyết định 77")

	stop := regexp.MustCompile(at + `/[a-z0-9]+/thu-hoi`).FindString(list)
	require.NotEmpty(t, stop)
	assert.Equal(t, http.StatusNotFound, h.As(access.UnitAdmin, 1).Post(stop, url.Values{}).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Post(stop, url.Values{}).Code)
	require.Equal(t, http.StatusSeeOther, v.Post(stop, url.Values{}).Code)
	assert.Equal(t, http.StatusConflict, v.Post(stop, url.Values{}).Code)
	assert.Equal(t, http.StatusForbidden, deputy.Get("/lanh-dao").Code)
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, list)
}

func TestADeputyDoesNotLendOn(t *testing.T) {
	h := apptest.Open(t)
	in := url.Values{"taker": {h.Staff(access.Officer, 0).Id}, "roles": {"leader"}, "start_day": {"2026-11-20"}, "end_day": {"2026-11-25"}, "ground": {"x"}}
	require.Equal(t, http.StatusSeeOther, h.As(access.Leader, 0).Post("/quan-tri/uy-quyen", in).Code)
	in.Set("taker", h.Staff(access.Clerk, 0).Id)
	deputy := h.As(access.Officer, 0)
	assert.Equal(t, http.StatusUnprocessableEntity, deputy.Post("/quan-tri/uy-quyen", in).Code, "the gate opens to the lent role, the rule does not")
	in.Set("giver", h.Staff(access.Leader, 0).Id)
	assert.Equal(t, http.StatusUnprocessableEntity, deputy.Post("/quan-tri/uy-quyen", in).Code)
}
