package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/form"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// filing is a complete online filing of a certificate of marital status.
func filing(h *apptest.House) casework.ReceiveInput {
	return casework.ReceiveInput{
		Unit: h.Communes[0].Code, Procedure: "1.004873", Case: "first",
		Applicant:  casework.PersonInput{Name: "Nguyễn Thị Thử", IdentityNumber: "099190000001", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}},
		Answers:    form.Answers{"purpose": "property"},
	}
}

var citizen = access.Actor{}

func TestFilingOnlineHasAReferenceAndTheReceptionClock(t *testing.T) {
	h := apptest.Open(t) // Friday 20/11/2026, 9:00
	got, err := h.Desk.Submit(h.App, citizen, filing(h))
	require.NoError(t, err)
	assert.Equal(t, dossier.Submitted, got.State)
	assert.Empty(t, got.Code, "the code comes with receipt")
	assert.Len(t, got.Ref, 9)
	assert.NotEmpty(t, got.Token)
	// 2:30 + 3:30 on Friday, 2 hours on Monday.
	assert.Equal(t, "2026-11-23T09:00", got.Due.At.In(apptest.Start.Location()).Format("2006-01-02T15:04"))
	assert.Equal(t, "open", got.Lateness(h.Now()))
	h.SetNow("2026-11-23T10:00")
	assert.Equal(t, "overdue", got.Lateness(h.Now()))

	_, err = h.Desk.Find(h.App, h.Actor(access.Clerk, 0), "")
	assertKey(t, err, casework.KeyNotFound)
	found, err := h.Desk.Find(h.App, h.Actor(access.Clerk, 0), got.ID)
	require.NoError(t, err)
	assert.Equal(t, got.Ref, found.Ref)
	clock, err := found.Clock()
	require.NoError(t, err)
	assert.Equal(t, got.Due.Day, clock.DueDay)
}

func TestFilingOnlineIsRefusedWithEverythingMissing(t *testing.T) {
	h := apptest.Open(t)
	in := filing(h)
	in.Answers, in.Applicant.Phone, in.Components = nil, "", nil
	_, err := h.Desk.Submit(h.App, citizen, in)
	list, ok := problem.In(err)
	require.True(t, ok, "%v", err)
	fields := map[string]string{}
	for _, p := range list {
		fields[p.Field] = p.Key
	}
	assert.Equal(t, casework.KeyPhoneNeeded, fields["applicant.phone"])
	assert.Equal(t, form.KeyRequired, fields["answers.purpose"])
	assert.Contains(t, fields, "components.declaration")

	_, err = h.Desk.Submit(h.App, h.Actor(access.Officer, 0), filing(h))
	assertKey(t, err, dossier.KeyNotYours)
	_, err = h.Desk.Submit(h.App, h.Actor(access.Clerk, 1), filing(h))
	assertKey(t, err, dossier.KeyNotYours)
	_, err = h.Desk.Submit(h.App, h.Actor(access.Clerk, 0), filing(h))
	assert.NoError(t, err, "the commune's own clerk may help")
}

func TestReceivingWhatWasFiled(t *testing.T) {
	h := apptest.Open(t)
	got, err := h.Desk.Submit(h.App, citizen, filing(h))
	require.NoError(t, err)
	h.SetNow("2026-11-20T10:00")
	clerk := h.Actor(access.Clerk, 0)

	_, err = h.Desk.ReceiveSubmitted(h.App, h.Actor(access.Clerk, 1), got.ID, 0, casework.ReceiveInput{})
	assertKey(t, err, casework.KeyNotFound)
	_, err = h.Desk.ReceiveSubmitted(h.App, clerk, got.ID, got.Seq+1, casework.ReceiveInput{})
	assertKey(t, err, casework.KeyChanged)
	_, err = h.Desk.ReceiveSubmitted(h.App, h.Actor(access.Leader, 0), got.ID, 0, casework.ReceiveInput{})
	assertKey(t, err, dossier.KeyNotYours)

	in, err := h.Desk.ReceiveSubmitted(h.App, clerk, got.ID, got.Seq, casework.ReceiveInput{Print: true})
	require.NoError(t, err)
	assert.Equal(t, dossier.Received, in.State)
	assert.Equal(t, "H99.132-261120-0001", in.Code)
	assert.Equal(t, got.Ref, in.Ref, "the reference stays")
	assert.Equal(t, got.Applicant, in.Applicant)
	assert.Equal(t, dossier.Filed, in.ReceivedBasis)
	assert.Equal(t, "2026-11-26", in.Due.Day, "three working days from receipt; 24 November is a day off")

	code, _, err := h.Desk.Locate(h.App, clerk, in.Code)
	require.NoError(t, err)
	assert.Equal(t, in.Code, code)
	diffs, err := h.Desk.Rebuild(h.App, false, func(int, int) {})
	require.NoError(t, err)
	assert.Empty(t, diffs)

	_, err = h.Desk.ReceiveSubmitted(h.App, clerk, got.ID, 0, casework.ReceiveInput{})
	assertKey(t, err, dossier.KeyNotAllowed)
}

func TestDecliningWhatWasFiled(t *testing.T) {
	h := apptest.Open(t)
	got, err := h.Desk.Submit(h.App, citizen, filing(h))
	require.NoError(t, err)
	clerk := h.Actor(access.Clerk, 0)
	_, err = h.Desk.Decline(h.App, clerk, got.ID, 0, dossier.EndInput{})
	_, refused := problem.In(err)
	assert.True(t, refused, "a reason and a ground are needed")
	c, err := h.Desk.Decline(h.App, clerk, got.ID, 0, dossier.EndInput{Reason: "Không thuộc thẩm quyền", Ground: "Luật Hộ tịch Điều 7", Agency: "UBND xã bên"})
	require.NoError(t, err)
	assert.Equal(t, dossier.Declined, c.State)
	_, err = h.Desk.ReceiveSubmitted(h.App, clerk, got.ID, 0, casework.ReceiveInput{})
	assertKey(t, err, dossier.KeyNotAllowed)
}

func assertKey(t *testing.T, err error, key string) {
	t.Helper()
	list, ok := problem.In(err)
	if assert.True(t, ok, "%v", err) {
		assert.Equal(t, key, list[0].Key)
	}
}
