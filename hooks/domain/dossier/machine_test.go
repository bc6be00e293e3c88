package dossier

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/problem"
)

var update = flag.Bool("update", false, "draw testdata/states.mmd as the table says now; read the difference")

// all are the states an act can begin in or lead to.
var all = append([]State{Draft}, States...)

// TestTheMachineIsAsDrawn keeps a picture of the table, so that a change of it
// is seen by whoever reads the difference.
func TestTheMachineIsAsDrawn(t *testing.T) {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, s := range all {
		for _, r := range Acts {
			if !r.leaves(s) {
				continue
			}
			to, who := r.to(s), make([]string, len(r.Who))
			for i, role := range r.Who {
				who[i] = string(role)
			}
			by := strings.Join(who, ", ")
			if by == "" {
				by = "citizen"
			}
			if r.Holder {
				by += "; holder"
			}
			fmt.Fprintf(&b, "    %s --> %s: %s (%s)\n", s, to, r.Act, by)
		}
		if s.Ended() {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
	}
	const file = "testdata/states.mmd"
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, strings.ReplaceAll(string(want), "\r\n", "\n"), b.String(), "the machine has changed: read it, then go test ./hooks/domain/dossier -run Drawn -update")
}

// next are the states that s can lead to.
func next(s State) []State {
	var out []State
	for _, r := range Acts {
		if r.leaves(s) && r.to(s) != s {
			out = append(out, r.to(s))
		}
	}
	return out
}

func TestEveryStateCanBeReachedAndReachesAnEnd(t *testing.T) {
	reached := map[State]bool{Draft: true}
	for todo := []State{Draft}; len(todo) > 0; todo = todo[1:] {
		for _, n := range next(todo[0]) {
			if !reached[n] {
				reached[n] = true
				todo = append(todo, n)
			}
		}
	}
	for _, s := range all {
		assert.True(t, reached[s], "nothing leads to %s", s)
		assert.True(t, ends(s, map[State]bool{}), "%s is a dead end", s)
		if s.Ended() {
			assert.Empty(t, next(s), "something leads on from %s", s)
		}
	}
}

func ends(s State, seen map[State]bool) bool {
	if s.Ended() {
		return true
	}
	seen[s] = true
	for _, n := range next(s) {
		if !seen[n] && ends(n, seen) {
			return true
		}
	}
	return false
}

func worker(id string, roles ...access.Role) access.Actor {
	return access.Actor{ID: id, Name: "Cán bộ " + id, Unit: "u", UnitPath: "01/0123/", Roles: roles}
}

// at is a dossier in a state, held by nobody in particular.
func at(s State) Dossier {
	return Dossier{ID: "d", Unit: "u", UnitPath: "01/0123/", State: s, Step: "examine"}
}

// readyFor is a dossier in a state with what an act follows on.
func readyFor(act Act, s State) Dossier {
	d := at(s)
	switch act {
	case AnswerGuide, Remind:
		d.Waiting, d.LimitDay = WaitCitizen, "2026-12-01"
	case Lapse:
		d.Waiting, d.LimitDay, d.RemindedAt = WaitCitizen, "2026-12-01", m("2026-11-30T08:00")
	case Approve, SendBack:
		d.Waiting = WaitSignature
	case Acknowledge, AnswerConsult:
		d.Parts = []Part{{Key: "1", ToName: "Công an xã"}}
	case PassOn:
		d.PlaceReceived = Place{Unit: "u", Path: "01/0123/"}
	case CorrectIntake:
		d.Correction = &Correction{By: "b", Reason: "Nhập nhầm thủ tục"}
	case CorrectResult:
		d.ResultState = Issued
	case GiveBack:
		d.Held = []Paper{{Key: "land", Title: "Giấy chứng nhận", Held: 1}}
	}
	return d
}

func TestEveryActHasSomebodyAble(t *testing.T) {
	seen := map[Act]bool{}
	for _, r := range Acts {
		assert.False(t, seen[r.Act], "%s stands in the table twice", r.Act)
		seen[r.Act] = true
		if r.Act == Submit {
			continue // the citizen's
		}
		require.NotEmpty(t, r.Who, r.Act)
		for _, s := range r.From {
			able := false
			for _, role := range r.Who {
				able = able || readyFor(r.Act, s).Permit(r.Act, worker("a", role)) == nil
			}
			assert.True(t, able, "nobody may %s in %s", r.Act, s)
		}
	}
}

func TestPermitSaysWhy(t *testing.T) {
	refused := func(d Dossier, act Act, by access.Actor) (problem.Kind, string) {
		list, ok := problem.In(d.Permit(act, by))
		require.True(t, ok, "%s was permitted", act)
		return list[0].Kind, list[0].Key
	}
	held := at(Processing)
	held.Holder = "a"
	for _, c := range []struct {
		why  string
		d    Dossier
		act  Act
		by   access.Actor
		kind problem.Kind
		key  string
	}{
		{"no such act", held, "fly", worker("a", access.Leader), problem.NotFound, KeyUnknownAct},
		{"wrong role", held, Resolve, worker("a", access.Officer), problem.Forbidden, KeyNotYours},
		{"another unit", held, Resolve, access.Actor{ID: "l", UnitPath: "01/0124/", Roles: []access.Role{access.Leader}}, problem.Forbidden, KeyNotYours},
		{"the unit above only reads", held, Resolve, access.Actor{ID: "l", UnitPath: "01/", Roles: []access.Role{access.Leader}, Scope: access.Scope{access.Subtree("01/")}}, problem.Forbidden, KeyNotYours},
		{"a unit whose path begins alike", held, Resolve, access.Actor{ID: "l", UnitPath: "01/01234/", Roles: []access.Role{access.Leader}}, problem.Forbidden, KeyNotYours},
		{"wrong state", held, Shelve, worker("a", access.Clerk), problem.Conflict, KeyNotAllowed},
		{"held by another", held, Forward, worker("b", access.Officer), problem.Forbidden, KeyHeldByOther},
		{"nobody", held, Forward, access.Actor{}, problem.Forbidden, KeyNotYours},
	} {
		kind, key := refused(c.d, c.act, c.by)
		assert.Equal(t, c.kind, kind, c.why)
		assert.Equal(t, c.key, key, c.why)
	}
	assert.NoError(t, held.Permit(Forward, worker("a", access.Officer)), "the holder")
	assert.NoError(t, held.Permit(Forward, worker("l", access.Leader)), "a leader, whoever holds it")
	office := worker("l", access.Leader)
	office.UnitPath = "01/0123/pgd/"
	assert.NoError(t, held.Permit(Resolve, office), "an office below the commune works for it")
	list, _ := problem.In(held.Permit(Shelve, worker("a", access.Clerk)))
	assert.NotEmpty(t, list[0].Args["allowed"])
	for _, act := range strings.Split(list[0].Args["allowed"], ",") {
		assert.NoError(t, held.Permit(Act(act), worker("a", access.Clerk)), "what is named instead is allowed: %s", act)
	}
	for _, act := range held.Allowed(worker("a", access.Officer)) {
		assert.NoError(t, held.Permit(act, worker("a", access.Officer)))
	}
}
