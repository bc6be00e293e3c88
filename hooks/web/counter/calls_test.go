package counter_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// finished is a dossier of the first commune whose result is ready.
func finished(t *testing.T, h *apptest.House, p casework.PersonInput) casework.Case {
	t.Helper()
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	chosen, err := o.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: p}
	for _, c := range o.Version.Body.Papers(chosen.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	c := got.Case
	for {
		_, able, err := h.Desk.Receivers(h.App, c, dossier.Forward)
		require.NoError(t, err)
		if len(able) == 0 {
			break
		}
		by, err := h.Org.StaffByID(h.App, c.Holder)
		require.NoError(t, err)
		c, err = h.Desk.Forward(h.App, by, c.Code, 0, dossier.MoveInput{To: able[0].ID, Outcome: dossier.Granted})
		require.NoError(t, err)
	}
	c, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	return c
}

var tickAt = regexp.MustCompile(`action="(/mot-cua/can-bao/tin/[a-z0-9]+)"`)

func TestTheDeskCallsAndTicks(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	assert.Contains(t, clerk.Get("/mot-cua/can-bao").Body.String(), "Không có ai cần báo")
	c := finished(t, h, casework.PersonInput{Name: "Trần Gọi Sau", Phone: "0912345678"})
	page := clerk.Get("/mot-cua/can-bao").Body.String()
	assert.Contains(t, page, "0912 345 678")
	assert.Contains(t, page, c.Code)
	assert.NotContains(t, page, "Trần Gọi Sau", "a number and a sentence are enough")
	at := tickAt.FindStringSubmatch(page)
	require.NotNil(t, at)

	other := h.As(access.Clerk, 1)
	assert.NotContains(t, other.Get("/mot-cua/can-bao").Body.String(), "0912 345 678")
	assert.Equal(t, http.StatusNotFound, other.Post(at[1], url.Values{"do": {"called"}}).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Leader, 0).Post(at[1], url.Values{"do": {"called"}}).Code)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/mot-cua/can-bao").Code)

	bad := clerk.Post(at[1], url.Values{"do": {"printed"}})
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), "Chọn một trong các nút")
	require.Equal(t, http.StatusSeeOther, clerk.Post(at[1], url.Values{"do": {"missed"}}).Code)
	page = clerk.Get("/mot-cua/can-bao").Body.String()
	assert.Contains(t, page, "Đã gọi 1 lần không gặp")
	assert.Contains(t, page, "Đã ghi: không gặp")
	require.Equal(t, http.StatusSeeOther, clerk.Post(at[1], url.Values{"do": {"called"}}).Code)
	assert.NotContains(t, clerk.Get("/mot-cua/can-bao").Body.String(), "0912 345 678")
	assert.Equal(t, http.StatusConflict, clerk.Post(at[1], url.Values{"do": {"called"}}).Code)

	shown := clerk.Get("/ho-so/" + c.Code).Body.String()
	assert.Contains(t, shown, "Đã báo cho người dân")
	assert.Contains(t, shown, "•••678")
	seen := h.As(access.UnitAdmin, 0).Get("/ho-so/" + c.Code).Body.String()
	assert.Contains(t, seen, "Đã báo cho người dân")
	assert.NotContains(t, seen, "•••678", "who sees no people sees no part of a number")
}

func TestSlipsArePrintedAndNoted(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	finished(t, h, casework.PersonInput{Name: "Lê Thị Giấy", Address: "3 đường Hòa Bình"})
	sheet := clerk.Get("/mot-cua/can-bao/in").Body.String()
	assert.Contains(t, sheet, "Lê Thị Giấy")
	assert.Contains(t, sheet, "3 đường Hòa Bình")
	id := regexp.MustCompile(`name="id" value="([a-z0-9]+)"`).FindStringSubmatch(sheet)
	require.NotNil(t, id)
	assert.NotContains(t, h.As(access.Clerk, 1).Get("/mot-cua/can-bao/in").Body.String(), "Lê Thị Giấy")
	require.Equal(t, http.StatusSeeOther, h.As(access.Clerk, 1).Post("/mot-cua/can-bao/da-in", url.Values{"id": {id[1]}}).Code)
	assert.Contains(t, clerk.Get("/mot-cua/can-bao/in").Body.String(), "Lê Thị Giấy", "another unit's word changes nothing")
	require.Equal(t, http.StatusSeeOther, clerk.Post("/mot-cua/can-bao/da-in", url.Values{"id": {id[1]}}).Code)
	assert.NotContains(t, clerk.Get("/mot-cua/can-bao/in").Body.String(), "Lê Thị Giấy")
}
