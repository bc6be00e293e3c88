package notice_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/message"
	"motcua/hooks/domain/problem"
	"motcua/hooks/domain/procedure"
	"motcua/hooks/service/casework"
)

// What somebody handed in for another is not theirs to have emptied.
func TestNobodyIsErasedFromTheDossierOfAnother(t *testing.T) {
	h := open(t)
	helper, other := person(), person()
	helper.IdentityNumber, other.Name, other.IdentityNumber = "001099012345", "Vũ Thị Ở Lại", "001199012346"
	own := h.filedBy(helper)
	got, err := h.Desk.Submit(h.App, access.Actor{}, casework.ReceiveInput{Unit: "an-binh", Procedure: "1.010039", Channel: procedure.Online, Applicant: other, Submitter: &helper,
		Answers: map[string]string{"kind": "head", "what": "x"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(t, err)
	for _, id := range []string{own.ID, got.ID} {
		_, err := h.Desk.Decline(h.App, h.Actor(access.Clerk, 0), id, 0, dossier.EndInput{Reason: "Không thuộc thẩm quyền", Ground: "Luật Cư trú"})
		require.NoError(t, err)
	}
	ask := casework.EraseInput{Ground: "Đơn ngày 20/11/2026"}
	_, err = h.Desk.Erase(h.App, h.Actor(access.UnitAdmin, 0), own.Ref, ask)
	list, _ := problem.In(err)
	require.NotEmpty(t, list, "%v", err)
	assert.Equal(t, dossier.KeyEraseFor, list[0].Key)
	assert.Contains(t, h.words(), other.Name)
	_, err = h.Desk.Erase(h.App, h.Actor(access.UnitAdmin, 0), got.Ref, ask)
	require.NoError(t, err, "whose it is may ask")
	assert.NotContains(t, h.words(), other.Name)
}

// filedBy files a dossier online for somebody.
func (h house) filedBy(p casework.PersonInput) casework.Case {
	h.t.Helper()
	got, err := h.Desk.Submit(h.App, access.Actor{}, casework.ReceiveInput{Unit: "an-binh", Procedure: "1.010039", Channel: procedure.Online, Applicant: p,
		Answers: map[string]string{"kind": "head", "what": "x"}, Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(h.t, err)
	return got.Case
}

// words is every text of the tables that may hold something about a person.
func (h house) words() string {
	h.t.Helper()
	var out []string
	for _, q := range []string{"SELECT name || '|' || name_fold || '|' || identity_sealed || '|' || identity_last4 || '|' || birth || '|' || address || '|' || phone || '|' || email FROM persons",
		"SELECT search_fold || '|' || answers || '|' || delegate_document FROM dossiers", "SELECT data FROM event_details", "SELECT data || ground FROM dossier_events",
		"SELECT to_sealed || '|' || to_tail || '|' || person FROM notices", "SELECT original_name || title FROM dossier_files", "SELECT about || detail FROM org_log"} {
		var rows []string
		require.NoError(h.t, h.App.DB().NewQuery(q).Column(&rows))
		out = append(out, rows...)
	}
	return strings.Join(out, "\n")
}

// TestAnErasedPersonLeavesNoWordAnywhere: also in the outbox, where a notice
// still waits; whoever has another name stays as they were.
func TestAnErasedPersonLeavesNoWordAnywhere(t *testing.T) {
	h := open(t)
	p := &post{}
	h.Notices.Gateway = p
	other := person()
	other.Name, other.Phone, other.Email = "Vũ Thị Ở Lại", "0977000111", "o.lai@example.com"
	who := person()
	who.IdentityNumber = "001099012345"
	gone, stays := h.filedBy(who), h.filedBy(other)
	clerk, admin := h.Actor(access.Clerk, 0), h.Actor(access.UnitAdmin, 0)
	ask := casework.EraseInput{Ground: "Đơn ngày 20/11/2026"}
	erase := func(by access.Actor, name string, in casework.EraseInput) (casework.Erasure, string) {
		got, err := h.Desk.Erase(h.App, by, name, in)
		list, _ := problem.In(err)
		if err == nil {
			return got, ""
		}
		require.NotEmpty(t, list, "%v", err)
		return got, list[0].Key
	}
	_, key := erase(admin, gone.Ref, ask)
	assert.Equal(t, dossier.KeyEraseOpen, key, "somebody still works on it")
	for _, c := range []casework.Case{gone, stays} {
		_, err := h.Desk.Decline(h.App, clerk, c.ID, 0, dossier.EndInput{Reason: "Không thuộc thẩm quyền", Ground: "Luật Cư trú"})
		require.NoError(t, err)
	}
	_, key = erase(admin, gone.Ref, casework.EraseInput{})
	assert.Equal(t, dossier.KeyRequired, key, "not without a request")
	_, key = erase(clerk, gone.Ref, ask)
	assert.Equal(t, casework.KeyNotFound, key, "a clerk erases nobody")
	_, key = erase(h.Actor(access.UnitAdmin, 1), gone.Ref, ask)
	assert.Equal(t, casework.KeyNotFound, key, "another unit")
	_, key = erase(admin, "", ask)
	assert.Equal(t, casework.KeyNotFound, key)

	got, key := erase(admin, gone.Ref, casework.EraseInput{Ground: "x", Check: true})
	require.Empty(t, key)
	assert.Equal(t, casework.Erasure{Dossiers: 1, People: 1}, got)
	require.Contains(t, h.words(), someName, "only asked")

	before := h.field("group_concat(text_sealed)", stays)
	require.NotEmpty(t, before)
	got, key = erase(admin, gone.Ref, ask)
	require.Empty(t, key)
	assert.Equal(t, casework.Erasure{Dossiers: 1, People: 1}, got)
	left := h.words()
	for _, word := range []string{someName, "lan chi", somePhone, someMail, gone.Applicant + "|"} {
		assert.NotContains(t, left, word)
	}
	assert.Contains(t, left, "Vũ Thị Ở Lại", "the twin stays")
	assert.Contains(t, left, "0977000111")
	assert.Contains(t, left, "Đơn ngày 20/11/2026", "who did it and why is written down")
	require.NotEmpty(t, h.of(gone))
	for _, n := range h.of(gone) {
		assert.Empty(t, n.Tail)
		assert.NotEqual(t, message.Queued, n.State)
	}
	assert.Empty(t, h.field("group_concat(text_sealed || to_sealed || to_tail || person, '')", gone))
	assert.Equal(t, before, h.field("group_concat(text_sealed)", stays))
	page := h.As(access.Clerk, 0).Get("/ho-so/" + gone.ID)
	require.Equal(t, 200, page.Code, "the dossier can still be read")
	assert.Contains(t, page.Body.String(), casework.ErasedName)
	assert.NotContains(t, page.Body.String(), someName)
	diff, err := h.Desk.Rebuild(h.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diff, "the rows say what the events say")
	v, err := h.Desk.Verify(h.App, h.Communes[0].ID)
	require.NoError(t, err)
	assert.Empty(t, v.Why, "the chain is whole")
}

// TestWhatWasTakenInIsKept: a record of the office goes by the archive's
// schedule, and its people with it, also in what they filed beside it.
func TestWhatWasTakenInIsKept(t *testing.T) {
	h := open(t)
	p := person()
	p.IdentityNumber = "001099012345"
	kept, filed := h.receive(p), h.filedBy(p)
	_, err := h.Desk.Decline(h.App, h.Actor(access.Clerk, 0), filed.ID, 0, dossier.EndInput{Reason: "x", Ground: "y"})
	require.NoError(t, err)
	for _, name := range []string{kept.Code, filed.Ref} {
		_, err := h.Desk.Erase(h.App, access.System, name, casework.EraseInput{Ground: "Đơn"})
		list, _ := problem.In(err)
		require.NotEmpty(t, list)
		assert.Equal(t, dossier.KeyEraseKept, list[0].Key)
		assert.Equal(t, kept.Code, list[0].Args["code"])
	}
	assert.Contains(t, h.words(), someName)
}

// TestErasedFilesAreGoneAtOnce: the command ends right after, so what is left to
// be done in the background may never be done.
func TestErasedFilesAreGoneAtOnce(t *testing.T) {
	h := open(t)
	filed := h.filedBy(person())
	clerk := h.Actor(access.Clerk, 0)
	_, err := h.Desk.AddFile(h.App, clerk, filed.ID, "", "a.pdf", strings.NewReader("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"))
	require.NoError(t, err)
	_, err = h.Desk.Decline(h.App, clerk, filed.ID, 0, dossier.EndInput{Reason: "x", Ground: "y"})
	require.NoError(t, err)
	f, err := h.App.FindFirstRecordByFilter("dossier_files", "dossier = {:d}", dbx.Params{"d": filed.ID})
	require.NoError(t, err)
	folder := filepath.Join(h.App.DataDir(), core.LocalStorageDirName, f.BaseFilesPath())
	require.DirExists(t, folder)
	h.App.OnModelAfterDeleteSuccess().Unbind("__pbFilesManagerDelete__") // the program has ended by then
	got, err := h.Desk.Erase(h.App, access.System, filed.Ref, casework.EraseInput{Ground: "Đơn"})
	require.NoError(t, err)
	assert.Equal(t, 1, got.Files)
	assert.NoDirExists(t, folder)
}
