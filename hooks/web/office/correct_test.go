package office_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
)

// Another procedure asks its own questions; what was answered under the same
// key stands there, and the leader sees every answer that changes.
func TestACorrectionAsksTheAnswersOfTheRightProcedure(t *testing.T) {
	h := apptest.Open(t)
	c := received(t, h)
	clerk := h.As(access.Clerk, 0)
	path := at(c) + "/de-nghi-sua"
	page := clerk.Get(at(c))
	first := filled(t, page, c, dossier.RequestCorrection, "procedure", "1.001193", "shown", c.Procedure+"|"+c.Dossier.Case, "reason", "Chọn nhầm thủ tục", "applicant.name", "Đào Văn Ước")
	res := clerk.Post(path, first)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body := res.Body.String()
	for _, want := range []string{`name="request_correction.answers.child_name"`, `name="request_correction.answers.child_born_on"`, `name="request_correction.shown" value="1.001193|on_time"`, "Giấy chứng sinh"} {
		assert.Contains(t, body, want)
	}
	assert.NotContains(t, body, `name="request_correction.answers.pages"`, "of the procedure before")

	more := func(values ...string) []string {
		return append([]string{"procedure", "1.001193", "case", "on_time", "shown", "1.001193|on_time", "reason", "Chọn nhầm thủ tục", "applicant.name", "Đào Văn Ước",
			"components.declaration.originals", "1", "components.birth_certificate.originals", "1", "answers.child_name", "Đào Thị Na", "answers.child_born_on", "20/10/2026"}, values...)
	}
	bad := clerk.Post(path, filled(t, res, c, dossier.RequestCorrection, more("answers.copies", "nhiều")...))
	require.Equal(t, http.StatusUnprocessableEntity, bad.Code)
	assert.Contains(t, bad.Body.String(), `value="nhiều"`)
	assert.Contains(t, bad.Body.String(), `value="Đào Thị Na"`)
	asked := filled(t, bad, c, dossier.RequestCorrection, more("answers.copies", "2")...)
	asked["request_correction.asked"] = []string{"child_name", "child_born_on", "child_kind", "late", "mother_name", "father_name", "copies"}
	res = clerk.Post(path, asked)
	require.Equal(t, http.StatusSeeOther, res.Code, res.Body.String())

	leader := h.As(access.Leader, 0)
	c = reload(t, h, c)
	page = leader.Get(at(c))
	assert.Contains(t, page.Body.String(), "Đào Thị Na", "the leader sees what is answered anew")
	require.Equal(t, http.StatusSeeOther, leader.Post(at(c)+"/xac-nhan-sua", filled(t, page, c, dossier.CorrectIntake, "refuse", "false")).Code)
	now := reload(t, h, c)
	assert.Equal(t, "1.001193", now.Procedure)
	assert.Equal(t, "Đào Thị Na", now.Answers["child_name"])
	assert.Equal(t, "2026-10-20", now.Answers["child_born_on"])
	assert.Equal(t, "2", now.Answers["copies"])
	require.Len(t, now.Voids, 1)
}
