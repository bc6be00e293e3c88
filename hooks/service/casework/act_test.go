package casework_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

func TestStoryFromReceiptToReturn(t *testing.T) {
	o := open(t)
	got := o.receive(func(in *casework.ReceiveInput) { in.Print = true })
	assert.Equal(t, "H99.132-261120-0001", got.Code)
	assert.Equal(t, "2026-11-26", got.Due.Day, "three working days over a weekend and 24 November")
	n, err := o.Desk.Copies(o.App, got.ID)
	require.NoError(t, err)
	assert.Equal(t, 1, n)
	o.must(o.Desk.Print(o.App, o.clerk, got.Code))
	n, err = o.Desk.Copies(o.App, got.ID)
	require.NoError(t, err)
	assert.Equal(t, 2, n, "a reprint is counted")
	_, err = o.Desk.Print(o.App, o.officer, got.Code)
	k, _ := kind(t, err)
	assert.Equal(t, problem.Forbidden, k)

	c := o.toOfficer(got.Code)
	assert.Equal(t, o.officer.ID, c.Holder)
	c = o.must(o.Desk.Forward(o.App, o.officer, got.Code, c.Seq, dossier.MoveInput{To: o.leader.ID, Outcome: dossier.Granted}))
	assert.Equal(t, dossier.WaitSignature, c.Waiting)
	o.SetNow("2026-11-25T10:00")
	c = o.must(o.Desk.Resolve(o.App, o.leader, got.Code, c.Seq, dossier.ResolveInput{Outcome: dossier.Granted, ResultNumber: "7/GXN"}))
	assert.Equal(t, "early", c.Lateness(o.Now()))
	c = o.must(o.Desk.Shelve(o.App, o.clerk, got.Code, c.Seq, dossier.ShelveInput{Shelf: "A3"}))
	c = o.must(o.Desk.Return(o.App, o.clerk, got.Code, c.Seq, dossier.ReturnInput{CollectorName: "nguyen thi buoi", Checked: true}))
	assert.Equal(t, dossier.Returned, c.State)
	entries, err := o.Desk.History(o.App, o.clerk, got.Code)
	require.NoError(t, err)
	assert.Equal(t, "nguyen thi buoi", entries[len(entries)-1].Detail["collector"])
	o.whole()
}

// TestReturnChecksTheCollector: everything wrong is said at once, and only
// after it is clear that the result may be handed over at all.
func TestReturnChecksTheCollector(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	_, err := o.Desk.Return(o.App, o.clerk, code, 0, dossier.ReturnInput{CollectorNumber: "abc"})
	k, _ := kind(t, err)
	assert.Equal(t, problem.Conflict, k, "not resolved yet: that comes before what was typed")
	o.resolved(code)
	_, err = o.Desk.Return(o.App, o.clerk, code, 0, dossier.ReturnInput{CollectorNumber: "abc"})
	list, _ := problem.In(err)
	fields := map[string]string{}
	for _, p := range list {
		fields[p.Field] = p.Key
	}
	assert.Equal(t, map[string]string{"collector_number": "identity.number_invalid", "collector_name": "required",
		"checked": "dossier.collector", "authority_record.kind": "dossier.collector_proof"}, fields)
	stranger := dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", CollectorNumber: "099190000999", Checked: true}
	_, err = o.Desk.Return(o.App, o.clerk, code, 0, stranger)
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyCollectorProof, key, "the same name with another number is another person")
	stranger.Authority = "Giấy uỷ quyền số 4"
	c := o.must(o.Desk.Return(o.App, o.clerk, code, 0, stranger))
	assert.Equal(t, dossier.Returned, c.State)
}

func TestEveryActIsDoneByWhoMayAndRefusedToOthers(t *testing.T) {
	o := open(t)
	for _, act := range desks() {
		code, who := o.begin(act)
		rule, _ := dossier.RuleOf(act)
		for _, role := range access.Roles {
			by := o.Actor(role, 0)
			if by.HasAny(rule.Who...) {
				continue
			}
			k, _ := kind(t, o.do(act, by, code, 0))
			assert.Equal(t, problem.Forbidden, k, "%s by %s", act, role)
		}
		k, key := kind(t, o.do(act, o.Actor(who.Roles[0], 1), code, 0))
		assert.Equal(t, problem.NotFound, k, "%s by the other unit", act)
		assert.Equal(t, casework.KeyNotFound, key)
		_, key = kind(t, o.do(act, who, code, 9999))
		assert.Equal(t, casework.KeyChanged, key, act)
		require.NoError(t, o.do(act, who, code, 0), act)
	}
	o.whole()
}

func TestEveryActIsRefusedInEveryStateThatDoesNotHaveIt(t *testing.T) {
	o := open(t)
	everybody := o.leader
	everybody.Roles = access.Roles // the state alone decides here
	for _, from := range desks() {
		code, who := o.begin(from)
		require.NoError(t, o.do(from, who, code, 0))
		c, err := o.Desk.Find(o.App, o.clerk, code)
		require.NoError(t, err)
		for _, act := range desks() {
			rule, _ := dossier.RuleOf(act)
			leaves := false
			for _, s := range rule.From {
				leaves = leaves || s == c.State
			}
			if leaves {
				continue // allowed, or not ready yet: TestEveryActIsDoneByWhoMay
			}
			k, key := kind(t, o.do(act, everybody, code, 0))
			assert.Equal(t, problem.Conflict, k, "%s in %s", act, c.State)
			assert.Equal(t, dossier.KeyNotAllowed, key)
		}
	}
}

func TestTwoAtOnceOneWins(t *testing.T) {
	o := open(t)
	for range 10 {
		c := o.receive()
		leader := o.leader
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for i, do := range []func() error{
			func() error { return o.do(dossier.Withdraw, o.clerk, c.Code, c.Seq) },
			func() error { return o.do(dossier.Assign, leader, c.Code, c.Seq) },
		} {
			wg.Go(func() { errs[i] = do() })
		}
		wg.Wait()
		lost := errs[0]
		if lost == nil {
			lost = errs[1]
		}
		assert.True(t, (errs[0] == nil) != (errs[1] == nil), "exactly one wins: %v", errs)
		k, _ := kind(t, lost)
		assert.Equal(t, problem.Conflict, k)
	}
	o.whole()
}
