package admin_test

import (
	"context"
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
	"motcua/hooks/service/notice"
)

// line is a mail server as the page knows it.
type line struct {
	err error
	to  []string
}

func (l *line) Name() string { return "mail.example.vn:587, motcua@example.vn" }
func (l *line) Drops() bool  { return true }
func (l *line) Carry(_ context.Context, x notice.Letter) (string, error) {
	l.to = append(l.to, x.To)
	return "<1@example.vn>", l.err
}

func takeIn(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	o, err := h.Catalog.Offer(h.App, h.Communes[0].ID, "2.001019", "2026-11-20")
	require.NoError(t, err)
	chosen, err := o.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	in := casework.ReceiveInput{Procedure: "2.001019", Applicant: casework.PersonInput{Name: "Lê Thư", Email: "le.thu@example.com"}}
	for _, c := range o.Version.Body.Papers(chosen.Key) {
		in.Components = append(in.Components, dossier.Paper{Key: c.Key, Originals: max(1, c.Originals)})
	}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	return got.Case
}

func TestAFailureIsSeenAndSentAgain(t *testing.T) {
	h := apptest.Open(t)
	mail := &line{err: notice.Trouble{Code: "auth", Number: "535", Final: true}}
	h.Notices.Mail = mail
	c := takeIn(t, h)
	h.SetNow("2026-11-20T09:10")
	_, err := h.Notices.Send(context.Background(), h.App)
	require.NoError(t, err)
	admin := h.As(access.UnitAdmin, 0)
	page := admin.Get("/quan-tri/thong-bao?trang-thai=failed").Body.String()
	for _, want := range []string{c.Code, "Gửi hỏng", "535", "l•••@example.com", "mail.example.vn:587"} {
		assert.Contains(t, page, want)
	}
	assert.NotContains(t, page, "le.thu@")
	at := regexp.MustCompile(`/quan-tri/thong-bao/tin/[a-z0-9]+/gui-lai`).FindString(page)
	require.NotEmpty(t, at)
	other := h.As(access.UnitAdmin, 1)
	assert.NotContains(t, other.Get("/quan-tri/thong-bao").Body.String(), "l•••@")
	assert.Equal(t, http.StatusNotFound, other.Post(at, nil).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Post(at, nil).Code)
	mail.err = nil
	require.Equal(t, http.StatusSeeOther, admin.Post(at, nil).Code)
	_, err = h.Notices.Send(context.Background(), h.App)
	require.NoError(t, err)
	assert.Contains(t, admin.Get("/quan-tri/thong-bao?trang-thai=sent").Body.String(), "l•••@example.com")
	assert.Equal(t, http.StatusConflict, admin.Post(at, nil).Code)
}

func TestTryingTheWire(t *testing.T) {
	h := apptest.Open(t)
	admin := h.As(access.UnitAdmin, 0)
	assert.Contains(t, admin.Get("/quan-tri/thong-bao").Body.String(), "Chưa đặt máy gửi nào")
	none := admin.Post("/quan-tri/thong-bao/gui-thu", url.Values{"way": {"email"}, "to": {"a@example.com"}})
	assert.Equal(t, http.StatusUnprocessableEntity, none.Code)
	mail := &line{}
	h.Notices.Mail = mail
	bad := admin.Post("/quan-tri/thong-bao/gui-thu", url.Values{"way": {"email"}, "to": {"không phải thư"}})
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), "không phải thư", "what was typed stays")
	assert.Empty(t, mail.to)
	ok := admin.Post("/quan-tri/thong-bao/gui-thu", url.Values{"way": {"email"}, "to": {"toi@example.com"}})
	assert.Equal(t, http.StatusOK, ok.Code)
	assert.Contains(t, ok.Body.String(), "Máy nhận đã nhận tin thử")
	assert.Equal(t, []string{"toi@example.com"}, mail.to)
	mail.err = notice.Trouble{Code: "auth", Number: "535"}
	failed := admin.Post("/quan-tri/thong-bao/gui-thu", url.Values{"way": {"email"}, "to": {"toi@example.com"}}).Body.String()
	assert.Contains(t, failed, "Chưa gửi được tin thử")
	assert.Contains(t, failed, "535")
}

func TestATextIsSeenChangedAndGivenBack(t *testing.T) {
	h := apptest.Open(t)
	admin := h.As(access.UnitAdmin, 0)
	const at = "/quan-tri/thong-bao/noi-dung/received"
	look := admin.Post(at, url.Values{"text": {"Chào {ho_so}"}, "do": {"preview"}}).Body.String()
	assert.Contains(t, look, "Chào H99.132-261120-0001")
	assert.Contains(t, admin.Get(at).Body.String(), "Có sẵn", "looking keeps nothing")
	bad := admin.Post(at, url.Values{"text": {"Chào {ai_do}"}})
	assert.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), "Không có chỗ thay ai_do")
	assert.Contains(t, bad.Body.String(), "Chào {ai_do}</textarea>")
	require.Equal(t, http.StatusSeeOther, admin.Post(at, url.Values{"text": {"Chào {ho_so}"}, "off": {"yes"}}).Code)
	page := admin.Get(at).Body.String()
	assert.Contains(t, page, "Chào {ho_so}</textarea>")
	assert.Contains(t, page, "Không báo")
	assert.NotContains(t, h.As(access.UnitAdmin, 1).Get(at).Body.String(), "Chào {ho_so}</textarea>")
	require.Equal(t, http.StatusSeeOther, admin.Post(at, url.Values{"text": {"gì đó"}, "do": {"default"}}).Code)
	assert.Contains(t, admin.Get(at).Body.String(), "Có sẵn")
	assert.Equal(t, http.StatusNotFound, admin.Get("/quan-tri/thong-bao/noi-dung/khac").Code)
	assert.Contains(t, admin.Get("/quan-tri/nhat-ky").Body.String(), "Sửa nội dung thông báo")
}
