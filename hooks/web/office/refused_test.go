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
)

func TestRefusedAnActKeepsWhatWasTyped(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	res := clerk.Post(at(c)+"/yeu-cau-bo-sung", filled(t, clerk.Get(at(c)), c, dossier.RequestSupplement,
		"items.declaration.defect", "Thiếu chữ ký", "items.declaration.ground", "", "limit_day_d", "31", "limit_day_m", "2", "limit_day_y", "2026"))
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body := res.Body.String()
	assert.Contains(t, body, "<title>Lỗi: ")
	assert.Contains(t, body, `value="Thiếu chữ ký"`)
	assert.Contains(t, body, `href="#request_supplement.items.declaration.ground"`)
	assert.Contains(t, body, `id="request_supplement.items.declaration.ground"`)
	assert.Contains(t, body, `href="#request_supplement.limit_day"`)
	assert.Contains(t, body, `name="request_supplement.limit_day_d" value="31"`)
	assert.Equal(t, dossier.Received, reload(t, h, c).State)
	// the twin: the same form put right
	res = clerk.Post(at(c)+"/yeu-cau-bo-sung", filled(t, clerk.Get(at(c)), c, dossier.RequestSupplement,
		"items.declaration.defect", "Thiếu chữ ký", "items.declaration.ground", "Thành phần hồ sơ", "limit_day_d", "30", "limit_day_m", "11", "limit_day_y", "2026"))
	assert.Equal(t, http.StatusSeeOther, res.Code)
}

func TestOfTwoAtOnceOneWinsAndTheOtherLosesNothing(t *testing.T) {
	h := apptest.Open(t)
	first, second := h.As(access.Officer, 0), h.As(access.Leader, 0)
	c := forward(t, h, h.Actor(access.Clerk, 0), receive(t, h, 0, "Đào Văn Ước"))
	one := filled(t, first.Get(at(c)), c, dossier.Forward, "to", h.Actor(access.Leader, 0).ID, "note", "Trình anh ký")
	two := filled(t, second.Get(at(c)), c, dossier.Assign, "to", h.Actor(access.Officer, 0, true).ID, "note", "Chị Ngọc làm giúp <b>việc này</b>")
	require.Equal(t, http.StatusSeeOther, first.Post(at(c)+"/chuyen", one).Code)

	res := second.Post(at(c)+"/phan-cong", two)
	require.Equal(t, http.StatusConflict, res.Code)
	body := res.Body.String()
	assert.Contains(t, body, "Có người vừa làm việc khác với hồ sơ này")
	assert.Contains(t, body, "Vừa có thay đổi")
	assert.Contains(t, body, "Trình anh ký", "what the other did")
	assert.Contains(t, body, "Trần Văn Đức", "who did it")
	assert.Contains(t, body, "Chị Ngọc làm giúp &lt;b&gt;việc này&lt;/b&gt;", "what was typed")
	assert.Equal(t, dossier.WaitSignature, reload(t, h, c).Waiting)

	// sent again from the new page it goes through
	again := filled(t, res, reload(t, h, c), dossier.StepBack, "to", h.Actor(access.Officer, 0, true).ID, "note", "Chị Ngọc làm giúp")
	assert.Equal(t, http.StatusSeeOther, second.Post(at(c)+"/tra-lai", again).Code)
}

func TestWhatIsNoLongerPossibleIsStillThereToCopy(t *testing.T) {
	h := apptest.Open(t)
	a, b := h.As(access.Clerk, 0), h.As(access.Leader, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	form := filled(t, a.Get(at(c)), c, dossier.Forward, "to", h.Actor(access.Officer, 0).ID, "note", "Gấp: bà con ở xa")
	stop := filled(t, b.Get(at(c)), c, dossier.Stop, "reason", "Trùng hồ sơ", "ground", "Luật")
	require.Equal(t, http.StatusSeeOther, b.Post(at(c)+"/dung", stop).Code)
	res := a.Post(at(c)+"/chuyen", form)
	require.Equal(t, http.StatusConflict, res.Code)
	assert.Contains(t, res.Body.String(), "Gấp: bà con ở xa")
	assert.Contains(t, res.Body.String(), "Nội dung bạn vừa gõ")
	assert.Contains(t, res.Body.String(), "Dừng giải quyết")
}

func TestSentTwiceItHappensOnce(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	form := filled(t, clerk.Get(at(c)), c, dossier.Forward, "to", h.Actor(access.Officer, 0).ID)
	require.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/chuyen", form).Code)
	require.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/chuyen", form).Code)
	history, err := h.Desk.History(h.App, h.Actor(access.Clerk, 0), c.Code)
	require.NoError(t, err)
	assert.Len(t, history, 2)
}

func TestActsHaveTheirLadder(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	form := url.Values{"forward.to": {h.Actor(access.Officer, 0).ID}}
	held := h.Guest().Post(at(c)+"/chuyen", url.Values{"forward.note": {"đang gõ dở"}})
	assert.Equal(t, http.StatusUnauthorized, held.Code)
	assert.Contains(t, held.Body.String(), "đang gõ dở", "the form waits behind the sign-in page")
	assert.Equal(t, http.StatusForbidden, h.As(access.UnitAdmin, 0).Post(at(c)+"/chuyen", form).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Post(at(c)+"/chuyen", form).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 0).Post(at(c)+"/khong-co", form).Code)
	assert.Equal(t, http.StatusUnprocessableEntity, h.As(access.Clerk, 0).Post(at(c)+"/chuyen", url.Values{}).Code)
	assert.Equal(t, http.StatusSeeOther, h.As(access.Clerk, 0).Post(at(c)+"/chuyen", form).Code)
}

func TestASessionThatEndedKeepsTheForm(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	form := filled(t, clerk.Get(at(c)), c, dossier.Forward, "to", h.Actor(access.Officer, 0).ID, "note", "Nhờ anh xem sớm")
	h.SetNow("2026-11-20T15:00")
	page := clerk.Post(at(c)+"/chuyen", form)
	require.Equal(t, http.StatusUnauthorized, page.Code)
	signIn := url.Values{"email": {h.Staff(access.Clerk, 0).Email()}, "password": {"motcua-demo-2026"}, "to": {at(c) + "/chuyen"}}
	for name, v := range form {
		assert.Contains(t, page.Body.String(), `name="held.`+name+`"`)
		signIn["held."+name] = v
	}
	resume := clerk.Post("/dang-nhap", signIn)
	require.Equal(t, http.StatusOK, resume.Code)
	assert.Contains(t, resume.Body.String(), "Nhờ anh xem sớm")
	assert.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/chuyen", form).Code)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Nhờ anh xem sớm")
}

func TestSomebodyElseCollectsWithADocument(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := resolved(t, h)
	match := func(name, no string) string {
		return clerk.Post(at(c)+"/doi-chieu", url.Values{"return.collector_name": {name}, "return.collector_number": {no}}).Body.String()
	}
	assert.Contains(t, match("Đào Văn Ước", number), "✓")
	assert.Contains(t, match("Trần Thị Bưởi", "001188012345"), "✗")
	assert.Empty(t, strings.TrimSpace(match("", "")))
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(at(c)+"/doi-chieu", url.Values{}).Code)
	for _, none := range []url.Values{{}, {"return.collector_name": {" "}}} {
		assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Post(at(c)+"/doi-chieu", none).Code, "an empty form tells no more than a full one")
		assert.Equal(t, http.StatusNotFound, clerk.Post("/ho-so/H99.999-261120-9999/doi-chieu", none).Code)
		assert.Equal(t, http.StatusOK, clerk.Post(at(c)+"/doi-chieu", none).Code)
	}
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Post(at(c)+"/doi-chieu", url.Values{"return.collector_name": {"Đào Văn Ước"}}).Code)

	res := clerk.Post(at(c)+"/tra-ket-qua", filled(t, clerk.Get(at(c)), c, dossier.Return, "collector_name", "Trần Thị Bưởi", "collector_number", "001188012345"))
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), "Bạn ghi văn bản uỷ quyền của họ")
	assert.Contains(t, res.Body.String(), "Bạn đối chiếu giấy tờ của người nhận")
	assert.Contains(t, res.Body.String(), `value="Trần Thị Bưởi"`)
	res = clerk.Post(at(c)+"/tra-ket-qua", filled(t, clerk.Get(at(c)), c, dossier.Return, "collector_name", "Trần Thị Bưởi", "collector_number", "001188012345",
		"checked", "yes", "authority_record.kind", "certified", "authority_record.number", "15/2026"))
	require.Equal(t, http.StatusUnprocessableEntity, res.Code, "half a record is none")
	assert.Contains(t, res.Body.String(), `value="15/2026"`)
	res = clerk.Post(at(c)+"/tra-ket-qua", filled(t, clerk.Get(at(c)), c, dossier.Return, "collector_name", "Trần Thị Bưởi", "collector_number", "001188012345",
		"checked", "yes", "authority_record.kind", "certified", "authority_record.number", "15/2026", "authority_record.day_d", "2", "authority_record.day_m", "11",
		"authority_record.day_y", "2026", "authority_record.issuer", "UBND xã An Bình"))
	assert.Equal(t, http.StatusSeeOther, res.Code)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Giấy ủy quyền có chứng thực số 15/2026, ngày 02/11/2026, nơi chứng thực: UBND xã An Bình")
}
