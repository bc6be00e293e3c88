package cashier_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"motcua/hooks/apptest"
	"motcua/hooks/domain/access"
	"motcua/hooks/domain/dossier"
	"motcua/hooks/domain/problem"
	"motcua/hooks/service/casework"
	"motcua/hooks/service/cashier"
)

// till is a house with the people of one commune at hand.
type till struct {
	*apptest.House
	t                             testing.TB
	cashier, clerk, leader, other access.Actor
}

func open(t testing.TB) till {
	t.Helper()
	h := apptest.Open(t)
	return till{h, t, h.Actor(access.Cashier, 0), h.Actor(access.Clerk, 0), h.Actor(access.Leader, 0), h.Actor(access.Cashier, 1)}
}

// certified is an intake of 1.000 đồng pages: 21.000 đồng when it is handed over.
func (x till) certified(name string) casework.Received {
	x.t.Helper()
	got, err := x.Desk.Receive(x.App, x.clerk, casework.ReceiveInput{Procedure: "2.000884",
		Applicant:  casework.PersonInput{Name: name, IdentityNumber: "099190000123", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "document", Originals: 1}, {Key: "identity", Originals: 1}},
		Answers:    map[string]string{"documents": "2"}})
	require.NoError(x.t, err)
	return got
}

// examined is an intake with a known fee of 10.000 đồng whose second step is
// an officer's.
func (x till) examined(name string) casework.Received {
	x.t.Helper()
	got, err := x.Desk.Receive(x.App, x.clerk, casework.ReceiveInput{Procedure: "1.010038",
		Applicant:  casework.PersonInput{Name: name, IdentityNumber: "099190000123", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}}})
	require.NoError(x.t, err)
	return got
}

// priced is an intake with one fee whose amount the province sets.
func (x till) priced() casework.Received {
	x.t.Helper()
	got, err := x.Desk.Receive(x.App, x.clerk, casework.ReceiveInput{Procedure: "1.004873",
		Applicant:  casework.PersonInput{Name: "Đào Văn Ước", Phone: "0912345678"},
		Components: []dossier.Paper{{Key: "declaration", Originals: 1}, {Key: "identity", Originals: 1}}})
	require.NoError(x.t, err)
	return got
}

func (x till) take(in cashier.TakeInput) cashier.Receipt {
	x.t.Helper()
	r, err := x.Till.Take(x.App, x.cashier, in)
	require.NoError(x.t, err)
	return r
}

// resolved brings a dossier to its result.
func (x till) resolved(code string) {
	x.t.Helper()
	_, err := x.Desk.Forward(x.App, x.clerk, code, 0, dossier.MoveInput{To: x.leader.ID})
	require.NoError(x.t, err)
	_, err = x.Desk.Resolve(x.App, x.leader, code, 0, dossier.ResolveInput{Outcome: dossier.Granted})
	require.NoError(x.t, err)
}

func (x till) handOver(code, name string) error {
	_, err := x.Desk.Return(x.App, x.clerk, code, 0, dossier.ReturnInput{CollectorName: name, Checked: true})
	return err
}

// keys are the kinds and keys of an error.
func keys(t testing.TB, err error) (out []string) {
	t.Helper()
	list, ok := problem.In(err)
	require.True(t, ok, "want a problem, got %v", err)
	for _, p := range list {
		out = append(out, string(p.Kind)+" "+p.Key)
	}
	return out
}
