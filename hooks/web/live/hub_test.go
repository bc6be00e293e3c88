package live

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

var unit = access.Scope{access.Subtree("01/0123/")}

func change(holder string) casework.Case {
	return casework.Case{Dossier: dossier.Dossier{UnitPath: "01/0123/", Holder: holder}}
}

func list(what string) string { return "event: list\ndata: " + what + "\n\n" }

func TestManyChangesAreOneCall(t *testing.T) {
	h := NewHub()
	s, ok := h.join(access.Actor{ID: "a", Scope: unit, For: []access.Standing{{ID: "away"}}}, "s", "")
	require.True(t, ok)
	for _, holder := range []string{"b", "a", "c"} {
		h.Landed(nil, change(holder), dossier.Event{})
	}
	<-s.wake
	assert.Equal(t, list("mine"), h.take(s), "the nearest one counts")
	assert.Empty(t, s.wake)
	h.Landed(nil, change("b"), dossier.Event{})
	assert.Equal(t, list("unit"), h.take(s))
	h.Landed(nil, change("away"), dossier.Event{})
	assert.Equal(t, list("mine"), h.take(s), "what I do for a colleague is mine")
	h.leave(s)
	h.Close("s")
	assert.Zero(t, h.Open())
}

func TestAPageOfADossierHearsOfThatDossier(t *testing.T) {
	h := NewHub()
	s, ok := h.join(access.Actor{ID: "a", Scope: unit}, "s", "d1")
	require.True(t, ok)
	c := change("a")
	c.ID = "d2"
	h.Landed(nil, c, dossier.Event{Actor: "b"})
	assert.Empty(t, s.wake, "another dossier, though it is mine")
	c.ID = "d1"
	h.Landed(nil, c, dossier.Event{Actor: "a"})
	assert.Empty(t, s.wake, "I know what I did")
	c.UnitPath = "01/0456/"
	h.Landed(nil, c, dossier.Event{Actor: "b"})
	assert.Empty(t, s.wake, "it went where I may not look")
	c.UnitPath = "01/0123/"
	h.Landed(nil, c, dossier.Event{Actor: "b"})
	h.Landed(nil, c, dossier.Event{}) // the house itself
	<-s.wake
	assert.Empty(t, s.wake, "many changes are one call")
}

func TestNotEndlesslyMany(t *testing.T) {
	h := NewHub()
	for range maxSession {
		_, ok := h.join(access.Actor{ID: "a", Scope: unit}, "s", "")
		require.True(t, ok)
	}
	_, ok := h.join(access.Actor{ID: "a", Scope: unit}, "s", "")
	assert.False(t, ok, "one session")
	for i := range maxStreams - maxSession {
		_, ok := h.join(access.Actor{ID: "b", Scope: unit}, fmt.Sprint(i), "")
		require.True(t, ok)
	}
	_, ok = h.join(access.Actor{ID: "c", Scope: unit}, "last", "")
	assert.False(t, ok, "everybody")
	h.Close("s")
	_, ok = h.join(access.Actor{ID: "c", Scope: unit}, "last", "")
	assert.True(t, ok)
}

// BenchmarkLanded is what an act pays for 200 pages that listen.
func BenchmarkLanded(b *testing.B) {
	h := NewHub()
	for i := range 200 {
		h.join(access.Actor{ID: fmt.Sprint(i), Scope: unit}, fmt.Sprint(i), "")
	}
	c := change("7")
	for b.Loop() {
		h.Landed(nil, c, dossier.Event{})
	}
}
