package public_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

// TestTheCitizenReadsWhichOriginalsAreStillHeld: what is held now and not what
// was brought, under the published name; a name that somebody typed stays
// inside.
func TestTheCitizenReadsWhichOriginalsAreStillHeld(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.Actor(access.Clerk, 0)
	assert.NotContains(t, page(t, 200, h.Guest().Post("/tra-cuu", ask(received(t, h).Code, "0111"))), "Bản chính đang giữ", "nothing is held, nothing is said")
	got, err := h.Desk.Receive(h.App, clerk, casework.ReceiveInput{Procedure: "1.010039", TwinReason: "bản nữa",
		Applicant:  casework.PersonInput{Name: "Nguyễn Thị Hòa", IdentityNumber: "099190012345", Phone: phone},
		Components: []dossier.Paper{{Key: "declaration", Originals: 2, Held: 2}}})
	require.NoError(t, err)
	_, err = h.Desk.Volunteer(h.App, clerk, got.Code, 0, dossier.VolunteerInput{Papers: []dossier.Paper{{Title: "Giấy khai sinh cháu Na", Originals: 1, Held: 1}}})
	require.NoError(t, err)
	look := func() string { return page(t, 200, h.Guest().Post("/tra-cuu", ask(got.Code, "0111"))) }
	body := look()
	inOrder(t, body, "Bản chính đang giữ", "Tờ khai", ": 2 bản", "Giấy tờ khác bạn đã nộp: 1 bản", "Cơ quan trả lại bạn cùng kết quả")
	assert.NotContains(t, body, "cháu Na")

	c, err := h.Desk.Find(h.App, clerk, got.Code)
	require.NoError(t, err)
	p := c.Held[0]
	p.Originals, p.Held = 1, 0
	_, err = h.Desk.GiveBack(h.App, clerk, got.Code, 0, dossier.GiveBackInput{Papers: []dossier.Paper{p}, To: "Nguyễn Thị Hòa"})
	require.NoError(t, err)
	_, err = h.Desk.Withdraw(h.App, clerk, got.Code, 0, dossier.EndInput{Reason: "Không cần nữa"})
	require.NoError(t, err)
	inOrder(t, look(), "Bản chính đang giữ", ": 1 bản", "Hồ sơ đã kết thúc. Bạn mang giấy hẹn hoặc giấy tờ tùy thân đến quầy nhận lại.")
}
