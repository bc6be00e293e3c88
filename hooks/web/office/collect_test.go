package office_test

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

// kept is a finished dossier of which the office holds an original.
func kept(t *testing.T, h *apptest.House) casework.Case {
	t.Helper()
	c := forward(t, h, h.Actor(access.Clerk, 0), holding(t, h))
	c = forward(t, h, h.Actor(access.Officer, 0), c)
	c, err := h.Desk.Resolve(h.App, h.Actor(access.Leader, 0), c.Code, 0, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "15/XN"})
	require.NoError(t, err)
	return c
}

// TestOriginalsGoBackWithTheResult: one form, whoever came is typed once, and
// each act has its own event.
func TestOriginalsGoBackWithTheResult(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := kept(t, h)
	page := clerk.Get(at(c))
	body := page.Body.String()
	assert.Contains(t, body, "Bản chính trả lại cùng kết quả")
	assert.Contains(t, body, `name="return.components.0.originals" inputmode="numeric" value="1"`, "usually all of them go")
	assert.Contains(t, body, `action="`+at(c)+`/tra-ban-chinh"`, "giving them back alone stays")

	bad := filled(t, page, c, dossier.Return, "components.0.originals", "3", "collector_name", "Trần Thị Bưởi", "authority_record.kind", "written")
	res := clerk.Post(at(c)+"/tra-ket-qua", bad)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	body = res.Body.String()
	for _, id := range []string{"components.0", "checked", "authority_record.day"} {
		assert.Contains(t, body, `href="#return.`+id+`"`, "all that is wrong with either act is said at once")
	}
	assert.Contains(t, body, `value="3" aria-invalid="true"`)
	assert.NotContains(t, body, `href="#return.kept"`)
	assert.Equal(t, dossier.Resolved, reload(t, h, c).State)

	none := filled(t, page, c, dossier.Return, "components.0.originals", "0", "collector_name", "Đào Văn Ước", "checked", "yes")
	res = clerk.Post(at(c)+"/tra-ket-qua", none)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), `href="#return.kept"`)
	assert.Contains(t, res.Body.String(), `name="return.components.0.originals" inputmode="numeric" value="0"`, "what was typed stays")
	all := filled(t, page, c, dossier.Return, "components.0.originals", "1", "collector_name", "Đào Văn Ước", "checked", "yes", "kept", "Lưu")
	res = clerk.Post(at(c)+"/tra-ket-qua", all)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), "Xóa lý do này")

	good := filled(t, page, c, dossier.Return, "components.0.originals", "1", "collector_name", "Đào Văn Ước", "checked", "yes")
	for range 2 { // sent twice is done once
		require.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/tra-ket-qua", good).Code)
	}
	now := reload(t, h, c)
	assert.Equal(t, dossier.Returned, now.State)
	assert.Empty(t, now.Held)
	assert.Equal(t, c.Seq+2, now.Seq, "two acts, two events")
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Trả lại: ", "the history names what went back")
}

// TestOriginalsStayWhenTheyAreCountedAsStaying is the twin: nothing goes back
// unless its number is said.
func TestOriginalsStayWhenTheyAreCountedAsStaying(t *testing.T) {
	h := apptest.Open(t)
	clerk := h.As(access.Clerk, 0)
	c := kept(t, h)
	form := filled(t, clerk.Get(at(c)), c, dossier.Return, "components.0.originals", "0", "collector_name", "Đào Văn Ước", "checked", "yes", "kept", "Lưu theo quy định")
	require.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/tra-ket-qua", form).Code)
	now := reload(t, h, c)
	assert.Equal(t, dossier.Returned, now.State)
	assert.Equal(t, 1, now.Held[0].Held)
	assert.NotContains(t, clerk.Get(at(resolved(t, h))).Body.String(), "Bản chính trả lại cùng kết quả", "nothing is held, nothing is asked")

	back := filled(t, clerk.Get(at(c)), now, dossier.GiveBack, "components.0.originals", "1", "to", "Trần Thị Bưởi", "authority_record.kind", "relative")
	res := clerk.Post(at(c)+"/tra-ban-chinh", back)
	require.Equal(t, http.StatusUnprocessableEntity, res.Code)
	assert.Contains(t, res.Body.String(), `href="#give_back.authority_record.relation"`)
	back.Set("give_back.authority_record.relation", "spouse")
	require.Equal(t, http.StatusSeeOther, clerk.Post(at(c)+"/tra-ban-chinh", back).Code)
	assert.Contains(t, clerk.Get(at(c)).Body.String(), "Người thân thích đi thay (vợ hoặc chồng)")
}
