package leader_test

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
	"motcua/hooks/job"
	"motcua/hooks/service/casework"
)

func received(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.004873", Applicant: casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
	require.NoError(t, err)
	return got.Case
}

// sent is the drafted form of an act, just as the page gives it.
func sent(t *testing.T, body, code, path string) url.Values {
	t.Helper()
	at := regexp.MustCompile(`(?s)action="/ho-so/` + regexp.QuoteMeta(code) + "/" + path + `">(.*?)</form>`).FindStringSubmatch(body)
	require.NotNil(t, at, "no form for %s", path)
	out := url.Values{}
	for _, m := range regexp.MustCompile(`name="([^"]+)"[^>]*? value="([^"]*)"`).FindAllStringSubmatch(at[1], -1) {
		out.Set(m[1], m[2])
	}
	return out
}

func TestLettersDraftThemselves(t *testing.T) {
	h := apptest.Open(t)
	leader := h.As(access.Leader, 0)
	c := received(t, h)
	assert.NotContains(t, leader.Get("/lanh-dao").Body.String(), "cần ký</h2>", "three working days are left")

	h.SetNow("2026-11-25T09:00") // due the 26th
	leader = h.As(access.Leader, 0)
	page := leader.Get("/lanh-dao").Body.String()
	assert.Contains(t, page, "Gia hạn cần ký (1)")
	assert.NotContains(t, h.As(access.Leader, 1).Get("/lanh-dao").Body.String(), "Gia hạn cần ký", "another commune's")
	form := sent(t, page, c.Code, "gia-han")
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Post("/ho-so/"+c.Code+"/gia-han", form).Code)
	done := leader.Post("/ho-so/"+c.Code+"/gia-han", form)
	require.Equal(t, http.StatusSeeOther, done.Code, done.Body.String())
	assert.Equal(t, "/lanh-dao", done.Header().Get("Location"), "back to the list")
	now, err := h.Desk.Find(h.App, h.Actor(access.Leader, 0), c.Code)
	require.NoError(t, err)
	assert.Equal(t, "2026-11-27", now.Due.Day, "the day that was proposed")
	page = leader.Get("/lanh-dao").Body.String()
	assert.NotContains(t, page, "Gia hạn cần ký", "extended once already")
	assert.Contains(t, page, `href="/ho-so/`+c.Code+`">Mở hồ sơ vừa làm</a>`, "the letter has yet to be printed")
	assert.NotContains(t, leader.Get("/lanh-dao").Body.String(), "Mở hồ sơ vừa làm", "said once")

	h.SetNow("2026-12-01T09:00")
	leader = h.As(access.Leader, 0)
	page = leader.Get("/lanh-dao").Body.String()
	assert.Contains(t, page, "Thư xin lỗi cần ký (1)")
	form = sent(t, page, c.Code, "xin-loi")
	require.Equal(t, http.StatusSeeOther, leader.Post("/ho-so/"+c.Code+"/xin-loi", form).Code)
	assert.NotContains(t, leader.Get("/lanh-dao").Body.String(), "Thư xin lỗi cần ký")
	now, err = h.Desk.Find(h.App, h.Actor(access.Leader, 0), c.Code)
	require.NoError(t, err)
	assert.Equal(t, "2026-11-27", now.Due.Day, "an apology moves nothing")
}

func TestWhoDidNotAnswerIsRemindedAndThenStopped(t *testing.T) {
	h := apptest.Open(t)
	c := received(t, h)
	_, err := h.Desk.RequestSupplement(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.SupplementInput{LimitDay: "2026-12-04",
		Items: []dossier.Item{{Component: "declaration", Defect: "Thiếu chữ ký", Ground: "x"}}})
	require.NoError(t, err)
	r := job.Reminder{Desk: h.Desk}
	require.NoError(t, r.Run(h.App))
	now, err := h.Desk.Find(h.App, h.Actor(access.Leader, 0), c.Code)
	require.NoError(t, err)
	assert.True(t, now.RemindedAt.IsZero(), "ten days are left")
	h.SetNow("2026-12-03T07:00")
	require.NoError(t, r.Run(h.App))
	require.NoError(t, r.Run(h.App))
	h.SetNow("2026-12-05T08:00")
	leader := h.As(access.Leader, 0)
	page := leader.Get("/lanh-dao").Body.String()
	assert.Contains(t, page, "Hồ sơ quá hạn bổ sung (1)")
	form := sent(t, page, c.Code, "dung-qua-han")
	require.Equal(t, http.StatusSeeOther, leader.Post("/ho-so/"+c.Code+"/dung-qua-han", form).Code)
	now, err = h.Desk.Find(h.App, h.Actor(access.Leader, 0), c.Code)
	require.NoError(t, err)
	assert.Equal(t, dossier.Stopped, now.State)
}
