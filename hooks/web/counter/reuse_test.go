package counter_test

import (
	"bytes"
	"image"
	"image/png"
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

// kept is a granted confirmation of residence of the visitor, its result
// scanned: the code of the dossier and the file.
func kept(t *testing.T, h *apptest.House) (string, casework.File) {
	t.Helper()
	clerk, officer, leader := h.Actor(access.Clerk, 0), h.Actor(access.Officer, 0), h.Actor(access.Leader, 0)
	got, err := h.Desk.Receive(h.App, clerk, casework.ReceiveInput{Procedure: "1.010041", Components: []dossier.Paper{{Key: "declaration", Originals: 1}},
		Applicant: casework.PersonInput{Name: "Nguyễn Thị Ngọc Ấn", IdentityNumber: "099185012345"}})
	require.NoError(t, err)
	_, err = h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: officer.ID})
	require.NoError(t, err)
	_, err = h.Desk.Resolve(h.App, leader, got.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "12/XN"})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 40))))
	f, err := h.Desk.AddFile(h.App, clerk, got.Code, casework.ResultComponent, "a.png", &b)
	require.NoError(t, err)
	return got.Code, f
}

func marital(more ...string) url.Values {
	f := visit("procedure", "1.004873", "components.declaration", "yes")
	for _, name := range []string{"case", "components.copy", "answers.document", "answers.pages", "answers.copies"} {
		f.Del(name)
	}
	for i := 0; i+1 < len(more); i += 2 {
		f.Set(more[i], more[i+1])
	}
	return f
}

func TestThePageOffersWhatTheOfficeHas(t *testing.T) {
	h := apptest.Open(t)
	code, file := kept(t, h)
	v := h.As(access.Clerk, 0)
	form := marital("chon", "1")
	page := v.Post(intake, form)
	require.Equal(t, http.StatusOK, page.Code)
	for _, want := range []string{`name="reuse.residence" value="` + file.ID + `"`, "theo hồ sơ " + code, "1 trang", "còn dùng đến 20/11/2027", "/ho-so/" + code + "/tep/" + file.ID} {
		assert.Contains(t, page.Body.String(), want)
	}
	form.Set("applicant.identity_number", "099185012346")
	assert.NotContains(t, v.Post(intake, form).Body.String(), "reuse.residence", "another person")
	form = marital("chon", "1")
	assert.NotContains(t, h.As(access.Clerk, 1).Post(intake, form).Body.String(), "reuse.residence", "another commune")

	live := v.Post(intake+"/xem-truoc", marital("shown", "1.004873|"+caseOf(t, h))).Body.String()
	assert.Contains(t, live, `id="reuse-residence"`, "the number was typed after the papers were drawn")
	live = v.Post(intake+"/xem-truoc", marital("shown", "1.004873|"+caseOf(t, h), "offered", "residence/"+file.ID)).Body.String()
	assert.NotContains(t, live, `id="reuse-residence"`, "what stands there already is not drawn anew")
}

func caseOf(t *testing.T, h *apptest.House) string {
	t.Helper()
	unit, err := h.Desk.IntakeUnit(h.App, h.Actor(access.Clerk, 0))
	require.NoError(t, err)
	offer, err := h.Desk.Catalog.Offer(h.App, unit.ID, "1.004873", "2026-11-20")
	require.NoError(t, err)
	c, err := offer.Version.Body.CaseOf("", nil)
	require.NoError(t, err)
	return c.Key
}

func TestATickUsesItAgain(t *testing.T) {
	h := apptest.Open(t)
	code, file := kept(t, h)
	v := h.As(access.Clerk, 0)
	wrong := v.Post(intake, marital("reuse.residence", "forged000000000"))
	assert.Equal(t, http.StatusUnprocessableEntity, wrong.Code)
	assert.Contains(t, problems(wrong.Body.String()), "không dùng lại được")

	mended := v.Post(intake, marital("reuse.residence", file.ID, "applicant.name", ""))
	assert.Contains(t, mended.Body.String(), `value="`+file.ID+`" checked`, "what was ticked stays")

	next := received(t, v, marital("reuse.residence", file.ID))
	receipt := v.Get("/mot-cua/ho-so/" + next + "/phieu").Body.String()
	assert.Contains(t, receipt, "đã có, dùng lại từ hồ sơ "+code)
	page := v.Get("/ho-so/" + next).Body.String()
	assert.Contains(t, page, "Dùng lại từ hồ sơ "+code)
	files, err := h.Desk.Files(h.App, h.Actor(access.Clerk, 0), next)
	require.NoError(t, err)
	require.Len(t, files, 1)
	res := v.Get("/ho-so/" + next + "/tep/" + files[0].ID)
	assert.Equal(t, http.StatusOK, res.Code)
	assert.Equal(t, int(file.Size), res.Body.Len())
	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get("/ho-so/"+next+"/tep/"+files[0].ID).Code)
}
