package linked_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

func TestBothSidesOfAPart(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	shown, hidden := file(t, h, got.Code, "cho-xem.pdf"), file(t, h, got.Code, "khong-cho.pdf")
	clerk, partner := h.As(access.Clerk, 0), h.As(access.Officer, 1)
	at := "/ho-so/" + got.Code + "/lien-thong"

	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(at).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Cashier, 0).Get(at).Code)
	assert.Equal(t, http.StatusNotFound, partner.Get(at).Code, "another unit's dossier is not there")
	assert.Equal(t, http.StatusNotFound, partner.Post(at+"/hoi", url.Values{"subject": {"x"}}).Code)
	page := clerk.Get(at)
	require.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, clean(t, page, true), "cho-xem.pdf")

	refused := clerk.Post(at+"/hoi", url.Values{"to": {"dong-thanh"}, "subject": {"Xác minh cư trú"}, "slip": {"7/CV"}, "days": {"nhiều"}, "shared": {shown.ID}})
	require.Equal(t, http.StatusUnprocessableEntity, refused.Code)
	body := refused.Body.String()
	assert.Contains(t, body, "Xác minh cư trú", "what was typed stays")
	assert.Regexp(t, `value="`+shown.ID+`" checked`, body, "and what was ticked")
	assert.Regexp(t, `value="dong-thanh" selected`, body)
	require.Equal(t, http.StatusSeeOther, clerk.Post(at+"/hoi", url.Values{"to": {"dong-thanh"}, "subject": {"Xác minh cư trú"}, "slip": {"7/CV"}, "days": {"2"}, "wait": {"yes"}, "shared": {shown.ID}}).Code)

	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), got.Code)
	require.NoError(t, err)
	part := "/phoi-hop/" + c.Parts[0].ID
	for who, v := range map[string]*apptest.Visitor{"the origin": clerk, "a third unit": h.As(access.Officer, 2)} {
		for _, path := range []string{part, part + "/tep/" + shown.ID} {
			assert.Equal(t, http.StatusNotFound, v.Get(path).Code, "%s %s", who, path)
		}
		assert.Equal(t, http.StatusNotFound, v.Post(part+"/nhan", nil).Code, who)
		assert.Equal(t, http.StatusNotFound, v.Post(part+"/tra-loi", url.Values{"note": {"x"}}).Code, who)
	}
	assert.Equal(t, http.StatusForbidden, h.As(access.Cashier, 1).Get("/phoi-hop").Code)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/phoi-hop").Code)

	list := clean(t, partner.Get("/phoi-hop"), false)
	assert.Contains(t, list, part)
	assert.Contains(t, list, "Xác minh cư trú")
	assert.NotContains(t, clean(t, h.As(access.Officer, 2).Get("/phoi-hop"), false), got.Code)
	mine := clean(t, partner.Get(part), false)
	assert.Contains(t, mine, "cho-xem.pdf")
	assert.NotContains(t, mine, "khong-cho.pdf")
	assert.Equal(t, http.StatusOK, partner.Get(part+"/tep/"+shown.ID).Code)
	assert.Equal(t, http.StatusNotFound, partner.Get(part+"/tep/"+hidden.ID).Code)
	for _, path := range []string{"/ho-so/" + got.Code, "/ho-so/" + got.Code + "/tep/" + shown.ID, "/mot-cua/ho-so/" + got.Code + "/phieu",
		"/api/motcua/dossiers/" + got.Code, "/api/motcua/dossiers/" + got.Code + "/events", "/api/motcua/dossiers/" + got.Code + "/files"} {
		rec := partner.Get(path)
		assert.Equal(t, http.StatusNotFound, rec.Code, path)
		assert.NotContains(t, rec.Body.String(), name, path)
	}
	for _, path := range []string{"/mot-cua/so-theo-doi", "/mot-cua/so-theo-doi.csv", "/api/motcua/dossiers"} {
		assert.NotContains(t, partner.Get(path).Body.String(), got.Code, path)
	}

	require.Equal(t, http.StatusSeeOther, partner.Post(part+"/nhan", nil).Code)
	again := partner.Post(part+"/nhan", nil)
	assert.Equal(t, http.StatusConflict, again.Code)
	refused = send(t, partner, part+"/tra-loi", url.Values{"agreed": {"false"}, "note": {""}, "slip": {"9/TL"}}, "", nil)
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code)
	assert.Contains(t, refused.Body.String(), "9/TL")
	assert.Equal(t, http.StatusUnprocessableEntity, send(t, partner, part+"/tra-loi", url.Values{"agreed": {"true"}, "note": {"Đúng"}}, "x.exe", []byte("MZ")).Code)
	require.Equal(t, http.StatusSeeOther, send(t, partner, part+"/tra-loi", url.Values{"agreed": {"true"}, "note": {"Đúng như khai"}, "slip": {"9/TL"}}, "tra-loi.pdf", blank).Code)
	told := clean(t, partner.Get(part), false)
	for _, own := range []string{"tra-loi.pdf", "Đúng như khai", "9/TL"} {
		assert.Contains(t, told, own, "the partner reads its own answer again")
	}
	assert.Contains(t, clean(t, partner.Get("/phoi-hop?xem=da-tra-loi"), false), part)

	own := clean(t, clerk.Get(at), true)
	assert.Contains(t, own, h.Actor(access.Officer, 1).Name, "who took it")
	assert.Contains(t, own, "tra-loi.pdf")
	history := clerk.Get("/ho-so/" + got.Code).Body.String()
	assert.Contains(t, history, h.Actor(access.Officer, 1).Name+" – Xã Đông Thạnh", "the trail crosses units")
	assert.Contains(t, history, h.Actor(access.Clerk, 0).Name+" – Xã An Bình")
}

func TestAPartnerActsThroughTheAPIAndReadsNothing(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	c, err := h.Desk.Consult(h.App, h.Actor(access.Clerk, 0), got.Code, 0, dossier.ConsultInput{To: "dong-thanh", Subject: "Xác minh", Days: 2})
	require.NoError(t, err)
	at := "/api/motcua/dossiers/" + c.Code + "/acts/"
	assert.Equal(t, http.StatusNotFound, h.As(access.Officer, 2).JSON(http.MethodPost, at+"acknowledge", map[string]any{}).Code)
	partner := h.As(access.Officer, 1)
	assert.Equal(t, http.StatusNotFound, partner.JSON(http.MethodPost, at+"forward", map[string]any{"to": h.Actor(access.Officer, 1).ID}).Code)
	rec := partner.JSON(http.MethodPost, at+"acknowledge", map[string]any{})
	require.Equal(t, http.StatusOK, rec.Code, rec.Body)
	for _, word := range []string{name, phone, "people", "components", "\"ref\""} {
		assert.NotContains(t, rec.Body.String(), word)
	}
	assert.Contains(t, rec.Body.String(), `"state":"taken"`)
}

func TestLinkedProceduresAreOpenedTogether(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.Actor(access.Clerk, 0)
	in := birth()
	got, err := h.Desk.Receive(h.App, clerk, in)
	require.NoError(t, err)
	v := h.As(access.Clerk, 0)
	at := "/ho-so/" + got.Code + "/lien-thong"
	j, err := got.Joint()
	require.NoError(t, err)
	assert.Equal(t, "2026-11-20", got.Due.Day)
	assert.Equal(t, "2026-12-11", j.Day, "14 working days after the own day, 24 November off")

	paper := v.Get("/mot-cua/ho-so/" + got.Code + "/phieu").Body.String()
	assert.Contains(t, paper, "Ngày hẹn tại đơn vị")
	assert.Contains(t, paper, "Ngày hẹn tổng")
	assert.Contains(t, paper, "ngày 11 tháng 12 năm 2026")
	track := h.Guest().Get("/t/" + got.Ref + "?k=" + got.Token).Body.String()
	assert.Contains(t, track, "Ngày hẹn tổng")
	assert.Contains(t, track, "Chưa đến lượt")
	assert.NotContains(t, track, name)

	_, err = h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: h.Actor(access.Officer, 0).ID})
	require.NoError(t, err)
	_, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), got.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	page := clean(t, v.Get(at), true)
	assert.Contains(t, page, "Mở các thủ tục đã chọn")
	assert.NotContains(t, page, `action="`+at+`/hoi"`, "nobody is asked for an opinion after the result")
	assert.Equal(t, http.StatusUnprocessableEntity, v.Post(at+"/mo", url.Values{}).Code, "none chosen")
	refused := v.Post(at+"/mo", url.Values{"links": {"health_card"}, "links.health_card.to": {"khong-co"}})
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code)
	assert.Contains(t, refused.Body.String(), `href="#links.health_card.to"`)
	require.Equal(t, http.StatusSeeOther, v.Post(at+"/mo", url.Values{"links": {"health_card"}, "links.health_card.to": {"phuoc-loc"}}).Code)
	again := v.Post(at+"/mo", url.Values{"links": {"health_card"}})
	assert.Equal(t, http.StatusConflict, again.Code, "opened once")
	c, err := h.Desk.Find(h.App, clerk, got.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Resolved, c.State)
	require.Len(t, c.Parts, 1)
	assert.True(t, c.Parts[0].Linked)
	assert.Equal(t, "2026-12-11", c.Parts[0].DueDay)
	require.NoError(t, h.Desk.TakePart(h.App, h.Actor(access.Officer, 2), c.Parts[0].ID))
	assert.Contains(t, h.Guest().Get("/t/"+got.Ref+"?k="+got.Token).Body.String(), "Đang làm")
}
