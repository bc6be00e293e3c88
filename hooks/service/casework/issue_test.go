package casework_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/paper"
)

// drawn stands for a laid-out paper: what it says is what the copy carries.
func drawn(p casework.Print) ([]byte, error) {
	return fmt.Appendf(nil, "%%PDF-1.4 %s copy %d\ntrailer", p.Number, p.Copy), nil
}

// supplemented is a dossier with one request, and the event of it.
func (o office) supplemented() (casework.Case, string) {
	o.t.Helper()
	c := o.must(o.Desk.RequestSupplement(o.App, o.clerk, o.receive().Code, 0, defect))
	h, err := o.Desk.History(o.App, o.clerk, c.Code)
	require.NoError(o.t, err)
	return c, h[len(h)-1].ID
}

func TestAPrintedPaperIsKeptAndItsCopiesAreCounted(t *testing.T) {
	o := open(t)
	c, of := o.supplemented()
	in := casework.Issue{Form: paper.FormSupplement, Of: of, Draw: drawn}
	_, first, err := o.Desk.Issue(o.App, o.clerk, c.Code, in)
	require.NoError(t, err)
	_, second, err := o.Desk.Issue(o.App, o.officer, c.Code, in)
	require.NoError(t, err)
	assert.Equal(t, "1/PBS-TTPVHCC", first.Number)
	assert.Equal(t, "1/PBS-TTPVHCC", second.Number, "a copy is no new paper")
	assert.Equal(t, []int{1, 2}, []int{first.Copy, second.Copy})
	assert.NotEqual(t, first.SHA256, second.SHA256)

	list, err := o.Desk.IssuedPapers(o.App, o.clerk, c.Code)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, first.File, list[0].File)
	f, b, err := o.Desk.OpenIssued(o.App, o.leader, c.Code, first.File)
	require.NoError(t, err)
	assert.Equal(t, "%PDF-1.4 1/PBS-TTPVHCC copy 1\ntrailer", string(b))
	assert.Equal(t, "02-1-PBS-TTPVHCC-ban-1.pdf", f.Name)

	files, err := o.Desk.Files(o.App, o.clerk, c.Code)
	require.NoError(t, err)
	assert.Empty(t, files, "what the office issued is no paper of the citizen")
	_, _, err = o.Desk.OpenFile(o.App, o.clerk, c.Code, first.File)
	k, _ := kind(t, err)
	assert.Equal(t, problem.NotFound, k)
	o.whole()
}

func TestPapersAreForTheUnitsOwnPeople(t *testing.T) {
	o := open(t)
	c, of := o.supplemented()
	in := casework.Issue{Form: paper.FormSupplement, Of: of, Draw: drawn}
	_, kept, err := o.Desk.Issue(o.App, o.leader, c.Code, in)
	require.NoError(t, err)
	for name, x := range map[string]struct {
		by   access.Actor
		want problem.Kind
	}{"another commune": {o.Actor(access.Clerk, 1), problem.NotFound}, "a superior": {o.Actor(access.Superior, 0), problem.Forbidden}, "a cashier": {o.Actor(access.Cashier, 0), problem.Forbidden}} {
		_, _, err := o.Desk.Issue(o.App, x.by, c.Code, in)
		k, _ := kind(t, err)
		assert.Equal(t, x.want, k, name)
		_, _, err = o.Desk.OpenIssued(o.App, x.by, c.Code, kept.File)
		k, _ = kind(t, err)
		assert.Equal(t, problem.NotFound, k, name)
	}
	_, _, err = o.Desk.Issue(o.App, o.clerk, c.Code, casework.Issue{Form: paper.FormSupplement, Of: "nosuchevent0000", Draw: drawn})
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyNoPaper, key)
}

// Each form has its own numbers in its unit and year, used without a gap.
func TestEveryFormCountsByItself(t *testing.T) {
	o := open(t)
	number := func(c casework.Case) string {
		h, err := o.Desk.History(o.App, o.clerk, c.Code)
		require.NoError(t, err)
		return h[len(h)-1].Data.PaperNo
	}
	a, b := o.receive().Code, o.receive(func(in *casework.ReceiveInput) { in.Applicant.IdentityNumber = "" }).Code
	assert.Equal(t, "1/PBS-TTPVHCC", number(o.must(o.Desk.RequestSupplement(o.App, o.clerk, a, 0, defect))))
	assert.Equal(t, "2/PBS-TTPVHCC", number(o.must(o.Desk.RequestSupplement(o.App, o.clerk, b, 0, defect))))
	assert.Equal(t, "1/PHL-TTPVHCC", number(o.must(o.Desk.AnswerSupplement(o.App, o.clerk, a, 0, dossier.AnswerInput{Note: "đủ"}))))
	assert.Equal(t, "1/TBD-TTPVHCC", number(o.must(o.Desk.Withdraw(o.App, o.clerk, b, 0, dossier.EndInput{Reason: "nộp nhầm"}))))
	assert.Equal(t, "41/XL-UBND", number(o.must(o.Desk.Extend(o.App, o.leader, a, 0, dossier.ExtendInput{N: 1, Reason: "chờ xác minh", Slip: "41/XL-UBND"}))), "a letter of the office's own register")
	assert.Equal(t, "1/TBKQ-TTPVHCC", number(o.resolved(a)))

	_, refused := o.Desk.RequestSupplement(o.App, o.clerk, a, 0, defect)
	require.Error(t, refused)
	for i, code := range []string{a, b, a} {
		_, x, err := o.Desk.Issue(o.App, o.clerk, code, casework.Issue{Form: paper.FormControl, Draw: drawn})
		require.NoError(t, err)
		assert.Equal(t, []string{"1/PKS-TTPVHCC", "2/PKS-TTPVHCC", "1/PKS-TTPVHCC"}[i], x.Number)
	}
	fresh := o.receive(func(in *casework.ReceiveInput) { in.Applicant.Name = "Trần Văn Cau" }).Code
	_, _, err := o.Desk.Issue(o.App, o.clerk, fresh, casework.Issue{Form: paper.FormControl, Draw: func(casework.Print) ([]byte, error) { return nil, os.ErrInvalid }})
	require.ErrorIs(t, err, os.ErrInvalid)
	_, x, err := o.Desk.Issue(o.App, o.clerk, fresh, casework.Issue{Form: paper.FormControl, Draw: drawn})
	require.NoError(t, err)
	assert.Equal(t, "3/PKS-TTPVHCC", x.Number, "a paper that was not drawn used no number")
}

// Somebody prints the same paper while it is being drawn: both are copies.
func TestTwoWhoPrintAtOnceGetTwoCopies(t *testing.T) {
	o := open(t)
	c, of := o.supplemented()
	in := casework.Issue{Form: paper.FormSupplement, Of: of, Draw: drawn}
	slow, drawings := in, 0
	slow.Draw = func(p casework.Print) ([]byte, error) {
		if drawings++; drawings == 1 {
			_, _, err := o.Desk.Issue(o.App, o.officer, c.Code, in)
			require.NoError(t, err)
		}
		return drawn(p)
	}
	_, got, err := o.Desk.Issue(o.App, o.clerk, c.Code, slow)
	require.NoError(t, err)
	assert.Equal(t, 2, got.Copy)
	assert.Equal(t, 2, drawings)
	list, err := o.Desk.IssuedPapers(o.App, o.clerk, c.Code)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2}, []int{list[0].Copy, list[1].Copy})
}

func TestAKeptPaperThatWasChangedIsFound(t *testing.T) {
	o := open(t)
	c, of := o.supplemented()
	_, kept, err := o.Desk.Issue(o.App, o.clerk, c.Code, casework.Issue{Form: paper.FormSupplement, Of: of, Draw: drawn})
	require.NoError(t, err)
	verdict := func() casework.Verdict {
		v, err := o.Desk.VerifyPapers(o.App, o.Communes[0].ID)
		require.NoError(t, err)
		return v
	}
	assert.Equal(t, casework.Verdict{Unit: o.Communes[0].ID, Events: 1}, verdict())

	files, err := casework.StoredFiles(o.App.DB())
	require.NoError(t, err)
	require.Len(t, files, 1)
	path := filepath.Join(o.App.DataDir(), filepath.FromSlash(files[0].Path))
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, append(whole, ' '), 0o600))
	assert.Equal(t, casework.AuditPaper, verdict().Why)
	assert.Equal(t, 3, verdict().BadSeq)
	_, _, err = o.Desk.OpenIssued(o.App, o.clerk, c.Code, kept.File)
	_, key := kind(t, err)
	assert.Equal(t, casework.KeyPaperChanged, key)

	require.NoError(t, os.Remove(path))
	assert.Equal(t, casework.AuditPaper, verdict().Why, "gone")
	require.NoError(t, os.WriteFile(path, whole, 0o600))
	assert.Empty(t, verdict().Why, "put back")

	// A hash changed in the row does not hide a changed file.
	o.run(`UPDATE dossier_files SET sha256 = 'x' WHERE id = {:id}`, dbx.Params{"id": kept.File})
	assert.Equal(t, casework.AuditPaper, verdict().Why)
}
