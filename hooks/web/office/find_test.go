package office_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/handover"
)

func TestSearchOpensWhatACodeNames(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	clerk := h.As(access.Clerk, 0)
	find := func(v *apptest.Visitor, q string) (int, string, string) {
		res := v.Post("/mot-cua/tim", url.Values{"q": {q}})
		return res.Code, res.Header().Get("Location"), res.Body.String()
	}
	receipt := "https://motcua.test/t/" + c.Ref + "?k=" + h.Desk.TrackToken(c.ID)
	for _, q := range []string{c.Code, " " + c.Code + " ", c.Ref, receipt} {
		code, to, _ := find(clerk, q)
		assert.Equal(t, http.StatusSeeOther, code, q)
		assert.Equal(t, at(c), to, q)
	}
	for _, q := range []string{number, number + "||Đào Văn Ước|01011999|Nam|Thôn Đình|01012021", "dao van", "Đào"} {
		code, _, body := find(clerk, q)
		require.Equal(t, http.StatusOK, code, q)
		assert.Contains(t, body, at(c), q)
		assert.Contains(t, body, "Có 1 hồ sơ khớp", q)
	}
	for _, q := range []string{"", "không ai tên thế", "H99.132-990101-0001", "001188012345"} {
		code, _, body := find(clerk, q)
		require.Equal(t, http.StatusOK, code, q)
		assert.NotContains(t, body, at(c), q)
		assert.Contains(t, body, "Không tìm thấy hồ sơ nào", q)
	}
}

func TestSearchStaysInsideTheScope(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	for _, q := range []string{c.Code, c.Ref, number, "dao van"} {
		res := h.As(access.Clerk, 1).Post("/mot-cua/tim", url.Values{"q": {q}})
		assert.Equal(t, http.StatusOK, res.Code, q)
		assert.NotContains(t, res.Body.String(), "/ho-so/", q)
		assert.Equal(t, http.StatusUnauthorized, h.Guest().Post("/mot-cua/tim", url.Values{"q": {q}}).Code)
	}
	res := h.As(access.Superior, 0).Post("/mot-cua/tim", url.Values{"q": {c.Code}})
	assert.Equal(t, http.StatusSeeOther, res.Code)
	for _, q := range []string{number, "dao van"} {
		assert.NotContains(t, h.As(access.Superior, 0).Post("/mot-cua/tim", url.Values{"q": {q}}).Body.String(), "Đào Văn Ước")
	}
}

func TestSearchOpensASlipOfHandOverByItsNumber(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	officer := h.Actor(access.Officer, 0)
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.MoveInput{To: officer.ID})
	require.NoError(t, err)
	slip, err := h.Slips.Make(h.App, h.Actor(access.Clerk, 0), handover.MakeInput{To: officer.ID, Codes: []string{c.Code}})
	require.NoError(t, err)
	for _, q := range []string{"BG-1/2026", " bg-1/2026 ", "bg 1", "bg1/26"} {
		for _, role := range []access.Role{access.Clerk, access.Officer, access.Leader} {
			v := h.As(role, 0)
			res := v.Post("/mot-cua/tim", url.Values{"q": {q}})
			require.Equal(t, http.StatusSeeOther, res.Code, "%s by %s", q, role)
			require.Equal(t, "/mot-cua/ban-giao/"+slip.ID, res.Header().Get("Location"))
			assert.Equal(t, http.StatusOK, v.Get(res.Header().Get("Location")).Code)
		}
		for _, v := range []*apptest.Visitor{h.As(access.Clerk, 1), h.As(access.UnitAdmin, 0), h.As(access.Superior, 0), h.As(access.Cashier, 0)} {
			res := v.Post("/mot-cua/tim", url.Values{"q": {q}})
			assert.Equal(t, http.StatusOK, res.Code, q)
			assert.Contains(t, res.Body.String(), "Không có phiếu BG-1/2026 ở đơn vị bạn", q)
		}
	}
	res := h.As(access.Clerk, 0).Post("/mot-cua/tim", url.Values{"q": {"bg 2"}})
	assert.Contains(t, res.Body.String(), "Không có phiếu BG-2/2026")
	assert.Contains(t, res.Body.String(), `value="bg 2"`, "what was typed stays")
}
