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
	"motcua/hooks/service/org"
)

// What a newcomer who walked the guides stumbled over.

func TestTheSummaryNamesTheFieldOfABareSentence(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	body := h.As(access.Leader, 0).Post(at(c)+"/dung", url.Values{"seen": {"0"}}).Body.String()
	assert.Contains(t, body, `href="#stop.reason">Lý do: Bạn điền mục này.</a>`)
	assert.Contains(t, body, `href="#stop.ground">Căn cứ pháp lý: Bạn điền mục này.</a>`)
	assert.NotContains(t, body, "Lý do: Lý do")
}

func TestWhatIsSentBackGoesToWhoeverSentIt(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	c = forward(t, h, h.Actor(access.Clerk, 0), c)
	clerk, officer := h.Actor(access.Clerk, 0).ID, h.Actor(access.Officer, 0).ID
	assert.Regexp(t, chosen("step_back.to", clerk), h.As(access.Officer, 0).Get(at(c)).Body.String())
	_, err := h.Desk.Propose(h.App, h.Actor(access.Officer, 0), c.Code, 0, dossier.MoveInput{To: h.Actor(access.Leader, 0).ID, Outcome: dossier.Granted})
	require.NoError(t, err)
	assert.Regexp(t, chosen("send_back.to", officer), h.As(access.Leader, 0).Get(at(c)).Body.String())
}

func chosen(field, value string) *regexp.Regexp {
	return regexp.MustCompile(`(?s)<select[^>]*name="` + regexp.QuoteMeta(field) + `"[^>]*>(?:\s*<option[^>]*>[^<]*</option>)*?\s*<option value="` + value + `" selected`)
}

func TestAnUndoneEntryHasNoAppointment(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	clerk := h.As(access.Clerk, 0)
	page := clerk.Get(at(c)).Body.String()
	assert.Contains(t, page, "<span>In giấy hẹn</span>", "nothing was printed yet")
	assert.Contains(t, page, "Vì sao ngày này?")
	assert.Equal(t, http.StatusOK, clerk.Get("/mot-cua"+at(c)+"/phieu").Code)

	_, err := h.Desk.Undo(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.RemarkInput{})
	require.NoError(t, err)
	page = clerk.Get(at(c)).Body.String()
	assert.Contains(t, page, "Đã hủy lần nhập này")
	assert.NotContains(t, page, "Vì sao ngày này?")
	assert.NotContains(t, page, "<span>In giấy hẹn</span>")
	assert.NotContains(t, page, at(c)+"/phieu")
	assert.Equal(t, http.StatusNotFound, clerk.Get("/mot-cua"+at(c)+"/phieu").Code)
	assert.Equal(t, http.StatusNotFound, clerk.Post("/mot-cua"+at(c)+"/in", url.Values{}).Code)
}

func TestTheClockOfReceptionPromisesNoResult(t *testing.T) {
	h := apptest.Open(t)
	c := filed(t, h)
	page := h.As(access.Clerk, 0).Get("/ho-so/" + c.ID).Body.String()
	assert.Contains(t, page, "Trả lời người nộp")
	assert.Contains(t, page, "Trả lời trước ")
	assert.NotContains(t, page, "Hẹn trả")
}

func TestNothingBroughtSaysWhatToWrite(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	c, err := h.Desk.RequestSupplement(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.SupplementInput{LimitDay: "2026-11-30",
		Items: []dossier.Item{{Component: "declaration", Defect: "Thiếu chữ ký", Ground: "Luật Hộ tịch"}}})
	require.NoError(t, err)
	res := h.As(access.Clerk, 0).Post(at(c)+"/nhan-bo-sung", url.Values{"seen": {"0"}})
	assert.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), "Ghi số giấy vừa nhận")
	_, err = h.Desk.AnswerSupplement(h.App, h.Actor(access.Clerk, 0), c.Code, 0, dossier.AnswerInput{Note: "Đã ký tại quầy"})
	require.NoError(t, err)
}

func TestAFinishedDossierShowsNoStepClock(t *testing.T) {
	h := apptest.Open(t)
	c := receive(t, h, 0, "Đào Văn Ước")
	c = forward(t, h, h.Actor(access.Clerk, 0), c)
	assert.Contains(t, h.As(access.Officer, 0).Get(at(c)).Body.String(), "Thời gian của bước")
	_, err := h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	assert.NotContains(t, h.As(access.Clerk, 0).Get(at(c)).Body.String(), "Thời gian của bước")
}

func TestTheHistorySaysInWhosePlace(t *testing.T) {
	h := apptest.Open(t)
	head, vice := h.Actor(access.Leader, 0), h.Actor(access.Officer, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	c = forward(t, h, h.Actor(access.Clerk, 0), c)
	_, err := h.Desk.Propose(h.App, vice, c.Code, 0, dossier.MoveInput{To: head.ID, Outcome: dossier.Granted})
	require.NoError(t, err)
	_, err = h.Org.AddDeputy(h.App, h.Actor(access.UnitAdmin, 0), org.DeputyInput{Giver: head.ID, Taker: vice.ID, Roles: []string{"leader"},
		StartDay: "2026-11-20", EndDay: "2026-11-20", Ground: "Giấy nghỉ phép"})
	require.NoError(t, err)
	assert.NotContains(t, h.As(access.Clerk, 0).Get(at(c)).Body.String(), "Làm thay")
	_, err = h.Desk.Resolve(h.App, h.Actor(access.Officer, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(t, err)
	assert.Contains(t, h.As(access.Clerk, 0).Get(at(c)).Body.String(), "Làm thay "+head.Name)
}

func TestACorrectedResultIsToldInWriting(t *testing.T) {
	h := apptest.Open(t)
	leader := h.Actor(access.Leader, 0)
	c := receive(t, h, 0, "Đào Văn Ước")
	c = forward(t, h, h.Actor(access.Clerk, 0), c)
	_, err := h.Desk.Resolve(h.App, leader, c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "12/GXN"})
	require.NoError(t, err)
	_, err = h.Desk.CorrectResult(h.App, leader, c.Code, 0, dossier.ResultInput{State: dossier.Replaced, Ground: "Luật Hộ tịch", ResultNumber: "12a/GXN"})
	require.NoError(t, err)
	clerk := h.As(access.Clerk, 0)
	papers := regexp.MustCompile(at(c)+`/giay/[0-9a-z]+`).FindAllString(clerk.Get(at(c)).Body.String(), -1)
	require.GreaterOrEqual(t, len(papers), 2)
	letter := clerk.Get(papers[1]).Body.String()
	for _, want := range []string{"Kết quả đã cấp số 12/GXN không còn giá trị", "12a/GXN", "Luật Hộ tịch", "Số: 2/TBKQ-TTPVHCC"} {
		assert.Contains(t, letter, want)
	}
	assert.NotContains(t, clerk.Get(papers[0]).Body.String(), "không còn giá trị", "the first letter stays as it was")
}
