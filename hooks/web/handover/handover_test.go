package handover_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

const (
	path   = "/mot-cua/ban-giao"
	unsaid = `\{[a-z_]+(\.[a-z_0-9]+)+\}` // a key without a sentence
)

func forwarded(t *testing.T, h *apptest.House, n int) []string {
	t.Helper()
	var out []string
	for range n {
		got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.010039", Applicant: casework.PersonInput{Name: "Nguyễn Thị Bưởi", Phone: "0912345678"},
			Components: []dossier.Paper{{Key: "declaration", Originals: 1, Held: 1}}, Answers: map[string]string{"kind": "head", "what": "Đổi chủ hộ"}})
		require.NoError(t, err)
		_, err = h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), got.Code, 0, dossier.MoveInput{To: h.Actor(access.Officer, 0).ID})
		require.NoError(t, err)
		out = append(out, got.Code)
	}
	return out
}

// made makes a slip through the page and returns its address.
func made(t *testing.T, h *apptest.House, codes ...string) string {
	t.Helper()
	res := h.As(access.Clerk, 0).Post(path, url.Values{"den": {h.Actor(access.Officer, 0).ID}, "ho-so": codes, "viec": {"lap"}})
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())
	at, is := strings.CutSuffix(res.Header().Get("Location"), "/in?moi=1")
	require.True(t, is)
	return at
}

func TestAClerkHandsAStackOver(t *testing.T) {
	h := apptest.Open(t)
	codes := forwarded(t, h, 3)
	clerk, officer := h.As(access.Clerk, 0), h.As(access.Officer, 0)
	to := h.Actor(access.Officer, 0).ID
	page := clerk.Get(path)
	require.Equal(t, http.StatusOK, page.Code)
	body := page.Body.String()
	assert.NotRegexp(t, unsaid, body)
	assert.Contains(t, body, "Đã chọn 3 hồ sơ", "all of the new ones are ticked")
	assert.Contains(t, body, "1 bản chính")
	some := clerk.Get(path + "?" + url.Values{"den": {to}, "ma": {codes[1]}}.Encode()).Body.String()
	assert.Contains(t, some, "Đã chọn 1 hồ sơ", "exactly those that were just forwarded")

	ticked := url.Values{"den": {to}, "ho-so": {codes[0]}, "note." + codes[0]: {"kẹp riêng"}}
	add := func(name, value string) string {
		in := url.Values{name: {value}}
		for k, v := range ticked {
			in[k] = v
		}
		return clerk.Post(path, in).Body.String()
	}
	assert.Contains(t, add("quet", codes[2]), "Đã chọn 2 hồ sơ")
	assert.Contains(t, add("quet", codes[2]), `value="kẹp riêng"`, "what was typed stays")
	assert.Contains(t, add("quet", codes[0]), "đã được đánh dấu từ trước")
	assert.Contains(t, add("quet", "H99.132-261120-9999"), "Mã này không nằm trong danh sách")
	assert.Contains(t, add("viec", "tat-ca"), "Đã chọn 3 hồ sơ")
	assert.NotContains(t, add("viec", "bo-het"), " checked")
	none := clerk.Post(path, url.Values{"den": {to}, "viec": {"lap"}})
	assert.Equal(t, http.StatusUnprocessableEntity, none.Code)
	assert.Contains(t, none.Body.String(), "Chưa chọn hồ sơ nào")

	in := url.Values{"den": {to}, "ho-so": codes[:2], "note." + codes[0]: {"kẹp riêng"}, "viec": {"lap"}, "one_time": {"k1"}}
	first := clerk.Post(path, in)
	require.Equal(t, http.StatusSeeOther, first.Code)
	assert.Equal(t, first.Header().Get("Location"), clerk.Post(path, in).Header().Get("Location"), "sent twice is one slip")
	at, _ := strings.CutSuffix(first.Header().Get("Location"), "/in?moi=1")

	paper := clerk.Get(first.Header().Get("Location")).Body.String()
	assert.NotRegexp(t, unsaid, paper)
	for _, word := range []string{"PHIẾU BÀN GIAO HỒ SƠ", "Số: BG-1/2026", codes[0], codes[1], "Nguyễn Thị Bưởi", "kẹp riêng", "Cộng 2 hồ sơ", "data-autoprint", "paper--a5"} {
		assert.Contains(t, paper, word)
	}
	assert.Contains(t, clerk.Get(at+"/in?kho=a4").Body.String(), "paper--a4")
	pdf := clerk.Get(at + "/phieu.pdf")
	assert.Equal(t, "application/pdf", pdf.Header().Get("Content-Type"))
	assert.Equal(t, pdf.Body.String(), officer.Get(at+"/phieu.pdf").Body.String(), "both sides have the same paper")

	work := officer.Get("/xu-ly").Body.String()
	assert.Contains(t, work, "Chờ bạn nhận: phiếu BG-1/2026 (2 hồ sơ)")
	assert.NotContains(t, h.As(access.Officer, 0, true).Get("/xu-ly").Body.String(), "BG-1/2026")
	slip := officer.Get(at)
	assert.Contains(t, slip.Body.String(), "Đã nhận đủ 2 hồ sơ")
	assert.NotRegexp(t, unsaid, slip.Body.String())
	assert.NotContains(t, clerk.Get(at).Body.String(), "Đã nhận đủ 2 hồ sơ", "the giver does not confirm")
	require.Equal(t, http.StatusSeeOther, officer.Post(at+"/nhan", url.Values{"du": {"1"}}).Code)
	assert.Contains(t, clerk.Get(at).Body.String(), "Xác nhận lúc")
	assert.NotContains(t, officer.Get("/xu-ly").Body.String(), "BG-1/2026")
	assert.Equal(t, http.StatusConflict, officer.Post(at+"/nhan", url.Values{"du": {"1"}}).Code)
	assert.Contains(t, clerk.Get("/ho-so/"+codes[0]).Body.String(), "Phiếu bàn giao hồ sơ, BG-1/2026")
}

func TestTheReceiverNamesWhatIsMissing(t *testing.T) {
	h := apptest.Open(t)
	codes := forwarded(t, h, 2)
	at := made(t, h, codes...)
	clerk, officer := h.As(access.Clerk, 0), h.As(access.Officer, 0)
	ids := regexp.MustCompile(`name="got\.(\w+)"`).FindAllStringSubmatch(officer.Get(at).Body.String(), -1)
	require.Len(t, ids, 2)
	in := url.Values{"tick": {"1"}, "got." + ids[0][1]: {"1"}}
	wrong := officer.Post(at+"/nhan", in)
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, wrong.Body.String(), `href="#note.`+ids[1][1])
	assert.Equal(t, 1, strings.Count(wrong.Body.String(), " checked"), "what was ticked stays")
	in.Set("note."+ids[1][1], "không có trong chồng")
	require.Equal(t, http.StatusSeeOther, officer.Post(at+"/nhan", in).Code)
	assert.Contains(t, clerk.Get("/mot-cua").Body.String(), "báo thiếu 1 hồ sơ", "the giver sees it at once")
	slip := clerk.Get(at).Body.String()
	assert.Contains(t, slip, "không có trong chồng")
	assert.Contains(t, slip, "Thiếu 1 hồ sơ")
	home := clerk.Get(path).Body.String()
	assert.Contains(t, home, "Người nhận báo thiếu")
	assert.Contains(t, home, codes[1])
	assert.NotContains(t, home, `value="`+codes[0]+`"`)
}

func TestAnUnconfirmedSlipIsShownAndVoided(t *testing.T) {
	h := apptest.Open(t)
	codes := forwarded(t, h, 1)
	at := made(t, h, codes...)
	assert.NotContains(t, h.As(access.Leader, 0).Get("/lanh-dao").Body.String(), "BG-1/2026")
	h.SetNow("2026-11-23T08:00")
	clerk, leader := h.As(access.Clerk, 0), h.As(access.Leader, 0)
	for _, page := range []string{leader.Get("/lanh-dao").Body.String(), clerk.Get("/mot-cua").Body.String(), clerk.Get(path).Body.String(), leader.Get(path).Body.String()} {
		assert.Contains(t, page, "BG-1/2026")
		assert.NotRegexp(t, unsaid, page)
	}
	assert.NotContains(t, h.As(access.Leader, 1).Get("/lanh-dao").Body.String(), "BG-1/2026")
	wrong := clerk.Post(at+"/huy", url.Values{"reason": {" "}})
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, wrong.Body.String(), `href="#reason"`)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(at+"/huy", url.Values{"reason": {"x"}}).Code)
	require.Equal(t, http.StatusSeeOther, clerk.Post(at+"/huy", url.Values{"reason": {"Lập nhầm người nhận"}}).Code)
	book := clerk.Get(path + "/so").Body.String()
	assert.Contains(t, book, "BG-1/2026")
	assert.Contains(t, book, "Lập nhầm người nhận", "the number stays and says why")
	assert.NotRegexp(t, unsaid, book)
	assert.Contains(t, clerk.Get(path+"/so?nam=2025").Body.String(), "Chưa có phiếu nào")
	assert.Contains(t, clerk.Get(path).Body.String(), codes[0], "it waits for another slip")
	assert.Equal(t, http.StatusConflict, h.As(access.Officer, 0).Post(at+"/nhan", url.Values{"du": {"1"}}).Code)
}

func TestTheControlSlipsGoAlong(t *testing.T) {
	h := apptest.Open(t)
	codes := forwarded(t, h, 2)
	at := made(t, h, codes...)
	clerk := h.As(access.Clerk, 0)
	res := clerk.Post(at+"/mau-06", url.Values{})
	require.Equal(t, http.StatusSeeOther, res.Code)
	page := clerk.Get(res.Header().Get("Location"))
	require.Equal(t, http.StatusOK, page.Code)
	body := page.Body.String()
	assert.NotRegexp(t, unsaid, body)
	assert.Contains(t, body, "PHIẾU BÀN GIAO HỒ SƠ")
	assert.Equal(t, 2, strings.Count(body, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"))
	for _, code := range codes {
		list, err := h.Desk.IssuedPapers(h.App, h.Actor(access.Clerk, 0), code)
		require.NoError(t, err)
		last := list[len(list)-1]
		assert.Equal(t, "06", last.Form)
		assert.NotEmpty(t, last.File, "each is kept by itself")
	}
}

func TestWhoMayPass(t *testing.T) {
	h := apptest.Open(t)
	codes := forwarded(t, h, 1)
	at := made(t, h, codes...)
	for _, p := range []string{path, path + "/so", at, at + "/in", at + "/phieu.pdf", at + "/mau-06"} {
		assert.Equal(t, http.StatusSeeOther, h.Guest().Get(p).Code, p)
		assert.Equal(t, http.StatusForbidden, h.As(access.Inspector, 0).Get(p).Code, p)
		assert.Equal(t, http.StatusOK, h.As(access.Leader, 0).Get(p).Code, p)
		stranger := h.As(access.Clerk, 1).Get(p)
		assert.NotContains(t, stranger.Body.String(), codes[0], p)
		if strings.HasPrefix(p, at) {
			assert.Equal(t, http.StatusNotFound, stranger.Code, p)
		}
	}
	for _, p := range []string{at + "/nhan", at + "/huy", at + "/mau-06"} {
		assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(p, url.Values{}).Code, p)
		assert.Equal(t, http.StatusForbidden, h.As(access.Inspector, 0).Post(p, url.Values{}).Code, p)
		assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Post(p, url.Values{"du": {"1"}, "reason": {"x"}}).Code, p)
	}
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0, true).Post(at+"/nhan", url.Values{"du": {"1"}}).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 0).Get(path+"/khong-co").Code)
	wrong := h.As(access.Clerk, 1).Post(path, url.Values{"den": {h.Actor(access.Officer, 0).ID}, "ho-so": codes, "viec": {"lap"}})
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.NotContains(t, wrong.Body.String(), codes[0])
}
