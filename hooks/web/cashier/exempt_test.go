package cashier_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

func TestAnExemptionIsRecordedAtTheTill(t *testing.T) {
	h := apptest.Open(t)
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.010038",
		Applicant: casework.PersonInput{Name: "Đào Văn Ước", IdentityNumber: "099190000123", Phone: "0912345678"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	till := h.As(access.Cashier, 0)
	at := "/thu-ngan/mien?ma=" + got.Code + "&khoan=registration"
	page := till.Get("/thu-ngan/thu?ma=" + got.Code).Body.String()
	assert.Contains(t, page, "/thu-ngan/mien?khoan=registration&amp;ma="+got.Code)
	assert.Contains(t, till.Get("/ho-so/"+got.Code).Body.String(), "/thu-ngan/thu?ma="+got.Code, "from the dossier to the till")
	assert.NotContains(t, h.As(access.Officer, 0).Get("/ho-so/"+got.Code).Body.String(), "/thu-ngan/thu?ma=", "only whoever takes money")
	assert.Contains(t, till.Get("/thu-ngan").Body.String(), "/ho-so/"+got.Code, "and back")
	page = till.Get(at).Body.String()
	for _, want := range []string{`name="exemption"`, `value="poor"`, "Căn cứ: ", "Đào Văn Ước"} {
		assert.Contains(t, page, want)
	}

	assert.Equal(t, http.StatusSeeOther, h.Guest().Get(at).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Get(at).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Cashier, 1).Get(at).Code)
	assert.Equal(t, http.StatusNotFound, till.Get("/thu-ngan/mien?ma=H99.999-261120-9999&khoan=registration").Code)
	assert.Equal(t, http.StatusConflict, till.Get("/thu-ngan/mien?ma="+got.Code+"&khoan=copy").Code)

	form := url.Values{"one_time": {"e1"}, "ma": {got.Code}, "fee": {"registration"}, "exemption": {"poor"}, "proof": {""}}
	res := till.Post("/thu-ngan/mien", form)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), "Ghi giấy tờ chứng minh")
	assert.Contains(t, res.Body.String(), `value="poor" checked`)
	form.Set("proof", "Giấy chứng nhận hộ nghèo số 12")
	assert.Equal(t, http.StatusNotFound, h.As(access.Cashier, 1).Post("/thu-ngan/mien", form).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).Post("/thu-ngan/mien", form).Code)
	res = till.Post("/thu-ngan/mien", form)
	require.Equal(t, http.StatusSeeOther, res.Code)
	assert.Equal(t, "/thu-ngan/thu?ma="+got.Code, res.Header().Get("Location"))
	assert.Contains(t, till.Get("/thu-ngan/thu?ma="+got.Code).Body.String(), "Không còn gì phải thu")
	page = h.As(access.Clerk, 0).Get("/ho-so/" + got.Code).Body.String()
	assert.Contains(t, page, "Giấy chứng minh: Giấy chứng nhận hộ nghèo số 12")
	assert.Contains(t, page, "Miễn phí, lệ phí")
}
