package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// takenInFor is a dossier of the first commune that another one took in, with
// its result to be handed over there.
func (o office) takenInFor(place int, change ...func(*casework.ReceiveInput)) casework.Received {
	o.t.Helper()
	o.Agree(place, 0, "1.010039")
	in := intake(change...)
	in.For, in.ReturnAt = "an-binh", "here"
	in.Components[0].Held = 1
	got, err := o.Desk.Receive(o.App, o.Actor(access.Clerk, place), in)
	require.NoError(o.t, err)
	return got
}

func TestTakenInForAnotherUnit(t *testing.T) {
	o := open(t)
	here := o.Actor(access.Clerk, 1)
	got := o.takenInFor(1)
	assert.Equal(t, dossier.Submitted, got.State)
	assert.Empty(t, got.Code, "the code is the competent unit's to give")
	assert.NotEmpty(t, got.Ref)
	assert.Equal(t, o.Communes[0].ID, got.Unit, "competent")
	assert.Equal(t, o.Communes[1].ID, got.PlaceReceived.Unit, "took it in")
	assert.Equal(t, o.Communes[1].ID, got.PlaceReturn.Unit, "hands it over")
	assert.Equal(t, "2026-11-23", got.Due.Day, "eight working hours to accept it")

	_, err := o.Desk.Find(o.App, here, got.ID)
	k, _ := kind(t, err)
	assert.Equal(t, problem.NotFound, k, "the place reads no dossier of another unit")
	p, err := o.Desk.Placed(o.App, here, got.Ref)
	require.NoError(t, err)
	assert.True(t, p.TookIn && p.HandsOver)
	assert.Equal(t, []dossier.Act{dossier.PassOn}, p.May)
	_, err = o.Desk.Placed(o.App, o.Actor(access.Clerk, 2), got.Ref)
	k, _ = kind(t, err)
	assert.Equal(t, problem.NotFound, k, "for a third unit it is not there")

	require.NoError(t, o.Desk.PrintPlaceSlip(o.App, here, got.ID))
	o.must(o.Desk.PassOn(o.App, here, got.ID, 0, dossier.PassOnInput{Slip: "12/BG"}))
	o.must(o.Desk.PassOn(o.App, o.clerk, got.ID, 0, dossier.PassOnInput{Slip: "12/BG"}))
	o.SetNow("2026-11-23T10:00")
	in, err := o.Desk.ReceiveSubmitted(o.App, o.clerk, got.ID, 0, casework.ReceiveInput{})
	require.NoError(t, err)
	assert.Equal(t, "2026-11-27", in.Due.Day, "three working days from acceptance, 24 November off")
	require.Len(t, in.Held, 1, "the originals are on the competent unit's ledger from acceptance on")

	for name, do := range map[string]func() error{
		"forward": func() error {
			_, err := o.Desk.Forward(o.App, here, in.Code, 0, dossier.MoveInput{To: o.officer.ID})
			return err
		},
		"remark": func() error {
			_, err := o.Desk.Remark(o.App, here, in.Code, 0, dossier.RemarkInput{Note: "x"})
			return err
		},
		"history": func() error { _, err := o.Desk.History(o.App, here, in.Code); return err },
		"files":   func() error { _, err := o.Desk.Files(o.App, here, in.Code); return err },
	} {
		k, _ := kind(t, do())
		assert.Equal(t, problem.NotFound, k, name)
	}
	o.resolved(in.Code)
	p, err = o.Desk.Placed(o.App, here, in.Code)
	require.NoError(t, err)
	assert.Equal(t, []dossier.Act{dossier.Shelve, dossier.Return}, p.May)
	list, _, err := o.Desk.PlacedList(o.App, here, true, "")
	require.NoError(t, err)
	assert.Len(t, list, 1, "waits to be handed over here")
	o.must(o.Desk.Shelve(o.App, here, in.Code, 0, dossier.ShelveInput{Shelf: "C1"}))
	c := o.must(o.Desk.Return(o.App, here, in.Code, 0, dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", Checked: true, Kept: "trả sau"}))
	assert.Equal(t, dossier.Returned, c.State)
	history, err := o.Desk.History(o.App, o.clerk, in.Code)
	require.NoError(t, err)
	for _, h := range history {
		foreign := h.Actor == here.ID
		assert.Equal(t, foreign, h.Data.ActorUnit == o.Communes[1].ID, "the trail says from where %s came", h.Kind)
	}
	o.whole()
}

func TestWhoMayTakeInForAnother(t *testing.T) {
	o := open(t)
	try := func(by access.Actor, change ...func(*casework.ReceiveInput)) (problem.Kind, string) {
		t.Helper()
		in := intake(change...)
		in.For = "an-binh"
		_, err := o.Desk.Receive(o.App, by, in)
		return kind(t, err)
	}
	clerk := o.Actor(access.Clerk, 1)
	_, key := try(clerk)
	assert.Equal(t, casework.KeyNoPact, key, "nobody agreed")
	o.Agree(1, 0, "1.010039")
	_, key = try(clerk, func(in *casework.ReceiveInput) { in.ReturnAt = "somewhere" })
	assert.Equal(t, casework.KeyReturnAt, key)
	_, key = try(clerk, func(in *casework.ReceiveInput) { in.Applicant.Phone = "" })
	assert.Equal(t, casework.KeyPhoneNeeded, key)
	_, key = try(clerk, func(in *casework.ReceiveInput) { in.Procedure = "1.004222" })
	assert.Equal(t, casework.KeyNoPact, key, "another procedure was not agreed on")
	k, _ := try(o.Actor(access.Officer, 1))
	assert.Equal(t, problem.Forbidden, k)
	_, key = try(o.Actor(access.Clerk, 2))
	assert.Equal(t, casework.KeyNoPact, key, "a third unit")
	in := intake()
	in.For = "an-binh"
	got, err := o.Desk.Receive(o.App, clerk, in)
	require.NoError(t, err)
	assert.Empty(t, got.PlaceReturn.Unit, "the result stays with the competent unit")

	in.For = "dong-thanh"
	_, err = o.Desk.Receive(o.App, o.clerk, in)
	_, key = kind(t, err)
	assert.Equal(t, casework.KeyNoPact, key, "an agreement has a direction")
}
