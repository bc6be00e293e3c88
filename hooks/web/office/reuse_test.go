package office_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// residence is a granted confirmation of residence of the holder of number, its
// result scanned.
func residence(t *testing.T, h *apptest.House) (string, casework.File) {
	t.Helper()
	clerk := h.Actor(access.Clerk, 0)
	got, err := h.Desk.Receive(h.App, clerk, casework.ReceiveInput{Procedure: "1.010041", Components: []dossier.Paper{{Key: "declaration", Originals: 1}},
		Applicant: casework.PersonInput{Name: "Đào Văn Ước", IdentityNumber: number}})
	require.NoError(t, err)
	_, err = h.Desk.Forward(h.App, clerk, got.Code, 0, dossier.MoveInput{To: h.Actor(access.Officer, 0).ID})
	require.NoError(t, err)
	_, err = h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), got.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "12/XN"})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 40))))
	f, err := h.Desk.AddFile(h.App, clerk, got.Code, casework.ResultComponent, "a.png", &b)
	require.NoError(t, err)
	return got.Code, f
}

func online(t *testing.T, h *apptest.House, number string) casework.Case {
	t.Helper()
	got, err := h.Desk.Submit(h.App, access.Actor{}, casework.ReceiveInput{Unit: "an-binh", Procedure: marital, Case: "first", Channel: procedure.Online, Answers: map[string]string{"purpose": "property"},
		Applicant: casework.PersonInput{Name: "Đào Văn Ước", IdentityNumber: number, Phone: "0912345678"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	return got.Case
}

func TestAcceptingWhatWasFiledOffersThePapersOfBefore(t *testing.T) {
	h := apptest.Open(t)
	code, file := residence(t, h)
	c, other := online(t, h, number), online(t, h, "001099012346")
	clerk := h.As(access.Clerk, 0)
	page := clerk.Get(href(c))
	for _, want := range []string{`name="receive.reuse.residence" value="` + file.ID + `"`, "theo hồ sơ " + code, "còn dùng đến 20/11/2027", "/ho-so/" + code + "/tep/" + file.ID,
		"tự khai số định danh", "reuse"} {
		assert.Contains(t, page.Body.String(), want)
	}
	assert.NotContains(t, clerk.Get(href(other)).Body.String(), "receive.reuse.", "another person")
	assert.NotContains(t, h.As(access.Officer, 0).Get(href(c)).Body.String(), "receive.reuse.", "nobody who may not take it in")

	counted := []string{"components.declaration.originals", "1"}
	forged := clerk.Post(href(other)+"/tiep-nhan", filled(t, clerk.Get(href(other)), other, dossier.Receive, append(counted, "reuse.residence", file.ID)...))
	assert.Equal(t, http.StatusUnprocessableEntity, forged.Code, "what is not offered is refused when it is sent anyway")
	assert.Contains(t, forged.Body.String(), "không dùng lại được")
	mended := clerk.Post(href(c)+"/tiep-nhan", filled(t, page, c, dossier.Receive, "components.declaration.originals", "-1", "reuse.residence", file.ID))
	require.Equal(t, http.StatusUnprocessableEntity, mended.Code)
	assert.Contains(t, mended.Body.String(), `value="`+file.ID+`" checked`, "what was ticked stays")

	form := filled(t, page, c, dossier.Receive, append(counted, "reuse.residence", file.ID)...)
	require.Equal(t, http.StatusSeeOther, clerk.Post(href(c)+"/tiep-nhan", form).Code)
	now, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), c.ID)
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, now.State)
	assert.Contains(t, clerk.Get(at(now)).Body.String(), "Dùng lại từ hồ sơ "+code)
	plain := filled(t, clerk.Get(href(other)), other, dossier.Receive, counted...)
	assert.Equal(t, http.StatusSeeOther, clerk.Post(href(other)+"/tiep-nhan", plain).Code, "without one, as before")
}
