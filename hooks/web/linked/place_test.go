package linked_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// birth is an intake of a procedure that another one follows.
func birth() casework.ReceiveInput {
	return casework.ReceiveInput{Procedure: "2.001023", Answers: map[string]string{"child_name": "Vũ An", "child_born_on": "2026-11-01", "child_kind": "ordinary"},
		Applicant:  casework.PersonInput{Name: name, Phone: phone},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "card_declaration", Originals: 1}, {Key: "birth_certificate", Originals: 1}}}
}

func intake() url.Values {
	return url.Values{"procedure": {"1.010039"}, "shown": {"1.010039|"}, "applicant.name": {name}, "applicant.phone": {phone}, "answers.kind": {"head"}, "answers.what": {"x"},
		"components.declaration": {"yes"}, "receive_for": {"an-binh"}, "return_at": {"here"}}
}

func TestTakenInAtADeskForAnotherUnit(t *testing.T) {
	h := apptest.Open(t)
	here := h.As(access.Clerk, 1)
	refused := here.Post("/mot-cua/tiep-nhan", intake())
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code, "nobody agreed yet")
	assert.Contains(t, refused.Body.String(), name, "what was typed stays")

	h.Agree(1, 0, "1.010039")
	offered := here.Post("/mot-cua/tiep-nhan", url.Values{"procedure": {"1.010039"}, "chon": {"1"}})
	assert.Contains(t, offered.Body.String(), `name="receive_for"`)
	assert.NotContains(t, h.As(access.Clerk, 2).Post("/mot-cua/tiep-nhan", url.Values{"procedure": {"1.010039"}, "chon": {"1"}}).Body.String(), `name="receive_for"`)
	rec := here.Post("/mot-cua/tiep-nhan", intake())
	require.Equal(t, http.StatusSeeOther, rec.Code, rec.Body)
	slip := rec.Header().Get("Location")
	require.True(t, strings.HasPrefix(slip, "/nhan-ho/"), slip)
	at := strings.TrimSuffix(slip, "/phieu")
	id := strings.TrimPrefix(at, "/nhan-ho/")

	paper := clean(t, here.Get(slip), true)
	for _, word := range []string{"GIẤY XÁC NHẬN NHẬN HỘ HỒ SƠ", "Ủy ban nhân dân xã An Bình", "Ủy ban nhân dân xã Đông Thạnh", "Tờ khai thay đổi thông tin cư trú"} {
		assert.Contains(t, paper, word)
	}
	for who, v := range map[string]*apptest.Visitor{"a third unit": h.As(access.Clerk, 2), "the competent unit": h.As(access.Clerk, 0)} {
		assert.Equal(t, http.StatusNotFound, v.Get(at).Code, who)
		assert.Equal(t, http.StatusNotFound, v.Get(slip).Code, who)
		assert.Equal(t, http.StatusNotFound, v.Post(at+"/in", nil).Code, who)
		assert.Equal(t, http.StatusNotFound, v.Post(at+"/tra-ket-qua", url.Values{"collector_name": {name}}).Code, who)
	}
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 1).Get("/nhan-ho").Code)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(at).Code)
	assert.Equal(t, http.StatusNotFound, here.Get("/ho-so/"+id).Code, "no more of it than its part")
	assert.Contains(t, clean(t, here.Get("/nhan-ho"), false), at)
	require.Equal(t, http.StatusSeeOther, here.Post(at+"/in", nil).Code)

	bad := here.Post(at+"/chuyen", url.Values{"slip": {""}, "note": {"gửi xe buýt"}})
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), "gửi xe buýt")
	require.Equal(t, http.StatusSeeOther, here.Post(at+"/chuyen", url.Values{"slip": {"12/BG"}}).Code)
	assert.Equal(t, http.StatusConflict, here.Post(at+"/tra-ket-qua", url.Values{"collector_name": {name}, "checked": {"yes"}}).Code, "no result yet")

	got, err := h.Desk.ReceiveSubmitted(h.App, h.Actor(access.Clerk, 0), id, 0, casework.ReceiveInput{})
	require.NoError(t, err)
	_, err = h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), got.Code, 0, dossier.MoveInput{To: h.Actor(access.Officer, 0).ID})
	require.NoError(t, err)
	_, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), got.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	assert.Equal(t, http.StatusUnprocessableEntity, here.Post("/nhan-ho/tim", url.Values{"ma": {"H99.132-261120-9999"}}).Code)
	found := here.Post("/nhan-ho/tim", url.Values{"ma": {got.Code}})
	assert.Equal(t, at, found.Header().Get("Location"), "found by code")
	require.Equal(t, http.StatusSeeOther, here.Post(at+"/xep-ke", url.Values{"shelf": {"C1"}}).Code)
	bad = here.Post(at+"/tra-ket-qua", url.Values{"collector_name": {"Người Lạ"}, "checked": {"yes"}})
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), "Người Lạ")
	require.Equal(t, http.StatusSeeOther, here.Post(at+"/tra-ket-qua", url.Values{"collector_name": {name}, "checked": {"yes"}}).Code)
	history := h.As(access.Clerk, 0).Get("/ho-so/" + got.Code).Body.String()
	for _, word := range []string{"Nhận hộ hồ sơ", "In giấy xác nhận nhận hộ", "Bàn giao giấy tờ giữa hai nơi", "Xã Đông Thạnh", "Nơi trả kết quả"} {
		assert.Contains(t, history, word)
	}
}

func TestTakenInForAnotherThroughTheAPI(t *testing.T) {
	h := apptest.Open(t)
	h.Agree(1, 0, "1.010039")
	in := map[string]any{"procedure": "1.010039", "answers": map[string]any{"kind": "head", "what": "x"}, "applicant": map[string]any{"name": name, "phone": phone},
		"components": []any{map[string]any{"key": "declaration", "originals": 1}}, "receive_for": "an-binh"}
	assert.Equal(t, http.StatusUnprocessableEntity, h.As(access.Clerk, 2).JSON(http.MethodPost, "/api/motcua/dossiers", in).Code)
	rec := h.As(access.Clerk, 1).JSON(http.MethodPost, "/api/motcua/dossiers", in)
	require.Equal(t, http.StatusCreated, rec.Code, rec.Body)
	assert.Contains(t, rec.Body.String(), `"code":null`)
	assert.Contains(t, rec.Body.String(), `"state":"submitted"`)
}
