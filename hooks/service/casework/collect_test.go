package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
)

// collecting is a proxy who takes the result and the one original held.
func collecting() casework.CollectInput {
	return casework.CollectInput{Back: []dossier.Paper{declaration},
		ReturnInput: dossier.ReturnInput{CollectorName: " Trần Thị Thay ", CollectorNumber: "099190000999", Checked: true, Record: certified}}
}

// fieldsOf is what is wrong with which field.
func fieldsOf(t *testing.T, err error) map[string]string {
	t.Helper()
	list, is := problem.In(err)
	require.True(t, is, "want problems, got %v", err)
	out := map[string]string{}
	for _, p := range list {
		out[p.Field] = p.Key
	}
	require.Len(t, out, len(list), "nothing is said twice")
	return out
}

func TestOriginalsGoBackWithTheResult(t *testing.T) {
	o := open(t)
	code := o.receive(held).Code
	o.resolved(code)
	before, err := o.Desk.Find(o.App, o.clerk, code)
	require.NoError(t, err)
	c := o.must(o.Desk.Collect(o.App, o.clerk, code, before.Seq, collecting()))
	assert.Equal(t, dossier.Returned, c.State)
	assert.Empty(t, c.Held)
	history, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	back, end := history[len(history)-2], history[len(history)-1]
	require.Equal(t, dossier.GiveBack, back.Kind, "each act has its own event")
	require.Equal(t, dossier.Return, end.Kind)
	assert.Equal(t, "Trần Thị Thay", back.Detail["to"])
	assert.Equal(t, back.Detail["to"], end.Detail["collector"], "said once")
	for _, x := range []struct{ key, at string }{{"proof", back.Detail["proof_kind"]}, {"authority", end.Detail["authority_kind"]}} {
		assert.Equal(t, "certified", x.at, x.key)
	}
	assert.Equal(t, end.Detail["authority"], back.Detail["proof"])
	assert.Equal(t, end.Detail["collector_number"], back.Detail["to_number"])
	assert.Empty(t, end.Ground, "nothing stays, so no reason either")
	o.whole()
}

func TestWhatIsWrongWithBothActsIsSaidAtOnce(t *testing.T) {
	o := open(t)
	code := o.receive(held).Code
	o.resolved(code)
	before, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	two := declaration
	two.Originals = 2
	_, err = o.Desk.Collect(o.App, o.clerk, code, 0, casework.CollectInput{Back: []dossier.Paper{two}, ReturnInput: dossier.ReturnInput{CollectorNumber: "abc",
		Record: dossier.Authority{Kind: dossier.Certified}}})
	assert.Equal(t, map[string]string{"components.declaration": dossier.KeyBackMore, "collector_name": dossier.KeyRequired, "collector_number": "identity.number_invalid",
		"checked": dossier.KeyCollector, "authority_record.number": dossier.KeyRequired, "authority_record.day": dossier.KeyRequired, "authority_record.issuer": dossier.KeyRequired}, fieldsOf(t, err))

	stranger := collecting()
	stranger.Record = dossier.Authority{}
	_, err = o.Desk.Collect(o.App, o.clerk, code, 0, stranger)
	assert.Equal(t, map[string]string{"authority_record.kind": dossier.KeyCollectorProof}, fieldsOf(t, err))
	both := collecting()
	both.Kept = "Lưu theo quy định"
	_, err = o.Desk.Collect(o.App, o.clerk, code, 0, both)
	assert.Equal(t, map[string]string{"kept": casework.KeyKeptNone}, fieldsOf(t, err), "all goes back and something stays: one of the two is wrong")

	after, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	assert.Len(t, after, len(before), "both or neither")
	c, err := o.Desk.Find(o.App, o.clerk, code)
	require.NoError(t, err)
	assert.NotEmpty(t, c.Held)
	_, err = o.Desk.Collect(o.App, o.clerk, code, c.Seq-1, collecting())
	assertKey(t, err, casework.KeyChanged)
	_, err = o.Desk.Collect(o.App, o.officer, code, 0, collecting())
	assertKey(t, err, dossier.KeyNotYours)
	o.must(o.Desk.Collect(o.App, o.clerk, code, 0, collecting()))
	o.whole()
}

func TestAPartOfTheOriginalsStaysWithItsReason(t *testing.T) {
	o := open(t)
	code := o.receive(func(in *casework.ReceiveInput) { in.Components[0].Originals, in.Components[0].Held = 2, 2 }).Code
	o.resolved(code)
	in := collecting()
	_, err := o.Desk.Collect(o.App, o.clerk, code, 0, in)
	assert.Equal(t, map[string]string{"kept": dossier.KeyHeld}, fieldsOf(t, err))
	in.Kept = "Lưu một bản theo quy định"
	c := o.must(o.Desk.Collect(o.App, o.clerk, code, 0, in))
	assert.Equal(t, 1, c.Held[0].Held)
	history, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	assert.Equal(t, in.Kept, history[len(history)-1].Ground)

	other := o.receive(held, func(in *casework.ReceiveInput) { in.TwinReason = "bản nữa" }).Code
	o.resolved(other)
	in.Back = nil
	c = o.must(o.Desk.Collect(o.App, o.clerk, other, 0, in))
	assert.NotEmpty(t, c.Held, "nothing goes back when nothing was counted")
	o.whole()
}

func TestOriginalsAloneGoToAProxyUnderARecord(t *testing.T) {
	o := open(t)
	code := o.receive(held).Code
	in := dossier.GiveBackInput{Papers: []dossier.Paper{declaration}, To: "Trần Thị Thay", Number: "12", Record: dossier.Authority{Kind: dossier.Relative}}
	_, err := o.Desk.GiveBack(o.App, o.clerk, code, 0, in)
	assert.Equal(t, map[string]string{"collector_number": "identity.number_invalid", "authority_record.relation": dossier.KeyAuthorityRelation}, fieldsOf(t, err))
	in.Number, in.Record.Relation, in.Proof = "", "spouse", "ký vào sổ"
	o.must(o.Desk.GiveBack(o.App, o.clerk, code, 0, in))
	history, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	d := history[len(history)-1].Detail
	assert.Equal(t, "Người thân thích đi thay (vợ hoặc chồng); ký vào sổ", d["proof"])
	assert.Equal(t, "relative", d["proof_kind"])
	o.whole()
}
