package casework_test

import (
	"fmt"
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
		"checked": "dossier.collector", "authority": "dossier.collector_proof"}, fields)
	stranger := dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", CollectorNumber: "099190000999", Checked: true}
	_, err = o.Desk.Return(o.App, o.clerk, code, 0, stranger)
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyCollectorProof, key, "the same name with another number is another person")
	stranger.Authority = "Giấy uỷ quyền số 4"
	c := o.must(o.Desk.Return(o.App, o.clerk, code, 0, stranger))
	assert.Equal(t, dossier.Returned, c.State)
}

// begin brings a dossier to the state in which an act begins; it returns its
// name and who may do the act.
func (o office) begin(act dossier.Act) (string, access.Actor) {
	o.t.Helper()
	if act == dossier.Receive || act == dossier.Decline {
		return o.submit(), o.clerk
	}
	code := o.receive().Code
	switch act {
	case dossier.AnswerSupplement:
		o.must(o.Desk.RequestSupplement(o.App, o.clerk, code, 0, defect))
	case dossier.StepBack, dossier.AskPayment:
		o.toOfficer(code)
		return code, o.officer
	case dossier.SettlePayment:
		o.toOfficer(code)
		o.must(o.Desk.AskPayment(o.App, o.officer, code, 0, dossier.PaymentInput{Slip: "1"}))
	case dossier.Resolve:
		o.toOfficer(code)
		return code, o.leader
	case dossier.Shelve, dossier.Return:
		o.resolved(code)
	case dossier.Assign, dossier.Extend, dossier.Stop:
		return code, o.leader
	}
	return code, o.clerk
}

// do does an act with a right input.
func (o office) do(act dossier.Act, by access.Actor, code string, seen int) error {
	d, app := o.Desk, o.App
	end := dossier.EndInput{Reason: "x", Ground: "y"}
	var err error
	switch act {
	case dossier.Receive:
		_, err = d.ReceiveSubmitted(app, by, code, seen, casework.ReceiveInput{})
	case dossier.Decline:
		_, err = d.Decline(app, by, code, seen, end)
	case dossier.Forward:
		_, err = d.Forward(app, by, code, seen, dossier.MoveInput{To: o.officer.ID})
	case dossier.Assign:
		_, err = d.Assign(app, by, code, seen, dossier.MoveInput{To: o.officer.ID})
	case dossier.StepBack:
		_, err = d.StepBack(app, by, code, seen, dossier.MoveInput{To: o.clerk.ID, Note: "x"})
	case dossier.RequestSupplement:
		_, err = d.RequestSupplement(app, by, code, seen, defect)
	case dossier.AnswerSupplement:
		_, err = d.AnswerSupplement(app, by, code, seen, dossier.AnswerInput{Note: "đủ"})
	case dossier.AskPayment:
		_, err = d.AskPayment(app, by, code, seen, dossier.PaymentInput{Slip: "1"})
	case dossier.SettlePayment:
		_, err = d.SettlePayment(app, by, code, seen, dossier.PaymentInput{Slip: "2"})
	case dossier.Extend:
		_, err = d.Extend(app, by, code, seen, dossier.ExtendInput{N: 1, Reason: "x"})
	case dossier.Resolve:
		_, err = d.Resolve(app, by, code, seen, dossier.ResolveInput{Outcome: dossier.Granted})
	case dossier.Shelve:
		_, err = d.Shelve(app, by, code, seen, dossier.ShelveInput{Shelf: "A"})
	case dossier.Return:
		_, err = d.Return(app, by, code, seen, dossier.ReturnInput{CollectorName: "Nguyễn Thị Bưởi", Checked: true})
	case dossier.Withdraw:
		_, err = d.Withdraw(app, by, code, seen, end)
	case dossier.Stop:
		_, err = d.Stop(app, by, code, seen, end)
	default:
		return fmt.Errorf("no act %s", act)
	}
	return err
}

// desks are the acts that begin with a dossier: all but filing one.
func desks() []dossier.Act {
	var out []dossier.Act
	for _, r := range dossier.Acts {
		if r.Act != dossier.Submit {
			out = append(out, r.Act)
		}
	}
	return out
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
				assert.NoError(t, c.Permit(act, everybody), "%s in %s", act, c.State)
				continue
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
