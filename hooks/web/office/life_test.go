package office_test

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

// life is one act by its page: where it begins, who does it with what, who may
// not, and what is wrong with a bad input ("" = it takes none).
type life struct {
	act     dossier.Act
	path    string
	begin   func(t *testing.T, h *apptest.House) casework.Case
	by, not access.Role
	good    []string
	bad     []string
	keeps   string
}

func received(t *testing.T, h *apptest.House) casework.Case {
	return receive(t, h, 0, "Đào Văn Ước")
}

func withOfficer(t *testing.T, h *apptest.House) casework.Case {
	return forward(t, h, h.Actor(access.Clerk, 0), received(t, h))
}

func filed(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	got, err := h.Desk.Submit(h.App, access.Actor{}, casework.ReceiveInput{Unit: "an-binh", Procedure: "1.010039", Answers: map[string]string{"kind": "head", "what": "x"},
		Applicant: casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	return got.Case
}

var lack = dossier.SupplementInput{LimitDay: "2026-11-20", Items: []dossier.Item{{Component: "declaration", Defect: "Thiếu chữ ký", Ground: "x"}}}

func guided(t *testing.T, h *apptest.House) casework.Case {
	c, err := h.Desk.GuideBack(h.App, h.Actor(access.Clerk, 0), filed(t, h).ID, 0, lack)
	require.NoError(t, err)
	return c
}

func lacking(t *testing.T, h *apptest.House) casework.Case {
	c, err := h.Desk.RequestSupplement(h.App, h.Actor(access.Clerk, 0), received(t, h).Code, 0, lack)
	require.NoError(t, err)
	return c
}

func asked(t *testing.T, h *apptest.House) casework.Case {
	c, err := h.Desk.Consult(h.App, h.Actor(access.Clerk, 0), received(t, h).Code, 0, dossier.ConsultInput{ToName: "Công an xã", Subject: "Xác minh cư trú", Days: 3})
	require.NoError(t, err)
	return c
}

func holding(t *testing.T, h *apptest.House) casework.Case {
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: marital, Applicant: casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1, Held: 1}, {Key: "identity", Originals: 1}}})
	require.NoError(t, err)
	return got.Case
}

func wrong(t *testing.T, h *apptest.House) casework.Case {
	c, err := h.Desk.RequestCorrection(h.App, h.Actor(access.Clerk, 0), received(t, h).Code, 0, casework.CorrectionInput{Reason: "Nhập sai tên",
		Applicant: &casework.PersonInput{Name: "Đào Văn Ước Mới", Phone: "0912345678"}})
	require.NoError(t, err)
	return c
}

func lives(h *apptest.House) []life {
	officer, leader := h.Actor(access.Officer, 0).ID, h.Actor(access.Leader, 0).ID
	other, second := h.Actor(access.Officer, 0, true).ID, h.Actor(access.Leader, 0, true).ID
	return []life{
		{dossier.GuideBack, "huong-dan", filed, access.Clerk, access.Officer, []string{"items.declaration.canned", "missing", "items.declaration.ground", "x", "limit_day", "2026-12-20"}, []string{"items.declaration.defect", "Chữ ký mờ", "limit_day", "2026-12-20"}, "Chữ ký mờ"},
		{dossier.AnswerGuide, "nhan-hoan-thien", guided, access.Clerk, access.Officer, []string{"components.declaration.originals", "1"}, []string{"components.declaration.originals", "1234"}, "1234"},
		{dossier.Propose, "trinh-ky", withOfficer, access.Officer, access.Cashier, []string{"to", leader, "outcome", "granted"}, []string{"to", leader, "note", "Kính trình anh"}, "Kính trình anh"},
		{dossier.Approve, "duyet-chuyen-ky", waiting, access.Leader, access.Officer, []string{"to", second, "outcome", "granted"}, []string{"note", "Nhờ chị ký"}, "Nhờ chị ký"},
		{dossier.SendBack, "tra-nguoi-trinh", waiting, access.Leader, access.Officer, []string{"to", officer, "note", "Sửa ngày"}, []string{"note", "Sửa ngày"}, "Sửa ngày"},
		{dossier.Reassign, "giao-lai", withOfficer, access.Officer, access.Cashier, []string{"to", other, "note", "Đi họp"}, []string{"note", "Đi họp"}, "Đi họp"},
		{dossier.Recall, "rut-lai", withOfficer, access.Clerk, access.Cashier, nil, nil, ""},
		{dossier.Remark, "ghi-chu", received, access.Officer, access.Cashier, []string{"note", "Đã gọi"}, []string{"note", ""}, ""},
		{dossier.Remind, "nhac", lacking, access.Clerk, access.Leader, []string{"note", "Gọi điện"}, nil, ""},
		{dossier.Volunteer, "giay-tu-nguyen", received, access.Clerk, access.Officer, []string{"components.1.title", "Ảnh cũ", "components.1.copies", "1"}, []string{"components.1.title", "Ảnh cũ"}, "Ảnh cũ"},
		{dossier.GiveBack, "tra-ban-chinh", holding, access.Clerk, access.Officer, []string{"components.0.originals", "1", "to", "Đào Văn Ước"}, []string{"components.0.originals", "7", "to", "Đào Văn Ước"}, `value="7"`},
		{dossier.Consult, "lay-y-kien", received, access.Clerk, access.Cashier, []string{"to_name", "Công an xã", "subject", "Xác minh", "days", "3"}, []string{"to_name", "Công an xã", "days", "3"}, "Công an xã"},
		{dossier.Acknowledge, "co-quan-da-nhan", asked, access.Clerk, access.Cashier, []string{"part", "1"}, nil, ""},
		{dossier.AnswerConsult, "co-quan-tra-loi", asked, access.Officer, access.Cashier, []string{"part", "1", "agreed", "true", "note", "Đúng"}, []string{"part", "1", "slip", "88/CA"}, "88/CA"},
		{dossier.PostPublic, "niem-yet", withOfficer, access.Officer, access.Clerk, []string{"days", "15", "ground", "Luật Đất đai"}, []string{"days", "500", "ground", "Luật Đất đai"}, "Luật Đất đai"},
		{dossier.RequestCorrection, "de-nghi-sua", received, access.Clerk, access.Officer, []string{"applicant.name", "Đào Văn Ước Mới", "reason", "Nhập sai"}, []string{"applicant.name", "Đào Văn Ước Mới"}, "Đào Văn Ước Mới"},
		{dossier.CorrectIntake, "xac-nhan-sua", wrong, access.Leader, access.Clerk, []string{"refuse", "false"}, []string{"note", "Để tôi xem"}, "Để tôi xem"},
		{dossier.CorrectResult, "sua-ket-qua", resolved, access.Leader, access.Clerk, []string{"state", "revoked", "ground", "Luật"}, []string{"ground", "Căn cứ nào đó"}, "Căn cứ nào đó"},
		{dossier.Undo, "huy-nhap", received, access.Clerk, access.Officer, nil, nil, ""},
	}
}

func href(c casework.Case) string {
	if c.Code == "" {
		return "/ho-so/" + c.ID
	}
	return at(c)
}

func TestEveryActOfTheWholeLifeByItsPage(t *testing.T) {
	h := apptest.Open(t)
	for _, l := range lives(h) {
		c := l.begin(t, h)
		v := h.As(l.by, 0)
		page := v.Get(href(c))
		require.Equal(t, http.StatusOK, page.Code, l.path)
		body := page.Body.String()
		assert.Contains(t, body, `action="`+href(c)+"/"+l.path+`"`, "%s is offered", l.act)
		assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, body, "%s: a key without a sentence", l.act)
		assert.NotContains(t, h.As(l.not, 0).Get(href(c)).Body.String(), `action="`+href(c)+"/"+l.path+`"`, "%s is not offered to %s", l.act, l.not)
		form := filled(t, page, c, l.act, l.good...)
		post := href(c) + "/" + l.path
		assert.Equal(t, http.StatusForbidden, h.As(l.not, 0).Post(post, form).Code, l.path)
		assert.Equal(t, http.StatusNotFound, h.As(l.by, 1).Post(post, form).Code, l.path)
		stale := filled(t, page, c, l.act, l.good...)
		stale.Set("seen", "1000000")
		stale.Set("one_time", stale.Get("one_time")+"x")
		assert.Equal(t, http.StatusConflict, v.Post(post, stale).Code, "%s: somebody was faster", l.act)
		if l.bad != nil {
			bad := filled(t, page, c, l.act, l.bad...)
			bad.Set("one_time", bad.Get("one_time")+"y")
			res := v.Post(post, bad)
			assert.Equal(t, http.StatusUnprocessableEntity, res.Code, l.path)
			assert.Contains(t, res.Body.String(), l.keeps, "%s: what was typed stays", l.act)
		}
		done := v.Post(post, form)
		require.Equal(t, http.StatusSeeOther, done.Code, "%s: %s", l.act, done.Body.String())
		after := v.Get(href(c)).Body.String()
		assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, after, "%s: a key without a sentence", l.act)
	}
}

func TestADemandOutsideTheListIsRefusedAndCounted(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := received(t, h)
	res := clerk.Post(at(c)+"/yeu-cau-bo-sung", filled(t, clerk.Get(at(c)), c, dossier.RequestSupplement, "items.extra.defect", "Sổ hộ khẩu bản chính", "items.extra.ground", "x",
		"items.declaration.defect", "Thiếu chữ ký", "items.declaration.ground", "y", "limit_day", "2026-12-20"))
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body := res.Body.String()
	assert.Contains(t, body, "không có trong danh mục đã công bố")
	assert.Contains(t, body, "Thiếu chữ ký", "the rest stays")
	assert.Contains(t, body, "Sổ hộ khẩu bản chính")
	now := reload(t, h, c)
	assert.Equal(t, dossier.Received, now.State)
	assert.Equal(t, 1, now.Demands)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Đã đòi: extra: Sổ hộ khẩu bản chính")
	track := h.Guest().Post("/tra-cuu", url.Values{"code": {c.Code}, "phone_last4": {"5678"}}).Body.String()
	assert.Contains(t, track, "1 lần yêu cầu giấy ngoài danh mục")
	// the twin: what is on the list can be asked for
	res = clerk.Post(at(c)+"/yeu-cau-bo-sung", filled(t, clerk.Get(at(c)), now, dossier.RequestSupplement, "items.declaration.canned", "expired", "items.declaration.defect", "ngày 1/2",
		"items.declaration.ground", "y", "limit_day", "2026-12-20"))
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Hết hạn; ngày 1/2")
	track = h.Guest().Post("/tra-cuu", url.Values{"code": {c.Code}, "phone_last4": {"5678"}}).Body.String()
	assert.Contains(t, track, "Hết hạn; ngày 1/2")
	assert.Contains(t, track, "20/12/2026")
}

func TestWhoWorksBesideIsKeptAndCanBeEmptied(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := received(t, h)
	other := h.Actor(access.Officer, 0, true)
	form := filled(t, clerk.Get(at(c)), c, dossier.Forward, "to", h.Actor(access.Officer, 0).ID, "cooperating", other.ID, "team", "1")
	require.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/chuyen", form).Code)
	now := reload(t, h, c)
	assert.Equal(t, []string{other.ID}, now.Cooperating)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Phối hợp: "+other.Name)
	officer := h.As(access.Officer, 0)
	form = filled(t, officer.Get(at(c)), now, dossier.Propose, "to", h.Actor(access.Leader, 0).ID, "outcome", "granted", "team", "1")
	require.Equal(t, http.StatusSeeOther, officer.Post(at(c)+"/trinh-ky", form).Code)
	assert.Empty(t, reload(t, h, c).Cooperating)
	bad, err := h.Desk.Rebuild(h.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, bad, "the row is what its events give")
}

func TestACorrectionVoidsTheReceipt(t *testing.T) {
	h := apptest.Open(t)
	c := wrong(t, h)
	leader := h.As(access.Leader, 0)
	page := leader.Get(at(c))
	assert.Contains(t, page.Body.String(), "Đào Văn Ước Mới", "the new beside the old")
	old := c.ReceiptNo
	require.Equal(t, http.StatusSeeOther, leader.Post(at(c)+"/xac-nhan-sua", filled(t, page, c, dossier.CorrectIntake, "refuse", "false")).Code)
	now := reload(t, h, c)
	require.Len(t, now.Voids, 1)
	assert.NotEqual(t, old, now.ReceiptNo)
	assert.Contains(t, leader.Get(at(c)).Body.String(), "đã hủy, không còn giá trị")
	paper := h.As(access.Clerk, 0).Get("/mot-cua/ho-so/" + c.Code + "/phieu").Body.String()
	assert.Contains(t, paper, "0002/TNHS")
	genuine := h.Guest().Get("/kiem-tra/" + h.Desk.PaperToken(now.Dossier)).Body.String()
	assert.Contains(t, genuine, "Giấy hẹn số 0001 đã hủy.")
	assert.Contains(t, genuine, "0002")
}

func TestAnEntryCanBeUndoneForAMinute(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := received(t, h)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "còn 60 giây")
	assert.NotContains(t, h.As(access.Clerk, 0, true).Get(at(c)).Body.String(), "/huy-nhap", "only whoever entered it")
	h.SetNow("2026-11-20T09:12")
	late := received(t, h)
	h.SetNow("2026-11-20T09:14")
	assert.False(t, strings.Contains(clerk.Get(at(late)).Body.String(), "/huy-nhap"))
	assert.Equal(t, http.StatusConflict, clerk.Post(at(late)+"/huy-nhap", url.Values{}).Code)
}
