package officer_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

func TestMyWorkIsMineAlone(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.Actor(access.Clerk, 0)
	give := func(name, procedure string, papers []dossier.Paper, to access.Actor) string {
		got, err := h.Desk.Receive(h.App, clerk, casework.ReceiveInput{Procedure: procedure, Components: papers,
			Applicant: casework.PersonInput{Name: name, Phone: "0912345678"}})
		require.NoError(t, err)
		_, err = h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: to.ID})
		require.NoError(t, err)
		return got.Code
	}
	papers := []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}
	mine := give("Đào Văn Ước", "1.004873", papers, h.Actor(access.Officer, 0))
	other := give("Y Bhĩu Niê", "1.004873", papers, h.Actor(access.Officer, 0, true))

	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/xu-ly").Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get("/xu-ly").Code)
	page := h.As(access.Officer, 0).Get("/xu-ly")
	require.Equal(t, http.StatusOK, page.Code)
	body := page.Body.String()
	assert.Contains(t, body, "/ho-so/"+mine)
	assert.NotContains(t, body, other)
	assert.Contains(t, body, "Còn 3 ngày")
	assert.Contains(t, body, `data-focus="first"`)
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, body)

	empty := h.As(access.Leader, 0).Get("/xu-ly").Body.String()
	assert.Contains(t, empty, "Bạn không còn việc")
	assert.Contains(t, empty, "Hẹn trả gần nhất của đơn vị: 17:00 ngày 26/11/2026.")
	assert.NotContains(t, h.As(access.Officer, 1).Get("/xu-ly").Body.String(), "Hẹn trả gần nhất")
	assert.Equal(t, http.StatusUnprocessableEntity, h.As(access.Officer, 0).Get("/xu-ly?sau=x").Code)

	_, err := h.Desk.RequestSupplement(h.App, h.Actor(access.Officer, 0), mine, 0, dossier.SupplementInput{LimitDay: "2026-12-04",
		Items: []dossier.Item{{Component: "declaration", Title: "Tờ khai", Defect: "Thiếu chữ ký", Ground: "Thành phần hồ sơ"}}})
	require.NoError(t, err)
	body = h.As(access.Officer, 0).Get("/xu-ly").Body.String()
	assert.NotContains(t, body, "/ho-so/"+mine, "it is the citizen's turn")
	for _, at := range []string{"/xu-ly?viec=cho", "/xu-ly?viec=cho&cho=nguoi-dan", "/xu-ly?viec=cho&cua-toi=1", "/xu-ly?viec=don-vi"} {
		body = h.As(access.Officer, 0).Get(at).Body.String()
		assert.Contains(t, body, "/ho-so/"+mine, at)
		assert.Contains(t, body, "Chờ bổ sung", at)
	}
	assert.NotContains(t, h.As(access.Officer, 0).Get("/xu-ly?viec=cho&cho=ky").Body.String(), "/ho-so/"+mine)
	assert.Contains(t, h.As(access.Officer, 0).Get("/xu-ly?viec=cho&cho=dong-nghiep").Body.String(), other)
}

func TestNewUntilOpened(t *testing.T) {
	h := apptest.Open(t)
	clerk, officer := h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0)
	got, err := h.Desk.Receive(h.App, clerk, casework.ReceiveInput{Procedure: "1.004873", Applicant: casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
	require.NoError(t, err)
	_, err = h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: officer.ID})
	require.NoError(t, err)
	v := h.As(access.Officer, 0)
	assert.Contains(t, v.Get("/xu-ly").Body.String(), "1 mới")
	h.As(access.Leader, 0).Get("/ho-so/" + got.Code)
	assert.Contains(t, v.Get("/xu-ly").Body.String(), "mc-table__row--new", "another's look changes nothing")
	require.Equal(t, http.StatusOK, v.Get("/ho-so/"+got.Code).Code)
	assert.NotContains(t, v.Get("/xu-ly").Body.String(), "mc-table__row--new")
}

func TestThePartAlone(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Officer, 0)
	part := v.Do(http.MethodGet, "/xu-ly?viec=don-vi", nil, http.Header{"X-Part": {"viec"}})
	require.Equal(t, http.StatusOK, part.Code)
	assert.NotContains(t, part.Body.String(), "<html")
	assert.Contains(t, part.Body.String(), `id="viec"`)
}
