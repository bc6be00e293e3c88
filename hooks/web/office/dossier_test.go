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

func TestADossierIsOpenToItsScopeAlone(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	guest := h.Guest().Get(at(c))
	assert.Equal(t, http.StatusSeeOther, guest.Code)
	assert.Contains(t, guest.Header().Get("Location"), "/dang-nhap?tiep=")

	mine := h.As(access.Clerk, 0).Get(at(c))
	require.Equal(t, http.StatusOK, mine.Code)
	body := mine.Body.String()
	assert.Contains(t, body, "Đào Văn Ước")
	assert.Contains(t, body, "001•••••2345", "a citizen number is masked")
	assert.NotContains(t, body, number)
	assert.Contains(t, body, "0912 345 678")
	assert.Contains(t, body, `<time datetime="2026-11-26">Thứ Năm, 26/11/2026</time>`, "three working days, the 24th is a day off")
	assert.Contains(t, body, "Vì sao ngày này?")
	assert.NotContains(t, body, "Lịch làm việc đã thay đổi")
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, body, "a key without a sentence")
	assert.Equal(t, 1, strings.Count(body, "<h1"))

	other, none := h.As(access.Clerk, 1).Get(at(c)), h.As(access.Clerk, 0).Get("/ho-so/H99.132-990101-0001")
	assert.Equal(t, http.StatusNotFound, other.Code)
	assert.Equal(t, http.StatusNotFound, none.Code)
	strip := func(s, code string) string { return strings.ReplaceAll(s, code, "") }
	assert.Equal(t, strip(h.As(access.Clerk, 1).Get("/ho-so/H99.132-990101-0001").Body.String(), "H99.132-990101-0001"),
		strip(other.Body.String(), c.Code), "not yours and not there are the same answer")
}

func TestASuperiorReadsWithoutPeopleAndWithoutActs(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	for _, v := range []*apptest.Visitor{h.As(access.Superior, 0), h.As(access.Inspector, 0)} {
		require.Equal(t, "/cap-tren/xem/"+c.Code, v.Get(at(c)).Header().Get("Location"), "a reason first")
		require.Equal(t, http.StatusSeeOther, v.Post("/cap-tren/xem/"+c.Code, url.Values{"reason": {"Kiểm tra định kỳ tháng này"}}).Code)
		page := v.Get(at(c))
		require.Equal(t, http.StatusOK, page.Code)
		body := page.Body.String()
		assert.NotContains(t, body, "Đào Văn Ước")
		assert.NotContains(t, body, "0912 345 678")
		assert.NotContains(t, body, at(c)+"/chuyen")
		assert.NotContains(t, body, "Thêm tệp")
		assert.Contains(t, body, "không xử lý")
		assert.Equal(t, http.StatusForbidden, v.Post(at(c)+"/chuyen", url.Values{"to": {h.Actor(access.Officer, 0).ID}}).Code)
	}
}

func TestOnlyActsOfThisPersonAndMomentAreOffered(t *testing.T) {
	h := apptest.Open(t)
	offered := func(v *apptest.Visitor, c casework.Case) []string {
		body := v.Get(at(c)).Body.String()
		var out []string
		for _, path := range []string{"chuyen", "phan-cong", "tra-lai", "yeu-cau-bo-sung", "nhan-bo-sung", "yeu-cau-nop-tien", "xac-nhan-nop-tien", "gia-han", "giai-quyet", "xep-ke", "tra-ket-qua", "rut", "dung", "tu-choi",
			"trinh-ky", "duyet-chuyen-ky", "tra-nguoi-trinh", "giao-lai", "rut-lai", "ghi-chu", "lay-y-kien", "xin-loi", "niem-yet", "de-nghi-sua", "giay-tu-nguyen", "huy-nhap"} {
			if strings.Contains(body, `action="`+at(c)+"/"+path+`"`) {
				out = append(out, path)
			}
		}
		return out
	}
	clerk, officer, leader := h.As(access.Clerk, 0), h.As(access.Officer, 0), h.As(access.Leader, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	assert.ElementsMatch(t, []string{"chuyen", "yeu-cau-bo-sung", "rut", "lay-y-kien", "de-nghi-sua", "giay-tu-nguyen", "ghi-chu", "huy-nhap"}, offered(clerk, c))
	assert.ElementsMatch(t, []string{"ghi-chu"}, offered(officer, c), "the clerk holds it")
	c = forward(t, h, h.Actor(access.Clerk, 0), c)
	assert.ElementsMatch(t, []string{"rut", "rut-lai", "de-nghi-sua", "giay-tu-nguyen", "ghi-chu"}, offered(clerk, c), "just handed over: it can be taken back")
	assert.ElementsMatch(t, []string{"trinh-ky", "giao-lai", "tra-lai", "yeu-cau-bo-sung", "yeu-cau-nop-tien", "lay-y-kien", "niem-yet", "ghi-chu"}, offered(officer, c), "the next step signs")
	assert.ElementsMatch(t, []string{"ghi-chu"}, offered(h.As(access.Officer, 0, true), c), "another officer's")
	c = forward(t, h, h.Actor(access.Officer, 0), c)
	assert.ElementsMatch(t, []string{"giai-quyet", "duyet-chuyen-ky", "tra-nguoi-trinh", "yeu-cau-bo-sung", "gia-han", "dung", "lay-y-kien", "niem-yet", "ghi-chu"}, offered(leader, c), "the last step leads nowhere on")
	for _, body := range []string{leader.Get(at(c)).Body.String()} {
		assert.Equal(t, 1, strings.Count(body, "mc-button--primary"))
	}
	assert.ElementsMatch(t, []string{"xep-ke", "tra-ket-qua", "ghi-chu"}, offered(clerk, resolved(t, h)))
}

func TestTheWholeStoryThroughTheForms(t *testing.T) {
	h := apptest.Open(t)
	clerk, officer, leader := h.As(access.Clerk, 0), h.As(access.Officer, 0), h.As(access.Leader, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	step := func(v *apptest.Visitor, path string, act dossier.Act, values ...string) {
		t.Helper()
		res := v.Post(at(c)+"/"+path, filled(t, v.Get(at(c)), c, act, values...))
		require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
		assert.Equal(t, at(c), res.Header().Get("Location"))
		c = reload(t, h, c)
	}
	step(clerk, "chuyen", dossier.Forward, "to", h.Actor(access.Officer, 0).ID, "note", "Đủ giấy tờ")
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Đã chuyển hồ sơ.")
	assert.NotContains(t, clerk.Get(at(c)).Body.String(), "Đã chuyển hồ sơ.", "said once")
	step(officer, "yeu-cau-bo-sung", dossier.RequestSupplement, "items.declaration.defect", "Thiếu chữ ký", "items.declaration.ground", "Thành phần hồ sơ",
		"limit_day_d", "4", "limit_day_m", "12", "limit_day_y", "2026")
	assert.Equal(t, dossier.Supplementing, c.State)
	body := clerk.Get(at(c)).Body.String()
	assert.Contains(t, body, "Thiếu chữ ký")
	assert.Contains(t, body, "Chờ bổ sung")
	step(clerk, "nhan-bo-sung", dossier.AnswerSupplement, "components.declaration.originals", "1", "components.declaration.copies", "")
	step(officer, "chuyen", dossier.Forward, "to", h.Actor(access.Leader, 0).ID, "outcome", "granted")
	step(leader, "tra-lai", dossier.StepBack, "to", h.Actor(access.Officer, 0).ID, "note", "Sửa lại ngày")
	step(leader, "phan-cong", dossier.Assign, "to", h.Actor(access.Officer, 0, true).ID)
	step(h.As(access.Officer, 0, true), "yeu-cau-nop-tien", dossier.AskPayment, "slip", "12/TB")
	step(h.As(access.Cashier, 0), "xac-nhan-nop-tien", dossier.SettlePayment, "slip", "BL 0001")
	step(leader, "gia-han", dossier.Extend, "n", "2", "reason", "Chờ xác minh")
	assert.Contains(t, leader.Get(at(c)).Body.String(), "Hẹn lần đầu")
	step(h.As(access.Officer, 0, true), "chuyen", dossier.Forward, "to", h.Actor(access.Leader, 0).ID)
	step(leader, "giai-quyet", dossier.Resolve, "outcome", "refused", "reason", "untrue")
	assert.Contains(t, leader.Get(at(c)).Body.String(), "Thông tư 04/2020/TT-BTP", "the ground of the chosen reason")
	step(clerk, "xep-ke", dossier.Shelve, "shelf", "Kệ A2")
	step(clerk, "tra-ket-qua", dossier.Return, "collector_number", number+"||Đào Văn Ước|01011999|Nam|Thôn Đình|01012021", "checked", "yes")
	assert.Equal(t, dossier.Returned, c.State)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Người nhận: Đào Văn Ước")
}

func TestEndsOfADossier(t *testing.T) {
	h := apptest.Open(t)
	clerk, leader := h.As(access.Clerk, 0), h.As(access.Leader, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	res := clerk.Post(at(c)+"/rut", filled(t, clerk.Get(at(c)), c, dossier.Withdraw))
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	res = clerk.Post(at(c)+"/rut", filled(t, clerk.Get(at(c)), c, dossier.Withdraw, "reason", "Không cần nữa"))
	assert.Equal(t, http.StatusSeeOther, res.Code)
	d := receive(t, h, 0, "Đào Văn Ước")
	res = leader.Post(at(d)+"/dung", filled(t, leader.Get(at(d)), d, dossier.Stop, "reason", "Quá hạn bổ sung", "ground", "Nghị định 118/2025/NĐ-CP"))
	assert.Equal(t, http.StatusSeeOther, res.Code)
	body := leader.Get(at(d)).Body.String()
	assert.Contains(t, body, "Dừng giải quyết")
	assert.Contains(t, body, "Quá hạn bổ sung")
	assert.NotContains(t, body, "Thêm tệp", "nothing is added to what has ended")
	assert.Equal(t, http.StatusConflict, clerk.Post(at(d)+"/tu-choi", url.Values{"decline.reason": {"Sai nơi"}, "decline.ground": {"Luật"}}).Code)
}
