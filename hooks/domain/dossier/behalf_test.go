package dossier

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
)

// The chairman is away and the vice-chairman, a leader too, signs what lies on
// the chairman's desk: the paper says “KT.”, so the event must know it.
func TestADeputySignsInThePlaceOfWhoeverItLiesWith(t *testing.T) {
	head := access.Standing{ID: "head", Name: "Đỗ Văn Bình", Roles: []access.Role{access.Leader}}
	vice := access.Actor{ID: "vice", Name: "Phạm Minh Tuấn", UnitPath: "01/", Roles: []access.Role{access.Leader}, For: []access.Standing{head}}
	d := Dossier{ID: "d", UnitPath: "01/", State: Processing, Waiting: WaitSignature, Holder: "head"}
	sign := ResolveInput{Outcome: Granted}
	at := when(t, "2026-11-20T10:00")

	e, err := d.Resolve(vice, at, sign)
	require.NoError(t, err)
	assert.Equal(t, head.Name, e.OnBehalfOf)
	for _, act := range []Act{Approve, SendBack} {
		assert.Equal(t, head.Name, d.event(act, vice).OnBehalfOf, act)
	}

	d.Holder = "vice"
	e, err = d.Resolve(vice, at, sign)
	require.NoError(t, err)
	assert.Empty(t, e.OnBehalfOf, "what lies on the own desk is signed for oneself")
	d.Holder = "head"
	assert.Empty(t, d.event(Extend, vice).OnBehalfOf, "any leader extends by the own office")
	vice.For[0].Roles = []access.Role{access.Cashier}
	assert.Empty(t, d.event(Resolve, vice).OnBehalfOf, "the role lent is not the one that signs")
	vice.For = nil
	assert.Empty(t, d.event(Resolve, vice).OnBehalfOf)
}
