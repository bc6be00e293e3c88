package public_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// What the stories of the browser found; each was missing once.

func TestASecondRequestIsCountedForTheCitizen(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	clerk := h.Actor(access.Clerk, 0)
	lack := dossier.SupplementInput{LimitDay: "2026-11-30", Items: []dossier.Item{{Component: "declaration", Defect: "Thiếu chữ ký", Ground: "x"}}}
	_, err := h.Desk.RequestSupplement(h.App, clerk, got.Code, 0, lack)
	require.NoError(t, err)
	assert.NotContains(t, page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111"))), "lần yêu cầu thứ", "once is not counted")
	_, err = h.Desk.AnswerSupplement(h.App, clerk, got.Code, 0, dossier.AnswerInput{Papers: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	lack.Reason = "Chữ ký không khớp"
	_, err = h.Desk.RequestSupplement(h.App, h.Actor(access.Leader, 0), got.Code, 0, lack)
	require.NoError(t, err)
	inOrder(t, page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111"))), "Trước hết ngày", "Đây là lần yêu cầu thứ 2.", "Chữ ký không khớp")
	h.SetNow("2026-12-01T09:00")
	body := page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111")))
	assert.Contains(t, body, "30/11/2026, đã qua.", "a day that is over is not told as one to come")
	assert.NotContains(t, body, "Trước hết ngày")
}

func TestThePromisedDayIsToldWhileItIsLate(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	h.SetNow("2026-12-09T09:00")
	assert.NotContains(t, page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111"))), "hẹn lại bạn")
	_, err := h.Desk.Apologise(h.App, h.Actor(access.Leader, 0), got.Code, 0, dossier.ApologyInput{Reason: "Xác minh lâu hơn dự kiến", Day: "2026-12-14"})
	require.NoError(t, err)
	inOrder(t, page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111"))), "Chúng tôi xin lỗi bạn", "Chúng tôi hẹn lại bạn:", "Thứ Hai, 14/12/2026")
}

// The rule of this procedure does not stop the clock for a payment.
func TestAWaitThatCountsIsNotSaidToBeFree(t *testing.T) {
	h := apptest.Open(t)
	got := received(t, h)
	clerk, officer := h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0)
	_, err := h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: officer.ID})
	require.NoError(t, err)
	_, err = h.Desk.AskPayment(h.App, officer, got.Code, 0, dossier.PaymentInput{Slip: "3/TB"})
	require.NoError(t, err)
	body := page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111")))
	assert.Contains(t, body, "Bạn nộp tiền theo thông báo")
	assert.NotContains(t, body, "không tính vào thời hạn")
}
