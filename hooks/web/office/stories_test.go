package office_test

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
	"motcua/hooks/service/casework"
)

// What the stories of the browser found; each was wrong once.

var opened = regexp.MustCompile(`<details class="mc-trace" open><summary[^>]*>Khi từ chối`)

func TestTheLeaderBeginsWithWhatWasProposed(t *testing.T) {
	h := apptest.Open(t)
	for _, outcome := range []dossier.Outcome{dossier.Granted, dossier.Refused} {
		c := receive(t, h, 0, "Đào Văn Ước")
		c = forward(t, h, h.Actor(access.Clerk, 0), c)
		c, err := h.Desk.Propose(h.App, h.Actor(access.Officer, 0), c.Code, 0, dossier.MoveInput{To: h.Actor(access.Leader, 0).ID, Outcome: outcome})
		require.NoError(t, err)
		body := h.As(access.Leader, 0).Get(at(c)).Body.String()
		assert.Regexp(t, `name="resolve.outcome" value="`+string(outcome)+`" checked`, body)
		assert.Equal(t, outcome == dossier.Refused, opened.MatchString(body), "the questions of a refusal stand open")
	}
}

func TestADeclinedDossierWaitsForNothing(t *testing.T) {
	h := apptest.Open(t)
	c := filed(t, h)
	clerk := h.As(access.Clerk, 0)
	assert.Contains(t, clerk.Get("/ho-so/"+c.ID).Body.String(), "Hồ sơ chờ tiếp nhận")
	_, err := h.Desk.Decline(h.App, h.Actor(access.Clerk, 0), c.ID, 0, dossier.EndInput{Reason: "Nộp nhầm nơi", Ground: "x"})
	require.NoError(t, err)
	body := clerk.Get("/ho-so/" + c.ID).Body.String()
	assert.Contains(t, body, "Hồ sơ không được tiếp nhận")
	assert.NotContains(t, body, "chờ tiếp nhận")
	assert.NotContains(t, body, "Chưa tiếp nhận nên chưa có ngày hẹn")
}

func TestTheHistoryTellsTheTimeOnASlip(t *testing.T) {
	h := apptest.Open(t)
	in := casework.ReceiveInput{Procedure: marital, ReceivedBasis: dossier.PaperSlip, Slip: "P-7", ReceivedAt: "2026-11-19T15:40",
		Applicant:  casework.PersonInput{Name: "Đào Văn Ước", IdentityNumber: number, Birth: "1999", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}}
	got, err := h.Desk.Receive(h.App, h.Actor(access.Clerk, 0), in)
	require.NoError(t, err)
	body := h.As(access.Clerk, 0).Get(at(got.Case)).Body.String()
	assert.Contains(t, body, "Theo phiếu giấy số P-7, ghi lúc 15:40 ngày 19/11/2026")
	assert.Contains(t, body, "09:00 ngày 20/11/2026")
}

// The page was open while the receipt was printed, or for more than a minute.
func TestUndoingTooLateSaysWhyAndWhatElse(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	send := func(c casework.Case) string {
		res := clerk.Post(at(c)+"/huy-nhap", url.Values{"seen": {"1"}, "one_time": {"k" + c.ID}})
		require.Equal(t, http.StatusConflict, res.Code)
		return res.Body.String()
	}
	c := received(t, h)
	_, err := h.Desk.Print(h.App, h.Actor(access.Clerk, 0), c.Code)
	require.NoError(t, err)
	assert.Contains(t, send(c), "Đã in giấy hẹn nên không hủy được.")

	c = receive(t, h, 0, "Nguyễn Thị Hoa")
	h.SetNow("2026-11-20T09:02")
	assert.Contains(t, send(c), "Chỉ hủy được trong một phút sau khi tiếp nhận.")
}

// A fee that does not stop the clock gives no new appointment to print.
func TestNoSlipSaysTheSameDayAgain(t *testing.T) {
	h := apptest.Open(t)
	c := withOfficer(t, h)
	c, err := h.Desk.AskPayment(h.App, h.Actor(access.Officer, 0), c.Code, 0, dossier.PaymentInput{Slip: "3/TB"})
	require.NoError(t, err)
	was := c.Due.At
	c, err = h.Desk.SettlePayment(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.PaymentInput{Slip: "9/BL"})
	require.NoError(t, err)
	require.Equal(t, was, c.Due.At)
	assert.NotContains(t, h.As(access.Clerk, 0).Get(at(c)).Body.String(), "Phiếu hẹn lại")

	c = lacking(t, h)
	c, err = h.Desk.AnswerSupplement(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.AnswerInput{Papers: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	assert.Contains(t, h.As(access.Clerk, 0).Get(at(c)).Body.String(), "Phiếu hẹn lại", "the clock stood: the slip tells the new day")
}
