package api_test

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

func TestAMachineTakesFeesAndReadsTheDay(t *testing.T) {
	h := apptest.Open(t)
	doc := document(t)
	c, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "2.000884", Applicant: casework.PersonInput{Name: "Nguyễn Thị Bưởi", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "document", Originals: 1}, {Key: "identity", Originals: 1}}, Answers: map[string]string{"documents": "2"}})
	require.NoError(t, err)
	body := object{"dossiers": []string{c.Code}, "given": 50000}
	path := root + "/receipts"
	assert.Equal(t, http.StatusUnauthorized, h.Guest().JSON(http.MethodPost, path, body).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).JSON(http.MethodPost, path, body).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Cashier, 1).JSON(http.MethodPost, path, body).Code)
	v := h.As(access.Cashier, 0)
	assert.Equal(t, http.StatusUnprocessableEntity, v.JSON(http.MethodPost, path, object{"dossiers": []string{c.Code}, "given": 1}).Code)
	first := v.JSON(http.MethodPost, path, body, "Idempotency-Key", "k1")
	require.Equal(t, http.StatusCreated, first.Code, first.Body.String())
	got := checked(t, doc, http.MethodPost, "/receipts", first)
	assert.Equal(t, "AA-26T 0000001", got["number"])
	assert.InDelta(t, 30000, got["change"], 0)
	again := v.JSON(http.MethodPost, path, body, "Idempotency-Key", "k1")
	assert.Equal(t, first.Body.String(), again.Body.String())
	assert.Equal(t, http.StatusConflict, v.JSON(http.MethodPost, path, body).Code)

	day := h.As(access.Leader, 0).Get(path + "?day=2026-11-20")
	require.Equal(t, http.StatusOK, day.Code)
	assert.InDelta(t, 20000, checked(t, doc, http.MethodGet, "/receipts", day)["cash"], 0)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Get(path).Code)
	assert.Equal(t, http.StatusUnprocessableEntity, v.Get(path+"?day=mai").Code)
	assert.NotContains(t, h.As(access.Leader, 1).Get(path).Body.String(), "Bưởi")
}

func TestAMachineRecordsAnExemptionAfterPaymentWasAsked(t *testing.T) {
	h := apptest.Open(t)
	doc := document(t)
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), casework.ReceiveInput{Procedure: "1.010038",
		Applicant: casework.PersonInput{Name: "Đào Văn Ước", IdentityNumber: "099190000123", Phone: "0912345678"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	_, err = h.Desk.Forward(h.App, h.Actor(access.Clerk, 0), got.Code, 0, dossier.MoveInput{To: h.Staff(access.Officer, 0).Id})
	require.NoError(t, err)
	_, err = h.Desk.AskPayment(h.App, h.Actor(access.Officer, 0), got.Code, 0, dossier.PaymentInput{Slip: "TB-1"})
	require.NoError(t, err)
	path := root + "/dossiers/" + got.Code + "/exemptions"
	body := object{"fee": "registration", "exemption": "poor", "proof": "Giấy chứng nhận hộ nghèo số 12"}
	assert.Equal(t, http.StatusUnauthorized, h.Guest().JSON(http.MethodPost, path, body).Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Clerk, 0).JSON(http.MethodPost, path, body).Code)
	assert.Equal(t, http.StatusNotFound, h.As(access.Cashier, 1).JSON(http.MethodPost, path, body).Code)
	v := h.As(access.Cashier, 0)
	for field, bad := range map[string]object{"exemption": {"fee": "registration", "exemption": "rich", "proof": "x"}, "proof": {"fee": "registration", "exemption": "poor"}} {
		res := v.JSON(http.MethodPost, path, bad)
		assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
		assert.Contains(t, res.Body.String(), `"`+field+`":`)
	}
	assert.Equal(t, http.StatusUnprocessableEntity, v.JSON(http.MethodPost, path, object{"fee": "registration", "exemption": "poor", "proof": "x", "amount": 0}).Code, "nobody names a sum")
	assert.Equal(t, http.StatusConflict, v.JSON(http.MethodPost, path, object{"fee": "copy", "exemption": "poor", "proof": "x"}).Code)

	first := v.JSON(http.MethodPost, path, body, "Idempotency-Key", "e1")
	require.Equal(t, http.StatusOK, first.Code, first.Body.String())
	after := checked(t, doc, http.MethodPost, "/dossiers/{code}/exemptions", first)
	assert.Equal(t, "processing", after["state"], "it waited for nothing else")
	fee := after["fees"].([]any)[0].(map[string]any)
	assert.Equal(t, "poor", fee["exempt"])
	assert.InDelta(t, 0, fee["amount"], 0)
	again := v.JSON(http.MethodPost, path, body, "Idempotency-Key", "e1")
	assert.Equal(t, first.Body.String(), again.Body.String(), "the same key is one exemption")
	assert.Equal(t, http.StatusConflict, v.JSON(http.MethodPost, path, body).Code)
}
