package public_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/service/casework"
)

func ask(code, digits string) url.Values {
	return url.Values{"code": {code}, "phone_last4": {digits}, "unit": {"an-binh"}}
}

func TestTrackingSaysWhereWhoAndUntilWhen(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	for _, code := range []string{got.Code, got.Ref, got.Ref[:3] + " " + got.Ref[3:6] + " " + got.Ref[6:], strings.ToLower(got.Code)} {
		body := page(t, 200, h.Guest().Post("/tra-cuu", ask(code, "0111")))
		inOrder(t, body, "<h1>Hồ sơ đã được tiếp nhận</h1>", "Hẹn trả kết quả", "Vì sao ngày này?", "Ủy ban nhân dân xã An Bình đang giữ hồ sơ", "Tiếp nhận", "Có kết quả", "Mã tra cứu")
		assert.NotContains(t, body, "Nguyễn Thị Hòa", "nothing personal")
		assert.NotContains(t, body, "0912")
	}
	h.SetNow("2026-12-30T09:00")
	assert.Contains(t, page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111"))), "Chúng tôi xin lỗi bạn")
}

func TestAWrongCodeAndWrongDigitsAreOneAnswer(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	none := got.Code[:len(got.Code)-1] + "9"
	right := page(t, 404, h.Guest().Post("/tra-cuu", ask(got.Code, "9999")))
	wrong := page(t, 404, h.Guest().Post("/tra-cuu", ask(none, "9999")))
	typed := func(code string) string { return `value="` + code + `"` }
	assert.True(t, strings.Replace(right, typed(got.Code), typed(none), 1) == wrong, "the answers differ in more than what was typed")
	assert.Len(t, wrong, len(right))
	assert.Contains(t, right, "Không tìm thấy hồ sơ")
	assert.Contains(t, right, `value="`+got.Code+`"`, "what was typed stays")
	for _, in := range []url.Values{ask("", ""), ask("x", "1"), ask(got.Code, ""), {}} {
		page(t, 404, h.Guest().Post("/tra-cuu", in))
	}
}

func TestTenMissesPauseACodeButNeverItsToken(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	link := "/t/" + got.Code + "?k=" + got.Token
	for range 10 {
		page(t, 404, h.Guest().Post("/tra-cuu", ask(got.Code, "9999")))
	}
	page(t, 404, h.Guest().Post("/tra-cuu", ask(got.Ref, "0111")))
	res := h.Guest().Get(link)
	inOrder(t, page(t, 200, res), "Hồ sơ đã được tiếp nhận", got.Ref[:3], got.Ref[3:6])
	assert.NotContains(t, res.Body.String(), got.Token, "the secret does not come back in the page")
	assert.Equal(t, "no-referrer", res.Header().Get("Referrer-Policy"))
	page(t, 404, h.Guest().Get("/t/"+got.Code+"?k=0000000000000000"))
	h.SetNow("2026-11-21T09:00")
	page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Ref, "0111")))
}

func TestAnAddressMayAskThirtyTimesAMinute(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	for range 30 {
		page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111")))
	}
	body := page(t, 429, h.Guest().Post("/tra-cuu", ask(got.Code, "0111")))
	assert.Contains(t, body, "quá nhiều lần")
	page(t, 200, h.Guest().Get("/t/"+got.Code+"?k="+got.Token))
	h.SetNow("2026-11-20T09:01")
	page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111")))
}

func TestThePageOfAPaperSaysWhetherItIsGenuine(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	token := h.Desk.PaperToken(got.Dossier)
	require.Regexp(t, `^[0-9A-Z]{16}$`, token)
	assert.NotEqual(t, got.Token, token)
	body := page(t, 200, h.Guest().Get("/kiem-tra/"+token))
	inOrder(t, body, "Giấy này là thật", got.Code[:8], "Thứ Sáu, 20/11/2026", "Ủy ban nhân dân xã An Bình")
	for _, personal := range []string{"Nguyễn Thị Hòa", "0912", "099190012345", token} {
		assert.NotContains(t, body, personal)
	}
	last := "0"
	if strings.HasSuffix(token, "0") {
		last = "1"
	}
	for _, bad := range []string{token[:15] + last, got.Token, "0000000000000000", "x"} {
		assert.Contains(t, page(t, 404, h.Guest().Get("/kiem-tra/"+bad)), "Chưa xác nhận được giấy này")
	}
	page(t, 404, h.Guest().Get("/t/"+got.Code+"?k="+token))
}

// A wrong code must not be told from wrong digits by the time it takes: the
// medians of both lie within two milliseconds.
func TestAWrongCodeTakesAsLongAsWrongDigits(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	none := got.Code[:len(got.Code)-1] + "9"
	median := func(code string) time.Duration {
		var took []time.Duration
		for range 41 {
			start := time.Now() //nolint:forbidigo // measures
			_, err := h.Desk.Track(h.App, casework.TrackInput{Code: code, PhoneLast4: "9999"})
			took = append(took, time.Since(start))
			require.Error(t, err)
		}
		slices.Sort(took)
		return took[len(took)/2]
	}
	right, wrong := median(got.Code), median(none)
	assert.InDelta(t, right.Seconds(), wrong.Seconds(), 0.002)
}
