package counter_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
)

func TestTheNextProcedureKeepsThePersonAndTheVisit(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	first := received(t, v, visit())
	page := v.Get("/mot-cua/ho-so/" + first + "/phieu").Body.String()
	assert.Contains(t, page, `/mot-cua/tiep-nhan?cung-luot=`+first)
	assert.NotContains(t, page, "In phiếu chung", "one alone needs no cover")

	next := v.Get(intake + "?cung-luot=" + first).Body.String()
	assert.Contains(t, next, `value="Nguyễn Thị Ngọc Ấn"`)
	assert.Contains(t, next, `name="visit" value="`+first+`"`)
	assert.Contains(t, next, "Cùng lượt với "+first)
	second := received(t, v, visit("one_time", "k2", "visit", first))
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), second)
	require.NoError(t, err)
	assert.NotEmpty(t, c.Visit)

	assert.Equal(t, http.StatusNotFound, h.As(access.Clerk, 1).Get(intake+"?cung-luot="+first).Code, "another commune's person")
	assert.Equal(t, http.StatusUnprocessableEntity, v.Post(intake, visit("one_time", "k3", "visit", "H99.132-261120-9999")).Code)
}

func TestASecondOpenDossierAsksWhy(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	first := received(t, v, visit("twin_reason", ""))
	again := v.Post(intake, visit("one_time", "k2", "twin_reason", ""))
	assert.Equal(t, http.StatusUnprocessableEntity, again.Code)
	assert.Contains(t, problems(again.Body.String()), `href="#twin_reason"`)
	assert.Contains(t, again.Body.String(), "/ho-so/"+first, "the open one is a click away")
	received(t, v, visit("one_time", "k2", "twin_reason", "Nộp cho cháu thứ hai"))
}

func TestOriginalsThatStayAreCounted(t *testing.T) {
	h := apptest.Open(t)
	v := h.As(access.Clerk, 0)
	code := received(t, v, visit("originals.copy", "2", "held.copy", "1"))
	c, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), code)
	require.NoError(t, err)
	require.Len(t, c.Held, 1)
	assert.Equal(t, 1, c.Held[0].Held)
	more := v.Post(intake, visit("one_time", "k2", "originals.copy", "1", "held.copy", "2"))
	assert.Equal(t, http.StatusUnprocessableEntity, more.Code, "more than was brought")
	assert.Contains(t, more.Body.String(), `name="held.copy" inputmode="numeric" value="2"`)
}
