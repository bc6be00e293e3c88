package casework_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"motcua/hooks/domain/dossier"
	"motcua/hooks/service/casework"
)

var certified = dossier.Authority{Kind: dossier.Certified, Number: " 12/2026 ", Day: "2026-11-01", Issuer: "UBND xã An Bình"}

func TestWhoCollectsForAnotherIsRecorded(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.resolved(code)
	in := dossier.ReturnInput{CollectorName: "Trần Thị Thay", CollectorNumber: "099190000999", Checked: true, Record: dossier.Authority{Kind: dossier.Certified}}
	_, err := o.Desk.Return(o.App, o.clerk, code, 0, in)
	_, key := kind(t, err)
	assert.Equal(t, dossier.KeyRequired, key)
	in.Record = certified
	o.must(o.Desk.Return(o.App, o.clerk, code, 0, in))
	history, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	d := history[len(history)-1].Detail
	assert.Equal(t, "Giấy ủy quyền có chứng thực số 12/2026, ngày 01/11/2026, nơi chứng thực: UBND xã An Bình", d["authority"])
	assert.Equal(t, "certified", d["authority_kind"])
	assert.Equal(t, "12/2026", d["authority_number"])
	o.whole()
}

func TestWordsOfAuthorityFromBeforeStayAsTheyWere(t *testing.T) {
	o := open(t)
	code := o.receive().Code
	o.resolved(code)
	o.must(o.Desk.Return(o.App, o.clerk, code, 0, dossier.ReturnInput{CollectorName: "Trần Thị Thay", CollectorNumber: "099190000999", Checked: true, Authority: "Giấy uỷ quyền số 4"}))
	history, err := o.Desk.History(o.App, o.clerk, code)
	require.NoError(t, err)
	d := history[len(history)-1].Detail
	assert.Equal(t, "Giấy uỷ quyền số 4", d["authority"])
	assert.NotContains(t, d, "authority_kind")
	o.whole()
}

func TestADelegateFilesUnderARecord(t *testing.T) {
	o := open(t)
	by := func(a dossier.Authority) func(*casework.ReceiveInput) {
		return func(in *casework.ReceiveInput) {
			in.Delegate = &casework.DelegateInput{PersonInput: casework.PersonInput{Name: "Trần Thị Thay"}, Authority: a}
		}
	}
	_, err := o.Desk.Receive(o.App, o.clerk, intake(by(dossier.Authority{Kind: dossier.Relative})))
	assertKey(t, err, dossier.KeyAuthorityRelation)
	_, err = o.Desk.Receive(o.App, o.clerk, intake(by(dossier.Authority{})))
	assertKey(t, err, casework.KeyDelegateDoc)
	got := o.receive(by(dossier.Authority{Kind: dossier.Relative, Relation: "spouse"}))
	history, err := o.Desk.History(o.App, o.clerk, got.Code)
	require.NoError(t, err)
	assert.Equal(t, "Người thân thích đi thay (vợ hoặc chồng)", history[0].Detail["delegate_document"])
	assert.Equal(t, "spouse", history[0].Detail["delegate_document_relation"])
}
