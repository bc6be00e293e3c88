package leader_test

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

func TestWhatWaitsForASignatureAndWhatIsLate(t *testing.T) {
	h := apptest.Open(t)
	clerk, officer := h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0)
	receive := func(name string) string {
		got, err := h.Desk.Receive(h.App, clerk, casework.ReceiveInput{Procedure: "1.004873", Applicant: casework.PersonInput{Name: name, Phone: "0912345678"},
			Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
		require.NoError(t, err)
		_, err = h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: officer.ID})
		require.NoError(t, err)
		return got.Code
	}
	mine, resting := receive("Đào Văn Ước"), receive("Y Bhĩu Niê")
	_, err := h.Desk.Forward(h.App, officer, mine, 0, dossier.MoveInput{To: h.Actor(access.Leader, 0).ID})
	require.NoError(t, err)

	assert.Equal(t, http.StatusSeeOther, h.Guest().Get("/lanh-dao").Code)
	assert.Equal(t, http.StatusForbidden, h.As(access.Officer, 0).Get("/lanh-dao").Code)
	page := h.As(access.Leader, 0).Get("/lanh-dao")
	require.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, page.Body.String(), "/ho-so/"+mine)
	assert.NotContains(t, page.Body.String(), resting)
	assert.Contains(t, page.Body.String(), "Không có hồ sơ nào quá hạn.")
	assert.NotRegexp(t, `\{[a-z_]+(\.[a-z_0-9]+)+\}`, page.Body.String())

	other := h.As(access.Leader, 1).Get("/lanh-dao").Body.String()
	assert.Contains(t, other, "Bạn không còn việc")
	assert.NotContains(t, other, mine)

	h.SetNow("2026-11-30T09:00")
	late := h.As(access.Leader, 0).Get("/lanh-dao").Body.String()
	assert.Contains(t, late, resting, "overdue with an officer")
	assert.Contains(t, late, "Quá hạn 2 ngày")
	assert.NotContains(t, h.As(access.Leader, 1).Get("/lanh-dao").Body.String(), resting)
}
