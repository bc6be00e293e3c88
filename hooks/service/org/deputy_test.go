package org_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/org"
)

// keys are the codes of the problems in an error, by field.
func keys(err error) map[string]string {
	list, _ := problem.In(err)
	out := map[string]string{}
	for _, p := range list {
		out[p.Field] = p.Key
	}
	return out
}

func leave(giver, taker access.Actor) org.DeputyInput {
	return org.DeputyInput{Giver: giver.ID, Taker: taker.ID, Roles: []string{"leader"}, StartDay: "2026-11-23", EndDay: "2026-11-25", Ground: "Giấy nghỉ phép số 12"}
}

func TestADeputyStandsInForTheDaysAlone(t *testing.T) {
	h := apptest.Open(t)
	admin, leader, officer := h.Actor(access.UnitAdmin, 0), h.Actor(access.Leader, 0), h.Actor(access.Officer, 0)
	d, err := h.Org.AddDeputy(h.App, admin, leave(leader, officer))
	require.NoError(t, err)

	on := func() []access.Standing { return h.Actor(access.Officer, 0).For }
	assert.Empty(t, on(), "not before the first day")
	for _, at := range []string{"2026-11-23T00:00", "2026-11-24T10:00", "2026-11-25T23:59"} {
		h.SetNow(at)
		assert.Equal(t, []access.Standing{{ID: leader.ID, Name: leader.Name, Title: leader.Title, Roles: []access.Role{access.Leader}}}, on(), at)
	}
	a := h.Actor(access.Officer, 0)
	assert.True(t, a.Has(access.Leader))
	assert.Equal(t, leader.Name, a.Behalf(leader.ID, access.Leader))
	lead, err := h.Org.SignsFor(h.App, a.ID, leader.Name, h.Now())
	require.NoError(t, err)
	assert.Equal(t, "TUQ.", lead)

	h.SetNow("2026-11-26T00:00")
	assert.Empty(t, on(), "it ends by itself")
	_, err = h.Org.WithdrawDeputy(h.App, admin, d.ID)
	assert.Equal(t, access.KeyDeputyOver, keys(err)[""])
	lead, err = h.Org.SignsFor(h.App, officer.ID, "", h.Now())
	require.NoError(t, err)
	assert.Empty(t, lead)
}

func TestWithdrawingEndsItAtOnce(t *testing.T) {
	h := apptest.Open(t)
	leader, officer, other := h.Actor(access.Leader, 0), h.Actor(access.Officer, 0), h.Actor(access.Officer, 0, true)
	in := leave(leader, officer)
	in.StartDay = "2026-11-20"
	d, err := h.Org.AddDeputy(h.App, leader, in)
	require.NoError(t, err, "a leader says oneself who stands in")
	assert.NotEmpty(t, h.Actor(access.Officer, 0).For)
	for _, by := range []access.Actor{other, h.Actor(access.UnitAdmin, 1), h.Actor(access.Leader, 1), h.Actor(access.Officer, 0)} {
		_, err = h.Org.WithdrawDeputy(h.App, by, d.ID)
		assert.Equal(t, org.KeyDeputyNotFound, keys(err)[""], by.Name)
	}
	_, err = h.Org.WithdrawDeputy(h.App, leader, d.ID)
	require.NoError(t, err)
	assert.Empty(t, h.Actor(access.Officer, 0).For)
	_, err = h.Org.WithdrawDeputy(h.App, leader, "x")
	assert.Equal(t, org.KeyDeputyNotFound, keys(err)[""])

	list, err := h.Org.Deputies(h.App, leader)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.False(t, list[0].On("2026-11-20"))
	none, err := h.Org.Deputies(h.App, other)
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestWhatNoDeputationMayBe(t *testing.T) {
	h := apptest.Open(t)
	admin, leader, officer := h.Actor(access.UnitAdmin, 0), h.Actor(access.Leader, 0), h.Actor(access.Officer, 0)
	for _, c := range []struct {
		name, field, key string
		by               access.Actor
		change           func(*org.DeputyInput)
	}{
		{"nobody to stand in", "taker", access.KeyDeputyTaker, admin, func(in *org.DeputyInput) { in.Taker = "" }},
		{"nobody away", "giver", access.KeyDeputyGiver, admin, func(in *org.DeputyInput) { in.Giver = "" }},
		{"oneself", "taker", access.KeyDeputySelf, admin, func(in *org.DeputyInput) { in.Taker = in.Giver }},
		{"another commune", "taker", access.KeyDeputyUnit, admin, func(in *org.DeputyInput) { in.Taker = h.Actor(access.Officer, 1).ID }},
		{"somebody who handles no dossier", "taker", access.KeyDeputyUnit, admin, func(in *org.DeputyInput) { in.Taker = h.Actor(access.Inspector, 0).ID }},
		{"no role", "roles", access.KeyDeputyNoRole, admin, func(in *org.DeputyInput) { in.Roles = nil }},
		{"a role the giver lacks", "roles", access.KeyDeputyLacks, admin, func(in *org.DeputyInput) { in.Roles = []string{"leader", "clerk"} }},
		{"a role nobody lends", "roles", access.KeyDeputyLacks, admin, func(in *org.DeputyInput) { in.Giver, in.Roles = admin.ID, []string{"unit_admin"} }},
		{"yesterday", "start_day", access.KeyDeputyPast, admin, func(in *org.DeputyInput) { in.StartDay = "2026-11-19" }},
		{"no day", "start_day", access.KeyDeputyDay, admin, func(in *org.DeputyInput) { in.StartDay = "2026-02-30" }},
		{"backwards", "end_day", access.KeyDeputyOrder, admin, func(in *org.DeputyInput) { in.EndDay = "2026-11-22" }},
		{"for good", "end_day", access.KeyDeputyLong, admin, func(in *org.DeputyInput) { in.EndDay = "2027-11-24" }},
		{"no ground", "ground", access.KeyDeputyGround, admin, func(in *org.DeputyInput) { in.Ground = " " }},
		{"another unit's administrator", "giver", access.KeyDeputyGiver, h.Actor(access.UnitAdmin, 1), func(*org.DeputyInput) {}},
		{"an officer for oneself", "giver", access.KeyDeputyGiver, officer, func(in *org.DeputyInput) {
			in.Giver, in.Taker, in.Roles = officer.ID, leader.ID, []string{"officer"}
		}},
	} {
		in := leave(leader, officer)
		c.change(&in)
		_, err := h.Org.AddDeputy(h.App, c.by, in)
		assert.Equal(t, c.key, keys(err)[c.field], c.name)
	}
	_, err := h.Org.AddDeputy(h.App, admin, leave(leader, officer))
	require.NoError(t, err)
}

func TestNoChains(t *testing.T) {
	h := apptest.Open(t)
	admin := h.Actor(access.UnitAdmin, 0)
	leader, officer, second := h.Actor(access.Leader, 0), h.Actor(access.Officer, 0), h.Actor(access.Officer, 0, true)
	_, err := h.Org.AddDeputy(h.App, admin, leave(leader, officer))
	require.NoError(t, err)
	on := leave(officer, second)
	on.Roles = []string{"officer"}
	_, err = h.Org.AddDeputy(h.App, admin, on)
	assert.Equal(t, access.KeyDeputyChain, keys(err)["taker"], "who stands in is not away")
	on.Roles = []string{"leader"}
	_, err = h.Org.AddDeputy(h.App, admin, on)
	assert.Equal(t, access.KeyDeputyLacks, keys(err)["roles"], "what was lent is not lent on")
	on.Roles, on.StartDay, on.EndDay = []string{"officer"}, "2026-11-26", "2026-11-27"
	_, err = h.Org.AddDeputy(h.App, admin, on)
	require.NoError(t, err, "on other days")
	back := leave(leader, officer)
	back.StartDay, back.EndDay = "2026-11-27", "2026-11-30"
	_, err = h.Org.AddDeputy(h.App, admin, back)
	assert.Equal(t, access.KeyDeputyChain, keys(err)["taker"], "who is away stands in for nobody")

	// the record door stays shut, the giver's account is what counts
	r, err := h.App.FindFirstRecordByData("deputies", "giver", leader.ID)
	require.NoError(t, err)
	r.Set("end_day", "2030-01-01")
	assert.Error(t, h.App.Save(r))
	h.SetNow("2026-11-23T10:00")
	assert.NotEmpty(t, h.Actor(access.Officer, 0).For)
	staff := h.Staff(access.Leader, 0)
	staff.Set("active", false)
	require.NoError(t, h.App.Save(staff))
	assert.Empty(t, h.Actor(access.Officer, 0).For, "a closed account lends nothing")
}

// Whatever was entered, nobody ever holds a lent role on a day outside, nor one
// that the giver does not hold.
func TestWhatIsLentIsHeld(t *testing.T) {
	h := apptest.Open(t)
	admin := h.Actor(access.UnitAdmin, 0)
	var people []access.Actor
	for _, r := range []access.Role{access.Clerk, access.Officer, access.Leader, access.Cashier} {
		people = append(people, h.Actor(r, 0))
	}
	words := []string{"clerk", "officer", "leader", "cashier", "unit_admin", "superior"}
	day := func(n int) string { return time.Date(2026, 11, 20+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) }
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(0, 20).Draw(t, "a"), rapid.IntRange(0, 20).Draw(t, "b")
		in := org.DeputyInput{Giver: rapid.SampledFrom(people).Draw(t, "giver").ID, Taker: rapid.SampledFrom(people).Draw(t, "taker").ID,
			Roles: rapid.SliceOfDistinct(rapid.SampledFrom(words), rapid.ID).Draw(t, "roles"), StartDay: day(a), EndDay: day(b), Ground: "x"}
		d, err := h.Org.AddDeputy(h.App, admin, in)
		at := rapid.IntRange(0, 20).Draw(t, "at")
		h.SetNow(day(at) + "T09:00")
		for _, p := range people {
			now, e := h.Org.StaffByID(h.App, p.ID)
			if e != nil {
				t.Fatal(e)
			}
			for _, s := range now.For {
				giver, e := h.Org.StaffByID(h.App, s.ID)
				if e != nil || len(giver.For) > 0 {
					t.Fatal("a chain", e)
				}
				for _, r := range s.Roles {
					if !has(giver.Roles, r) {
						t.Fatal(fmt.Sprintf("%s lends %s", giver.Name, r))
					}
				}
				if err == nil && d.Taker == p.ID && d.Giver == s.ID && !d.On(day(at)) {
					t.Fatal("outside its days")
				}
			}
		}
		h.SetNow("2026-11-20T09:00")
		if err == nil {
			if _, err := h.Org.WithdrawDeputy(h.App, admin, d.ID); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func has(list []access.Role, r access.Role) bool {
	for _, x := range list {
		if x == r {
			return true
		}
	}
	return false
}
