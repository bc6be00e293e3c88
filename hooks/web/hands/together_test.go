package hands_test

import (
	"fmt"
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

// done takes a dossier in and decides it.
func done(t *testing.T, h *apptest.House, change ...func(*casework.ReceiveInput)) casework.Case {
	t.Helper()
	c := receive(t, h, change...)
	_, err := h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.MoveInput{To: h.Actor(access.Officer, 0).ID})
	require.NoError(t, err)
	c, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "7/2026"})
	require.NoError(t, err)
	return c
}

func light(in *casework.ReceiveInput) { in.Components[0].Held = 0 }

func TestOneVisitorTakesSeveralResults(t *testing.T) {
	h := apptest.Open(t)
	a := done(t, h, light)
	b := done(t, h, light, func(in *casework.ReceiveInput) { in.TwinReason = "bản thứ hai" })
	kept := done(t, h, func(in *casework.ReceiveInput) { in.TwinReason = "bản thứ ba" })
	other := done(t, h, light, func(in *casework.ReceiveInput) {
		in.Applicant = casework.PersonInput{Name: "Trần Quốc Đạt", IdentityNumber: "099090000456", Phone: "0912000111"}
	})
	clerk := h.As(access.Clerk, 0)
	for _, asked := range []string{"099190000123", "0912345678", a.Code, "nguyen thi buoi"} {
		page := clerk.Post("/mot-cua/ket-qua/nguoi", url.Values{"ai": {asked}})
		require.Equal(t, http.StatusOK, page.Code)
		body := page.Body.String()
		assert.NotRegexp(t, unsaid, body)
		assert.Equal(t, 3, strings.Count(body, " checked"), "all of one person are ticked: %s", asked)
		assert.NotContains(t, body, other.Code)
	}
	done(t, h, light, func(in *casework.ReceiveInput) {
		in.Applicant = casework.PersonInput{Name: "Nguyễn Thị Bưởi Em", Phone: "0912000222"}
	})
	two := clerk.Post("/mot-cua/ket-qua/nguoi", url.Values{"ai": {"nguyen thi buoi"}}).Body.String()
	assert.Contains(t, two, "Nguyễn Thị Bưởi Em")
	assert.NotContains(t, two, " checked", "a name that several people have ticks none of them")
	assert.Contains(t, clerk.Post("/mot-cua/ket-qua/nguoi", url.Values{"ai": {"099190000999"}}).Body.String(), "Không có kết quả nào chờ người này")
	assert.Equal(t, http.StatusSeeOther, clerk.Post("/mot-cua/ket-qua/nguoi", url.Values{"ai": {" "}}).Code)

	codes := []string{a.Code, b.Code, kept.Code}
	ask := clerk.Post("/mot-cua/ket-qua/tra", url.Values{"ho-so": codes}).Body.String()
	assert.Contains(t, ask, `value="Nguyễn Thị Bưởi"`, "who it is for stands there already")
	assert.Contains(t, ask, "Trả luôn bản chính")
	assert.Contains(t, ask, `name="back" value="yes" checked`, "usually they go back in the same hands")
	assert.NotRegexp(t, unsaid, ask)
	const do = "/mot-cua/ket-qua/tra/lam"
	in := url.Values{"ho-so": codes, "collector_name": {"Nguyễn Thị Bưởi"}, "one_time": {"k1"}}
	wrong := clerk.Post(do, in)
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code, "nobody looked at the card")
	assert.Contains(t, wrong.Body.String(), `href="#checked"`)
	in.Set("checked", "yes")
	in.Set("collector_number", "12")
	wrong = clerk.Post(do, in)
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, wrong.Body.String(), `value="12"`, "what was typed stays")
	in.Set("collector_number", "099190000123|123456789|Nguyễn Thị Bưởi|01011990|Nữ|Thôn Đình|01012021")

	got := clerk.Post(do, in)
	require.Equal(t, http.StatusOK, got.Code)
	body := got.Body.String()
	assert.Contains(t, body, "Đã trả 2 kết quả, chưa trả được 1.", "the one with originals is named, the others went")
	assert.Contains(t, body, kept.Code)
	assert.Contains(t, body, "Thử lại 1 kết quả chưa trả được")
	assert.NotContains(t, body, `name="ho-so" value="`+a.Code, "only what was refused is asked again")
	assert.Contains(t, body, `name="ho-so" value="`+kept.Code)
	assert.NotContains(t, body, `name="back" value="yes" checked`, "what was left unticked stays so")
	assert.Contains(t, clerk.Post(do, in).Body.String(), "Đã trả 2 kết quả", "sent twice is done once")
	for _, c := range []casework.Case{a, b, kept} {
		now, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), c.Code)
		require.NoError(t, err)
		assert.Equal(t, c.Code != kept.Code, now.State == dossier.Returned, c.Code)
		history, err := h.Desk.History(h.App, h.Actor(access.Clerk, 0), c.Code)
		require.NoError(t, err)
		if c.Code != kept.Code {
			assert.Equal(t, dossier.Return, history[len(history)-1].Kind, "each has its own event")
		}
	}
	slip := clerk.Get("/mot-cua/ket-qua/tra/phieu?" + url.Values{"ma": {a.Code, b.Code}}.Encode()).Body.String()
	for _, word := range []string{"PHIẾU TRẢ KẾT QUẢ", a.Code, b.Code, "Nguyễn Thị Bưởi", "Cộng 2 kết quả, 0 bản chính trả lại."} {
		assert.Contains(t, slip, word)
	}
	assert.NotContains(t, slip, "099190000123", "no number that the paper does not need")
	assert.NotContains(t, slip, "Bản chính trả lại</th>", "no column for what did not happen")
	assert.NotContains(t, slip, "paper__foot", "no line over nothing")
	assert.Contains(t, slip, "paper--a5")
	assert.Contains(t, slip, "Đổi sang khổ A4")
	large := clerk.Get("/mot-cua/ket-qua/tra/phieu?" + url.Values{"ma": {a.Code, b.Code}, "kho": {"a4"}}.Encode()).Body.String()
	assert.Contains(t, large, "paper--a4")
	assert.Contains(t, large, "Đổi sang khổ A5")

	in = url.Values{"ho-so": {kept.Code}, "collector_name": {"Nguyễn Thị Bưởi"}, "checked": {"yes"}, "back": {"yes"}}
	assert.Contains(t, clerk.Post(do, in).Body.String(), "Đã trả 1 kết quả, chưa trả được 0.")
	now, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), kept.Code)
	require.NoError(t, err)
	assert.Empty(t, now.Held, "its original went back with it")
	slip = clerk.Get("/mot-cua/ket-qua/tra/phieu?ma=" + kept.Code).Body.String()
	assert.Contains(t, slip, "1 bản chính trả lại")
	assert.Contains(t, slip, "Bản chính trả lại</th>")
}

func TestWhatKeepsAResultIsSaid(t *testing.T) {
	h := apptest.Open(t)
	c := done(t, h, light)
	clerk := h.As(access.Clerk, 0)
	const do = "/mot-cua/ket-qua/tra/lam"
	in := func(more ...string) url.Values {
		v := url.Values{"ho-so": {c.Code}, "collector_name": {"Trần Quốc Đạt"}, "checked": {"yes"}}
		for i := 0; i+1 < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	refused := clerk.Post(do, in())
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code, "nothing was handed over")
	body := refused.Body.String()
	assert.Contains(t, body, "chưa trả được 1", "a stranger without authority")
	assert.Contains(t, body, `href="#authority_record.kind"`)
	assert.Contains(t, body, `value="Trần Quốc Đạt"`, "what was typed stays")
	assert.NotRegexp(t, unsaid, body)
	assert.Contains(t, clerk.Post(do, in("back", "yes")).Body.String(), "chưa trả được 1")
	half := clerk.Post(do, in("authority_record.kind", "certified", "authority_record.number", "15/2026", "authority_record.day_d", "31", "authority_record.day_m", "2", "authority_record.day_y", "2026"))
	assert.Equal(t, http.StatusUnprocessableEntity, half.Code, "half a record is none")
	for _, word := range []string{`href="#authority_record.day"`, `href="#authority_record.issuer"`, `value="15/2026"`, `value="31"`, `value="certified" selected`} {
		assert.Contains(t, half.Body.String(), word)
	}
	assert.Contains(t, clerk.Post(do, in("authority", "Giấy ủy quyền 20/11/2026")).Body.String(), "chưa trả được 1", "a line of words is no document")
	record := []string{"authority_record.kind", "certified", "authority_record.number", "15/2026", "authority_record.day", "02/11/2026", "authority_record.issuer", "UBND xã An Bình"}
	stale := clerk.Post(do, in(append(record, "seen."+c.Code, "1")...))
	assert.Equal(t, http.StatusConflict, stale.Code)
	assert.Contains(t, stale.Body.String(), "chưa trả được 1", "somebody was faster")
	assert.Contains(t, stale.Body.String(), `value="15/2026"`)
	assert.Contains(t, clerk.Post(do, in(record...)).Body.String(), "Đã trả 1 kết quả")
	const words = "Giấy ủy quyền có chứng thực số 15/2026, ngày 02/11/2026, nơi chứng thực: UBND xã An Bình"
	assert.Contains(t, clerk.Get("/mot-cua/ket-qua/tra/phieu?ma="+c.Code).Body.String(), words)
	history, err := h.Desk.History(h.App, h.Actor(access.Clerk, 0), c.Code)
	require.NoError(t, err)
	d := history[len(history)-1].Detail
	assert.Equal(t, words, d["authority"])
	assert.Equal(t, "certified", d["authority_kind"])
	assert.Equal(t, "2026-11-02", d["authority_day"])
	assert.NotContains(t, clerk.Post(do, in(record...)).Body.String(), "Thử lại", "what is returned is not tried again")

	for _, p := range []string{"/mot-cua/ket-qua/nguoi", "/mot-cua/ket-qua/tra", do} {
		assert.Equal(t, http.StatusUnauthorized, h.Guest().Post(p, in()).Code, p)
		assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Post(p, in()).Code, p)
	}
	for _, p := range []string{"/mot-cua/ket-qua/tra", do} {
		assert.Equal(t, http.StatusUnprocessableEntity, clerk.Post(p, url.Values{"collector_name": {"x"}, "checked": {"yes"}}).Code, p)
		many := in()
		for i := range 201 {
			many.Add("ho-so", fmt.Sprint("x", i))
		}
		assert.Equal(t, http.StatusUnprocessableEntity, clerk.Post(p, many).Code, p)
	}
	stranger := h.As(access.Clerk, 1)
	assert.NotContains(t, stranger.Post("/mot-cua/ket-qua/nguoi", url.Values{"ai": {c.Code}}).Body.String(), "/ho-so/"+c.Code)
	assert.NotContains(t, stranger.Post("/mot-cua/ket-qua/tra", in()).Body.String(), "Nguyễn Thị Bưởi")
	assert.Contains(t, stranger.Post(do, in()).Body.String(), "chưa trả được 1")
	assert.Equal(t, http.StatusNotFound, stranger.Get("/mot-cua/ket-qua/tra/phieu?ma="+c.Code).Code)
	assert.Equal(t, http.StatusNotFound, clerk.Get("/mot-cua/ket-qua/tra/phieu").Code)
	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/mot-cua/ket-qua/tra/phieu?ma="+c.Code).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Get("/mot-cua/ket-qua/tra/phieu?ma="+c.Code).Code)
}

func TestAFeeKeepsAResultBack(t *testing.T) {
	h := apptest.Open(t)
	free := done(t, h, light)
	in := casework.ReceiveInput{Procedure: "2.000815", Applicant: intake().Applicant, Answers: map[string]string{"document": "Bằng", "pages": "3", "copies": "2"}}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	_, list, err := h.Desk.Receivers(h.App, got.Case, dossier.Forward)
	require.NoError(t, err)
	require.NotEmpty(t, list)
	_, err = h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), got.Code, 0, dossier.MoveInput{To: list[0].ID, Outcome: dossier.Granted})
	require.NoError(t, err)
	_, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), got.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	post := url.Values{"ho-so": {free.Code, got.Code}, "collector_name": {"Nguyễn Thị Bưởi"}, "checked": {"yes"}}
	body := h.As(access.Clerk, 0).Post("/mot-cua/ket-qua/tra/lam", post).Body.String()
	assert.Contains(t, body, "Đã trả 1 kết quả, chưa trả được 1.")
	assert.Contains(t, body, "10.000", "what is owed is said")
	h.Pay(0, got.Code)
	assert.Contains(t, h.As(access.Clerk, 0).Post("/mot-cua/ket-qua/tra/lam", post).Body.String(), "Đã trả 1 kết quả")
}

// TestAProxyTakesTheResultsOfTwoPeople: one document, an event of each dossier
// holds it, and so does the originals' going back.
func TestAProxyTakesTheResultsOfTwoPeople(t *testing.T) {
	h := apptest.Open(t)
	a := done(t, h)
	b := done(t, h, func(in *casework.ReceiveInput) {
		in.Applicant = casework.PersonInput{Name: "Trần Quốc Đạt", IdentityNumber: "099090000456", Phone: "0912000111"}
	})
	in := url.Values{"ho-so": {a.Code, b.Code}, "collector_name": {"Lê Văn Hùng"}, "checked": {"yes"}, "back": {"yes"}, "one_time": {"p1"},
		"authority_record.kind": {"introduction"}, "authority_record.number": {"7/GGT"}, "authority_record.day": {"2026-11-02"}, "authority_record.issuer": {"Công ty Hoa Sen"}}
	clerk := h.As(access.Clerk, 0)
	for range 2 {
		assert.Contains(t, clerk.Post("/mot-cua/ket-qua/tra/lam", in).Body.String(), "Đã trả 2 kết quả, chưa trả được 0.")
	}
	for _, c := range []casework.Case{a, b} {
		history, err := h.Desk.History(h.App, h.Actor(access.Clerk, 0), c.Code)
		require.NoError(t, err)
		back, end := history[len(history)-2], history[len(history)-1]
		assert.Equal(t, dossier.GiveBack, back.Kind)
		assert.Equal(t, "introduction", back.Detail["proof_kind"])
		assert.Equal(t, "introduction", end.Detail["authority_kind"])
		assert.Equal(t, "Giấy giới thiệu số 7/GGT, ngày 02/11/2026, nơi cấp: Công ty Hoa Sen", end.Detail["authority"])
	}
}
