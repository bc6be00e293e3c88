package casework_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

func TestAPersonIsASnapshot(t *testing.T) {
	o := open(t)
	first := o.receive()
	again := o.receive()
	assert.Equal(t, first.Applicant, again.Applicant, "nothing changed: the same row")
	moved := o.receive(func(in *casework.ReceiveInput) { in.Applicant.Address = "Thôn Đoài" })
	assert.NotEqual(t, first.Applicant, moved.Applicant)
	old, err := o.Desk.Person(o.App, first.Applicant)
	require.NoError(t, err)
	assert.Equal(t, "Thôn Đình", old.Address, "an earlier dossier keeps what was true then")
	last, err := o.Desk.LastPerson(o.App, o.clerk, "099190000123")
	require.NoError(t, err)
	assert.Equal(t, "Thôn Đoài", last.Address)
	other, err := o.Desk.LastPerson(o.App, o.Actor(access.Clerk, 1), "099190000123")
	require.NoError(t, err)
	assert.Empty(t, other.ID, "another commune knows nothing of it")
	lines, err := o.Desk.ByNumber(o.App, o.clerk, "099190000123")
	require.NoError(t, err)
	assert.Len(t, lines, 3, "a lost receipt is found by number")
	for _, by := range []access.Actor{o.Actor(access.Superior, 0), o.Actor(access.Inspector, 0), o.Actor(access.Clerk, 1)} {
		lines, err := o.Desk.ByNumber(o.App, by, "099190000123")
		require.NoError(t, err)
		assert.Empty(t, lines, "%s", by.Roles)
	}
}

// TestNoIdentityNumberLiesInTheFolder looks at the bytes on disk, as a thief of
// the folder would.
func TestNoIdentityNumberLiesInTheFolder(t *testing.T) {
	o := open(t)
	const collector = "099190000888"
	got := o.receive(func(in *casework.ReceiveInput) {
		in.Submitter = &casework.PersonInput{Name: "Lê Văn Nộp", IdentityNumber: "099190000777"}
		in.Delegate = &casework.DelegateInput{PersonInput: casework.PersonInput{Name: "Lê Thị Thay", IdentityNumber: "099190000666"}, Document: "Giấy uỷ quyền"}
	})
	o.resolved(got.Code)
	o.must(o.Desk.Return(o.App, o.clerk, got.Code, 0, dossier.ReturnInput{CollectorName: "Ai Đó", CollectorNumber: collector, Checked: true, Authority: "Giấy"}))
	_, err := o.App.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute()
	require.NoError(t, err)
	seen := 0
	require.NoError(t, filepath.WalkDir(o.App.DataDir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("Lê Văn Nộp")) {
			seen++ // the control: this search does find what lies there in clear
		}
		for _, number := range []string{"099190000123", "099190000777", "099190000666", collector} {
			assert.False(t, bytes.Contains(b, []byte(number)), "%s lies in %s in clear", number, d.Name())
		}
		return err
	}))
	assert.Positive(t, seen)
	p, err := o.Desk.Person(o.App, got.Applicant)
	require.NoError(t, err)
	assert.Equal(t, "099190000123", p.Number, "and it can still be read by whoever holds the key")
}
